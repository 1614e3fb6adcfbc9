// Who is on call, over HTTP: now and at any time, of one roster and of all; gaps ahead, how the load lies, and a line of text for
// telephone systems.
#pragma once
#include "practice/roster/on_call_view.hpp"

namespace evenkeel::roster {

std::vector<http::Route> on_call_routes(const RosterParts& parts);
/// Overrides, cover requests, members, and addresses for calendars.
std::vector<http::Route> cover_routes(const RosterParts& parts);
std::map<std::string, std::string> roster_schemas();

}  // namespace evenkeel::roster
