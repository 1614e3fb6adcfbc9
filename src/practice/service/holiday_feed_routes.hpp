// Doors to the sources of a calendar's holidays: how they stand, asking them now, and deciding on what is held.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/api/api.hpp"
#include "practice/service/catalogue.hpp"
#include "store/register.hpp"

namespace evenkeel::service {

/// GET /calendars/{id}/feeds, POST /calendars/{id}/feeds/fetch, POST /calendars/{id}/feeds/decide.
std::vector<http::Route> holiday_feed_routes(const store::Register& reg, Catalogue& catalogue);
std::map<std::string, std::string> holiday_feed_schemas();

}  // namespace evenkeel::service
