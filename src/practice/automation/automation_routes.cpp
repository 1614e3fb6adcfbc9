#include "practice/automation/automation_routes.hpp"

#include <fmt/format.h>

#include "practice/automation/automation_store.hpp"
#include "practice/automation/preview.hpp"
#include "practice/service/custom_fields.hpp"
#include "record/json.hpp"

namespace evenkeel::automation {
namespace {

using http::Request;
using http::Response;
using http::Verb;
using incident::Incidents;

const std::string rules_path = "/api/v1/automation_rules";

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
/// "[a,b]" of ready JSON texts.
template <class List, class Show>
std::string list_json(const List& list, Show show) {
  std::string items;
  for (const auto& one : list) items += (items.empty() ? "" : ",") + show(one);
  return "[" + items + "]";
}

std::string preview_json(const Preview& p) {
  const auto deeds = list_json(p.deeds, [](const DeedTally& t) {
    return fmt::format(R"({{"words":{},"done":{},"left_out":{}}})", text_json(t.words), t.done, t.left_out);
  });
  const auto examples = list_json(p.examples, [](const Example& e) {
    return fmt::format(R"({{"incident":"{}","number":{},"at":"{}","did":{},"left_out":{}}})", to_string(e.incident), text_json(e.number),
                       format_rfc3339(e.at), list_json(e.did, text_json), list_json(e.left_out, text_json));
  });
  return fmt::format(R"({{"incidents":{},"since":{},"matched":{},"changes":{},"deeds":{},"examples":{}}})", p.incidents,
                     p.since ? "\"" + format_rfc3339(p.since) + "\"" : "null", p.matched, p.changes, deeds, examples);
}

/// The words of the request, over those of the rule that it edits.
Result<Rule> draft_of(store::Connection& db, const agreement::SnapshotPtr& catalogue, const Request& request) {
  const auto& type = record::type_of<AutomationRule>();
  record::Record before = record::initial_record(type);
  if (const auto of = request.query_value("of"); of && !of->empty()) {
    const auto id = parse_id(*of);
    const auto* found = id ? catalogue->find(type.kind, *id) : nullptr;
    if (!found) return api::missing(type.kind);
    before = *found;
  }
  TRY(const auto patch, api::body_patch(request, type));
  const auto after = record::apply(before, patch);
  CHECK_OK(record::validate(after));
  std::vector<Problem> problems;
  check_rule(service::Shelf(&db), after, problems);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return read_rule(record::from_record<AutomationRule>(after),
                   agreement::words_for(record::type_of<Incident>(), service::custom_types(catalogue)));
}

Result<Response> post_preview(const Incidents& practice, store::Connection& db, Request& request) {
  const auto catalogue = practice.ground.catalogue.now();
  TRY(const auto draft, draft_of(db, catalogue, request));
  const auto sample = agreement::newest_incidents(db, catalogue, api::principal_of(request), request.received);
  return http::json(preview_json(preview_of(sample, draft, request.received)));
}

Result<Response> get_standings(const Incidents&, store::Connection& db, Request&) {
  return http::json(R"({"items":)" +
                    list_json(standings(db),
                              [](const Standing& s) {
                                return fmt::format(R"({{"rule":"{}","runs":{},"left_out":{},"last_at":"{}"}})", to_string(s.rule), s.runs,
                                                   s.left_out, format_rfc3339(s.last_at));
                              }) +
                    "}");
}

/// Numbers of incidents are told to those alone who may see them.
Result<Response> get_runs(const Incidents& practice, store::Connection& db, Request& request) {
  TRY(const Id id, api::path_id(request, "automation_rule"));
  if (!practice.ground.catalogue.now()->find("automation_rule", id)) return api::missing("automation_rule");
  api::Mentions mentions(&api::principal_of(request));
  const auto items = list_json(runs_of(db, id, static_cast<int>(runs_kept)), [&](const Run& run) {
    mentions.add("incident", run.incident);
    return fmt::format(R"({{"incident":"{}","edition":{},"at":"{}","did":{},"left_out":{},"looped":{}}})", to_string(run.incident),
                       run.edition, format_rfc3339(run.at), text_json(run.did), text_json(run.left_out), run.looped);
  });
  std::string names;
  practice.ground.names.append_json(names, &db, mentions);
  return http::json(fmt::format(R"({{"items":{},"names":{}}})", items, names));
}

}  // namespace

std::vector<http::Route> automation_routes(const Incidents& practice) {
  using Answer = Result<Response> (*)(const Incidents&, store::Connection&, Request&);
  const auto reading = [&](Answer answer) {
    return api::reading(practice.reg,
                        [&practice, answer](store::Connection& db, Request& request) { return answer(practice, db, request); });
  };
  std::vector<http::Route> routes;
  routes.push_back({Verb::post,
                    rules_path + "/preview",
                    "What a draft of a rule would have done",
                    "catalogue.edit",
                    "Automation",
                    "AutomationRuleChange",
                    "automation_preview",
                    {{"of", "The rule that the draft changes"}},
                    200,
                    reading(post_preview)});
  routes.back().description =
      "Asks the draft about each change of the incidents of the last 30 days, at most the newest 1,000 that you may see. Each change is "
      "taken as it was, with what other rules did then; what conditions reach in the catalogue is as it is now. Nothing is written, nobody "
      "is told.";
  routes.push_back({Verb::get,
                    "/api/v1/automation/standings",
                    "How often rules did something, and when last",
                    "catalogue.edit",
                    "Automation",
                    "",
                    "automation_standings",
                    {},
                    200,
                    reading(get_standings)});
  routes.back().description = "Counts the newest 100 times of each rule; rules that never did anything are left out.";
  routes.push_back({Verb::get,
                    rules_path + "/{id}/runs",
                    "What a rule did last",
                    "catalogue.edit",
                    "Automation",
                    "",
                    "automation_runs",
                    {},
                    200,
                    reading(get_runs)});
  routes.back().description =
      "The newest 100 times. `did` and `left_out` have a line for each deed; what was left out has its reason behind the colon. `looped`: "
      "the rule was switched off there, because rules changed each other's work without an end.";
  return routes;
}

std::map<std::string, std::string> automation_schemas() {
  const std::string n = R"({"type":"integer"})", text = R"({"type":"string"})", texts = R"({"type":"array","items":{"type":"string"}})",
                    time = R"({"type":"string","format":"date-time"})";
  return {
      {"automation_preview",
       fmt::format(R"({{"type":"object","required":["incidents","since","matched","changes","deeds","examples"],"properties":{{)"
                   R"("incidents":{0},"since":{{"type":["string","null"]}},"matched":{0},"changes":{0},)"
                   R"("deeds":{{"type":"array","items":{{"type":"object","required":["words","done","left_out"],"properties":{{)"
                   R"("words":{1},"done":{0},"left_out":{0}}}}}}},)"
                   R"("examples":{{"type":"array","items":{{"type":"object","required":["incident","number","at","did","left_out"],)"
                   R"("properties":{{"incident":{1},"number":{1},"at":{3},"did":{2},"left_out":{2}}}}}}}}}}})",
                   n, text, texts, time)},
      {"automation_standings",
       fmt::format(
           R"({{"type":"object","required":["items"],"properties":{{"items":{{"type":"array","items":{{"type":"object",)"
           R"("required":["rule","runs","left_out","last_at"],"properties":{{"rule":{1},"runs":{0},"left_out":{0},"last_at":{2}}}}}}}}}}})",
           n, text, time)},
      {"automation_runs",
       fmt::format(
           R"({{"type":"object","required":["items","names"],"properties":{{"items":{{"type":"array","items":{{"type":"object",)"
           R"("required":["incident","edition","at","did","left_out","looped"],"properties":{{"incident":{1},"edition":{0},"at":{2},)"
           R"("did":{1},"left_out":{1},"looped":{{"type":"boolean"}}}}}}}},"names":{{"type":"object",)"
           R"("additionalProperties":{{"type":"string"}}}}}}}})",
           n, text, time)}};
}

}  // namespace evenkeel::automation
