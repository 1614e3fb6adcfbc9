// The dates of an iCalendar file as lines of a calendar, for the form that will keep them: nothing is written here.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"

namespace evenkeel {
class World;
}

namespace evenkeel::icalendar {

/// POST /api/v1/calendars/holidays.
std::vector<http::Route> holiday_routes(World& world);
std::map<std::string, std::string> holiday_schemas();

}  // namespace evenkeel::icalendar
