// GET /incidents/{id}/clocks: how each clock stands, and why.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/agreement/clockwork.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::agreement {

/// Both outlive the routes.
std::vector<http::Route> clock_routes(const incident::Incidents& practice, Clockwork& clockwork);
std::map<std::string, std::string> clock_schemas();

}  // namespace evenkeel::agreement
