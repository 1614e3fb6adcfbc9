// One target of one agreement on one cycle of an incident, with what it was pinned to; and the turns of its course. Names here are the
// names in JSON, SQL and screens.
#pragma once
#include "practice/agreement/course.hpp"

namespace evenkeel::agreement {

struct Clock {
  Id id;
  std::int64_t version = 0;
  Id incident;
  std::int64_t cycle = 1;
  Id agreement;
  std::int64_t edition = 0;  // version of the agreement that it was pinned to
  std::string terms;         // digest of its words
  Id calendar;
  std::string hours;  // digest of the calendar's words: those of now while it is open, those of its end afterwards
  std::string target;
  std::string goal_at_begin, goal;  // in words
  Doing doing = Doing::running;
  bool open = true;  // running or paused
  Verdict verdict = Verdict::open;
  Time started_at;
  Time due_at;   // none: not while it pauses, or never
  Time look_at;  // the next instant at which something is to be told; none: there is none
  Time breached_at, ended_at;
  std::int64_t warned = 0;  // the highest percent that was reached and told, or passed over
};

/// What befell a clock after its begin and its first goal, which stand in the clock itself.
struct ClockTurn {
  Id id;
  std::int64_t version = 0;
  Id clock, incident;
  Time happened_at;
  Turning turning = Turning::paused;
  std::string why;
};

/// Words that clocks were pinned to: kept once, never changed, found by their digest.
struct PinnedTerms {
  Id id;
  std::int64_t version = 0;
  std::string digest;  // SHA-256 of the body, hex
  std::string body;    // JSON
};

/// A time at which to look at a clock again.
inline constexpr std::string_view timer_clock = "clock.look";

}  // namespace evenkeel::agreement

namespace evenkeel::record {
template <>
const RecordType& type_of<agreement::Clock>();
template <>
const RecordType& type_of<agreement::ClockTurn>();
template <>
const RecordType& type_of<agreement::PinnedTerms>();
}  // namespace evenkeel::record
