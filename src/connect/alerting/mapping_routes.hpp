// What helps to write the mapping of a source: what came from it lately, and what a mapping would make of an example.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/alert/alerts.hpp"

namespace evenkeel::alerting {

/// GET /api/v1/alert_sources/{id}/received, POST /api/v1/alert_sources/{id}/try_mapping. `alerts` must outlive them.
std::vector<http::Route> mapping_routes(alert::Alerts& alerts);
std::map<std::string, std::string> mapping_schemas();

}  // namespace evenkeel::alerting
