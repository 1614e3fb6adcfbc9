// The catalogue as conditions look things up in it.
#pragma once
#include "condition/condition.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// For conditions asked in memory. `catalogue` must outlive it.
inline condition::Lookup lookup_in(const Snapshot& catalogue) {
  return [&catalogue](std::string_view kind, Id id) { return catalogue.find(kind, id); };
}

}  // namespace evenkeel::service
