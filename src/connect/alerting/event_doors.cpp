#include "connect/alerting/event_doors.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <deque>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_json.hpp"
#include "connect/alerting/opsgenie_events.hpp"
#include "connect/alerting/pagerduty_events.hpp"

namespace evenkeel::alerting {

using http::Done;
using http::Request;
using http::Response;
using http::Verb;
using service::AlertSource;

namespace {

constexpr std::size_t body_most = 1024 * 1024;      // PagerDuty takes half of it
constexpr std::size_t unknown_body_most = 512'000;  // its limit
constexpr std::size_t key_bytes = 16;
constexpr std::size_t requests_kept = 10'000;

/// What one of PagerDuty's versions calls things and answers.
struct Pager {
  PagerEvent (*read)(std::string_view body, std::string_view fresh_key, Time now);
  std::string_view dedup_key;
  int taken, full;
};
constexpr Pager pager_v2{read_pagerduty, "dedup_key", 202, 429}, pager_change{read_pagerduty_change, "dedup_key", 202, 429},
    pager_v1{read_pagerduty_v1, "incident_key", 200, 403};

Response not_an_event(const std::vector<std::string>& errors, int status = 400) {
  std::string list;
  for (const auto& one : errors) list += (list.empty() ? "" : ",") + json_text(one);
  return http::json(fmt::format(R"({{"status":"invalid event","message":"Event object is invalid","errors":[{}]}})", list), status);
}
Response pager_full(const Pager& pager) {
  return http::json(
      R"({"status":"throttle exceeded","message":"Requests for this service are arriving too quickly.  Please retry later.","errors":[]})",
      pager.full);
}

/// What Opsgenie answered lately, for those who ask what became of it.
class Requests {
 public:
  void keep(Id source, std::string id, std::string alias) {
    const std::lock_guard lock(mutex_);
    kept_.push_back({source, std::move(id), std::move(alias)});
    if (kept_.size() > requests_kept) kept_.pop_front();
  }
  /// Of the source that sent it alone.
  std::optional<std::string> alias_of(Id source, std::string_view id) const {
    const std::lock_guard lock(mutex_);
    for (auto one = kept_.rbegin(); one != kept_.rend(); ++one)
      if (one->source == source && one->id == id) return one->alias;
    return std::nullopt;
  }

 private:
  mutable std::mutex mutex_;
  struct Kept {
    Id source;
    std::string id, alias;
  };
  std::deque<Kept> kept_;
};

class EventDoors {
 public:
  EventDoors(alert::Alerts& alerts, alert::SourceGate& gate) : alerts_(alerts), gate_(gate) {}

  std::vector<http::Route> make() {
    for (const std::string prefix : {"", "/in/{key}"}) {
      const auto pager = [&](const char* path, const char* summary, const Pager& which) {
        add(Verb::post, prefix + path, summary, [this, which](const Request& r, const Done& done) { page(which, r, done); });
      };
      pager("/v2/enqueue", "Take an event in, as PagerDuty does (Events API v2)", pager_v2);
      pager("/v2/change/enqueue", "Take a change event in, as PagerDuty does", pager_change);
      pager("/generic/2010-04-15/create_event.json", "Take an event in, as PagerDuty does (v1)", pager_v1);
      const std::string alerts = prefix + "/v2/alerts";
      add(Verb::post, alerts, "Make an alert, as Opsgenie does", [this](const Request& r, const Done& done) { make_alert(r, done); });
      add(Verb::post, alerts + "/{alias}/{what}", "Close an alert, as Opsgenie does; what else is said of one is not kept",
          [this](const Request& r, const Done& done) { say(r, r.capture("what") == "close", done); });
      add(Verb::put, alerts + "/{alias}/{what}", "Taken for Opsgenie's senders, and not kept",
          [this](const Request& r, const Done& done) { say(r, false, done); });
      add(Verb::del, alerts + "/{alias}", "Close an alert, as Opsgenie deletes one",
          [this](const Request& r, const Done& done) { say(r, true, done); });
      add(Verb::get, alerts + "/requests/{id}", "What became of a request, as Opsgenie says",
          [this](const Request& r, const Done& done) { done(became(r)); });
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

  std::string fresh_key() {
    std::string bytes(key_bytes, '\0');
    alerts_.reg().world.random(bytes.data(), bytes.size());
    return to_hex(bytes);
  }
  Time now() const { return alerts_.reg().world.now(); }

  /// Whatever else its source sends: these events come once, and are held against the database.
  Result<AlertSource> sender(const Request& request, std::string_view key) {
    auto source = gate_.sender(request, key);
    if (source) source->kind = service::AlertSourceKind::generic;
    return source;
  }

  void page(const Pager& pager, const Request& request, const Done& done) {
    const std::string_view path_key = request.capture("key");
    // Of a sender that says its key only within the body, no more is read than PagerDuty takes; a header may be meant for others.
    const bool known = !path_key.empty() || (!request.header("authorization").empty() && sender(request, {}));
    if (!path_key.empty() && !sender(request, path_key)) return done(not_an_event({"Invalid routing key"}, 401));
    if (!known && request.body.size() > unknown_body_most) return done(not_an_event({"Event object is too large"}, 413));
    PagerEvent event = pager.read(request.body, fresh_key(), now());
    const auto source = sender(request, path_key.empty() ? std::string_view(event.routing_key) : path_key);
    if (!source) {
      event.errors.insert(event.errors.begin(), "Invalid routing key");
      return done(not_an_event(event.errors, 401));  // counted by address, as at every door
    }
    if (!event.errors.empty()) {
      alerts_.counts.refused(source->id, {{0, event.errors.front()}}, now());
      return done(not_an_event(event.errors));
    }
    const std::string said =
        fmt::format(R"({{"status":"success","message":"Event processed","{}":{}}})", pager.dedup_key, json_text(event.key));
    if (event.reading.events.empty()) return done(http::json(said, pager.taken));
    alert::take_in(alerts_, *source, std::move(event.reading), [done, said, pager](const Result<alert::Taken>& taken) {
      if (!taken) return done(pager_full(pager));
      done(taken->rejects.empty() ? http::json(said, pager.taken) : not_an_event({taken->rejects.front().reason}));
    });
  }

  /// A refusal as Opsgenie says it; `field` may be empty.
  Response refused(const Error& e) {
    const auto& problem = e.first();
    const std::string errors =
        problem.field.size() < 2 ? "" : fmt::format(R"(,"errors":{{{}:{}}})", json_text(problem.field.substr(1)), json_text(problem.text));
    const int status = e.fault == Fault::unavailable       ? 429
                       : e.fault == Fault::unauthenticated ? 401
                       : e.fault == Fault::malformed       ? 400
                                                           : 422;
    const std::string_view text = status == 401 ? std::string_view("Key format is not valid!") : std::string_view(problem.text);
    return http::json(fmt::format(R"({{"message":{},"took":0.0,"requestId":"{}"{}}})", json_text(text), new_uuid(), errors), status);
  }
  std::string new_uuid() {
    const std::string h = fresh_key();
    return fmt::format("{}-{}-{}-{}-{}", h.substr(0, 8), h.substr(8, 4), h.substr(12, 4), h.substr(16, 4), h.substr(20, 12));
  }
  Response processed(Id source, const std::string& alias) {
    const std::string id = new_uuid();
    requests_.keep(source, id, alias);
    return http::json(fmt::format(R"({{"result":"Request will be processed","took":0.0,"requestId":"{}"}})", id), 202);
  }

  void take(const AlertSource& source, alert::Reading reading, const Done& done) {
    const std::string alias = reading.events.front().key;
    alert::take_in(alerts_, source, std::move(reading), [this, id = source.id, alias, done](const Result<alert::Taken>& taken) {
      if (!taken) return done(refused(taken.error()));
      done(taken->rejects.empty() ? processed(id, alias) : refused(invalid("alert.invalid", taken->rejects.front().reason)));
    });
  }

  void make_alert(const Request& request, const Done& done) {
    const auto source = sender(request, request.capture("key"));
    if (!source) return done(refused(source.error()));
    auto reading = read_opsgenie_alert(request.body, fresh_key());
    if (reading.unreadable) {
      alerts_.counts.refused(source->id, {{0, reading.unreadable->first().text}}, now());
      return done(refused(*reading.unreadable));
    }
    take(*source, std::move(reading), done);
  }

  void say(const Request& request, bool closes, const Done& done) {
    const auto source = sender(request, request.capture("key"));
    if (!source) return done(refused(source.error()));
    const std::string alias(utf8_prefix(request.capture("alias"), alert::key_bytes_most));
    if (!closes) return done(processed(source->id, alias));
    take(*source, opsgenie_closed(alias, now()), done);
  }

  /// Requests are durable when they are answered, so what is known was done.
  Response became(const Request& request) {
    const auto source = sender(request, request.capture("key"));
    if (!source) return refused(source.error());
    const auto alias = requests_.alias_of(source->id, request.capture("id"));
    if (!alias) return http::json(fmt::format(R"({{"message":"Request not found","took":0.0,"requestId":"{}"}})", new_uuid()), 404);
    return http::json(fmt::format(R"({{"data":{{"success":true,"isSuccess":true,"status":"Processed","alertId":{0},"alias":{0}}},)"
                                  R"("took":0.0,"requestId":"{1}"}})",
                                  json_text(*alias), new_uuid()));
  }

  alert::Alerts& alerts_;
  alert::SourceGate& gate_;
  Requests requests_;
  std::vector<http::Route> routes_;
};

}  // namespace

std::vector<http::Route> event_doors(alert::Alerts& alerts, alert::SourceGate& gate) {
  auto doors = std::make_shared<EventDoors>(alerts, gate);
  auto routes = doors->make();
  for (auto& route : routes)
    route.handle = [doors, handle = std::move(route.handle)](Request request, Done done) { handle(std::move(request), std::move(done)); };
  return routes;
}

}  // namespace evenkeel::alerting
