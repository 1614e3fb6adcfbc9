#include "connect/alerting/doors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/alertmanager_json.hpp"
#include "connect/alerting/cloud_events.hpp"
#include "connect/alerting/generic_events.hpp"
#include "connect/alerting/texts.hpp"
#include "connect/alerting/webhook_events.hpp"
#include "http/client_address.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/label_bits.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::Alert;
using http::Done;
using http::Request;
using http::Response;
using http::Verb;
using service::AlertSource;
using service::AlertSourceKind;

namespace {

constexpr std::size_t body_most = 8 * 1024 * 1024;  // Prometheus sends 256 alerts at once, a webhook a whole group
constexpr std::size_t answer_most = 32'000'000;     // bytes of alerts
constexpr int silences_shown = 10'000;
constexpr std::int64_t ended_silences_us = 5 * us_per_day;  // shown so long, as Alertmanager keeps them
constexpr std::size_t filters_most = 50;
constexpr std::size_t reasons_most = 50;  // of an answer
constexpr std::size_t content_type_most = 100;
constexpr std::string_view retry_after_seconds = "5";

/// A refusal in the dialect of API v2: its body is a JSON string; nobody but us is to blame for a 5xx.
Response refused(const Error& e) {
  Response r = http::json(json_text(e.first().text), http::status_of(e.fault));
  if (e.fault == Fault::unavailable) r.set("Retry-After", std::string(retry_after_seconds));
  if (e.fault == Fault::unauthenticated) r.set("WWW-Authenticate", "Basic realm=\"alerts\"");
  return r;
}
/// A request for a list that cannot be answered is the asker's fault, whatever the rule behind says.
Response not_listed(const Error& e) {
  return refused(error(e.fault == Fault::too_large ? e.fault : Fault::malformed, e.first().code, e.first().text));
}
/// What its generated server answers before any of its own code runs.
Response coded(int status, int code, std::string_view text) {
  return http::json(fmt::format(R"({{"code":{},"message":{}}})", code, json_text(text)), status);
}

bool is_json(const Request& request) {
  const std::string_view type = request.header("content-type");
  return equal_ascii_nocase(trim(type.substr(0, type.find(';'))), "application/json");
}

bool flag(const Request& request, std::string_view name) {
  const auto said = request.query_value(name);
  return !said || *said != "false";
}

Result<alert::Matchers> filters_of(const Request& request) {
  alert::Matchers all;
  for (const auto& [name, value] : request.query) {
    if (name != "filter") continue;
    if (all.size() >= filters_most) return error(Fault::malformed, "filter.too_many", "too many filters");
    TRY(auto matcher, alert::parse_matcher(value));
    all.push_back(std::move(matcher));
  }
  return all;
}

bool is_uuid(std::string_view text) {
  constexpr std::size_t length = 36;
  return text.size() == length &&
         std::ranges::all_of(text, [](char c) { return c == '-' || std::isxdigit(static_cast<unsigned char>(c)); });
}

/// What is said of a silence in the body of a POST.
Result<alert::Silencing> read_silence(const Request& request) {
  auto json = record::parse_json(request.body);
  if (!json || !json->is_object()) return error(Fault::malformed, "silence.malformed", "parsing silence body failed");
  alert::Silencing given;
  given.uuid = member_text(*json, "id");
  const auto* matchers = member_of(*json, "matchers");
  TRY(given.matchers, alert::read_matchers(matchers ? bj::serialize(*matchers) : "[]"));
  given.starts_at = read_time(member_text(*json, "startsAt")).at;
  given.ends_at = read_time(member_text(*json, "endsAt")).at;
  given.created_by = member_text(*json, "createdBy");
  given.comment = member_text(*json, "comment");
  return given;
}

class Doors {
 public:
  Doors(alert::Alerts& alerts, alert::SourceGate& gate) : alerts_(alerts), gate_(gate), started_(alerts.reg().world.now()) {}

  std::vector<http::Route> make() {
    for (const std::string prefix : {"", "/in/{key}"}) {
      const std::string api = prefix + "/api/v2";
      add(Verb::post, api + "/alerts", "Take alerts in, as Alertmanager does",
          [this](Request r, const Done& done) { post_alerts(std::move(r), done); });
      read(api + "/alerts", "Alerts that fire", [this](auto& db, auto& r, auto& s) { return list(db, r, s); });
      read(api + "/alerts/groups", "Alerts that fire, in one group", [this](auto& db, auto& r, auto& s) { return groups(db, r, s); });
      read(api + "/receivers", "The one receiver",
           [](auto&, auto&, auto&) { return http::json(fmt::format(R"([{{"name":"{}"}}])", receiver_name)); });
      read(api + "/status", "The state of the server", [this](auto&, auto&, auto&) { return http::json(status_json(started_)); });
      read(api + "/silences", "Silences", [this](auto& db, auto& r, auto& s) { return silences(db, r, s); });
      read(api + "/silence/{id}", "A silence", [this](auto& db, auto& r, auto& s) { return silence(db, r, s); });
      add(Verb::post, api + "/silences", "Make or change a silence",
          [this](Request r, const Done& done) { post_silence(std::move(r), done); });
      add(Verb::del, api + "/silence/{id}", "End a silence", [this](Request r, const Done& done) { end_silence(std::move(r), done); });
      for (const char* probe : {"/-/healthy", "/-/ready"})
        add(Verb::get, prefix + probe, "OK", [](Request, const Done& done) {
          Response ok;
          ok.content_type = "text/plain; charset=utf-8";
          ok.body = "OK";
          done(std::move(ok));
        });
    }
    for (const char* path : {"/in", "/in/{key}"})
      for (const Verb verb : {Verb::post, Verb::put})
        add(verb, path, "Take in what a webhook sends, read as the kind of its source says",
            [this](Request r, const Done& done) { post_webhook(std::move(r), done); });
    return std::move(routes_);
  }

 private:
  using Read = std::function<Response(store::Connection&, Request&, const AlertSource&)>;

  void add(Verb verb, std::string path, std::string summary, std::function<void(Request, const Done&)> handle) {
    http::Route route;
    route.verb = verb;
    route.path = std::move(path);
    route.summary = std::move(summary);
    route.body_most = body_most;
    route.handle = [handle = std::move(handle)](Request request, Done done) { handle(std::move(request), done); };
    routes_.push_back(std::move(route));
  }

  void read(std::string path, std::string summary, Read read) {
    add(Verb::get, std::move(path), std::move(summary), [this, read = std::move(read)](Request request, const Done& done) {
      auto source = gate_.reader(request, request.capture("key"));
      if (!source) return done(refused(source.error()));
      std::optional<Response> response;
      alerts_.reg().readers.read([&](store::Connection& db) { response = read(db, request, *source); });
      done(std::move(*response));
    });
  }

  /// Takes in what was read and answers in the words of `say`.
  void take(const AlertSource& source, alert::Reading reading, const Done& done, Response (*say)(const alert::Taken&)) {
    if (reading.unreadable) {
      alerts_.counts.refused(source.id, {{0, reading.unreadable->first().text}}, alerts_.reg().world.now());
      return done(refused(*reading.unreadable));
    }
    alert::take_in(alerts_, source, std::move(reading),
                   [done, say](Result<alert::Taken> taken) { done(taken ? say(*taken) : refused(taken.error())); });
  }

  /// Each once.
  static std::vector<std::string_view> reasons_of(const alert::Taken& taken) {
    std::vector<std::string_view> said;
    for (const auto& reject : taken.rejects)
      if (said.size() < reasons_most && std::ranges::find(said, reject.reason) == said.end()) said.push_back(reject.reason);
    return said;
  }
  /// All that is wrong, in one string; the others were taken.
  static Response as_alertmanager(const alert::Taken& taken) {
    if (taken.rejects.empty()) return http::json("");
    return http::json(json_text(fmt::format("{}", fmt::join(reasons_of(taken), "; "))), 400);
  }
  static Response as_webhook(const alert::Taken& taken) {
    std::string reasons;
    for (const std::string_view reason : reasons_of(taken)) reasons += (reasons.empty() ? ",\"reasons\":[" : ",") + json_text(reason);
    return http::json(fmt::format(R"({{"new":{},"repeated":{},"refused":{}{}}})", taken.news, taken.repeated, taken.rejects.size(),
                                  reasons.empty() ? reasons : reasons + "]"),
                      taken.rejects.empty() || taken.news + taken.repeated > 0 ? 200 : 422);
  }

  void post_alerts(Request request, const Done& done) {
    auto source = gate_.sender(request, request.capture("key"));
    if (!source) return done(refused(source.error()));
    if (!is_json(request))
      return done(coded(
          415, 415, "unsupported media type \"" + std::string(request.header("content-type")) + "\", only [application/json] are allowed"));
    take(*source, read_posted_alerts(request.body, alerts_.reg().world.now()), done, as_alertmanager);
  }

  void post_webhook(Request request, const Done& done) {
    auto source = gate_.sender(request, request.capture("key"));
    if (!source) return done(refused(source.error()));
    const Time now = alerts_.reg().world.now();
    if (is_cloud_event(request)) return take_mapped(*source, request, read_cloud_events(request, source->mapping.text, now), done);
    switch (source->kind) {
      case AlertSourceKind::prometheus: return take(*source, read_posted_alerts(request.body, now), done, as_webhook);
      case AlertSourceKind::alertmanager:
      case AlertSourceKind::grafana: return take(*source, read_webhook(request.body, now), done, as_webhook);
      case AlertSourceKind::generic: return take_mapped(*source, request, read_generic(request.body, source->mapping.text, now), done);
    }
  }

  /// What a mapping reads is kept for who writes the mapping.
  void take_mapped(const AlertSource& source, const Request& request, alert::Reading reading, const Done& done) {
    alert::SourceCounts::Example example{alerts_.reg().world.now(), {}, {}, {}};
    const bool is_event = is_cloud_event(request);
    example.body = is_event ? as_structured(request) : request.body;
    if (!is_valid_utf8(example.body)) example.body = readable_text(example.body, example.body.size());
    example.content_type = is_event && !request.header("ce-specversion").empty()
                               ? std::string(cloud_event_type)
                               : std::string(utf8_prefix(request.header("content-type"), content_type_most));
    if (reading.unreadable) example.refusal = reading.unreadable->first().text;
    else if (!reading.rejects.empty()) example.refusal = reading.rejects.front().reason;
    alerts_.counts.keep(source.id, std::move(example));
    take(source, std::move(reading), done, as_webhook);
  }

  /// Of the alert that inhibits; none: empty. What another source calls its alerts is not told to who reads this one.
  static std::string key_of(store::Connection& db, Id alert, Id reader) {
    const auto found = alert ? alert::alerts_with_ids(db, std::span(&alert, 1)) : std::vector<Alert>();
    if (found.empty()) return {};
    return found.front().source == reader ? found.front().key : to_string(alert);
  }

  /// What fires of this source and meets the filters, as JSON. Refusals are thrown up as text.
  Result<std::string> firing(store::Connection& db, const Request& request, const AlertSource& source) {
    TRY(const auto filters, filters_of(request));
    std::string out = "[";
    const bool active = flag(request, "active"), silenced = flag(request, "silenced"), inhibited = flag(request, "inhibited");
    if (const auto receiver = request.query_value("receiver"); receiver && !receiver->empty()) {
      TRY(const auto named, alert::Matcher::make("receiver", alert::MatchKind::pattern, std::string(*receiver)));
      if (!named.matches({{"receiver", std::string(receiver_name)}})) return out + "]";
    }
    const Time now = alerts_.reg().world.now();
    alert::Silences silencing(db, now);
    alert::each_firing(db, source.id, alert::bits_wanted(filters), [&](const Alert& a) {
      if (a.ends_at && a.ends_at <= now && alerts_.index.ends_at(a.source, a.key) <= now) return true;
      const auto labels = alert::read_texts(a.labels.text);
      if (!alert::all_match(filters, labels)) return true;
      const Suppressed by{silencing.of(source.id, labels), key_of(db, a.inhibited_by, source.id)};
      const bool is_silenced = !by.silenced_by.empty(), is_inhibited = !by.inhibited_by.empty();
      if ((is_silenced && !silenced) || (is_inhibited && !inhibited) || (!is_silenced && !is_inhibited && !active)) return true;
      if (out.size() > 1) out += ',';
      out += gettable_alert(a, labels, by);
      return out.size() <= answer_most;
    });
    if (out.size() > answer_most) return error(Fault::too_large, "alerts.too_many", "too many alerts for one answer: use filters");
    return out + "]";
  }

  Response list(store::Connection& db, const Request& request, const AlertSource& source) {
    const auto found = firing(db, request, source);
    return found ? http::json(*found) : not_listed(found.error());
  }

  Response groups(store::Connection& db, const Request& request, const AlertSource& source) {
    const auto found = firing(db, request, source);
    if (!found) return not_listed(found.error());
    if (*found == "[]") return http::json("[]");
    return http::json(
        fmt::format(R"([{{"alerts":{},"labels":{{}},"routeLabels":{{}},"receiver":{{"name":"{}"}}}}])", *found, receiver_name));
  }

  Response silences(store::Connection& db, const Request& request, const AlertSource& source) {
    const auto filters = filters_of(request);
    if (!filters) return refused(error(Fault::malformed, filters.error().first().code, filters.error().first().text));
    const Time now = alerts_.reg().world.now();
    std::string out = "[";
    for (const auto& s : alert::silences(db, source.id, now - ended_silences_us, silences_shown)) {
      const auto matchers = alert::read_matchers(s.matchers);
      if (!matchers) continue;
      // A filter is held against what the silence says, name by name.
      alert::Texts said;
      for (const auto& m : *matchers) said.emplace_back(m.name(), m.value());
      std::ranges::sort(said);
      if (!alert::all_match(*filters, said)) continue;
      out += (out.size() > 1 ? "," : "") + gettable_silence(s, now);
    }
    return http::json(out + "]");
  }

  Response silence(store::Connection& db, const Request& request, const AlertSource& source) {
    const auto id = request.capture("id");
    if (!is_uuid(id)) return coded(422, 601, "silenceID in path must be of type uuid: \"" + std::string(id) + "\"");
    const auto found = alert::find_silence(db, lower_ascii(id));
    if (!found || (found->source && found->source != source.id)) return http::json("", 404);
    return http::json(gettable_silence(*found, alerts_.reg().world.now()));
  }

  void command(const AlertSource& source, std::function<Result<std::string>(store::Tx&)> work, const Done& done) {
    auto body = std::make_shared<std::string>();
    store::Command c;
    c.lane = store::Lane::people;
    c.actor = {"source:" + to_string(source.id), {}};
    c.run = [body, work = std::move(work)](store::Tx& tx) -> Result<store::Outcome> {
      TRY(*body, work(tx));
      return store::Outcome{};
    };
    c.done = [body, done](const Result<store::Outcome>& result) {
      if (result) return done(http::json(std::move(*body)));
      const Error& e = result.error();
      const bool of_the_sender = e.fault == Fault::invalid || e.fault == Fault::conflict;
      done(refused(of_the_sender ? error(Fault::malformed, e.first().code, e.first().text) : e));
    };
    alerts_.reg().writer.submit(std::move(c));
  }

  void post_silence(Request request, const Done& done) {
    auto source = gate_.reader(request, request.capture("key"));
    if (!source) return done(refused(source.error()));
    auto given = read_silence(request);
    if (!given) {
      const Problem& problem = given.error().first();
      const std::string where = problem.field.empty() ? "" : problem.field + " in body ";
      return done(refused(error(Fault::malformed, problem.code, where + problem.text)));
    }
    if (given->matchers.empty()) return done(coded(422, 612, "matchers in body should have at least 1 items"));
    given->source = source->id;
    command(
        *source,
        [given = std::move(*given)](store::Tx& tx) -> Result<std::string> {
          TRY(const auto made, alert::keep_silence(tx, given));
          return R"({"silenceID":")" + made.uuid + "\"}";
        },
        done);
  }

  void end_silence(Request request, const Done& done) {
    auto source = gate_.reader(request, request.capture("key"));
    if (!source) return done(refused(source.error()));
    const std::string id = lower_ascii(request.capture("id"));
    if (!is_uuid(id)) return done(coded(422, 601, "silenceID in path must be of type uuid: \"" + id + "\""));
    command(
        *source,
        [id, from = source->id](store::Tx& tx) -> Result<std::string> {
          CHECK_OK(alert::end_silence(tx, id, from));
          return std::string();
        },
        done);
  }

  alert::Alerts& alerts_;
  alert::SourceGate& gate_;
  Time started_;
  std::vector<http::Route> routes_;
};

}  // namespace

std::vector<http::Route> alert_doors(alert::Alerts& alerts, alert::SourceGate& gate) {
  auto doors = std::make_shared<Doors>(alerts, gate);
  auto routes = doors->make();
  for (auto& route : routes)
    route.handle = [doors, handle = std::move(route.handle)](Request request, Done done) { handle(std::move(request), std::move(done)); };
  return routes;
}

bool is_door(std::string_view path) {
  for (const std::string_view prefix : {"/api/v2/", "/in/", "/v2/", "/generic/", "/ping/"})
    if (path.starts_with(prefix)) return true;
  return path == "/in";
}

void check_source(const service::Shelf&, const record::Record& after, std::vector<Problem>& out) {
  const auto source = record::from_record<AlertSource>(after);
  for (std::size_t i = 0; i < source.addresses.size(); ++i)
    if (!http::AddressBlocks::parse({source.addresses[i]}))
      out.push_back({"alert_source.bad_address", "must be an address or a network: 10.1.2.0/24", "/addresses/" + std::to_string(i)});
  for (auto& problem : problems_of_mapping(source.mapping.text)) out.push_back(std::move(problem));
  if (source.ended == service::AlertsEnded::resolve && !source.resolution_code)
    out.push_back({"alert_source.no_resolution_code", "say with which code incidents are resolved", "/resolution_code"});
}

}  // namespace evenkeel::alerting
