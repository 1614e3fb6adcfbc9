// Bringing incidents in through the API: the file in pieces, its columns, a preview, a rehearsal, the run, the report.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/imports/uploads.hpp"
#include "http/router.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::app {

/// The parts must outlive the routes.
std::vector<http::Route> import_routes(Uploads& uploads, const exchange::ImportInto& into, const api::Names& names);
std::map<std::string, std::string> import_schemas();

}  // namespace evenkeel::app
