#include "practice/agreement/clock_routes.hpp"

#include <fmt/format.h>

#include "practice/agreement/clock_work.hpp"
#include "practice/agreement/proof.hpp"
#include "practice/incident/route_tools.hpp"
#include "practice/incident/visibility.hpp"
#include "record/json.hpp"

namespace evenkeel::agreement {
namespace {

/// Parts of a timeline that an answer lists: the newest; two years of office hours are some five hundred.
constexpr std::size_t parts_most = 500;

std::string time_json(Time t) { return t ? "\"" + format_rfc3339(t) + "\"" : "null"; }

std::string text_json(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

/// What a person reads beside a part of the timeline.
std::string reason_of(const Part& part, const Clock& clock) {
  switch (part.counting) {
    case Counting::counts: {
      const auto goal = calendar::parse_span(clock.goal);
      return "counts towards " + (goal ? calendar::format_span(*goal) : clock.goal);
    }
    case Counting::outside_hours: return "outside the hours of the calendar";
    case Counting::paused: return "paused: " + part.why;
  }
  return {};
}

std::string timeline_json(const Running& running, const Ways& ways, Time now) {
  const auto parts = timeline(running.course, *ways.hours, now);
  const std::size_t left_out = parts.size() > parts_most ? parts.size() - parts_most : 0;
  std::string items;
  for (std::size_t i = left_out; i < parts.size(); ++i) {
    const Part& part = parts[i];
    items += fmt::format(R"({}{{"from":"{}","until":"{}","counting":"{}","seconds":{},"why":{}}})", items.empty() ? "" : ",",
                         format_rfc3339(part.from), format_rfc3339(part.until), record::name_of(part.counting),
                         (part.until - part.from) / us_per_second, text_json(reason_of(part, running.clock)));
  }
  return fmt::format(R"("why":[{}],"why_left_out":{})", items, left_out);
}

/// Reckoned now: a breach is seen whether or not its timer has run.
std::string clock_json(const Running& running, const Ways& ways, Time now) {
  const Clock& c = running.clock;
  const Reckoning r = reckon(running.course, *ways.hours, ways.offer->terms.warn_percents, now, c.breached_at);
  std::string warnings;
  for (const Warning& w : r.warnings)
    warnings += fmt::format(R"({}{{"percent":{},"at":{}}})", warnings.empty() ? "" : ",", w.percent, time_json(w.at.value_or(Time{})));
  const auto goal = calendar::parse_span(c.goal);
  return fmt::format(
             R"({{"id":"{}","cycle":{},"agreement":"{}","agreement_name":{},"agreement_version":{},"agreement_kind":"{}","calendar":"{}",)"
             R"("target":"{}","goal":"{}","goal_text":{},"state":"{}","verdict":"{}","outside_hours":{},"started_at":{},"round_from":{},)"
             R"("due_at":{},"breached_at":{},"ended_at":{},"consumed_seconds":{},"goal_seconds":{},"warnings":[{}],)",
             to_string(c.id), c.cycle, to_string(c.agreement), text_json(ways.offer->agreement.name), c.edition,
             record::name_of(ways.offer->agreement.kind), to_string(c.calendar), c.target, c.goal,
             text_json(goal ? calendar::format_span(*goal) : c.goal), record::name_of(r.doing), record::name_of(r.verdict), r.outside_hours,
             time_json(c.started_at), time_json(r.round_from), time_json(r.due.value_or(Time{})), time_json(r.breached_at),
             time_json(r.ended), r.consumed_us / us_per_second, r.goal_us ? std::to_string(*r.goal_us / us_per_second) : "null", warnings) +
         timeline_json(running, ways, now) + "}";
}

/// What was promised to customers, between teams and by other suppliers is no supplier's business.
bool concerns(const people::Principal& who, const service::Agreement& agreement, const service::Snapshot& catalogue) {
  if (who.is_staff() || who.system) return true;
  if (agreement.kind != service::AgreementKind::contract) return false;
  return std::ranges::any_of(who.teams, [&](Id id) {
    if (id == agreement.team) return true;
    const auto* team = catalogue.get<service::Team>(id);
    return team && team->supplier && team->supplier == agreement.supplier;
  });
}

Result<http::Response> get_clocks(const incident::Incidents& practice, Clockwork& clockwork, store::Connection& db,
                                  http::Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const auto found, incident::find_visible(db, who, request.capture("id")));
  if (!incident::reads_as_staff(who, found)) return api::denied("incident.read_all");
  const auto catalogue = practice.ground.catalogue.now();
  std::string items;
  for (const Running& running : clocks_of(db, found.id())) {
    const Ways ways = ways_of(clockwork, db, running.clock, catalogue);
    if (!ways || !concerns(who, ways.offer->agreement, *catalogue)) continue;
    items += (items.empty() ? "" : ",") + clock_json(running, ways, request.received);
  }
  return http::json(R"({"items":[)" + items + "]}");
}

Result<http::Response> get_proof(const incident::Incidents& practice, Clockwork& clockwork, store::Connection& db, http::Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const auto found, incident::find_visible(db, who, request.capture("id")));
  if (!incident::reads_as_staff(who, found)) return api::denied("incident.read_all");
  TRY(const Id id, api::path_id(request, "clock", "clock"));
  const auto catalogue = practice.ground.catalogue.now();
  for (const Running& running : clocks_of(db, found.id())) {
    if (running.clock.id != id) continue;
    const Ways ways = ways_of(clockwork, db, running.clock, catalogue);
    if (!ways || !concerns(who, ways.offer->agreement, *catalogue)) break;
    auto response = http::json(proof_json(clockwork, db, found, running, ways, request.received));
    response.set("Content-Disposition",
                 fmt::format("attachment; filename=\"{}-{}.proof.json\"", std::get<std::string>(found["number"]), running.clock.target));
    return response;
  }
  return api::missing("clock");
}

}  // namespace

std::vector<http::Route> clock_routes(const incident::Incidents& practice, Clockwork& clockwork) {
  std::vector<http::Route> routes;
  routes.push_back({http::Verb::get,
                    std::string(incident::incidents_path) + "/{id}/clocks",
                    "How its clocks stand, and why",
                    "incident.read",
                    "Incidents",
                    "",
                    "clock_list",
                    {},
                    200,
                    api::reading(practice.reg, [&practice, &clockwork](store::Connection& db, http::Request& request) {
                      return get_clocks(practice, clockwork, db, request);
                    })});
  routes.back().description =
      "For staff; suppliers read those of contracts with them or for a team of theirs. `due_at` is the first instant that is too late; "
      "none while the clock pauses, or when the calendar never comes to it. "
      "`why` is the whole time from the begin without a gap: what counted, what lay outside hours, and what was paused by which words of "
      "the agreement.";
  routes.push_back({http::Verb::get,
                    std::string(incident::incidents_path) + "/{id}/clocks/{clock}/proof",
                    "A clock's verdict, signed, to be reckoned again by others",
                    "incident.read",
                    "Incidents",
                    "",
                    "clock_proof",
                    {},
                    200,
                    api::reading(practice.reg, [&practice, &clockwork](store::Connection& db, http::Request& request) {
                      return get_proof(practice, clockwork, db, request);
                    })});
  routes.back().description =
      "`signed` is a JSON text: the words of agreement and calendar with their SHA-256, the course, what clocks go by of the incident's "
      "changes, and the verdict at the instant of the question. `signature` is Ed25519 by the key of the seals over `evenkeel-clock-proof "
      "1`, "
      "a line feed, and the bytes of `signed`. The program share/proof/check_clock.py reckons it again and checks it. Read by those who "
      "read "
      "the clock.";
  return routes;
}

std::map<std::string, std::string> clock_schemas() {
  const std::string time = R"({"type":["string","null"],"format":"date-time"})", text = R"({"type":"string"})", n = R"({"type":"integer"})";
  const std::string part =
      fmt::format(R"({{"type":"object","required":["from","until","counting","seconds","why"],"properties":{{"from":{0},"until":{0},)"
                  R"("counting":{{"type":"string","enum":["counts","outside_hours","paused"]}},"seconds":{1},"why":{0}}}}})",
                  text, n);
  const std::string clock = fmt::format(
      R"({{"type":"object","required":["id","cycle","agreement","agreement_name","agreement_version","agreement_kind","calendar","target",)"
      R"("goal","goal_text","state","verdict","outside_hours","started_at","round_from","due_at","breached_at","ended_at",)"
      R"("consumed_seconds","goal_seconds","warnings","why","why_left_out"],"properties":{{"id":{0},"cycle":{1},"agreement":{0},)"
      R"("agreement_name":{0},"agreement_version":{1},"agreement_kind":{{"type":"string","enum":["sla","ola","contract"]}},"calendar":{0},)"
      R"("target":{0},"goal":{0},"goal_text":{0},"state":{{"type":"string","enum":["running","paused","stopped","cancelled"]}},)"
      R"("verdict":{{"type":"string","enum":["open","met","breached"]}},"outside_hours":{{"type":"boolean"}},"started_at":{2},)"
      R"("round_from":{2},"due_at":{2},"breached_at":{2},"ended_at":{2},"consumed_seconds":{1},)"
      R"("goal_seconds":{{"type":["integer","null"]}},"warnings":{{"type":"array","items":{{"type":"object","required":["percent","at"],)"
      R"("properties":{{"percent":{1},"at":{2}}}}}}},"why":{{"type":"array","items":{3}}},"why_left_out":{1}}}}})",
      text, n, time, part);
  return {
      {"clock", clock},
      {"clock_proof", R"({"type":"object","required":["proof","signed","public_key","signature"],"properties":{"proof":{"type":"integer"},)"
                      R"("signed":{"type":"string"},"public_key":{"type":["string","null"]},"signature":{"type":["string","null"]}}})"},
      {"clock_list", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{)"
                     R"("$ref":"#/components/schemas/clock"}}}})"}};
}

}  // namespace evenkeel::agreement
