// The routes of checks: how they stand, what came lately, and asking now. Their records have the catalogue's own routes.
#pragma once
#include <map>

#include "practice/check/check_desk.hpp"

namespace evenkeel::checks {

std::vector<http::Route> check_routes(Checks& checks);
std::map<std::string, std::string> check_schemas();

}  // namespace evenkeel::checks
