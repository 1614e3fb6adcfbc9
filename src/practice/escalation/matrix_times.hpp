// The instants at which the matrix asks who would be called: by night, on the next holiday, at the weekend. Pure.
#pragma once
#include <optional>
#include <string>

#include "practice/service/catalogue.hpp"

namespace evenkeel::escalation {

/// The next 03:00 by the clocks of the zone, later than `now`.
Time next_night(Time now, const std::string& zone);
/// The next Saturday noon, later than `now`.
Time next_weekend(Time now, const std::string& zone);

struct Holiday {
  const service::Calendar* calendar = nullptr;
  std::int64_t day = 0;  // since 1970-01-01, of the wall's date in the calendar's zone
  Time noon;
  std::string name;  // as its line says; may be empty
};
/// The next date within a year, later than today, on which the calendar is closed all day though the week would have it open.
std::optional<Holiday> next_holiday(const service::Snapshot& catalogue, const service::Calendar& calendar, Time now);
/// By the calendar that most active policies, rosters and agreements name, of those that have one ahead.
std::optional<Holiday> next_holiday(const service::Snapshot& catalogue, Time now);

}  // namespace evenkeel::escalation
