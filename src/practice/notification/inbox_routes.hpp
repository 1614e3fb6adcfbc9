// What one was told, over the API: the list and what was read of it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::notification {

/// `reg` must outlive them.
std::vector<http::Route> inbox_routes(const store::Register& reg);
/// JSON Schemas that they name.
std::map<std::string, std::string> inbox_schemas();

}  // namespace evenkeel::notification
