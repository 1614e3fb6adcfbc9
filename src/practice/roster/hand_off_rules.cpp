#include "practice/roster/hand_off_rules.hpp"

#include <algorithm>

namespace evenkeel::roster {
namespace {

std::vector<Id> on_duty(const Stretch& stretch) {
  std::vector<Id> ids;
  for (const Shift& shift : stretch.people)
    if (shift.part == Part::on_duty) ids.push_back(shift.person);
  return ids;
}

std::vector<Id> without(const std::vector<Id>& all, const std::vector<Id>& others) {
  std::vector<Id> out;
  for (const Id id : all)
    if (std::ranges::find(others, id) == others.end()) out.push_back(id);
  return out;
}

}  // namespace

std::vector<HandOff> hand_offs(const Facts& facts, Time from, Time until) {
  std::vector<HandOff> all;
  const auto stretched = stretches(facts, from, until + 1);
  for (std::size_t i = 1; i < stretched.size(); ++i) {
    HandOff one{stretched[i].from, {}, {}, on_duty(stretched[i - 1]), on_duty(stretched[i])};
    one.coming = without(one.after, one.before);
    one.going = without(one.before, one.after);
    if (!one.coming.empty() || !one.going.empty()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace evenkeel::roster
