// Who comes on duty and who goes off between two instants: what hand-off notices tell. Whoever goes on with the next turn does neither.
#pragma once
#include <vector>

#include "practice/roster/duty.hpp"

namespace evenkeel::roster {

struct HandOff {
  Time at;
  std::vector<Id> coming, going;
  std::vector<Id> before, after;  // all on duty
};

/// Hand-offs later than `from`, until `until` (with it), in order. Pure.
std::vector<HandOff> hand_offs(const Facts& facts, Time from, Time until);

}  // namespace evenkeel::roster
