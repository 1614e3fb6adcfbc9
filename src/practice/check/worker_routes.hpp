// What workers elsewhere ask of the server: which checks of their place are due, and here is what came of them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/check/check_desk.hpp"

namespace evenkeel::checks {

std::vector<http::Route> worker_routes(Checks& checks);
std::map<std::string, std::string> worker_schemas();

}  // namespace evenkeel::checks
