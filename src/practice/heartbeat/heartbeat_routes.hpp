// How heartbeats stand, and their keys, for people.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/heartbeat/heartbeat_desk.hpp"

namespace evenkeel::heartbeat {

/// `heartbeats` must outlive the routes.
std::vector<http::Route> heartbeat_routes(Heartbeats& heartbeats);
std::map<std::string, std::string> heartbeat_schemas();

}  // namespace evenkeel::heartbeat
