#include "connect/alerting/ping_doors.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "connect/alerting/heartbeat_doors.hpp"
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
    TRY(const Id found, heartbeat_named(*heartbeats_.alerts.catalogue().now(), source.id, slug.empty() ? last : slug));
    TRY(auto ping, ping_in(slug.empty() ? std::string_view() : last, request));
    return std::pair(found, std::move(ping));
  }

  void take(const Request& request, const Done& done) {
    auto said = addressed(request);
    if (!said) return done(refused(said.error()));
    heartbeat::submit_ping(heartbeats_, said->first, std::move(said->second),
                           [done](const Status& taken) { done(taken ? words(200, "OK") : refused(taken.error())); });
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
