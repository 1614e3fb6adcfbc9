// What an administrator asks of rules: what a draft would have done to changes that were, and what each rule did.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/incident/incidents.hpp"

namespace evenkeel::automation {

/// `practice` outlives the routes.
std::vector<http::Route> automation_routes(const incident::Incidents& practice);
std::map<std::string, std::string> automation_schemas();

}  // namespace evenkeel::automation
