// What is known of skills beforehand: when nobody on call has one that is asked for, and who could be given an incident by them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/escalation/escalating.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::escalation {

/// GET /on_call/skill_gaps and GET /incidents/{id}/skilled.
std::vector<http::Route> skill_routes(const incident::Incidents& practice, Escalating& escalating);
std::map<std::string, std::string> skill_schemas();

}  // namespace evenkeel::escalation
