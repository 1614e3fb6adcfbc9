// What people see of alerts over the API: what fires and what ended, the alerts of an incident, what comes from each source, and its keys.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/alert/alerts.hpp"

namespace evenkeel::alert {

/// `alerts` must outlive them.
std::vector<http::Route> alert_routes(Alerts& alerts);
std::map<std::string, std::string> alert_schemas();
/// What a changed source would have made of its alerts: one of alert_routes, in a file of its own, and the schema of its answer.
http::Route rehearsal_route(Alerts& alerts);
std::string rehearsal_schema();

}  // namespace evenkeel::alert
