// Silences as people see, make and end them; programs of Alertmanager see the same ones at their own door.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/alert/alerts.hpp"

namespace evenkeel::alert {

/// `alerts` must outlive them.
std::vector<http::Route> silence_routes(Alerts& alerts);
std::map<std::string, std::string> silence_schemas();

}  // namespace evenkeel::alert
