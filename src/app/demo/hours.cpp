#include "app/demo/hours.hpp"

#include "base/zone.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr int saturday = 5;

int weekday_of(std::int64_t wall) { return static_cast<int>((wall / us_per_day + 3) % 7); }  // 1970-01-01 was a Thursday

}  // namespace

int weekday(std::string_view zone, Time t) { return weekday_of(wall_us(zone, t)); }

Time within(const Hours& hours, Time t, Chance& chance) {
  std::int64_t wall = wall_us(hours.zone, t);
  const std::int64_t midnight = wall / us_per_day * us_per_day;
  const bool works = weekday_of(wall) < saturday;
  const auto hour = (wall - midnight) / us_per_hour;
  if (works && hour >= hours.from && hour < hours.to) return t;
  std::int64_t day = works && hour < hours.from ? midnight : midnight + us_per_day;
  while (weekday_of(day) >= saturday) day += us_per_day;
  wall = day + hours.from * us_per_hour + chance.between(1, 50) * us_per_minute + chance.between(0, 59) * us_per_second;
  return instant_of_wall(hours.zone, wall, Twice::first);
}

}  // namespace evenkeel::app::demo
