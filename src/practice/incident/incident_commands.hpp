// Commands as the API names them: one row says the verb, what its body holds and what it does. Routes, bulk and the OpenAPI
// document are read off the same rows.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "practice/incident/desk.hpp"

namespace evenkeel::incident {

/// Longest reason or remark in a command.
constexpr std::size_t reason_most = 2'000;
constexpr std::size_t span_most = 40;
/// Longest Markdown text; more belongs into a file.
constexpr std::size_t text_most = 60'000;

/// What a command does once its body has been read; may run several times.
using Act = std::function<Result<Incident>(Work&, const Target&)>;

struct CommandRow {
  Verb verb;
  std::string_view summary;
  std::string_view body_schema;  // JSON Schema of "properties"
  std::string_view required;     // of the schema: names in quotes, separated by commas
  Act (*read)(api::BodyReader& body);
};

std::span<const CommandRow> command_rows();
/// Null when there is no such command.
const CommandRow* find_command(std::string_view name);
/// Reads a body; all that is wrong with it at once.
Result<Act> read_command(const CommandRow& row, const boost::json::value& body);

}  // namespace evenkeel::incident
