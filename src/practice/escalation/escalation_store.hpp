// The SQL of escalations: tables, what runs on an incident, and who is meant by a team or a role.
#pragma once
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
std::vector<Escalation> open_escalations_of(store::Connection& db, Id incident);
std::vector<EscalationStep> steps_of(store::Connection& db, Id incident);

/// Active people with this in a list of theirs: field "teams" with an id, "roles" with a name. In order of ids, at most `most`.
std::vector<Id> people_with(store::Connection& db, std::string_view field, std::string_view value, int most);

}  // namespace evenkeel::escalation
