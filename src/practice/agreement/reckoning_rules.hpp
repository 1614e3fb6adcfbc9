// What a course comes to: how much was used up, when it is due, and whether it was met. Pure and in whole microseconds; no share is ever
// rounded. Everything is reckoned from the begin on, so that a course under another calendar or goal is the same question again.
#pragma once
#include "practice/agreement/course.hpp"

namespace evenkeel::agreement {

struct Warning {
  int percent = 0;
  std::optional<Time> at;  // none: not while it pauses, or never
};

struct Reckoning {
  Doing doing = Doing::running;
  Verdict verdict = Verdict::open;
  bool outside_hours = false;           // it runs, but no time counts just now
  Time round_from;                      // begin of what is promised now: of the clock, or its last restart
  Time ended;                           // stopped or cancelled
  std::optional<Time> due;              // first instant too late. None: not while it pauses, or never
  Time breached_at;                     // the first instant that was too late, of any round
  std::int64_t consumed_us = 0;         // of the present round
  std::optional<std::int64_t> goal_us;  // what may be consumed; none: working days that never come
  std::vector<Warning> warnings;
};

/// How a clock stands at `now`. A breach is an instant: the end must come before `due`. `known_breach` was found under earlier terms and
/// stays, unless all that made it was a slip. Percents are of the goal, from 1 to 99.
Reckoning reckon(std::span<const Turn> course, const calendar::WorkingHours& hours, std::span<const int> warn_percents, Time now,
                 Time known_breach = {});

enum class Counting { counts, outside_hours, paused };
struct Part {
  Time from, until;
  Counting counting = Counting::counts;
  std::string why;  // of a pause
  bool operator==(const Part&) const = default;
};
/// The whole time from the begin to the end, or `now`, without a gap: what counted and what did not.
std::vector<Part> timeline(std::span<const Turn> course, const calendar::WorkingHours& hours, Time now);

}  // namespace evenkeel::agreement

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<agreement::Counting> = std::array<std::string_view, 3>{"counts", "outside_hours", "paused"};
}
