// When time counts: the hours of a week by the clocks of a zone, and dates on which others hold. Read from the words that an
// administrator writes, so that a calendar can be compared line by line.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel::calendar {

/// Half open, in minutes of the wall day: 0 to 1440.
struct Slot {
  int from = 0, until = 0;
  bool operator==(const Slot&) const = default;
};
/// In order, neither overlapping nor touching. Empty: closed.
using Day = std::vector<Slot>;
/// Monday first.
using Week = std::array<Day, 7>;
/// Days since 1970-01-01 of the wall's date, and what holds on them instead of the week.
using Dates = std::map<std::int64_t, Day>;

struct WorkingHours {
  std::string zone;  // IANA name; unknown counts as UTC
  Week week;
  Dates dates;
};

/// Reads "Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00" or "always"; groups end with ; or a new line, a day may stand in
/// several, hours that cross midnight reach into the next day. Returns what is wrong, in a sentence; empty when it was read.
std::string read_week(std::string_view text, Week& out);

/// Reads a line a date: "2026-12-25 closed Christmas Day", "2026-12-24 08:00-12:00 half a day", "2026-12-28..2026-12-31 closed",
/// "12-25 closed" for each year. Empty lines and what follows # count for nothing. Returns what is wrong, as read_week.
std::string read_dates(std::string_view text, Dates& out);

/// What holds on a date, a count of days since 1970-01-01.
const Day& hours_on(const WorkingHours& hours, std::int64_t day);

/// On these dates it is open only when both are: holidays of several sources add up, whichever comes first.
void restrict_to(WorkingHours& hours, const Dates& holidays);

}  // namespace evenkeel::calendar
