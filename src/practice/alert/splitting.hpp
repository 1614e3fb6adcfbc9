// Alerts that are of another fault than their incident: somebody moves them into an incident of their own, or into another one, and
// says why.
#pragma once
#include <map>
#include <string>

#include "http/router.hpp"
#include "practice/alert/alerts.hpp"

namespace evenkeel::alert {

/// `alerts` must outlive it.
http::Route splitting_route(Alerts& alerts);
std::map<std::string, std::string> splitting_schemas();

}  // namespace evenkeel::alert
