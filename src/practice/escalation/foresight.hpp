// What would happen if this broke now: who would be told when, and why, before anything breaks. The same rules as for an incident that
// exists, on one that is supposed, with calendars, rosters and absences as they are known.
#pragma once
#include "practice/escalation/escalating.hpp"

namespace evenkeel::escalation {

struct Foreseen {
  Time at;
  std::shared_ptr<const Policy> policy;
  std::int64_t round = 0, step = 0;
  Outcome outcome = Outcome::taken;
  Reached reached;
};
/// A policy and why it does or does not take part.
struct Taking {
  std::shared_ptr<const Policy> policy;
  bool applies = false;
  std::string why;
  Time begins_at;  // of the delays; none: it would wait for a clock that is not there
};
struct Foresight {
  incident::Incident incident;
  std::vector<Taking> policies;
  std::vector<Foreseen> sequence;  // in order of time
  bool more = false;               // left out: there are too many, or they are too far away
};

constexpr int foreseen_most = 200;                     // steps in one answer
constexpr std::int64_t foreseen_us = 14 * us_per_day;  // farther ahead somebody has come

/// `given` as somebody would log it at `at`: what is missing is derived as usual. It is assumed that nobody does anything. Errors as those
/// of logging an incident.
Result<Foresight> foresee(Escalating& escalating, store::Connection& db, incident::Incident given, Time at, int most = foreseen_most);
/// The same with another way to ask rosters, for many questions that share the answers.
Result<Foresight> foresee(Escalating& escalating, const OnCall& on_call, store::Connection& db, incident::Incident given, Time at,
                          int most);
/// Asks each roster once for each instant. For one read of the database; not for several threads.
OnCall remembering(const OnCall& on_call);

}  // namespace evenkeel::escalation
