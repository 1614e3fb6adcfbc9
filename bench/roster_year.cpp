// A year of a roster of 200 people, reckoned from its facts: weekly turns, nights of the office in another zone, daily weekends, and an
// override and an absence for each person. Prints milliseconds; more than 50 is too slow for a screen and for a page.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "practice/calendar/working_hours.hpp"
#include "practice/roster/duty.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace {

using namespace evenkeel;
using namespace evenkeel::roster;

constexpr int people = 200;
constexpr int rounds = 9;

Facts::Held layer(const char* name, Unit unit, const char* zone, const char* words, std::int64_t first_day) {
  Facts::Held held;
  held.layer.name = name;
  held.layer.zone = zone;
  held.layer.unit = unit;
  held.layer.hand_off = 9 * 60;
  held.layer.first_day = first_day;
  held.layer.line_ups = {{first_day, {}}};
  for (int id = 1; id <= people; ++id) held.layer.line_ups[0].turns.push_back({{Id{id}}, {}});
  if (*words) {
    auto hours = std::make_shared<calendar::WorkingHours>();
    hours->zone = zone;
    (void)calendar::read_week(words, hours->week);
    held.hours = hours;
  }
  return held;
}

}  // namespace

int main() {
  const std::int64_t first_day = *parse_day("2026-01-05");
  const Time from{first_day * us_per_day}, until = from + 365 * us_per_day;
  Facts facts;
  facts.roster = {1};
  facts.layers = {layer("Week", Unit::weeks, "Europe/Berlin", "", first_day),
                  layer("Night", Unit::days, "America/New_York", "Mon-Sun 18:00-06:00", first_day),
                  layer("Weekend", Unit::days, "Europe/Berlin", "Sat-Sun 00:00-24:00", first_day)};
  for (int id = 1; id <= people; ++id) {
    Override o;
    o.id = {id};
    o.person = {id};
    o.begins_at = from + (id * 31 % 360) * us_per_day;
    o.ends_at = o.begins_at + 7 * us_per_hour;
    facts.overrides.push_back(o);
    const Time away = from + (id * 17 % 350) * us_per_day;
    facts.away.push_back({{id}, away, away + 9 * us_per_day});
  }
  std::vector<double> took;
  std::size_t found = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begun = std::chrono::steady_clock::now();
    found = shifts(facts, from, until).size();
    took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  std::ranges::sort(took);
  fmt::print("{} shifts of a year, {} people: {:.1f} ms (best {:.1f}, worst {:.1f})\n", found, people, took[took.size() / 2], took.front(),
             took.back());
  return took[took.size() / 2] <= 50 ? 0 : 1;
}
