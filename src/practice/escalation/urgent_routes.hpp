// What waits for the answer of whoever asks, over HTTP.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::escalation {

/// GET /escalation/mine; `practice` must outlive it.
std::vector<http::Route> urgent_routes(const incident::Incidents& practice);
/// JSON Schemas that it names.
std::map<std::string, std::string> urgent_schemas();

}  // namespace evenkeel::escalation
