// Escalations beside their incidents: begun, stopped and moved in the transaction of the command that changed the incident, and looked at
// again when their next step is due.
#pragma once
#include "practice/agreement/clockwork.hpp"
#include "practice/escalation/escalation_rules.hpp"
#include "practice/escalation/policy_book.hpp"
#include "practice/escalation/whom.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/service/shelf.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::escalation {

/// What this practice stands on; outlives the reaction and the timers.
struct Escalating {
  const incident::Ground& ground;
  agreement::Clockwork& clockwork;
  OnCall on_call = {};
  PolicyBook book = {};
};

/// For incident::Ground, after the one of clocks. Without any policy and any escalation it writes nothing.
incident::Reaction escalation_reaction(Escalating& escalating);
/// For incident::Ground, after the one of clocks: an answer or an end takes the mark `escalated` from the incident with the very change.
incident::Derivation escalation_derivation(Escalating& escalating);
/// "escalation.look" and "escalation.calendar".
store::TimerHandlers escalation_timer_handlers(Escalating& escalating);
/// What looks again when a calendar was corrected (service::timer_calendar_changed): clocks first, by the handler given, then steps.
store::TimerHandler calendar_handler(store::TimerHandler clocks);

/// Whether what waits to be handed over is still wanted; messages that are not of this practice always are. Runs in the transaction that
/// claims the delivery: none leaves after an acknowledgement was answered.
bool message_wanted(store::Tx& tx, const store::Outgoing& out);

/// Everything wrong with a policy's words, and steps that would reach nobody; for service::check_later.
void check_policy(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::escalation
