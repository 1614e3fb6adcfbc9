// Whole days out of an iCalendar file (RFC 5545): what offices, countries and suppliers publish as their holidays. libical reads the
// file; what is no whole day, or repeats too often to be a holiday, is told and left out.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::icalendar {

struct Holiday {
  std::int64_t day = 0;  // days since 1970-01-01
  std::string name;      // one line, without control characters
  auto operator<=>(const Holiday&) const = default;
};
struct LeftOut {
  std::string name, why;
};
struct HolidayFile {
  std::vector<Holiday> holidays;  // by date, each date once
  std::vector<LeftOut> left_out;
  std::int64_t outside = 0;  // dates before or after what was asked for
};

constexpr std::size_t file_bytes_most = 1'000'000;  // some thousand events
constexpr std::size_t holidays_most = 2'000;

/// Dates from `from_day` up to, not including, `until_day` (days since 1970-01-01). Errors: calendar_file.too_large,
/// calendar_file.unreadable, calendar_file.too_many.
Result<HolidayFile> read_holidays(std::string_view text, std::int64_t from_day, std::int64_t until_day);

/// As a calendar's dates have it: "2026-12-25 closed Christmas Day".
std::string line_of(const Holiday& holiday);

}  // namespace evenkeel::icalendar
