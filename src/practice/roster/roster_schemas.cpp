// JSON Schemas of the answers and bodies of this practice, for the OpenAPI document.
#include <fmt/format.h>

#include "practice/roster/on_call_routes.hpp"
#include "record/json.hpp"

namespace evenkeel::roster {
namespace {

const std::string text = R"({"type":"string"})", integer = R"({"type":"integer"})", id_or_null = R"({"type":["string","null"]})",
                  time = R"({"type":"string","format":"date-time"})", time_or_null = R"({"type":["string","null"],"format":"date-time"})",
                  names = R"({"type":"object","additionalProperties":{"type":"string"}})";

std::string list_of(const std::string& item) { return fmt::format(R"({{"type":"array","items":{}}})", item); }
std::string component(std::string_view name) { return fmt::format(R"({{"$ref":"#/components/schemas/{}"}})", name); }
std::string or_null(std::string_view name) { return fmt::format(R"({{"oneOf":[{},{{"type":"null"}}]}})", component(name)); }
template <class E>
std::string one_of() {
  return fmt::format(R"({{"type":"string","enum":["{}"]}})", fmt::join(record::enum_names<E>, "\",\""));
}

using Members = std::vector<std::pair<std::string_view, std::string>>;
/// An object whose members are all there.
std::string object(const Members& members) {
  std::string required, properties;
  for (const auto& [name, schema] : members) {
    required += fmt::format(R"({}"{}")", required.empty() ? "" : ",", name);
    properties += fmt::format(R"({}"{}":{})", properties.empty() ? "" : ",", name, schema);
  }
  return fmt::format(R"({{"type":"object","required":[{}],"properties":{{{}}}}})", required, properties);
}

const std::string contacts = R"({"type":"object","additionalProperties":{"type":"object","required":["phone","mail"],)"
                             R"("properties":{"phone":{"type":["string","null"]},"mail":{"type":["string","null"]}}}})";

void add_on_call(std::map<std::string, std::string>& all) {
  all["RosterShift"] = object(
      {{"person", text}, {"part", one_of<Part>()}, {"from", time}, {"until", time}, {"layer", id_or_null}, {"override", id_or_null}});
  all["RosterGap"] = object({{"from", time}, {"until", time}, {"why", one_of<Nobody>()}, {"missing", list_of(text)}});
  const Members duty{{"roster", text},
                     {"at", time},
                     {"people", list_of(component("RosterShift"))},
                     {"gap", or_null("RosterGap")},
                     {"changes_at", time_or_null}};
  all["RosterDuty"] = object(duty);
  Members now = duty;
  now.emplace_back("next", or_null("RosterDuty"));
  all["OnCallItem"] = object(now);
  now.emplace_back("contacts", contacts);
  now.emplace_back("names", names);
  all["OnCall"] = object(now);
  all["OnCallList"] = object({{"items", list_of(component("OnCallItem"))}, {"contacts", contacts}, {"names", names}});
  all["OwnShifts"] = object({{"items", list_of(object({{"person", text},
                                                       {"part", one_of<Part>()},
                                                       {"from", time},
                                                       {"until", time},
                                                       {"layer", id_or_null},
                                                       {"override", id_or_null},
                                                       {"roster", text}}))},
                             {"names", names}});
  const std::string gaps = object({{"roster", text}, {"gaps", list_of(component("RosterGap"))}, {"gaps_left_out", integer}});
  all["GapsAhead"] = object({{"until", time}, {"items", list_of(gaps)}, {"unreachable", list_of(text)}, {"names", names}});
  all["RosterCalendar"] = object({{"from", time},
                                  {"until", time},
                                  {"zone", text},
                                  {"shifts", list_of(component("RosterShift"))},
                                  {"gaps", list_of(component("RosterGap"))},
                                  {"gaps_left_out", integer},
                                  {"overrides", list_of(component("RosterOverride"))},
                                  {"names", names}});
  const std::string load = object({{"person", text},
                                   {"shifts", integer},
                                   {"seconds", integer},
                                   {"night_seconds", integer},
                                   {"weekend_seconds", integer},
                                   {"pages", integer},
                                   {"night_pages", integer}});
  all["Fairness"] = object({{"from", time}, {"until", time}, {"balance_percent", integer}, {"items", list_of(load)}, {"names", names}});
}

template <class T>
void add_record(std::map<std::string, std::string>& all, const std::string& name) {
  all[name] = record::json_schema(record::type_of<T>(), record::SchemaFor::answer);
  all[name + "List"] = object({{"items", list_of(component(name))}, {"next", id_or_null}, {"names", names}});
}

}  // namespace

std::map<std::string, std::string> roster_schemas() {
  std::map<std::string, std::string> all;
  add_on_call(all);
  add_record<Override>(all, "RosterOverride");
  add_record<CoverRequest>(all, "CoverRequest");
  add_record<Feed>(all, "OnCallFeed");
  all["NewOnCallFeed"] = fmt::format(R"({{"allOf":[{},{{"type":"object","required":["path"],)"
                                     R"("properties":{{"path":{{"type":"string","description":"On this server; a secret."}}}}}}]}})",
                                     component("OnCallFeed"));
  const std::string note = R"({"type":["string","null"],"maxLength":500})";
  all["RosterOverrideRequest"] =
      fmt::format(R"({{"type":"object","required":["ends_at"],)"
                  R"("properties":{{"kind":{},"person":{},"instead_of":{},"begins_at":{},"ends_at":{},"note":{}}}}})",
                  one_of<OverrideKind>(), id_or_null, id_or_null, time_or_null, time, note);
  all["CoverRequestRequest"] = fmt::format(
      R"({{"type":"object","required":["roster","begins_at","ends_at"],"properties":{{"roster":{0},"kind":{1},"person":{2},"asked":{2},)"
      R"("begins_at":{3},"ends_at":{3},"back_begins_at":{4},"back_ends_at":{4},"note":{5}}}}})",
      text, one_of<CoverKind>(), id_or_null, time, time_or_null, note);
  all["CoverAnswer"] = fmt::format(R"({{"type":"object","properties":{{"answer":{}}}}})", note);
  all["RosterMemberRequest"] =
      fmt::format(R"({{"type":"object","required":["layer","person","from","change"],"properties":{{"layer":{0},"person":{0},)"
                  R"("from":{{"type":"string","format":"date"}},"change":{{"type":"string","enum":["join","leave","leave_vacant"]}}}}}})",
                  text);
  all["OnCallFeedRequest"] = fmt::format(R"({{"type":"object","properties":{{"roster":{},"name":{}}}}})", id_or_null, id_or_null);
  all["RosterPreviewRequest"] = fmt::format(R"({{"type":"object","required":["plan"],"properties":{{"zone":{0},"hours":{0},"calendar":{0},)"
                                            R"("plan":{{"type":"object","additionalProperties":true}},"from":{1},)"
                                            R"("days":{{"type":["integer","null"],"minimum":1,"maximum":400}}}}}})",
                                            id_or_null, time_or_null);
  return all;
}

}  // namespace evenkeel::roster
