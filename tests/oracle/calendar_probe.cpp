// Answers questions about business time, a line each, for the oracle: "calendar ZONE|WEEK|DATES" (dates parted by ;), then
// "between FROM UNTIL", "add START US", "subtract END US", "open T", all in microseconds. Answers are numbers, or "never".
#include <iostream>
#include <sstream>

#include "oracle/calendar_line.hpp"
#include "practice/calendar/business_time.hpp"

namespace evenkeel::calendar {
namespace {

std::string answer(const WorkingHours& hours, const std::string& what, std::int64_t a, std::int64_t b) {
  if (what == "between") return std::to_string(between(hours, {a}, {b}));
  if (what == "open") return is_open(hours, {a}) ? "1" : "0";
  const auto reached = what == "add" ? add(hours, {a}, b) : subtract(hours, {a}, b);
  return reached ? std::to_string(reached->us) : "never";
}

}  // namespace
}  // namespace evenkeel::calendar

int main() {
  evenkeel::calendar::WorkingHours hours;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (constexpr std::string_view head = "calendar "; line.starts_with(head)) {
      hours = evenkeel::calendar::hours_of_line(line.substr(head.size()));
      continue;
    }
    std::istringstream in(line);
    std::string what;
    std::int64_t a = 0, b = 0;
    in >> what >> a >> b;
    std::cout << evenkeel::calendar::answer(hours, what, a, b) << '\n';
  }
}
