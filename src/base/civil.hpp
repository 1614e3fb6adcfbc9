// Dates of the Gregorian calendar and their day's number, by Hinnant's "chrono-compatible low-level date algorithms": neither a time
// zone nor a locale of the machine has a say.
#pragma once
#include <cstdint>

namespace evenkeel {

struct Civil {
  std::int64_t year;
  int month, day;  // from 1
};

/// Days since 1970-01-01; before it they are negative.
std::int64_t days_from_civil(Civil c);
Civil civil_from_days(std::int64_t days);

}  // namespace evenkeel
