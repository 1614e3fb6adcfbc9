// What is escalated on an incident over HTTP, the commands on it, and what would happen if something broke now.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/escalation/escalating.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::escalation {

/// Both must outlive them.
std::vector<http::Route> escalation_routes(const incident::Incidents& practice, Escalating& escalating);
/// POST /escalation/foresight and GET /escalation/matrix; joined by escalation_routes.
std::vector<http::Route> foresight_routes(const incident::Incidents& practice, Escalating& escalating);
/// JSON Schemas that they name.
std::map<std::string, std::string> escalation_schemas();

}  // namespace evenkeel::escalation
