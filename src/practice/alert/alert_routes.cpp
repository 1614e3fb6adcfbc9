#include "practice/alert/alert_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "practice/alert/alert_sight.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/opening.hpp"
#include "practice/alert/silence_desk.hpp"
#include "practice/alert/source_gate.hpp"
#include "practice/alert/splitting.hpp"
#include "practice/alert/waits.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "store/row_io.hpp"

namespace evenkeel::alert {

using api::Order;
using api::Principal;
using http::Request;
using http::Response;
using http::Verb;

namespace {

constexpr int history_most = 200;
constexpr int members_most = 500;                 // alerts that an incident's page lists
constexpr std::int64_t old_keys_us = us_per_day;  // so long the keys before still send, unless they are ended at once

std::span<const Order> orders() {
  static const std::vector<Order> all{{"newest", {{"id", api::Direction::descending}}},
                                      {"changed", {{"changed_at", api::Direction::descending}, {"id", api::Direction::descending}}}};
  return all;
}

/// What filters may speak of: the alert, and what it is about in the catalogue.
condition::Vocabulary words(const Alerts& alerts) {
  return {&record::type_of<Alert>(), alerts.incidents.kinds, {}, [](const record::RecordType& type, const record::Field& field) {
            const bool near = type.kind == "alert" || type.kind == "service" || type.kind == "ci" || type.kind == "alert_source";
            return near && field.facts.access != record::Access::secret && field.facts.ref != "person";
          }};
}

std::string alert_json(const record::Record& r, const std::set<std::string, std::less<>>& fields = {}) {
  std::string out;
  record::append_json(out, r, fields);
  return out;
}

std::string text_or_null(const std::string& text) {
  std::string out;
  record::append_json_string(out, text);
  return text.empty() ? "null" : out;
}

Result<Response> list(const Alerts& alerts, store::Connection& db, const Request& request) {
  const Principal& who = api::principal_of(request);
  TRY(const Page page, read_page(db, request, {record::type_of<Alert>(), orders(), words(alerts)},
                                 [&](Where& where) { add_visibility(where, who, request.received); }));
  api::Mentions mentions(&who);
  std::vector<std::string> items;
  Waits waits(alerts, db, request.received);
  for (const auto& r : page.rows) {
    std::string item = alert_json(r, page.asked.fields);
    if (page.asked.fields.empty()) {
      item.pop_back();
      item += "," + waits.json(r) + "}";
    }
    items.push_back(std::move(item));
    mentions.add(r, page.asked.fields);
  }
  return http::json(api::list_body(items, page.next, names_of(alerts, &db, mentions)));
}

/// Which incidents the reader may see, each asked about once.
class Sight {
 public:
  Sight(store::Connection& db, const Principal& who) : db_(db), who_(who) {}
  bool sees(Id incident) {
    const auto [known, is_new] = known_.try_emplace(incident, false);
    if (is_new) {
      const auto found = store::find_record(db_, record::type_of<incident::Incident>(), incident);
      known->second = found && incident::may_see(who_, *found);
    }
    return known->second;
  }

 private:
  store::Connection& db_;
  const Principal& who_;
  std::map<Id, bool> known_;
};

std::string history_json(const std::vector<HistoryLine>& lines, Sight& sight, api::Mentions& mentions) {
  std::string out = "[";
  for (const auto& line : lines) {
    const bool shown = line.incident && sight.sees(line.incident);
    out += fmt::format(R"({}{{"at":"{}","kind":"{}","incident":{}}})", out.size() > 1 ? "," : "", format_rfc3339(line.at), line.kind,
                       shown ? "\"" + to_string(line.incident) + "\"" : "null");
    if (shown) mentions.add("incident", line.incident);
  }
  return out + "]";
}

Result<Response> one(const Alerts& alerts, store::Connection& db, const Request& request) {
  TRY(const Id id, api::path_id(request, "alert"));
  const auto& type = record::type_of<Alert>();
  const Principal& who = api::principal_of(request);
  Where where{"a.id = $1", {std::int64_t{id.v}}};
  add_visibility(where, who, request.received);
  std::optional<record::Record> found;
  api::query(db, fmt::format("SELECT {} FROM alert a WHERE {}", store::select_columns(type, "a"), where.sql), where.params,
             [&](const store::Row& row) { found = store::read_record(type, row); });
  if (!found) return api::missing("alert");
  api::Mentions mentions(&who);
  mentions.add(*found);
  Sight sight(db, who);
  std::string body = alert_json(*found);
  body.pop_back();
  const auto alert = record::from_record<Alert>(*found);
  Waits waits(alerts, db, request.received);
  body += ",\"why_no_incident\":" + text_or_null(waits.why(alert));
  const auto flaps = flapping_now(db, id, request.received);
  body += fmt::format(",\"flaps_until\":{}", flaps.times > 0 ? "\"" + format_rfc3339(flaps.calm_at) + "\"" : "null");
  body += "," + waits.json(*found);
  body += ",\"history\":" + history_json(history_of(db, id, history_most), sight, mentions);
  body += ",\"names\":" + names_of(alerts, &db, mentions) + "}";
  return http::json(std::move(body));
}

/// The keys of the places that they name.
std::set<std::string> places_of(const Alerts& alerts, store::Connection& db, const std::vector<Alert>& all) {
  const auto catalogue = alerts.catalogue().now();
  Places places(db, *catalogue);
  std::vector<Texts> labels;
  for (const Alert& a : all) labels.push_back(read_texts(a.labels.text));
  places.look_up(labels);
  std::set<std::string> keys;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const auto* source = catalogue->get<service::AlertSource>(all[i].source))
      for (const Place& place : places.of(all[i], labels[i], *source)) keys.insert(place.key);
  return keys;
}

/// Where it probably began, as far as alerts of several places say so. What only `hidden` ones name is theirs.
std::string root_json(const Alerts& alerts, store::Connection& db, Id incident, const std::vector<Alert>& shown,
                      const std::vector<Alert>& hidden) {
  auto group = group_of(db, incident);
  if (group && !hidden.empty()) {
    const auto seen = places_of(alerts, db, shown);
    for (const auto& key : places_of(alerts, db, hidden))
      if (!seen.contains(key)) group->shape.places.erase(key);
  }
  if (!group || group->shape.places.empty()) return "null";
  const Root root = probable_root(group->shape, *alerts.map.now(db, *alerts.catalogue().now()));
  std::string out = "{\"name\":";
  record::append_json_string(out, root.name);
  out += ",\"why\":";
  record::append_json_string(out, root.why);
  return out + ",\"place\":" + (root.place ? "\"" + to_string(root.place) + "\"" : "null") + "}";
}

Result<Response> of_incident(const Alerts& alerts, store::Connection& db, const Request& request) {
  const auto id = incident::id_of(db, request.capture("id"));
  const auto found = id ? store::find_record(db, record::type_of<incident::Incident>(), *id) : std::nullopt;
  const Principal& who = api::principal_of(request);
  if (!found || !incident::may_see(who, *found)) return api::missing("incident");
  api::Mentions mentions(&who);
  std::vector<std::string> items;
  std::vector<Alert> shown, hidden;
  Sight sight(db, who);
  for (const auto& member : members_of(db, *id, members_most)) {
    // It belongs to another one now, and what it says is of that one.
    const Id now_in = member.alert.incident;
    const bool seen = !now_in || now_in == *id || sight.sees(now_in);
    (seen ? shown : hidden).push_back(member.alert);
    if (!seen) continue;
    const auto r = record::to_record(member.alert);
    mentions.add(r);
    std::string item = alert_json(r);
    item.pop_back();
    item += fmt::format(R"(,"joined_at":"{}","left_at":{}}})", format_rfc3339(member.joined_at),
                        member.left_at ? "\"" + format_rfc3339(member.left_at) + "\"" : "null");
    items.push_back(std::move(item));
  }
  std::string body = api::list_body(items, std::nullopt, names_of(alerts, &db, mentions));
  body.pop_back();
  body += ",\"probable_root\":" + root_json(alerts, db, *id, shown, hidden) + "}";
  return http::json(std::move(body));
}

std::string key_json(const SourceKey& key) { return alert_json(record::to_record(key)); }

Result<Response> state(const Alerts& alerts, store::Connection& db, const Request& request) {
  TRY(const Id id, api::path_id(request, "alert_source"));
  const auto catalogue = alerts.catalogue().now();
  if (!catalogue->get<service::AlertSource>(id)) return api::missing("alert_source");
  const auto counted = alerts.counts.of(id);
  auto stored = state_of(db, id);
  const Time last = std::max(stored.last_event_at, counted.last_event_at);
  std::int64_t in_hour = 0, in_minute = 0;
  const std::int64_t minute = request.received.us / us_per_minute;
  for (const auto& [at, events] : counted.by_minute) {
    if (at > minute - 60) in_hour += events;
    if (at >= minute - 1) in_minute += events;
  }
  std::string refusals = "[", keys = "[";
  for (const auto& r : counted.refusals) {
    refusals += fmt::format(R"({}{{"at":"{}","reason":)", refusals.size() > 1 ? "," : "", format_rfc3339(r.at));
    record::append_json_string(refusals, r.reason);
    refusals += "}";
  }
  for (const auto& key : keys_of(db, id)) keys += (keys.size() > 1 ? "," : "") + key_json(key);
  std::int64_t firing = 0;
  db.query("SELECT COUNT(*) FROM alert WHERE source = $1 AND state = 'firing'", {store::Param(id)},
           [&](const store::Row& row) { firing = row.integer(0); });
  return http::json(fmt::format(
      R"({{"last_event_at":{},"events":{},"refused":{},"last_two_minutes":{},"last_hour":{},"firing":{},"refusals":{}],"keys":{}]}})",
      last ? "\"" + format_rfc3339(last) + "\"" : "null", stored.events + counted.events, stored.refused + counted.refused, in_minute,
      in_hour, firing, refusals, keys));
}

/// The secret is in this one answer and nowhere else.
Result<api::Job> new_key(Alerts& alerts, Request& request) {
  TRY(const Id source, api::path_id(request, "alert_source"));
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  const bool at_once = reader.boolean("end_others_now").value_or(false);
  const bool keep = reader.boolean("keep_others").value_or(false);
  CHECK_OK(reader.finish());
  auto who = std::make_shared<const Principal>(api::principal_of(request));
  auto secret = std::make_shared<const std::string>(new_source_secret(alerts.reg().world));
  auto made = std::make_shared<std::string>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [&alerts, who, secret, made, source, at_once, keep](store::Tx& tx) -> Result<store::Outcome> {
    const Time others_end = keep ? Time{} : at_once ? tx.now() : tx.now() + old_keys_us;
    TRY(const auto key, make_key(tx, *alerts.catalogue().now(), *who, source, *secret, others_end));
    *made = key_json(key);
    return store::Outcome{"alert_key", key.id, 0, 201};
  };
  job.present = [secret, made](const store::Outcome&) {
    std::string shown = *made;
    shown.pop_back();
    auto response = http::json(shown + ",\"secret\":\"" + *secret + "\"}", 201);
    response.set("Cache-Control", "no-store");
    return response;
  };
  return job;
}

Result<api::Job> ended_key(Request& request) {
  TRY(const Id id, api::path_id(request, "alert_key"));
  auto ended = std::make_shared<std::string>();
  api::Job job;
  job.idempotency_key = http::IdempotencyKey::ignored;
  job.work = [id, ended](store::Tx& tx) -> Result<store::Outcome> {
    TRY(const auto key, end_key(tx, id));
    *ended = key_json(key);
    return store::Outcome{"alert_key", id, 0, 200};
  };
  job.present = [ended](const store::Outcome&) { return http::json(*ended); };
  return job;
}

std::string with_members(std::string schema, std::string_view more) {
  // The last two braces close the properties and the object.
  const auto at = schema.find("\"properties\":{");
  return at == std::string::npos ? schema : schema.insert(at + 14, more);
}

}  // namespace

std::vector<http::Route> alert_routes(Alerts& alerts) {
  const std::string path = "/api/v1", tag = "Alerts";
  std::vector<http::Route> routes;
  const auto get = [&](std::string at, std::string summary, std::string permission, std::string schema, auto read) {
    routes.push_back(
        api::route(Verb::get, path + at, std::move(summary), std::move(permission), tag, {"", std::move(schema)},
                   api::reading(alerts.reg(), [&alerts, read](store::Connection& db, Request& r) { return read(alerts, db, r); })));
  };
  get("/alerts", "Alerts", "alert.read", "alert_list", list);
  routes.back().query = api::list_parameters(orders());
  routes.back().description = "An alert that is in an incident is seen by who may see the incident.";
  get("/alerts/{id}", "An alert with its history", "alert.read", "alert_detail", one);
  get("/incidents/{id}/alerts", "Alerts that are or were in an incident", "alert.read", "alert_member_list", of_incident);
  get("/alert_sources/{id}/state", "What comes from an alert source, and its keys", "catalogue.edit", "alert_source_state", state);
  routes.push_back(api::route(Verb::post, path + "/alert_sources/{id}/keys", "Make a key for an alert source", "alert.key", tag,
                              {"alert_key_request", "alert_key_made", 201},
                              api::writing(alerts.reg(), [&alerts](Request& r) { return new_key(alerts, r); })));
  routes.back().description =
      "The secret is shown in this answer alone. The keys before end in a day, so that senders can be changed one after the other; "
      "`end_others_now` ends them at once, `keep_others` leaves them.";
  routes.push_back(api::route(Verb::post, path + "/alert_keys/{id}/end", "End a key of an alert source at once", "alert.key", tag,
                              {"", "alert_key"}, api::writing(alerts.reg(), ended_key)));
  routes.push_back(splitting_route(alerts));
  routes.push_back(rehearsal_route(alerts));
  return routes;
}

std::map<std::string, std::string> alert_schemas() {
  const auto answer = [](const record::RecordType& type) { return record::json_schema(type, record::SchemaFor::answer); };
  const std::string alert = with_members(
      answer(record::type_of<Alert>()),
      R"("silenced_until":{"type":["string","null"],"format":"date-time"},"no_incident":{"type":["string","null"],)"
      R"("enum":["source","level","silenced","maintenance","inhibited","waits","missed","soon",null],)"
      R"("description":"Why a firing alert is in no incident: its source opens none, its severity is too low, it is silenced, under )"
      R"(maintenance or inhibited, it waits until `look_at`, or it )"
      R"(was looked at while something of this held and opens one when it begins again or gets worse."},)");
  const std::string key = answer(record::type_of<SourceKey>());
  std::map<std::string, std::string> all{
      {"alert", alert},
      {"alert_list", list_schema("alert")},
      {"alert_detail",
       with_members(alert, R"("names":{"type":"object","additionalProperties":{"type":"string"}},"why_no_incident":{"type":["string",)"
                           R"("null"]},"flaps_until":{"type":["string","null"],"format":"date-time"},"history":{"type":"array",)"
                           R"("items":{"type":"object","properties":{"at":{"type":"string","format":"date-time"},)"
                           R"("kind":{"type":"string"},"incident":{"type":["string","null"]}}}},)")},
      {"alert_member", with_members(alert, R"("joined_at":{"type":"string","format":"date-time"},)"
                                           R"("left_at":{"type":["string","null"],"format":"date-time"},)")},
      {"alert_member_list",
       with_members(list_schema("alert_member"),
                    R"("probable_root":{"type":["object","null"],"required":["name","why","place"],"properties":{"name":{"type":)"
                    R"("string"},"why":{"type":"string"},"place":{"type":["string","null"]}}},)")},
      {"alert_rehearsal", rehearsal_schema()},
      {"alert_key", key},
      {"alert_key_request", R"({"type":"object","additionalProperties":false,"properties":{"end_others_now":{"type":"boolean"},)"
                            R"("keep_others":{"type":"boolean"}}})"},
      {"alert_key_made", with_members(key, R"("secret":{"type":"string","description":"Shown this once."},)")},
      {"alert_source_state",
       R"({"type":"object","required":["last_event_at","events","refused","last_two_minutes","last_hour","firing","refusals","keys"],)"
       R"("properties":{"last_event_at":{"type":["string","null"],"format":"date-time"},"events":{"type":"integer"},)"
       R"("refused":{"type":"integer"},"last_two_minutes":{"type":"integer"},"last_hour":{"type":"integer"},)"
       R"("firing":{"type":"integer"},"refusals":{"type":"array","items":{"type":"object","properties":{"at":{"type":"string",)"
       R"("format":"date-time"},"reason":{"type":"string"}}}},)"
       R"("keys":{"type":"array","items":{"$ref":"#/components/schemas/alert_key"}}}})"}};
  all.merge(splitting_schemas());
  return all;
}

}  // namespace evenkeel::alert
