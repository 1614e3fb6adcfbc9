// JSON Schemas of this practice for the OpenAPI document, made from the same descriptions and rows that the server reads by.
#include <fmt/format.h>

#include "practice/incident/incident_commands.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::incident {

namespace {

using record::SchemaFor;

std::string list_of(std::string_view item) {
  return fmt::format(R"({{"type":"object","properties":{{"items":{{"type":"array","items":{{"$ref":"#/components/schemas/{}"}}}},)"
                     R"("next":{{"type":["string","null"]}},"names":{{"type":"object","additionalProperties":{{"type":"string"}}}}}}}})",
                     item);
}

constexpr std::string_view story_schema =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{)"
    R"("seq":{"type":"integer"},"at":{"type":"string","format":"date-time"},)"
    R"("kind":{"enum":["comment","note","change","attachment","task"]},"what":{"type":"string"},)"
    R"("by":{"type":["string","null"]},"by_name":{"type":"string"},"id":{"type":"string"},"text":{"type":"string"},)"
    R"("html":{"type":"string"},"diff":{"type":"object"},"why":{"type":"object"},)"
    R"("attachment":{"$ref":"#/components/schemas/attachment"}}}},)"
    R"("next":{"type":["string","null"]},"names":{"type":"object","additionalProperties":{"type":"string"}}}})";

constexpr std::string_view bulk_schema =
    R"({"type":"object","required":["ids","command"],"properties":{"ids":{"type":"array","maxItems":200,"items":{"type":"string"}},)"
    R"("command":{"type":"string"},"body":{"type":"object"}}})";
constexpr std::string_view results_schema =
    R"({"type":"object","properties":{"results":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},)"
    R"("status":{"type":"integer"},"problem":{"type":"object"}}}}}})";

}  // namespace

std::map<std::string, std::string> incident_schemas() {
  std::map<std::string, std::string> schemas;
  schemas["incident"] = record::json_schema(record::type_of<Incident>(), SchemaFor::answer);
  schemas["incident_create"] = record::json_schema(record::type_of<Incident>(), SchemaFor::request);
  schemas["incident_edit"] = record::json_schema(record::type_of<Incident>(), SchemaFor::change);
  schemas["task"] = record::json_schema(record::type_of<Task>(), SchemaFor::answer);
  schemas["task_create"] = record::json_schema(record::type_of<Task>(), SchemaFor::request);
  schemas["task_edit"] = record::json_schema(record::type_of<Task>(), SchemaFor::change);
  schemas["attachment"] = record::json_schema(record::type_of<Attachment>(), SchemaFor::answer);
  schemas["link"] = record::json_schema(record::type_of<Link>(), SchemaFor::answer);
  schemas["cycle"] = record::json_schema(record::type_of<Cycle>(), SchemaFor::answer);
  for (std::string_view kind : {"incident", "task", "attachment", "link", "cycle"}) schemas[std::string(kind) + "_list"] = list_of(kind);
  schemas["incident_story"] = story_schema;
  schemas["incident_bulk"] = bulk_schema;
  schemas["incident_bulk_results"] = results_schema;
  for (const CommandRow& row : command_rows())
    if (!row.body_schema.empty())
      schemas["incident_" + std::string(record::name_of(row.verb))] = fmt::format(
          R"({{"type":"object","properties":{{{}}},"required":[{}],"additionalProperties":false}})", row.body_schema, row.required);
  return schemas;
}

}  // namespace evenkeel::incident
