#include "connect/alerting/heartbeat_doors.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_json.hpp"
#include "connect/alerting/opsgenie_heartbeats.hpp"
#include "practice/heartbeat/heartbeat_rules.hpp"
#include "practice/heartbeat/heartbeat_store.hpp"
#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::alerting {

using http::Done;
using http::Request;
using http::Response;
using http::Verb;
using service::AlertSource;
using service::Heartbeat;

namespace {

constexpr std::ptrdiff_t heartbeats_most = 1'000;  // of one source, ended ones too: all of them are held in memory
constexpr std::size_t body_most = 256 * 1024;      // a description of 10,000 letters and what stands around it

/// The member of Opsgenie that a field of ours came from.
std::string_view member_for(std::string_view pointer) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"/every", "interval"}, {"/message", "alertMessage"}, {"/tags", "alertTags"}, {"/severity", "alertPriority"}, {"/team", "ownerTeam"}};
  for (const auto& [ours, theirs] : names)
    if (pointer.starts_with(ours)) return theirs;
  return pointer.substr(std::min<std::size_t>(1, pointer.size()));
}

/// By its id here, or by its name in any case.
Result<Id> team_of(const HeartbeatSaid& said, const service::Snapshot& catalogue) {
  for (const auto* team : catalogue.active<service::Team>())
    if (said.owner_team_id == to_string(team->id) || (!said.owner_team.empty() && equal_ascii_nocase(team->name, said.owner_team)))
      return team->id;
  return invalid("heartbeat.unknown_team", "No team has this name or id.", "/ownerTeam");
}

class HeartbeatDoors {
 public:
  HeartbeatDoors(heartbeat::Heartbeats& heartbeats, alert::SourceGate& gate) : heartbeats_(heartbeats), gate_(gate) {}

  std::vector<http::Route> make() {
    for (const std::string prefix : {"", "/in/{key}"}) {
      const std::string all = prefix + "/v2/heartbeats", one = all + "/{name}";
      for (const Verb verb : {Verb::get, Verb::post, Verb::put, Verb::patch})
        add(verb, one + "/ping", "Report in time, as to Opsgenie", [this](const Request& r, const Done& done) { ping(r, done); });
      add(Verb::get, all, "List heartbeats, as Opsgenie does", [this](const Request& r, const Done& done) { done(list(r)); });
      add(Verb::get, one, "A heartbeat of the source, as Opsgenie shows it", [this](const Request& r, const Done& done) { done(show(r)); });
      add(Verb::post, all, "Make a heartbeat, as Opsgenie does", [this](const Request& r, const Done& done) { create(r, done); });
      add(Verb::patch, one, "Change a heartbeat, as Opsgenie does", [this](const Request& r, const Done& done) { update(r, done); });
      add(Verb::del, one, "End a heartbeat, as Opsgenie deletes one", [this](const Request& r, const Done& done) { end(r, done); });
      for (const bool enabled : {true, false})
        add(Verb::post, one + (enabled ? "/enable" : "/disable"), enabled ? "Wait for its reports again" : "Wait for none of its reports",
            [this, enabled](const Request& r, const Done& done) { expect(r, enabled, done); });
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

  // ---- answers ---------------------------------------------------------------------------------------------------------

  std::string request_id() { return heartbeat::new_ping_key(heartbeats_.reg().world); }
  Response said(int status, std::string_view members) {
    return http::json(fmt::format(R"({{{},"took":0.0,"requestId":"{}"}})", members, request_id()), status);
  }
  Response data(int status, const std::string& json) { return said(status, "\"data\":" + json); }
  Response refused(const Error& e, std::string_view name) {
    const auto text = [](std::string_view words) { return "\"message\":" + json_text(words); };
    if (e.fault == Fault::unauthenticated) return said(401, text("Key format is not valid!"));
    if (e.fault == Fault::forbidden)
      return said(403, text("The key may not do this: its source may send and not read.") + ",\"code\":40301");
    if (e.fault == Fault::missing || e.first().code == "heartbeat.ambiguous")
      return said(404, text(fmt::format("Heartbeat with name [{}] not found", name)));
    if (e.fault == Fault::conflict) return said(409, text(fmt::format("Heartbeat with name [{}] already exists", name)));
    if (e.fault == Fault::unavailable || e.fault == Fault::too_many)
      return said(429, text("You are making too many requests! To avoid errors, we recommend you limit the number of requests."));
    if (e.fault != Fault::invalid) return said(http::status_of(e.fault), text(e.first().text));
    std::string errors;
    for (const Problem& problem : e.problems)
      errors += (errors.empty() ? "" : ",") + json_text(member_for(problem.field)) + ":" + json_text(problem.text);
    return said(422, text("Request body is not processable. Please check the errors.") + ",\"errors\":{" + errors + "}");
  }

  std::string json_of(const Heartbeat& one, const heartbeat::Pulse& pulse) const {
    const auto catalogue = heartbeats_.alerts.catalogue().now();
    const auto* team = one.team ? catalogue->get<service::Team>(one.team) : nullptr;
    return opsgenie_heartbeat_json(one, pulse.standing == heartbeat::Standing::missing, pulse.last_at, team ? team->name : "");
  }

  // ---- pings and lists -------------------------------------------------------------------------------------------------

  Result<Id> named(const AlertSource& source, std::string_view name) const {
    return heartbeat_named(*heartbeats_.alerts.catalogue().now(), source.id, name);
  }

  void ping(const Request& request, const Done& done) {
    const std::string name(request.capture("name"));
    const auto source = gate_.sender(request, request.capture("key"));
    if (!source) return done(refused(source.error(), name));
    const auto found = named(*source, name);
    if (!found) return done(refused(found.error(), name));
    heartbeat::Ping ping;
    ping.from = request.client_address;
    heartbeat::submit_ping(heartbeats_, *found, std::move(ping), [this, done, name](const Status& taken) {
      done(taken ? said(202, R"("result":"PONG - Heartbeat received")") : refused(taken.error(), name));
    });
  }

  Response list(const Request& request) {
    const auto source = gate_.reader(request, request.capture("key"));
    if (!source) return refused(source.error(), "");
    const auto catalogue = heartbeats_.alerts.catalogue().now();
    std::map<Id, heartbeat::Pulse> pulses;
    heartbeats_.reg().readers.read([&](store::Connection& db) { pulses = heartbeat::all_pulses(db); });
    std::string items;
    for (const auto* one : catalogue->active<Heartbeat>())
      if (one->source == source->id) items += (items.empty() ? "" : ",") + json_of(*one, pulses[one->id]);
    return data(200, fmt::format(R"({{"heartbeats":[{}]}})", items));
  }

  Response show(const Request& request) {
    const std::string name(request.capture("name"));
    const auto source = gate_.reader(request, request.capture("key"));
    if (!source) return refused(source.error(), name);
    const auto found = named(*source, name);
    if (!found) return refused(found.error(), name);
    const auto catalogue = heartbeats_.alerts.catalogue().now();
    const auto* one = catalogue->get<Heartbeat>(*found);
    heartbeat::Pulse pulse;
    heartbeats_.reg().readers.read([&](store::Connection& db) { pulse = heartbeat::pulse_of(db, *found); });
    return data(200, json_of(*one, pulse));
  }

  // ---- changes ---------------------------------------------------------------------------------------------------------

  using Work = std::function<Result<Heartbeat>(store::Tx& tx, const service::Snapshot& catalogue)>;
  using Say = std::function<Response(const Heartbeat&)>;

  void command(const AlertSource& source, const std::string& name, Work work, Say say, const Done& done) {
    auto made = std::make_shared<Heartbeat>();
    store::Command c;
    c.lane = store::Lane::people;
    c.actor = {"source:" + to_string(source.id), {}};
    c.run = [this, made, work = std::move(work)](store::Tx& tx) -> Result<store::Outcome> {
      TRY(*made, work(tx, *heartbeats_.alerts.catalogue().now()));
      return store::Outcome{"heartbeat", made->id, made->version, 200};
    };
    c.done = [this, made, name, say = std::move(say), done](const Result<store::Outcome>& result) {
      done(result ? say(*made) : refused(result.error(), name));
    };
    heartbeats_.reg().writer.submit(std::move(c));
  }

  /// Changes the one of this name as `alter` says, in the transaction in which it was read.
  void change(const Request& request, std::function<Status(Heartbeat&, const service::Snapshot&)> alter, Say say, const Done& done) {
    const std::string name(request.capture("name"));
    const auto source = gate_.reader(request, request.capture("key"));
    if (!source) return done(refused(source.error(), name));
    command(
        *source, name,
        [from = source->id, name, alter = std::move(alter)](store::Tx& tx, const service::Snapshot& catalogue) -> Result<Heartbeat> {
          TRY(const Id id, heartbeat_named(catalogue, from, name));
          const auto before = tx.find<Heartbeat>(id);
          if (!before) return error(Fault::missing, "heartbeat.unknown", "not found");
          Heartbeat after = *before;
          CHECK_OK(alter(after, catalogue));
          TRY(const auto kept, service::change(tx, record::to_record(*before), record::to_record(after)));
          return record::from_record<Heartbeat>(kept);
        },
        std::move(say), done);
  }

  void create(const Request& request, const Done& done) {
    const auto source = gate_.reader(request, request.capture("key"));
    if (!source) return done(refused(source.error(), ""));
    const auto given = read_opsgenie_heartbeat(request.body);
    if (!given) return done(refused(given.error(), ""));
    command(
        *source, given->name,
        [from = source->id, given = *given](store::Tx& tx, const service::Snapshot& catalogue) -> Result<Heartbeat> {
          Heartbeat fresh;
          fresh.source = from;
          CHECK_OK(lay_over(given, fresh));
          if (!given.owner_team.empty() || !given.owner_team_id.empty()) {
            TRY(fresh.team, team_of(given, catalogue));
          }
          for (const Id id : catalogue.named("heartbeat", fresh.name)) {
            const auto before = tx.find<Heartbeat>(id);
            if (!before) continue;
            // One that ended keeps its name and its history: it begins again.
            if (before->active || before->source != from) return error(Fault::conflict, "heartbeat.exists", "it exists");
            fresh.id = id;
            TRY(const auto again, service::change(tx, record::to_record(*before), record::to_record(fresh)));
            return record::from_record<Heartbeat>(again);
          }
          const auto& all = catalogue.ids("heartbeat");
          const auto of_source = std::ranges::count_if(all, [&](Id id) { return catalogue.get<Heartbeat>(id)->source == from; });
          if (of_source >= heartbeats_most)
            return invalid("heartbeat.too_many", fmt::format("The key's source has {} heartbeats already.", of_source), "/name");
          TRY(const auto made, service::add(tx, record::to_record(fresh)));
          return record::from_record<Heartbeat>(made);
        },
        [this](const Heartbeat& made) { return data(201, json_of(made, {})); }, done);
  }

  void update(const Request& request, const Done& done) {
    // Who may not learns nothing of what is wrong with the body.
    if (const auto source = gate_.reader(request, request.capture("key")); !source)
      return done(refused(source.error(), request.capture("name")));
    auto given = read_opsgenie_heartbeat(request.body);
    if (!given) return done(refused(given.error(), request.capture("name")));
    change(
        request,
        [given = *given](Heartbeat& heartbeat, const service::Snapshot& catalogue) -> Status {
          CHECK_OK(lay_over(given, heartbeat));
          if (!given.owner_team.empty() || !given.owner_team_id.empty()) {
            TRY(heartbeat.team, team_of(given, catalogue));
          }
          return evenkeel::Done{};
        },
        [this](const Heartbeat& changed) { return data(200, json_of(changed, pulse_of(changed.id))); }, done);
  }

  void expect(const Request& request, bool enabled, const Done& done) {
    change(
        request,
        [enabled](Heartbeat& heartbeat, const service::Snapshot&) -> Status {
          heartbeat.paused = !enabled;
          return evenkeel::Done{};
        },
        [this](const Heartbeat& changed) {
          const bool expired = !changed.paused && pulse_of(changed.id).standing == heartbeat::Standing::missing;
          return data(200, fmt::format(R"({{"name":{},"enabled":{},"expired":{}}})", json_text(changed.name), !changed.paused, expired));
        },
        done);
  }

  /// Its history stays, as everywhere in the catalogue: it is only offered no more.
  void end(const Request& request, const Done& done) {
    change(
        request,
        [](Heartbeat& heartbeat, const service::Snapshot&) -> Status {
          heartbeat.active = false;
          return evenkeel::Done{};
        },
        [this](const Heartbeat&) { return said(200, R"("result":"Deleted")"); }, done);
  }

  heartbeat::Pulse pulse_of(Id id) const {
    heartbeat::Pulse pulse;
    heartbeats_.reg().readers.read([&](store::Connection& db) { pulse = heartbeat::pulse_of(db, id); });
    return pulse;
  }

  heartbeat::Heartbeats& heartbeats_;
  alert::SourceGate& gate_;
  std::vector<http::Route> routes_;
};

}  // namespace

Result<Id> heartbeat_named(const service::Snapshot& catalogue, Id source, std::string_view name) {
  Id found;
  for (const auto* one : catalogue.active<Heartbeat>()) {
    if (one->source != source) continue;
    if (one->name == name) return one->id;
    if (heartbeat::slug_of(one->name) != name) continue;
    if (found) return error(Fault::conflict, "heartbeat.ambiguous", "ambiguous slug");
    found = one->id;
  }
  if (!found) return error(Fault::missing, "heartbeat.unknown", "not found");
  return found;
}

std::vector<http::Route> heartbeat_doors(heartbeat::Heartbeats& heartbeats, alert::SourceGate& gate) {
  auto doors = std::make_shared<HeartbeatDoors>(heartbeats, gate);
  auto routes = doors->make();
  for (auto& route : routes)
    route.handle = [doors, handle = std::move(route.handle)](Request request, Done done) { handle(std::move(request), std::move(done)); };
  return routes;
}

}  // namespace evenkeel::alerting
