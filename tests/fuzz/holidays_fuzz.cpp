// Holidays of iCalendar files under libFuzzer. What is read lies in the days that were asked for, each day once and in order, with a
// name that fits into one line of a calendar.
#include <cstdint>

#include "base/text.hpp"
#include "connect/icalendar/holidays.hpp"
#include "must.hpp"

using namespace evenkeel;
using namespace evenkeel::icalendar;
using evenkeel::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::int64_t from = 20'000, until = 22'000;  // some five years
  const auto file = read_holidays({reinterpret_cast<const char*>(data), size}, from, until);
  if (!file) {
    must(!file.error().first().code.empty() && !file.error().first().text.empty());
    return 0;
  }
  must(file->holidays.size() <= holidays_most);
  std::int64_t before = from - 1;
  for (const Holiday& holiday : file->holidays) {
    must(holiday.day > before && holiday.day < until);
    before = holiday.day;
    must(is_valid_utf8(holiday.name));
    must(line_of(holiday).find('\n') == std::string::npos);
  }
  for (const LeftOut& each : file->left_out) must(!each.why.empty());
  return 0;
}
