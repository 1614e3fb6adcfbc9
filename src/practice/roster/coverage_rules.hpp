// What the shifts of a roster say together: where nobody is on duty though somebody should be, and how the load lies on people. Pure
// functions over what the sweep tells.
#pragma once
#include <compare>
#include <set>
#include <vector>

#include "practice/roster/duty.hpp"

namespace evenkeel::roster {

/// Nobody is on duty within the hours that are to be covered (none: always), in order; exact, a gap of a second is one.
std::vector<Gap> gaps_in(const std::vector<Stretch>& stretches, const calendar::WorkingHours* covered);

/// What lay on one person between two instants. Shadows are not counted.
struct Load {
  Id person;
  std::int64_t shifts = 0;
  std::int64_t total_us = 0, night_us = 0, weekend_us = 0;  // 22:00 to 06:00, and Saturday and Sunday, by the roster's clocks
  std::int64_t pages = 0, night_pages = 0;                  // that came while the person was on duty here
};
/// By person, whoever has most first.
std::vector<Load> loads_of(const std::vector<Stretch>& stretches, const std::string& zone);
/// An escalation told somebody of an incident.
struct Page {
  Time at;
  Id person, incident;
  auto operator<=>(const Page&) const = default;
};
/// Adds the pages that came to people while they were on duty; two for one incident in the same moment were one message.
void count_pages(std::vector<Load>& loads, const std::vector<Stretch>& stretches, const std::string& zone, const std::set<Page>& pages);
/// How evenly it lies, 0 to 100: the mean over all pairs of people of what the one with less has of what the other has. 100 for nobody and
/// for one alone.
int balance_of(const std::vector<Load>& loads);

}  // namespace evenkeel::roster
