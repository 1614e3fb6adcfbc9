// The events of an iCalendar file (RFC 5545) as plain facts: libical reads the file, nothing of it goes further than this.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace evenkeel::rosters {

constexpr std::size_t events_most = 20'000;  // of a file

struct Attendee {
  std::string mail, name;
};

struct CalendarEvent {
  std::string uid, summary;
  std::vector<Attendee> attendees;  // people who did not decline
  std::string zone;                 // as the file names it; empty: none said
  std::int64_t start_wall_us = 0;   // by the clocks of its zone
  std::int64_t duration_us = 0;
  bool repeats = false;
  /// Of a rule by the hour, day or week without other words than until: "hourly", "daily", "weekly".
  std::string frequency;
  std::int64_t interval = 1;
  std::vector<int> days;  // of the week, 0 is Monday
  int week_start = 0;
  std::optional<std::int64_t> until_us;  // when the last one may begin
  bool until_is_wall = false;            // by the clocks of its zone; else UTC
  /// All begins by the rule, as times of the wall, in order, less those that are excepted: calls until false is returned or nothing is
  /// left. Rules by the hour are not walked.
  std::function<void(const std::function<bool(std::int64_t wall_us)>&)> walk;
};

struct CalendarFile {
  std::string name, zone;  // X-WR-CALNAME, X-WR-TIMEZONE
  std::vector<CalendarEvent> events;
  struct Unread {
    std::string uid, summary, why;
  };
  std::vector<Unread> unread;
};

/// Errors: roster_file.unreadable, roster_file.too_many.
Result<CalendarFile> read_calendar(std::string_view text);

}  // namespace evenkeel::rosters
