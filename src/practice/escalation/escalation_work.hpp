// What the reaction, the timers and the commands of this practice do alike: see an incident as a policy sees it, write an escalation with
// its timer, and take steps.
#pragma once
#include "practice/agreement/clock_work.hpp"
#include "practice/escalation/escalating.hpp"

namespace evenkeel::escalation {

/// What an escalation runs by.
struct Ways {
  std::shared_ptr<const Policy> policy;
  std::shared_ptr<const calendar::WorkingHours> hours;
  explicit operator bool() const { return policy && hours; }
};
Ways ways_of(Escalating& escalating, store::Connection& db, const Escalation& e, const SnapshotPtr& catalogue);

/// An incident and what it was before; none: nothing changed, or it is new.
struct Change {
  const incident::Incident* before;
  agreement::Seen& after;
  std::optional<std::vector<agreement::Running>> clocks = {};  // read when the first policy asks for them
};
/// The incident as the policy sees it.
Look look_of(Escalating& escalating, incident::Work& w, const Policy& policy, Change& change);

/// Writes what differs and moves its timer; the kind of the change follows from what became of it. `why` is the reason of a move.
void save_escalation(store::Tx& tx, const Escalation& before, Escalation& after, std::string_view why = {});

/// The timers of the walk that calendar_handler begins.
store::TimerHandlers calendar_walk(Escalating& escalating);

/// Where the incident stands for its messages and answers.
Standing standing_of(const incident::Incident& incident);
/// Whether an incident that is escalated still is after this change: what follows from it is reckoned, not written.
bool stays_escalated(Escalating& escalating, incident::Work& w, Change& change);
/// Keeps `escalated` in the incident as its rows are now. It is nobody's work on the incident, and nothing reacts to it.
void mark_incident(incident::Work& w, Id incident);

/// Tells, involves and hands on, and writes the steps with who was reached and why others were not. What several steps ask of one person
/// is one message.
void perform(Escalating& escalating, incident::Work& w, const Policy& policy, const Escalation& e, const std::vector<Due>& due);

}  // namespace evenkeel::escalation
