#include "connect/alerting/ping_doors.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_json.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/heartbeat/heartbeat_rules.hpp"
#include "practice/heartbeat/heartbeat_store.hpp"
#include "practice/people/accounts.hpp"

namespace evenkeel::alerting {

using heartbeat::Ping;
using heartbeat::PingKind;
using http::Done;
using http::Request;
using http::Response;
using http::Verb;
using service::AlertSource;
using service::Heartbeat;

namespace {

constexpr std::size_t body_most = 8 * 1024 * 1024;  // whole logs are sent; what is longer than message_most is cut
constexpr std::size_t key_most = 200, run_most = 100;
constexpr int exit_status_most = 255;

Response words(int status, std::string text) {
  Response r;
  r.status = status;
  r.content_type = "text/plain; charset=utf-8";
  r.body = std::move(text);
  r.set("Ping-Body-Limit", std::to_string(heartbeat::message_most));
  return r;
}
/// In the words of healthchecks.
Response refused(const Error& e) {
  if (e.fault == Fault::too_many) return words(429, "rate limited");
  if (e.fault == Fault::missing || e.fault == Fault::unauthenticated) return words(404, "not found");
  if (e.fault == Fault::conflict) return words(409, "ambiguous slug");
  if (e.fault == Fault::malformed) return words(400, "invalid url format");
  Response r = words(http::status_of(e.fault), "try again later");
  r.set("Retry-After", "5");
  return r;
}

Error not_found() { return error(Fault::missing, "heartbeat.unknown", "not found"); }

/// "", "start", "fail", "log" or an exit status.
Result<Ping> ping_in(std::string_view what, const Request& request) {
  Ping ping;
  if (what == "start") ping.kind = PingKind::start;
  else if (what == "fail") ping.kind = PingKind::fail;
  else if (what == "log") ping.kind = PingKind::log;
  else if (!what.empty()) {
    int status = 0;
    const auto [end, wrong] = std::from_chars(what.data(), what.data() + what.size(), status);
    if (wrong != std::errc() || end != what.data() + what.size() || status < 0 || status > exit_status_most)
      return error(Fault::malformed, "heartbeat.bad_path", "invalid url format");
    ping.exit_status = status;
    if (status != 0) ping.kind = PingKind::fail;
  }
  ping.run = std::string(request.query_value("rid").value_or(""));
  if (ping.run.size() > run_most || !is_valid_utf8(ping.run)) return error(Fault::malformed, "heartbeat.bad_run", "invalid url format");
  ping.message = readable_text(request.body, heartbeat::message_most);
  ping.from = request.client_address;
  return ping;
}

bool is_action(std::string_view word) {
  return word == "start" || word == "fail" || word == "log" ||
         (!word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos);
}

class PingDoors {
 public:
  PingDoors(heartbeat::Heartbeats& heartbeats, alert::SourceGate& gate) : heartbeats_(heartbeats), gate_(gate) {}

  std::vector<http::Route> make() {
    ping("/ping/{key}", "Report in time, as to healthchecks");
    ping("/ping/{key}/{what}", "Report a start, a failure, a log line or an exit status; or by a key of the source and a name");
    ping("/ping/{key}/{slug}/{what}", "The same, by a key of the source and the heartbeat's name");
    for (const std::string prefix : {"", "/in/{key}"}) {
      const std::string all = prefix + "/v2/heartbeats", one = all + "/{name}";
      for (const Verb verb : {Verb::get, Verb::post, Verb::put})
        add(verb, one + "/ping", "Report in time, as to Opsgenie", [this](const Request& r, const Done& done) { opsgenie_ping(r, done); });
      add(Verb::get, all, "List heartbeats, as Opsgenie does", [this](const Request& r, const Done& done) { done(list(r)); });
      add(Verb::get, one, "A heartbeat of the source, as Opsgenie shows it", [this](const Request& r, const Done& done) { done(show(r)); });
    }
    return std::move(routes_);
  }

 private:
  void add(Verb verb, std::string path, std::string summary, std::function<void(const Request&, const Done&)> handle) {
    http::Route route;
    route.verb = verb;
    route.path = std::move(path);
    route.summary = std::move(summary);
    route.body_most = body_most;
    route.handle = [handle = std::move(handle)](const Request& request, const Done& done) { handle(request, done); };
    routes_.push_back(std::move(route));
  }
  void ping(const std::string& path, const std::string& summary) {
    for (const Verb verb : {Verb::get, Verb::post}) add(verb, path, summary, [this](const Request& r, const Done& done) { take(r, done); });
  }

  Id by_key(std::string_view key) const {
    Id found;
    if (key.size() > key_most) return found;
    const std::string hash = people::hash_of_secret(lower_ascii(key));
    heartbeats_.reg().readers.read([&](store::Connection& db) { found = heartbeat::heartbeat_with_key(db, hash); });
    return found;
  }

  /// Of the source whose key this is, by the name in an address, or by its whole name.
  Result<Id> by_name(const AlertSource& source, std::string_view name) const {
    const auto catalogue = heartbeats_.alerts.catalogue().now();
    Id found;
    for (const auto* one : catalogue->active<Heartbeat>()) {
      if (one->source != source.id) continue;
      if (one->name == name) return one->id;
      if (heartbeat::slug_of(one->name) != name) continue;
      if (found) return error(Fault::conflict, "heartbeat.ambiguous", "ambiguous slug");
      found = one->id;
    }
    if (!found) return not_found();
    return found;
  }

  /// /ping/<key>, /ping/<key>/<what>, /ping/<key of the source>/<slug>, /ping/<key of the source>/<slug>/<what>
  Result<std::pair<Id, Ping>> addressed(const Request& request) {
    const std::string_view key = request.capture("key"), slug = request.capture("slug"), last = request.capture("what");
    const bool by_own_key = slug.empty() && (last.empty() || is_action(last));
    if (by_own_key) {
      const Id found = by_key(key);
      if (!found) return not_found();
      TRY(auto ping, ping_in(last, request));
      return std::pair(found, std::move(ping));
    }
    TRY(const auto source, gate_.sender(request, key));
    TRY(const Id found, by_name(source, slug.empty() ? last : slug));
    TRY(auto ping, ping_in(slug.empty() ? std::string_view() : last, request));
    return std::pair(found, std::move(ping));
  }

  void take(const Request& request, const Done& done) {
    auto said = addressed(request);
    if (!said) return done(refused(said.error()));
    heartbeat::submit_ping(heartbeats_, said->first, std::move(said->second),
                           [done](const Status& taken) { done(taken ? words(200, "OK") : refused(taken.error())); });
  }

  // ---- Opsgenie --------------------------------------------------------------------------------------------------------

  std::string request_id() { return heartbeat::new_ping_key(heartbeats_.reg().world); }
  Response said(int status, std::string_view members) {
    return http::json(fmt::format(R"({{{},"took":0.0,"requestId":"{}"}})", members, request_id()), status);
  }
  Response opsgenie_refused(const Error& e, std::string_view name) {
    if (e.fault == Fault::unauthenticated) return said(401, R"("message":"Key format is not valid!")");
    if (e.fault == Fault::missing || e.fault == Fault::conflict)
      return said(404, R"("message":)" + json_text(fmt::format("Heartbeat with name [{}] not found", name)));
    if (e.fault == Fault::unavailable || e.fault == Fault::too_many)
      return said(429, R"("message":"You are making too many requests! To avoid errors, we recommend you limit the number of requests.")");
    return said(http::status_of(e.fault), R"("message":)" + json_text(e.first().text));
  }

  void opsgenie_ping(const Request& request, const Done& done) {
    const std::string name(request.capture("name"));
    const auto source = gate_.sender(request, request.capture("key"));
    if (!source) return done(opsgenie_refused(source.error(), name));
    const auto found = by_name(*source, name);
    if (!found) return done(opsgenie_refused(found.error(), name));
    Ping ping;
    ping.from = request.client_address;
    heartbeat::submit_ping(heartbeats_, *found, std::move(ping), [this, done, name](const Status& taken) {
      done(taken ? said(202, R"("result":"PONG - Heartbeat received")") : opsgenie_refused(taken.error(), name));
    });
  }

  /// One that reports at times of a schedule has no interval to show; Opsgenie knows none of these.
  std::string data(const Heartbeat& one, const heartbeat::Pulse& pulse) const {
    constexpr std::int64_t minutes_most = 60 * 24;
    const std::int64_t minutes = parse_duration(one.every).value_or(0) / us_per_minute;
    const bool in_days = minutes >= minutes_most && minutes % minutes_most == 0;
    const std::string last = pulse.last_at ? fmt::format(R"(,"lastPingTime":"{}")", format_rfc3339(pulse.last_at)) : "";
    return fmt::format(R"({{"name":{},"description":{},"interval":{},"intervalUnit":"{}",)"
                       R"("enabled":{},"expired":{}{}}})",
                       json_text(one.name), json_text(one.description), in_days ? minutes / minutes_most : minutes,
                       in_days ? "days" : "minutes", !one.paused, pulse.standing == heartbeat::Standing::missing, last);
  }

  Response list(const Request& request) {
    const auto source = gate_.reader(request, request.capture("key"));
    if (!source) return opsgenie_refused(source.error(), "");
    const auto catalogue = heartbeats_.alerts.catalogue().now();
    std::map<Id, heartbeat::Pulse> pulses;
    heartbeats_.reg().readers.read([&](store::Connection& db) { pulses = heartbeat::all_pulses(db); });
    std::string items;
    for (const auto* one : catalogue->active<Heartbeat>())
      if (one->source == source->id) items += (items.empty() ? "" : ",") + data(*one, pulses[one->id]);
    return said(200, fmt::format(R"("data":{{"heartbeats":[{}]}})", items));
  }

  Response show(const Request& request) {
    const std::string name(request.capture("name"));
    const auto source = gate_.reader(request, request.capture("key"));
    if (!source) return opsgenie_refused(source.error(), name);
    const auto found = by_name(*source, name);
    const auto catalogue = heartbeats_.alerts.catalogue().now();
    const auto* one = found ? catalogue->get<Heartbeat>(*found) : nullptr;
    if (!one) return opsgenie_refused(not_found(), name);
    heartbeat::Pulse pulse;
    heartbeats_.reg().readers.read([&](store::Connection& db) { pulse = heartbeat::pulse_of(db, one->id); });
    return said(200, "\"data\":" + data(*one, pulse));
  }

  heartbeat::Heartbeats& heartbeats_;
  alert::SourceGate& gate_;
  std::vector<http::Route> routes_;
};

}  // namespace

std::vector<http::Route> ping_doors(heartbeat::Heartbeats& heartbeats, alert::SourceGate& gate) {
  auto doors = std::make_shared<PingDoors>(heartbeats, gate);
  auto routes = doors->make();
  for (auto& route : routes)
    route.handle = [doors, handle = std::move(route.handle)](Request request, Done done) { handle(std::move(request), std::move(done)); };
  return routes;
}

bool is_ping(std::string_view path) { return path.starts_with("/ping/"); }

}  // namespace evenkeel::alerting
