// Bringing in rosters of other tools over HTTP: a file goes in, what became of each object comes out, as a preview or done.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/roster/on_call_view.hpp"

namespace evenkeel::rosters {

struct ImportReport;

/// POST /api/v1/rosters/import.
std::vector<http::Route> import_routes(const roster::RosterParts& parts);
std::map<std::string, std::string> import_schemas();

}  // namespace evenkeel::rosters
