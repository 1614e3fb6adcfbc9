// The one reader of mappings, behind the forms in which they come: a file, or an object that a browser sends.
#pragma once
#include <toml++/toml.h>
#include <string_view>

#include "connect/exchange/mapping.hpp"

namespace evenkeel::exchange {

/// mapping.syntax, with the line.
Result<toml::table> read_toml(std::string_view text, std::string_view file_name);
/// The errors of parse_mapping but mapping.syntax.
Result<Mapping> read_mapping(toml::table table, std::string_view file_name);

}  // namespace evenkeel::exchange
