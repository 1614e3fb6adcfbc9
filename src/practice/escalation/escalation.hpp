// One policy running on one cycle of an incident, and the steps that were taken. Names here are the names in JSON, SQL and screens.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::escalation {

enum class State {
  waiting,       // for the point of a clock
  running,       // its next step is due at due_at
  acknowledged,  // somebody has it; at due_at it goes on, when nothing was done until then
  ended
};

enum class Ending {
  none,
  acknowledged,
  resolved,
  trigger_gone,  // what it began with is no longer so, and nobody was told yet
  not_for_it,    // its condition does not hold any more
  exhausted,     // all its steps were taken
  over,          // the incident is closed, cancelled, merged or in another cycle
  policy_ended
};

struct Escalation {
  Id id;
  std::int64_t version = 0;
  Id incident;
  std::int64_t cycle = 1;
  Id policy;
  std::int64_t edition = 0;  // version of the policy that it was pinned to
  std::string terms;         // digest of its words
  service::EscalationStop stops = service::EscalationStop::acknowledged;
  State state = State::running;
  bool open = true;  // not ended
  Ending ending = Ending::none;
  std::string why;                   // of the ending, in words
  Time begun_at;                     // its delays count from here; of a waiting one: when it began to wait
  std::int64_t round = 0, step = 0;  // the next to be taken, from 0
  std::int64_t taken = 0;            // steps so far
  std::int64_t unreached = 0;        // steps that reached nobody
  Time due_at;                       // none: while a clock that it waits for pauses
  Time snoozed_until;
  Id snoozed_by;
  Time acknowledged_at;
  Id acknowledged_by;
  Time ended_at;
};

enum class Outcome {
  taken,
  fallback,  // nobody of it could be reached: others were told instead
  nobody     // nobody at all
};

/// A step that was taken: who was told what, and why others were not.
struct EscalationStep {
  Id id;
  std::int64_t version = 0;
  Id escalation, incident;
  std::int64_t round = 0, step = 0;
  Time due_at, taken_at;  // later than due_at: the server stood still, or somebody pressed the button before
  std::string words;
  Outcome outcome = Outcome::taken;
  std::vector<Id> people;
  std::vector<std::string> mailboxes;  // of teams
  std::string notes;                   // a line each: why somebody was left out, what else happened; "@17" is a person
};

/// A time at which to look at an escalation again.
inline constexpr std::string_view timer_escalation = "escalation.look";
/// The messages that are held against the facts again right before they leave.
inline constexpr std::string_view message_escalation = "incident.escalation";

/// All timers that must be armed for these facts.
inline Time look_at(const Escalation& e) { return e.open ? e.due_at : Time{}; }

}  // namespace evenkeel::escalation

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<escalation::State> = std::array<std::string_view, 4>{"waiting", "running", "acknowledged", "ended"};
template <>
inline constexpr auto enum_names<escalation::Ending> =
    std::array<std::string_view, 8>{"none", "acknowledged", "resolved", "trigger_gone", "not_for_it", "exhausted", "over", "policy_ended"};
template <>
inline constexpr auto enum_names<escalation::Outcome> = std::array<std::string_view, 3>{"taken", "fallback", "nobody"};
template <>
const RecordType& type_of<escalation::Escalation>();
template <>
const RecordType& type_of<escalation::EscalationStep>();
}  // namespace evenkeel::record
