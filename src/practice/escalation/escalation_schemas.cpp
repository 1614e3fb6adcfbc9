// JSON Schemas of what this practice answers and reads.
#include <fmt/format.h>

#include "practice/escalation/escalation_routes.hpp"

namespace evenkeel::escalation {
namespace {

const std::string text = R"({"type":"string"})", text_or_none = R"({"type":["string","null"]})", n = R"({"type":"integer"})",
                  flag = R"({"type":"boolean"})", time = R"({"type":["string","null"],"format":"date-time"})",
                  texts = R"({"type":"array","items":{"type":"string"}})",
                  names = R"({"type":"object","additionalProperties":{"type":"string"}})";

std::string list_of(std::string_view schema) {
  return fmt::format(R"({{"type":"array","items":{{"$ref":"#/components/schemas/{}"}}}})", schema);
}

std::string names_in(std::initializer_list<std::string_view> values) {
  std::string list;
  for (const auto value : values) list += fmt::format(R"({}"{}")", list.empty() ? "" : ",", value);
  return fmt::format(R"({{"type":"string","enum":[{}]}})", list);
}

using Members = std::initializer_list<std::pair<std::string_view, std::string>>;

/// All of its members are always there.
std::string object(Members members) {
  std::string required, properties;
  for (const auto& [name, schema] : members) {
    required += fmt::format(R"({}"{}")", required.empty() ? "" : ",", name);
    properties += fmt::format(R"({}"{}":{})", properties.empty() ? "" : ",", name, schema);
  }
  return fmt::format(R"({{"type":"object","required":[{}],"properties":{{{}}}}})", required, properties);
}

/// What may be said, and what must.
std::string request(std::string_view required, Members members) {
  std::string properties;
  for (const auto& [name, schema] : members) properties += fmt::format(R"({}"{}":{})", properties.empty() ? "" : ",", name, schema);
  return fmt::format(R"({{"type":"object","additionalProperties":false,"required":[{}],"properties":{{{}}}}})", required, properties);
}

const std::string outcome = R"({"type":"string","enum":["taken","fallback","nobody"]})";
const std::string deeds = R"({"type":"array","items":{"type":"string","enum":["tell","involve","reassign"]}})";

const std::string when = R"({"type":"string","format":"date-time"})", stops = names_in({"acknowledged", "resolved", "never"});

/// What every step has; more members come before.
std::string step_with(std::string_view required, std::string_view more) {
  return fmt::format(R"({{"type":"object","required":[{0}"round","step","words","outcome","people","mailboxes","notes"],"properties":{{{1})"
                     R"("round":{2},"step":{2},"words":{3},"outcome":{4},"people":{5},"mailboxes":{5},"notes":{5}}}}})",
                     required, more, n, text, outcome, texts);
}

std::string list_in_place(const std::string& item) { return R"({"type":"array","items":)" + item + "}"; }

using Schemas = std::map<std::string, std::string>;

Schemas schemas_of_incidents() {
  const std::string state = names_in({"waiting", "running", "acknowledged", "ended"});
  const std::string ending =
      names_in({"none", "acknowledged", "resolved", "trigger_gone", "not_for_it", "exhausted", "over", "policy_ended"});
  const std::string next = R"({"anyOf":[{"$ref":"#/components/schemas/escalation_coming"},{"type":"null"}]})";
  const std::string coming = fmt::format(R"("at":{},"does":{},"team":{},)", time, deeds, text_or_none);
  return {
      {"escalation_coming", step_with(R"("at","does","team",)", coming)},
      {"escalation_taken", step_with(R"("due_at","taken_at",)", fmt::format(R"("due_at":{0},"taken_at":{0},)", time))},
      {"escalation_foreseen",
       step_with(R"("at","does","team","policy","policy_name",)", coming + fmt::format(R"("policy":{0},"policy_name":{0},)", text))},
      {"escalation", object({{"id", text},
                             {"cycle", n},
                             {"policy", text},
                             {"policy_name", text},
                             {"policy_version", n},
                             {"applies", text},
                             {"state", state},
                             {"ending", ending},
                             {"why", text},
                             {"stops", stops},
                             {"begun_at", time},
                             {"due_at", time},
                             {"ended_at", time},
                             {"snoozed_until", time},
                             {"acknowledged_at", time},
                             {"acknowledged_by", text_or_none},
                             {"taken", n},
                             {"unreached", n},
                             {"next", next},
                             {"steps", list_of("escalation_taken")}})},
      {"escalation_list", object({{"items", list_of("escalation")}, {"names", names}})},
      {"escalation_snooze", request(R"("until")", {{"until", when}, {"reason", text}})},
      {"escalation_next", request("", {{"escalation", text}, {"reason", text}})},
      {"escalation_help", request(R"("text")", {{"text", text}, {"team", text}, {"person", text}})},
  };
}

Schemas schemas_of_foresight() {
  const std::string trigger = names_in({"logged", "unassigned", "unacknowledged", "no_update", "clock"});
  const std::string cell = R"({"anyOf":[{"$ref":"#/components/schemas/escalation_cell"},{"type":"null"}]})";
  const std::string supposed = object({{"priority", n},
                                       {"impact", text},
                                       {"urgency", text},
                                       {"confidential", flag},
                                       {"line", n},
                                       {"team", text_or_none},
                                       {"assignee", text_or_none},
                                       {"service", text_or_none},
                                       {"category", text_or_none},
                                       {"why", R"({"type":"object","additionalProperties":{"type":"string"}})"}});
  const std::string policy = object({{"policy", text},
                                     {"policy_name", text},
                                     {"trigger", trigger},
                                     {"stops", stops},
                                     {"applies", flag},
                                     {"begins_at", time},
                                     {"why", text}});
  return {
      {"escalation_question", request("", {{"service", text},
                                           {"category", text},
                                           {"subcategory", text},
                                           {"team", text},
                                           {"assignee", text},
                                           {"supplier", text},
                                           {"organisation", text},
                                           {"impact", text},
                                           {"urgency", text},
                                           {"priority", R"({"type":"integer","minimum":1,"maximum":9})"},
                                           {"at", when}})},
      {"escalation_foresight", object({{"at", time},
                                       {"incident", supposed},
                                       {"policies", list_in_place(policy)},
                                       {"sequence", list_of("escalation_foreseen")},
                                       {"more", flag},
                                       {"names", names}})},
      {"escalation_cell", object({{"at", time}, {"team", text_or_none}, {"calls", list_of("escalation_foreseen")}})},
      {"escalation_holiday",
       object({{"at", time}, {"date", R"({"type":"string","format":"date"})"}, {"name", text_or_none}, {"calendar", text}})},
      {"escalation_matrix",
       object(
           {{"now", time},
            {"night", time},
            {"holiday", R"({"anyOf":[{"$ref":"#/components/schemas/escalation_holiday"},{"type":"null"}]})"},
            {"weekend", time},
            {"items",
             list_in_place(object(
                 {{"service", text}, {"category", text_or_none}, {"now", cell}, {"night", cell}, {"holiday", cell}, {"weekend", cell}}))},
            {"names", names}})},
  };
}

}  // namespace

Schemas escalation_schemas() {
  auto all = schemas_of_incidents();
  all.merge(schemas_of_foresight());
  return all;
}

}  // namespace evenkeel::escalation
