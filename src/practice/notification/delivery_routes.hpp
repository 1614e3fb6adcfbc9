// Routes for operators: which messages could not be delivered and why, and what to do about them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::notification {

/// `reg` and `names` must outlive them.
std::vector<http::Route> delivery_routes(const store::Register& reg, const api::Names& names);
/// JSON Schemas that they name.
std::map<std::string, std::string> delivery_schemas();

}  // namespace evenkeel::notification
