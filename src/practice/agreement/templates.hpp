// Agreements to begin with: targets by priority that fit most desks, and duties by law. None is in force until an administrator takes it
// up, and then it is a record like any other, to be edited freely.
#pragma once
#include <span>
#include <string_view>

#include "practice/service/catalogue.hpp"

namespace evenkeel::agreement {

struct AgreementTemplate {
  std::string_view key, name, description;
  std::string_view source;    // of a duty by law: where it stands; empty otherwise
  std::string_view calendar;  // name of the calendar of a fresh register that it fits
  service::ClockBegin begins = service::ClockBegin::logged;
  std::string_view applies, goals, starts, pauses, stops, reopening, warnings;
};
std::span<const AgreementTemplate> agreement_templates();

/// As a record under a calendar; not in force until it is saved.
service::Agreement agreement_of(const AgreementTemplate& one, Id calendar);

}  // namespace evenkeel::agreement
