// What a start with a configuration would stumble over beyond its own words, for `evenkeel config check`.
#pragma once
#include <string>
#include <vector>

#include "app/config.hpp"

namespace evenkeel::app {

/// One line for each file that is named and cannot be read, what the HTTP server says of its options, and a database that does
/// not open. Changes nothing; a database that is not there yet is fine, the first start makes it.
std::vector<std::string> stumbles(const Config& config);

}  // namespace evenkeel::app
