#include "practice/check/check_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/alert/alert_sight.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/check/check_rules.hpp"
#include "practice/check/check_store.hpp"

namespace evenkeel::checks {
namespace {

namespace bj = boost::json;
using http::Request;
using http::Response;
using http::Verb;

bj::value time_json(Time t) { return t ? bj::value(format_rfc3339(t)) : bj::value(nullptr); }
bj::value id_json(Id id) { return id ? bj::value(to_string(id)) : bj::value(nullptr); }

std::string_view state_name(const Check& check, const CheckState& state) {
  return check.paused || !check.active ? "paused" : record::name_of(state.standing);
}

bj::object state_json(const Check& check, const CheckState& state) {
  const bool asked = static_cast<bool>(state.last_at);
  return {{"id", to_string(check.id)},
          {"name", check.name},
          {"kind", record::name_of(check.kind)},
          {"place", check.place},
          {"state", state_name(check, state)},
          {"severity", record::name_of(check.severity)},
          {"since", time_json(state.since_at)},
          {"last_at", time_json(state.last_at)},
          {"next_at", time_json(state.next_at)},
          {"well", asked ? bj::value(state.last.well) : bj::value(nullptr)},
          {"took_ms", asked ? bj::value(state.last.took_us / us_per_ms) : bj::value(nullptr)},
          {"text", state.last.text},
          {"failures", state.failures},
          {"successes", state.successes}};
}

Result<Response> list(const Checks& checks, store::Connection& db, const Request&) {
  const auto catalogue = checks.alerts.catalogue().now();
  const auto states = all_states(db);
  bj::array items;
  for (const auto* check : catalogue->active<Check>()) {
    const auto found = states.find(check->id);
    items.push_back(state_json(*check, found == states.end() ? CheckState{} : found->second));
  }
  return http::json(bj::serialize(bj::object{{"items", std::move(items)}, {"next", nullptr}, {"names", bj::object{}}}));
}

Result<Response> state(const Checks& checks, store::Connection& db, const Request& request) {
  TRY(const Id id, api::path_id(request, "check"));
  const auto catalogue = checks.alerts.catalogue().now();
  const auto* check = catalogue->get<Check>(id);
  if (!check) return api::missing("check");
  bj::object body = state_json(*check, state_of(db, id));
  bj::array history;
  for (const ResultRow& row : results_of(db, id))
    history.push_back(bj::object{{"id", to_string(row.id)},
                                 {"at", time_json(row.at)},
                                 {"well", row.probe.well},
                                 {"took_ms", row.probe.took_us / us_per_ms},
                                 {"text", row.probe.text}});
  body["history"] = std::move(history);
  const std::string key = alert_key(id);
  const std::string_view keys[] = {key};
  Id alert;
  for (const auto& one : alert::alerts_with_keys(db, check->source, keys)) alert = one.id;
  body["alert"] = id_json(alert);
  return http::json(bj::serialize(body));
}

Result<api::Job> try_now(const Checks& checks, Request& request) {
  TRY(const Id id, api::path_id(request, "check"));
  TRY(const auto body, api::body_object(request));
  CHECK_OK(api::BodyReader(body).finish());
  api::Job job;
  job.work = [&checks, id](store::Tx& tx) -> Result<store::Outcome> {
    const auto catalogue = checks.alerts.catalogue().now();
    const auto* check = catalogue->get<Check>(id);
    if (!check) return api::missing("check");
    CHECK_OK(ask_now(tx, *check));
    return store::Outcome{"check", id, 0, 202};
  };
  job.present = [](const store::Outcome&) { return http::json(R"({"asked":true})", 202); };
  return job;
}

constexpr std::string_view properties =
    R"("id":{"type":"string"},"name":{"type":"string"},"kind":{"type":"string","enum":["http","tcp","dns","ping"]},)"
    R"("place":{"type":"string","description":"From where it is asked; empty: from the server."},)"
    R"("state":{"type":"string","enum":["new","up","down","paused"]},)"
    R"("severity":{"type":"string","enum":["critical","error","warning","info"]},)"
    R"("since":{"type":["string","null"],"format":"date-time"},"last_at":{"type":["string","null"],"format":"date-time"},)"
    R"("next_at":{"type":["string","null"],"format":"date-time"},"well":{"type":["boolean","null"]},)"
    R"("took_ms":{"type":["integer","null"]},"text":{"type":"string","description":"What it answered last, or why it did not."},)"
    R"("failures":{"type":"integer","description":"In a row, up to now."},"successes":{"type":"integer"})";
constexpr std::string_view required =
    R"("id","name","kind","place","state","severity","since","last_at","next_at","well","took_ms","text","failures","successes")";

}  // namespace

std::vector<http::Route> check_routes(Checks& checks) {
  const std::string path = "/api/v1", tag = "Checks";
  std::vector<http::Route> routes;
  const auto get = [&](std::string at, std::string summary, std::string schema, auto read) {
    routes.push_back(
        api::route(Verb::get, path + at, std::move(summary), "alert.read", tag, {"", std::move(schema)},
                   api::reading(checks.reg(), [&checks, read](store::Connection& db, Request& r) { return read(checks, db, r); })));
  };
  get("/check_states", "How all checks stand", "check_state_list", list);
  get("/checks/{id}/state", "How a check stands, and what it answered lately", "check_state", state);
  routes.push_back(api::route(Verb::post, path + "/checks/{id}/try", "Ask a check now", "catalogue.edit", tag, {"", "check_asked", 202},
                              api::writing(checks.reg(), [&checks](Request& r) { return try_now(checks, r); })));
  routes.back().description = "It is asked within seconds; what comes of it counts like every other answer.";
  return routes;
}

std::map<std::string, std::string> check_schemas() {
  return {{"check_summary", fmt::format(R"({{"type":"object","required":[{}],"properties":{{{}}}}})", required, properties)},
          {"check_state_list", alert::list_schema("check_summary")},
          {"check_state",
           fmt::format(R"({{"type":"object","required":[{},"history","alert"],"properties":{{{},"alert":{{"type":["string","null"]}},)"
                       R"("history":{{"type":"array","items":{{"type":"object","required":["id","at","well","took_ms","text"],)"
                       R"("properties":{{"id":{{"type":"string"}},"at":{{"type":"string","format":"date-time"}},)"
                       R"("well":{{"type":"boolean"}},"took_ms":{{"type":"integer"}},"text":{{"type":"string"}}}}}}}}}}}})",
                       required, properties)},
          {"check_asked", R"({"type":"object","required":["asked"],"properties":{"asked":{"type":"boolean"}}})"}};
}

}  // namespace evenkeel::checks
