// Reckons clocks for the oracle: "calendar ZONE|WEEK|DATES", then a life a line, "NOW|AT,TURN,WHY|AT,TURN,WHY|...", in microseconds.
// Answers "STATE VERDICT BREACHED DUE ENDED CONSUMED GOAL", with - for none.
#include "oracle/calendar_line.hpp"
#include "practice/agreement/reckoning_rules.hpp"

namespace evenkeel::agreement {
namespace {

Course course_of(std::istringstream& parts) {
  Course course;
  std::string part;
  while (std::getline(parts, part, '|')) {
    std::istringstream fields(part);
    std::string at, to, why;
    std::getline(fields, at, ',');
    std::getline(fields, to, ',');
    std::getline(fields, why);
    course.push_back({Time{std::stoll(at)}, record::from_name<Turning>(to).value(), why});
  }
  return course;
}

std::string number(std::int64_t us) { return us ? std::to_string(us) : "-"; }

std::string answer(const calendar::WorkingHours& hours, const std::string& line) {
  std::istringstream parts(line);
  std::string now;
  std::getline(parts, now, '|');
  const auto r = reckon(course_of(parts), hours, {}, Time{std::stoll(now)});
  std::string out(record::name_of(r.doing));
  out.append(" ").append(record::name_of(r.verdict)).append(" ").append(number(r.breached_at.us));
  out.append(" ").append(r.due ? std::to_string(r.due->us) : "-").append(" ").append(number(r.ended.us));
  return out.append(" ").append(std::to_string(r.consumed_us)).append(" ").append(r.goal_us ? std::to_string(*r.goal_us) : "-");
}

}  // namespace
}  // namespace evenkeel::agreement

int main() {
  evenkeel::calendar::WorkingHours hours;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (constexpr std::string_view head = "calendar "; line.starts_with(head))
      hours = evenkeel::calendar::hours_of_line(line.substr(head.size()));
    else std::cout << evenkeel::agreement::answer(hours, line) << '\n';
  }
}
