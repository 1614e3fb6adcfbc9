// The SQL of escalations: tables, what runs on an incident, and what its steps did.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/escalation/escalation.hpp"
#include "store/db.hpp"

namespace evenkeel::escalation {

/// DDL of all tables of this practice with their indexes.
std::string escalation_schema();

/// Of an incident, oldest first.
std::vector<Escalation> escalations_of(store::Connection& db, Id incident);
/// What a change of the incident in this cycle may move, or what tells that there is no second time: open ones, and of the cycle those that
/// were acknowledged or taken to their end.
std::vector<Escalation> escalations_to_follow(store::Connection& db, Id incident, std::int64_t cycle);
/// Open ones of all incidents after this one, by incident and id; at most `most`.
std::vector<Escalation> open_after(store::Connection& db, Id incident, Id id, int most);
/// When the step that was taken last was due; none was: Time{}.
Time last_step_of(store::Connection& db, const Escalation& e);
std::vector<Escalation> open_escalations_of(store::Connection& db, Id incident);
std::vector<EscalationStep> steps_of(store::Connection& db, Id incident);
/// Whom steps that were taken in this time told, half open: when, who, of which incident.
void each_page(store::Connection& db, Time from, Time until, const std::function<void(Time, Id person, Id incident)>& visit);
/// DDL of what came after escalation_schema(): steps by the time in which they were taken.
std::string escalation_step_time_schema();

}  // namespace evenkeel::escalation
