// What is in a file before anything is written: its columns with what stands in them, and its first incidents as they would be.
#pragma once
#include <string>

#include "connect/exchange/incident_import.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::app {

/// The columns of a file with examples, and of those that hold few different words all of these: JSON of the schema import_columns.
/// Without a separator the one that makes most columns of the first line. Errors: those of the heading.
Result<std::string> columns_json(const std::string& path, std::optional<char> separator);

/// The first incidents of the file, rehearsed: JSON of the schema import_preview. What lies in incidents that the reader may not see is
/// left out. Errors: those of the heading and of the custom fields.
Result<std::string> preview_json(const std::string& path, const exchange::Mapping& mapping, const exchange::ImportInto& into,
                                 exchange::NewFields new_fields, const people::Principal& reader, const api::Names& names);

/// The figures as members of a JSON object, without its braces.
std::string figures_json(const exchange::ImportFigures& figures);

}  // namespace evenkeel::app
