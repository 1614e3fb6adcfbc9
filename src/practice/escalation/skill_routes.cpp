#include "practice/escalation/skill_routes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/zone.hpp"
#include "practice/escalation/escalation_json.hpp"
#include "practice/escalation/skill_gaps.hpp"
#include "practice/incident/intake.hpp"
#include "practice/incident/route_tools.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/people_store.hpp"
#include "practice/people/people_with.hpp"
#include "practice/roster/on_call_view.hpp"

namespace evenkeel::escalation {
namespace {

namespace bj = boost::json;
using incident::Incident;
using incident::Incidents;

constexpr std::int64_t days_default = 30;
constexpr std::int64_t days_most = 92;  // a quarter: each demand is a sweep over a roster
constexpr std::size_t gaps_most = 200;  // that an answer lists
constexpr int having_most = 10'000;
constexpr std::size_t suggested_most = 20;    // a choice, not a directory
constexpr std::size_t candidates_most = 500;  // who are looked at

Result<std::int64_t> days_of(const http::Request& request) {
  const auto text = request.query_value("days");
  if (!text) return days_default;
  const auto days = parse_id(*text);
  if (!days || days->v < 1 || days->v > days_most) return invalid("query.days", fmt::format("days must be 1 to {}.", days_most), "/days");
  return days->v;
}

std::set<Id> having(store::Connection& db, Id skill) {
  const auto ids = people::people_with(db, "skills", to_string(skill), having_most);
  return {ids.begin(), ids.end()};
}

bj::array ids_json(std::string_view kind, const std::vector<Id>& ids, api::Mentions& mentions) {
  bj::array list;
  for (const Id id : ids) {
    list.emplace_back(to_string(id));
    mentions.add(kind, id);
  }
  return list;
}

Result<http::Response> gaps_ahead(const Incidents& practice, Escalating& escalating, store::Connection& db, const http::Request& request) {
  TRY(const std::int64_t days, days_of(request));
  const auto catalogue = practice.ground.catalogue.now();
  const Time from = request.received, until = std::min(from + days * us_per_day, zones_known_until);
  api::Mentions mentions(&api::principal_of(request));
  bj::array items;
  std::int64_t left_out = 0;
  std::map<Id, std::vector<roster::Stretch>> swept;
  for (const SkillDemand& demand : skill_demands(*catalogue, *escalating.book.active(catalogue))) {
    const auto [known, fresh] = swept.try_emplace(demand.roster);
    if (fresh) known->second = roster::stretches(roster::facts_of(db, *catalogue, demand.roster, from, until), from, until);
    const auto covered = roster::covered_by(*catalogue->get<service::Roster>(demand.roster));
    for (const SkillGap& gap : skill_gaps_in(known->second, covered.get(), having(db, demand.skill))) {
      if (items.size() == gaps_most && ++left_out) continue;
      mentions.add("roster", demand.roster);
      mentions.add("skill", demand.skill);
      mentions.add("escalation_policy", demand.policy->policy.id);
      items.push_back({{"roster", to_string(demand.roster)},
                       {"skill", to_string(demand.skill)},
                       {"policy", to_string(demand.policy->policy.id)},
                       {"from", time_json(gap.from)},
                       {"until", time_json(gap.until)},
                       {"on_duty", ids_json("person", gap.on_duty, mentions)}});
    }
  }
  bj::object body{{"until", time_json(until)}, {"items", std::move(items)}, {"left_out", left_out}};
  return http::json(with_names(std::move(body), practice.ground.names, db, mentions));
}

struct Suggested {
  Id person;
  std::vector<Id> has;
  bool on_call = false, in_team = false;
  Time away_until;
};

/// Who has something of what is needed: whoever has most first; then who is there, on call, of the team.
std::vector<Suggested> suggestions(const Incidents& practice, Escalating& escalating, store::Connection& db, const Incident& i,
                                   const std::vector<const service::Skill*>& needed, Time now) {
  std::map<Id, Suggested> by_person;
  for (const auto* skill : needed)
    for (const Id person : having(db, skill->id))
      if (by_person.size() < candidates_most || by_person.contains(person)) by_person[person].has.push_back(skill->id);
  const auto catalogue = practice.ground.catalogue.now();
  for (const auto* roster : catalogue->active<service::Roster>()) {
    if (!escalating.on_call || by_person.empty()) break;
    if (i.team && roster->team && roster->team != i.team) continue;
    for (const Id person : escalating.on_call(db, *catalogue, roster->id, now).people)
      if (const auto found = by_person.find(person); found != by_person.end()) found->second.on_call = true;
  }
  std::vector<Suggested> all;
  for (auto& [id, one] : by_person) {
    const auto person = people::find_person(db, id);
    if (!person || !incident::can_have(*person, Id{})) continue;
    one.person = id;
    one.in_team = i.team && std::ranges::find(person->teams, i.team) != person->teams.end();
    if (const auto absence = people::absence_at(db, id, now)) one.away_until = absence->ends_at;
    all.push_back(std::move(one));
  }
  const auto rank = [](const Suggested& s) {
    return std::tuple(-static_cast<std::int64_t>(s.has.size()), static_cast<bool>(s.away_until), !s.on_call, !s.in_team);
  };
  std::ranges::stable_sort(all, {}, rank);
  if (all.size() > suggested_most) all.resize(suggested_most);
  return all;
}

Result<http::Response> skilled(const Incidents& practice, Escalating& escalating, store::Connection& db, http::Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const auto visible, incident::find_visible(db, who, request.capture("id")));
  const auto found = record::from_record<Incident>(visible);
  const auto needed = service::needed_skills(*practice.ground.catalogue.now(), found.service, found.category, found.subcategory);
  api::Mentions mentions(&who);
  std::vector<Id> ids;
  for (const auto* skill : needed) ids.push_back(skill->id);
  bj::array people;
  for (const Suggested& one : suggestions(practice, escalating, db, found, needed, request.received)) {
    mentions.add("person", one.person);
    people.push_back({{"person", to_string(one.person)},
                      {"has", ids_json("skill", one.has, mentions)},
                      {"on_call", one.on_call},
                      {"in_team", one.in_team},
                      {"away_until", time_json(one.away_until)}});
  }
  bj::object body{{"needed", ids_json("skill", ids, mentions)}, {"people", std::move(people)}};
  return http::json(with_names(std::move(body), practice.ground.names, db, mentions));
}

}  // namespace

std::vector<http::Route> skill_routes(const Incidents& practice, Escalating& escalating) {
  std::vector<http::Route> routes;
  routes.push_back(api::route(http::Verb::get, "/api/v1/on_call/skill_gaps", "When nobody on call has a skill that is asked for",
                              "roster.read", "On call", {.response = "SkillGaps"},
                              api::reading(practice.reg, [&](store::Connection& db, http::Request& request) {
                                return gaps_ahead(practice, escalating, db, request);
                              })));
  routes.back().query = {{"days", "How far ahead; 30 unless said, 92 at most", R"({"type":"integer"})"}};
  routes.back().description =
      "Of the steps of escalation policies that choose among those on call by a skill. In these hours everybody on call would be told. "
      "Hours "
      "in which nobody is on call at all are gaps of the roster.";
  routes.push_back(api::route(http::Verb::get, "/api/v1/incidents/{id}/skilled", "Who has the skills that an incident takes",
                              "incident.assign", "Incidents", {.response = "SkilledPeople"},
                              api::reading(practice.reg, [&](store::Connection& db, http::Request& request) {
                                return skilled(practice, escalating, db, request);
                              })));
  routes.back().description =
      "`needed` is what its service and its categories ask for. Whoever has most of it comes first, then who is there, on call, of the "
      "team.";
  return routes;
}

std::map<std::string, std::string> skill_schemas() {
  const std::string ids = R"({"type":"array","items":{"type":"string"}})";
  const std::string names = R"("names":{"type":"object","additionalProperties":{"type":"string"}})";
  return {
      {"SkillGaps",
       R"({"type":"object","required":["until","items","left_out","names"],"properties":{"until":{"type":"string","format":"date-time"},)"
       R"("left_out":{"type":"integer"},"items":{"type":"array","items":{"type":"object",)"
       R"("required":["roster","skill","policy","from","until","on_duty"],"properties":{"roster":{"type":"string"},)"
       R"("skill":{"type":"string"},"policy":{"type":"string"},"from":{"type":"string","format":"date-time"},)"
       R"("until":{"type":"string","format":"date-time"},"on_duty":)" +
           ids + "}}}," + names + "}}"},
      {"SkilledPeople",
       R"({"type":"object","required":["needed","people","names"],"properties":{"needed":)" + ids +
           R"(,"people":{"type":"array","items":{"type":"object","required":["person","has","on_call","in_team","away_until"],)"
           R"("properties":{"person":{"type":"string"},"has":)" +
           ids +
           R"(,"on_call":{"type":"boolean"},"in_team":{"type":"boolean"},)"
           R"("away_until":{"type":["string","null"],"format":"date-time"}}}},)" +
           names + "}}"}};
}

}  // namespace evenkeel::escalation
