// JSON Schemas of the catalogue's answers, for the OpenAPI document.
#include <fmt/format.h>

#include "practice/service/catalogue_queries.hpp"
#include "practice/service/catalogue_routes.hpp"

namespace evenkeel::service {
namespace {

constexpr std::string_view kind_list_schema =
    R"({"type":"array","items":{"type":"object","required":["kind","path","label","plural","catalogue","fields"],"properties":{)"
    R"("kind":{"type":"string"},"path":{"type":"string"},"label":{"type":"string"},"plural":{"type":"string"},)"
    R"("catalogue":{"type":"boolean"},"fields":{"type":"array","items":{"type":"object",)"
    R"("required":["name","type","label","required","access"],"properties":{"name":{"type":"string"},)"
    R"("type":{"enum":["text","integer","real","boolean","time","id","enumeration","id_list","text_list","object"]},)"
    R"("label":{"type":"string"},"help":{"type":"string"},"ref":{"type":"string"},)"
    R"("names":{"type":"array","items":{"type":"string"}},"min":{"type":"integer"},"max":{"type":"integer"},)"
    R"("required":{"type":"boolean"},"unique":{"type":"boolean"},"listed":{"type":"boolean"},"markdown":{"type":"boolean"},)"
    R"("access":{"enum":["input","system"]},"initial":{}}}}}}})";

constexpr std::string_view import_report_schema =
    R"({"type":"object","required":["created","updated","unchanged","refused","refused_count"],"properties":{)"
    R"("created":{"type":"integer"},"updated":{"type":"integer"},"unchanged":{"type":"integer"},"refused_count":{"type":"integer"},)"
    R"("refused":{"type":"array","items":{"type":"object","required":["line","errors"],"properties":{"line":{"type":"integer"},)"
    R"("errors":{"type":"array","items":{"type":"object","required":["code","detail","pointer"],"properties":{)"
    R"("code":{"type":"string"},"detail":{"type":"string"},"pointer":{"type":"string"}}}}}}}}})";

std::string list_of(const std::string& component) {
  return R"({"type":"object","required":["items","next","names"],"properties":{"items":{"type":"array","items":{)"
         R"("$ref":"#/components/schemas/)" +
         component + R"("}},"next":{"type":["string","null"]},"names":{"type":"object","additionalProperties":{"type":"string"}}}})";
}

/// A list of GET /catalogue and what its items have besides id and name, as JSON schema.
struct PickList {
  std::string_view name;
  std::string members;
};
constexpr std::string_view text = R"({"type":"string"})", text_or_null = R"({"type":["string","null"]})";

/// What GET /catalogue answers.
std::string pick_lists_schema() {
  const std::string parent = fmt::format(R"(,"parent":{})", text_or_null), description = fmt::format(R"(,"description":{})", text_or_null);
  const std::string service =
      fmt::format(R"({},"criticality":{},"team":{},"default_impact":{})", description, text, text_or_null, text_or_null);
  const std::string field =
      fmt::format(R"(,"label":{0},"help":{1},"type":{{"type":"string","enum":["text","integer","real","boolean","time","choice"]}},)"
                  R"("choices":{{"type":["array","null"],"items":{0}}},"category":{1},)"
                  R"("required":{{"type":"boolean"}},"caller_visible":{{"type":"boolean"}})",
                  text, text_or_null);
  const std::string team =
      fmt::format(R"(,"line":{{"type":"integer"}},"next":{0},"security":{{"type":"boolean"}},"supplier":{0},"calendar":{0})", text_or_null);
  const std::string code = description + R"(,"workaround":{"type":"boolean"})";
  const std::string reason = fmt::format(R"(,"kind":{{"type":"string","enum":["caller","supplier","change","problem","other"]}},)"
                                         R"("text_for_caller":{})",
                                         text_or_null);
  const std::string preset = description + R"(,"preset":{"type":["object","null"],"additionalProperties":true})";
  std::string lists;
  for (const auto& [name, members] :
       std::initializer_list<PickList>{{"services", service},
                                       {"categories", parent + fmt::format(R"(,"team":{})", text_or_null)},
                                       {"organisations", parent},
                                       {"locations", parent + fmt::format(R"(,"organisation":{})", text_or_null)},
                                       {"custom_fields", field},
                                       {"teams", team},
                                       {"suppliers", ""},
                                       {"resolution_codes", code},
                                       {"hold_reasons", reason},
                                       {"tags", description},
                                       {"templates", preset}})
    lists += fmt::format(R"("{}":{{"type":"array","items":{{"type":"object","required":["id","name"],"properties":{{)"
                         R"("id":{{"type":"string"}},"name":{{"type":"string"}}{}}}}}}},)",
                         name, members);
  return R"({"type":"object","description":"The lists of teams, suppliers, codes, tags and templates are for staff.",)"
         R"("required":["services","categories","organisations","locations","matrix","custom_fields","hold_reasons"],"properties":{)" +
         lists +
         R"("matrix":{"type":"object","required":["impacts","urgencies","cells"],"properties":{)"
         R"("impacts":{"type":"array","items":{"type":"string"}},"urgencies":{"type":"array","items":{"type":"string"}},)"
         R"("cells":{"type":"array","items":{"type":"array","items":{"type":"integer"}}},)"
         R"("default_impact":{"type":"string"},"default_urgency":{"type":"string"}}}}})";
}

}  // namespace

std::map<std::string, std::string> catalogue_schemas() {
  using record::SchemaFor;
  std::map<std::string, std::string> schemas{
      {"KindList", std::string(kind_list_schema)}, {"PickLists", pick_lists_schema()}, {"ImportReport", std::string(import_report_schema)}};
  for (const record::RecordType* type : catalogue_types()) {
    const std::string name = component_name(*type);
    schemas[name] = record::json_schema(*type, SchemaFor::answer);
    schemas[name + "Request"] = record::json_schema(*type, SchemaFor::request);
    schemas[name + "Change"] = record::json_schema(*type, SchemaFor::change);
    schemas[name + "List"] = list_of(name);
  }
  return schemas;
}

}  // namespace evenkeel::service
