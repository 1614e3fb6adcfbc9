#include "practice/escalation/matrix_times.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/calendar/working_hours.hpp"
#include "practice/service/calendars.hpp"

namespace evenkeel::escalation {
namespace {

constexpr std::int64_t holiday_days_most = 366;
constexpr int sources_most = 10;      // calendars that take over one another's holidays; more are a circle
constexpr std::int64_t saturday = 2;  // 1970-01-03

/// The first of the days from today on, a `step` apart, on which this time of the wall is still to come.
Time next_wall(Time now, const std::string& zone, std::int64_t first_day, std::int64_t step, std::int64_t of_day_us) {
  for (std::int64_t day = first_day;; day += step)
    if (const Time at = instant_of_wall(zone, day * us_per_day + of_day_us, Twice::first); at > now) return at;
}

std::int64_t today(Time now, const std::string& zone) { return wall_us(zone, now) / us_per_day; }

/// What stands behind "closed" on the line of this date, in the calendar or those whose holidays it takes over.
std::string name_of_date(const service::Snapshot& catalogue, const service::Calendar& calendar, std::int64_t day) {
  const service::Calendar* source = &calendar;
  for (int depth = 0; source && depth < sources_most; ++depth) {
    const std::string text = service::dates_text(*source);
    for (const auto line : split(text, '\n')) {
      calendar::Dates dates;
      if (!calendar::read_dates(line, dates).empty() || !dates.contains(day)) continue;
      const auto closed = line.find("closed");
      if (closed == std::string_view::npos) continue;
      return std::string(trim(line.substr(closed + 6)));
    }
    source = source->holidays_of ? catalogue.get<service::Calendar>(source->holidays_of) : nullptr;
  }
  return {};
}

}  // namespace

Time next_night(Time now, const std::string& zone) { return next_wall(now, zone, today(now, zone), 1, 3 * us_per_hour); }

Time next_weekend(Time now, const std::string& zone) {
  const std::int64_t day = today(now, zone);
  return next_wall(now, zone, day + ((saturday - day) % 7 + 7) % 7, 7, 12 * us_per_hour);
}

std::optional<Holiday> next_holiday(const service::Snapshot& catalogue, const service::Calendar& calendar, Time now) {
  const auto hours = service::hours_of(catalogue, calendar);
  const std::int64_t first = today(now, hours.zone) + 1;
  constexpr std::int64_t thursday = 3;  // 1970-01-01, Monday first
  for (auto date = hours.dates.lower_bound(first); date != hours.dates.end() && date->first < first + holiday_days_most; ++date) {
    const std::int64_t day = date->first;
    if (!date->second.empty() || hours.week[static_cast<std::size_t>((day + thursday) % 7)].empty()) continue;
    const Time noon = instant_of_wall(hours.zone, day * us_per_day + 12 * us_per_hour, Twice::first);
    return Holiday{&calendar, day, noon, name_of_date(catalogue, calendar, day)};
  }
  return std::nullopt;
}

std::optional<Holiday> next_holiday(const service::Snapshot& catalogue, Time now) {
  std::map<Id, int> named;
  for (const auto* policy : catalogue.active<service::EscalationPolicy>()) ++named[policy->calendar];
  for (const auto* roster : catalogue.active<service::Roster>()) ++named[roster->calendar];
  for (const auto* agreement : catalogue.active<service::Agreement>()) ++named[agreement->calendar];
  auto calendars = catalogue.active<service::Calendar>();
  std::ranges::stable_sort(calendars, std::greater<>(), [&](const service::Calendar* c) { return named[c->id]; });
  for (const auto* calendar : calendars)
    if (auto found = next_holiday(catalogue, *calendar, now)) return found;
  return std::nullopt;
}

}  // namespace evenkeel::escalation
