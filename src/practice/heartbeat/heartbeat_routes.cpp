#include "practice/heartbeat/heartbeat_routes.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/alert/alert_sight.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/heartbeat/heartbeat_rules.hpp"
#include "practice/heartbeat/heartbeat_store.hpp"

namespace evenkeel::heartbeat {

using http::Request;
using http::Response;
using http::Verb;

namespace {

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}
std::string time_json(Time t) { return t ? '"' + format_rfc3339(t) + '"' : "null"; }
std::string id_json(Id id) { return id ? '"' + to_string(id) + '"' : "null"; }
std::string took_json(std::int64_t us) { return us < 0 ? "null" : std::to_string(us / us_per_ms); }

/// Members of a heartbeat's state, without the braces.
std::string state_members(const Heartbeat& heartbeat, const Pulse& pulse, Time now) {
  const Expected expected =
      pulse.standing == Standing::missing || pulse.standing == Standing::failed ? Expected{} : expected_of(heartbeat, pulse);
  const bool heard = static_cast<bool>(pulse.last_at);
  return fmt::format(
      R"("id":"{}","name":{},"state":"{}","team":{},"service":{},"severity":"{}","every":{},"schedule":{},"zone":{},"grace":{},)"
      R"("due_at":{},"missing_at":{},"last_at":{},"last_kind":{},"exit_status":{},"running_since":{},"took_ms":{},"pings":{},"excused":{})",
      to_string(heartbeat.id), text_json(heartbeat.name), record::name_of(state_of(heartbeat, pulse, now)), id_json(heartbeat.team),
      id_json(heartbeat.service), record::name_of(heartbeat.severity), text_json(heartbeat.every), text_json(heartbeat.schedule),
      text_json(heartbeat.zone), text_json(heartbeat.grace), time_json(expected.due), time_json(expected.missing_at),
      time_json(pulse.last_at), heard ? fmt::format("\"{}\"", record::name_of(pulse.last_kind)) : "null", pulse.exit_status,
      time_json(pulse.started_at), took_json(pulse.took_us), pulse.pings, text_json(pulse.excused));
}

void mention(api::Mentions& mentions, const Heartbeat& heartbeat) {
  if (heartbeat.team) mentions.add("team", heartbeat.team);
  if (heartbeat.service) mentions.add("service", heartbeat.service);
}

std::string names_json(const Heartbeats& h, store::Connection& db, const api::Mentions& mentions) {
  std::string out;
  h.alerts.incidents.ground.names.append_json(out, &db, mentions);
  return out;
}

Result<Response> list(const Heartbeats& h, store::Connection& db, const Request& request) {
  const auto catalogue = h.alerts.catalogue().now();
  const auto pulses = all_pulses(db);
  api::Mentions mentions(&api::principal_of(request));
  std::vector<std::string> items;
  for (const auto* heartbeat : catalogue->active<Heartbeat>()) {
    const auto found = pulses.find(heartbeat->id);
    items.push_back("{" + state_members(*heartbeat, found == pulses.end() ? Pulse{} : found->second, request.received) + "}");
    mention(mentions, *heartbeat);
  }
  return http::json(api::list_body(items, std::nullopt, names_json(h, db, mentions)));
}

Result<Response> state(const Heartbeats& h, store::Connection& db, const Request& request) {
  TRY(const Id id, api::path_id(request, "heartbeat"));
  const auto catalogue = h.alerts.catalogue().now();
  const auto* heartbeat = catalogue->get<Heartbeat>(id);
  if (!heartbeat) return api::missing("heartbeat");
  const Pulse pulse = pulse_of(db, id);
  api::Mentions mentions(&api::principal_of(request));
  mention(mentions, *heartbeat);
  std::string pings = "[";
  for (const PingRow& row : pings_of(db, id, pings_kept))
    pings += fmt::format(R"({}{{"id":"{}","at":"{}","kind":"{}","exit_status":{},"run":{},"took_ms":{},"from":{}}})",
                         pings.size() > 1 ? "," : "", to_string(row.id), format_rfc3339(row.at), record::name_of(row.ping.kind),
                         row.ping.exit_status, text_json(row.ping.run), took_json(row.took_us), text_json(row.ping.from));
  Id alert;
  const std::string key = alert_key(id);
  const std::vector<std::string_view> keys{key};
  for (const auto& one : alert::alerts_with_keys(db, heartbeat->source, keys)) alert = one.id;
  const auto secret = key_of(db, id);
  return http::json(fmt::format(R"({{{},"slug":{},"key":{},"message":{},"alert":{},"history":{}],"names":{}}})",
                                state_members(*heartbeat, pulse, request.received), text_json(slug_of(heartbeat->name)),
                                secret ? text_json(secret->shown) : "null", text_json(pulse.message), id_json(alert), pings,
                                names_json(h, db, mentions)));
}

/// The secret is in this one answer and nowhere else.
Result<api::Job> new_key(const Heartbeats& h, Request& request) {
  TRY(const Id id, api::path_id(request, "heartbeat"));
  TRY(const auto body, api::body_object(request));
  CHECK_OK(api::BodyReader(body).finish());
  auto who = std::make_shared<const api::Principal>(api::principal_of(request));
  auto secret = std::make_shared<const std::string>(new_ping_key(h.reg().world));
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&h, id, who, secret](store::Tx& tx) -> Result<store::Outcome> {
    const auto catalogue = h.alerts.catalogue().now();
    const auto* heartbeat = catalogue->get<Heartbeat>(id);
    if (!heartbeat) return api::missing("heartbeat");
    TRY(const auto key, make_key(tx, *who, *heartbeat, *secret));
    return store::Outcome{"heartbeat_key", key.id, 0, 201};
  };
  job.present = [secret](const store::Outcome&) {
    auto response = http::json(fmt::format(R"({{"secret":"{0}","path":"/ping/{0}"}})", *secret), 201);
    response.set("Cache-Control", "no-store");
    return response;
  };
  return job;
}

/// The properties that a state in a list and one alone have in common.
constexpr std::string_view state_properties =
    R"("id":{"type":"string"},"name":{"type":"string"},"state":{"type":"string","enum":["new","waiting","late","missing",)"
    R"("failed","paused"]},)"
    R"("team":{"type":["string","null"]},"service":{"type":["string","null"]},)"
    R"("severity":{"type":"string","enum":["critical","error","warning","info"]},"every":{"type":"string"},"schedule":{"type":"string"},)"
    R"("zone":{"type":"string"},"grace":{"type":"string"},"due_at":{"type":["string","null"],"format":"date-time"},)"
    R"("missing_at":{"type":["string","null"],"format":"date-time"},"last_at":{"type":["string","null"],"format":"date-time"},)"
    R"("last_kind":{"type":["string","null"],"enum":["success","start","fail","log",null]},"exit_status":{"type":"integer"},)"
    R"("running_since":{"type":["string","null"],"format":"date-time"},"took_ms":{"type":["integer","null"]},)"
    R"("pings":{"type":"integer"},"excused":{"type":"string","description":"Why it was given more time; empty: it was not."})";
constexpr std::string_view state_required =
    R"("id","name","state","team","service","severity","every","schedule","zone","grace","due_at","missing_at","last_at","last_kind",)"
    R"("exit_status","running_since","took_ms","pings","excused")";

}  // namespace

std::vector<http::Route> heartbeat_routes(Heartbeats& h) {
  const std::string path = "/api/v1", tag = "Heartbeats";
  std::vector<http::Route> routes;
  const auto get = [&](std::string at, std::string summary, std::string schema, auto read) {
    routes.push_back(api::route(Verb::get, path + at, std::move(summary), "alert.read", tag, {"", std::move(schema)},
                                api::reading(h.reg(), [&h, read](store::Connection& db, Request& r) { return read(h, db, r); })));
  };
  get("/heartbeat_states", "How all heartbeats stand", "heartbeat_state_list", list);
  get("/heartbeats/{id}/state", "How a heartbeat stands, and what it sent lately", "heartbeat_state", state);
  routes.push_back(api::route(Verb::post, path + "/heartbeats/{id}/key", "Make the key of a heartbeat", "alert.key", tag,
                              {"", "heartbeat_key_made", 201}, api::writing(h.reg(), [&h](Request& r) { return new_key(h, r); })));
  routes.back().description = "The secret is shown in this answer alone. The key before ends at once.";
  return routes;
}

std::map<std::string, std::string> heartbeat_schemas() {
  const std::string summary = fmt::format(R"({{"type":"object","required":[{}],"properties":{{{}}}}})", state_required, state_properties);
  return {{"heartbeat_summary", summary},
          {"heartbeat_state_list", alert::list_schema("heartbeat_summary")},
          {"heartbeat_state",
           fmt::format(R"({{"type":"object","required":[{},"slug","key","message","alert","history","names"],"properties":{{{},)"
                       R"("slug":{{"type":"string"}},"key":{{"type":["string","null"],"description":"Its last letters."}},)"
                       R"("message":{{"type":"string"}},"alert":{{"type":["string","null"]}},"names":{{"type":"object",)"
                       R"("additionalProperties":{{"type":"string"}}}},"history":{{"type":"array","items":{{"type":"object",)"
                       R"("required":["id","at","kind","exit_status","run","took_ms","from"],"properties":{{"id":{{"type":"string"}},)"
                       R"("at":{{"type":"string","format":"date-time"}},"kind":{{"type":"string","enum":["success",)"
                       R"("start","fail","log"]}},)"
                       R"("exit_status":{{"type":"integer"}},"run":{{"type":"string"}},"took_ms":{{"type":["integer","null"]}},)"
                       R"("from":{{"type":"string"}}}}}}}}}}}})",
                       state_required, state_properties)},
          {"heartbeat_key_made",
           R"({"type":"object","required":["secret","path"],"properties":{"secret":{"type":"string","description":"Shown this once."},)"
           R"("path":{"type":"string","description":"Where it pings."}}})"}};
}

}  // namespace evenkeel::heartbeat
