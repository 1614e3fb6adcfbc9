// What an administrator asks before an agreement takes effect: templates to begin with, what a draft would have made of incidents that
// were, and which other agreements promise the same.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/agreement/clockwork.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::agreement {

/// Both outlive the routes.
std::vector<http::Route> agreement_routes(const incident::Incidents& practice, Clockwork& clockwork);
std::map<std::string, std::string> agreement_schemas();

}  // namespace evenkeel::agreement
