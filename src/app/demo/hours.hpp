// When people of the demo are at work, by the clocks on their own walls.
#pragma once
#include <string_view>

#include "app/demo/chance.hpp"

namespace evenkeel::app::demo {

struct Hours {
  std::string_view zone;
  int from, to;  // o'clock, Monday to Friday
};

/// 0: Monday ... 6: Sunday, on the wall of the zone.
int weekday(std::string_view zone, Time t);
/// `t` when it lies within the hours, else somewhere in the first hour of the next day that has some.
Time within(const Hours& hours, Time t, Chance& chance);

}  // namespace evenkeel::app::demo
