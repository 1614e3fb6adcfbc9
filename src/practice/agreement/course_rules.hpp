// How a clock goes on when its incident changed. Pure: what is seen of the incident at one instant, and the course so far, give the
// turns that follow. Played over the whole life of an incident it gives the same course again.
#pragma once
#include <cstddef>

#include "practice/agreement/course.hpp"

namespace evenkeel::agreement {

/// What an agreement sees of an incident at one instant; conditions were asked before, so that records they reach need no history.
struct Look {
  Time at;
  Time begins;         // what a clock that starts now counts from; may lie before `at`
  bool starts = true;  // a clock that has not begun may begin
  bool restarts = false;
  std::string gone;   // why nothing is promised (any more); empty: it is
  std::string pause;  // why it pauses; empty: it does not
  std::string stop;   // why it stops; empty: it does not
  std::string goal;   // in words that parse_span reads
};

/// The turns that this look adds, none when nothing changed. A clock begins once, when it starts, is promised something and does not
/// stop at once. An end comes before everything else; one that no longer holds (the command was undone) is taken back. A clock that was
/// cancelled goes on noting pauses and its end, so that it can be revived.
std::vector<Turn> next_turns(std::span<const Turn> course, const Look& look);

/// What stood for less than that was a slip, or was undone: it had not been. Longer than the console offers to take a command back.
constexpr std::int64_t slip_most_us = us_per_minute;
/// Places of goals that were changed and changed back that soon, in order; both count for nothing.
std::vector<std::size_t> slips_in(std::span<const Turn> course);
/// A clock that began late, by a command that was taken back that soon: nothing was promised. The course of a late clock names its goal
/// once more when it begins.
bool begun_by_a_slip(std::span<const Turn> course);

}  // namespace evenkeel::agreement
