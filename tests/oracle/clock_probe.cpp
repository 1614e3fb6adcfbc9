// Reckons clocks for the oracles: "calendar ZONE|WEEK|DATES", perhaps "corrected ZONE|WEEK|DATES" of the same calendar later, then a life a
// line, "NOW|AT,TURN,WHY|AT,TURN,WHY|...", in microseconds; "NOW>AT|..." when the calendar was corrected at that instant.
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

struct Calendars {
  calendar::WorkingHours hours, corrected;
};

/// What was found breached when the hours were corrected stays so.
Reckoning reckon_line(const Calendars& calendars, const std::string& line) {
  std::istringstream parts(line);
  std::string times;
  std::getline(parts, times, '|');
  const Course course = course_of(parts);
  const Time now{std::stoll(times)};
  const auto sign = times.find('>');
  if (sign == std::string::npos) return reckon(course, calendars.hours, {}, now);
  const Time then{std::stoll(times.substr(sign + 1))};
  const auto later = std::ranges::find_if(course, [&](const Turn& turn) { return turn.at > then; });
  const auto so_far = std::span(course).first(static_cast<std::size_t>(later - course.begin()));
  return reckon(course, calendars.corrected, {}, now, reckon(so_far, calendars.hours, {}, then).breached_at);
}

std::string answer(const Calendars& calendars, const std::string& line) {
  const auto r = reckon_line(calendars, line);
  std::string out(record::name_of(r.doing));
  out.append(" ").append(record::name_of(r.verdict)).append(" ").append(number(r.breached_at.us));
  out.append(" ").append(r.due ? std::to_string(r.due->us) : "-").append(" ").append(number(r.ended.us));
  return out.append(" ").append(std::to_string(r.consumed_us)).append(" ").append(r.goal_us ? std::to_string(*r.goal_us) : "-");
}

}  // namespace
}  // namespace evenkeel::agreement

int main() {
  evenkeel::agreement::Calendars calendars;
  std::string line;
  constexpr std::string_view first = "calendar ", second = "corrected ";
  while (std::getline(std::cin, line)) {
    if (line.starts_with(first)) calendars.hours = evenkeel::calendar::hours_of_line(line.substr(first.size()));
    else if (line.starts_with(second)) calendars.corrected = evenkeel::calendar::hours_of_line(line.substr(second.size()));
    else std::cout << evenkeel::agreement::answer(calendars, line) << '\n';
  }
}
