// What ids are called in a table for others: names that an import finds the same records by.
#pragma once
#include <string>
#include <unordered_map>

#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::exchange {

class Labels {
 public:
  /// A person by external reference, login, mail or name; an incident by number; a location or category inside another as
  /// "outer > inner", but a subcategory by its own name; all others by name. Digits when there is nothing of this id.
  const std::string& of(store::Connection& db, const record::Field& field, Id id);

 private:
  static constexpr std::size_t kept_most = 100'000;
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace evenkeel::exchange
