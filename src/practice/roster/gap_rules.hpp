// What of a roster's gaps is told when: a notice so many days before, once each, and again only for what is new. Pure.
#pragma once
#include <set>
#include <vector>

#include "practice/roster/coverage_rules.hpp"

namespace evenkeel::roster {

/// A time without anybody who can be called: nobody is on duty, or `person` is and no message reaches them. Half open.
struct Lack {
  Time from, until;
  Id person;                      // on duty, and not to be reached; none: nobody is on duty
  Nobody why = Nobody::no_layer;  // when nobody is
  std::vector<Id> missing;        // who would have been on duty
  bool operator==(const Lack&) const = default;
};

/// Within the hours to be covered (none: always), in order of their begin.
std::vector<Lack> lacks_in(const std::vector<Stretch>& stretches, const std::set<Id>& unreachable, const calendar::WorkingHours* covered);

/// A lack that was told so many days before.
struct Warned {
  std::int64_t days = 0;
  Id person;
  Time from, until;  // until no_end: it had no end that was known
  bool operator==(const Warned&) const = default;
};
/// Of a lack whose end lay beyond what was looked at.
Time no_end();

struct GapNotice {
  std::vector<Lack> tell;      // in one message, in order; empty: nothing is new
  std::vector<Warned> add;     // what is told by that
  std::vector<Warned> forget;  // is no gap any more, or not all of it: should it come back, it is told anew
  std::vector<Warned> keep;    // what is left of those
  Time next;                   // when the next notice is due; none: not within what was looked at
};

/// `lacks` from `now` until `looked_until`, at least twice the largest of `days` ahead. A notice takes in what begins within twice its
/// time, so that gaps that recur by the day are not a message a day. What is told at several of the times at once is one message.
GapNotice gap_notice(const std::vector<Lack>& lacks, const std::vector<Warned>& warned, const std::vector<std::int64_t>& days, Time now,
                     Time looked_until);

}  // namespace evenkeel::roster
