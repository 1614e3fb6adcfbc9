// JSON Schemas of this practice for the OpenAPI document, made from the same descriptions and rows that the server reads by.
#include <fmt/format.h>

#include "practice/incident/incident_commands.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/incident/saved_view.hpp"

namespace evenkeel::incident {

namespace {

using record::SchemaFor;

constexpr std::string_view names_member = R"("names":{"type":"object","additionalProperties":{"type":"string"}})";

std::string list_of(std::string_view item) {
  return fmt::format(R"({{"type":"object","required":["items","next"],"properties":{{"items":{{"type":"array","items":)"
                     R"({{"$ref":"#/components/schemas/{}"}}}},"next":{{"type":["string","null"]}},{}}}}})",
                     item, names_member);
}

/// An answer carries, besides the facts, what may be done now and the names of what it refers to. Callers get a part of the facts;
/// so does whoever asks for some fields.
std::string incident_schema() {
  std::string schema = record::json_schema(record::type_of<Incident>(), SchemaFor::answer);
  const auto required = schema.rfind(",\"required\":[");
  schema.replace(required, schema.find(']', required) + 1 - required,
                 R"(,"required":["id","version","number","title","state","priority","opened_at"])");
  constexpr std::string_view properties = R"("properties":{)";
  const std::string may = R"("may":{"type":"array","items":{"type":"string"},"description":"Commands that are possible now."},)"
                          R"("assignee_absent_until":{"type":"string","format":"date-time","description":)"
                          R"("Only for staff, and only when whoever has it is away now; after a command when that gave it to them."},)"
                          R"("html":{"type":"object","description":"The Markdown of these fields as safe HTML.","properties":{)"
                          R"("description":{"type":"string"},"resolution_notes":{"type":"string"}}},)";
  return schema.insert(schema.find(properties) + properties.size(), may + std::string(names_member) + ',');
}

constexpr std::string_view story_item_schema =
    R"({"type":"object","required":["seq","at","kind","what","by","by_name"],"properties":{)"
    R"("seq":{"type":"integer"},"at":{"type":"string","format":"date-time"},)"
    R"("kind":{"type":"string","enum":["comment","note","change","attachment","task"]},"what":{"type":"string"},)"
    R"("by":{"type":["string","null"]},"by_name":{"type":"string"},"id":{"type":"string"},"text":{"type":"string"},)"
    R"("html":{"type":"string","description":"The text as safe HTML."},"via":{"type":"string"},)"
    R"("by_staff":{"type":"boolean"},"automatic":{"type":"boolean"},"time_worked_s":{"type":"integer"},)"
    R"("moved_from":{"type":"string"},"erased":{"type":"boolean"},)"
    R"("diff":{"type":"object","additionalProperties":{"type":"array","items":{}}},)"
    R"("why":{"type":"object","additionalProperties":true},"attachment":{"$ref":"#/components/schemas/attachment"}}})";

constexpr std::string_view bulk_schema =
    R"({"type":"object","required":["ids","command"],"properties":{"ids":{"type":"array","maxItems":200,"items":{"type":"string"}},)"
    R"("command":{"type":"string"},"body":{"type":"object","additionalProperties":true}}})";
constexpr std::string_view results_schema =
    R"({"type":"object","required":["results"],"properties":{"results":{"type":"array","items":{"type":"object",)"
    R"("required":["id","status"],"properties":{"id":{"type":"string"},)"
    R"("status":{"type":"integer"},"problem":{"$ref":"#/components/schemas/Problem"}}}}}})";

}  // namespace

std::map<std::string, std::string> incident_schemas() {
  std::map<std::string, std::string> schemas;
  schemas["incident"] = incident_schema();
  schemas["incident_create"] = record::json_schema(record::type_of<Incident>(), SchemaFor::request);
  schemas["incident_edit"] = record::json_schema(record::type_of<Incident>(), SchemaFor::change);
  schemas["saved_view"] = record::json_schema(record::type_of<SavedView>(), SchemaFor::answer);
  schemas["saved_view_create"] = record::json_schema(record::type_of<SavedView>(), SchemaFor::request);
  schemas["saved_view_edit"] = record::json_schema(record::type_of<SavedView>(), SchemaFor::change);
  schemas["task"] = record::json_schema(record::type_of<Task>(), SchemaFor::answer);
  schemas["task_create"] = record::json_schema(record::type_of<Task>(), SchemaFor::request);
  schemas["task_edit"] = record::json_schema(record::type_of<Task>(), SchemaFor::change);
  schemas["attachment"] = record::json_schema(record::type_of<Attachment>(), SchemaFor::answer);
  schemas["link"] = record::json_schema(record::type_of<Link>(), SchemaFor::answer);
  schemas["cycle"] = record::json_schema(record::type_of<Cycle>(), SchemaFor::answer);
  for (std::string_view kind : {"incident", "task", "attachment", "link", "cycle", "saved_view"})
    schemas[std::string(kind) + "_list"] = list_of(kind);
  schemas["incident_story_item"] = story_item_schema;
  schemas["incident_story"] = list_of("incident_story_item");
  schemas["incident_bulk"] = bulk_schema;
  schemas["incident_bulk_results"] = results_schema;
  for (const CommandRow& row : command_rows())
    if (!row.body_schema.empty())
      schemas["incident_" + std::string(record::name_of(row.verb))] = fmt::format(
          R"({{"type":"object","properties":{{{}}},"required":[{}],"additionalProperties":false}})", row.body_schema, row.required);
  return schemas;
}

}  // namespace evenkeel::incident
