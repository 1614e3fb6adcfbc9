#include "practice/escalation/escalation_routes.hpp"

#include <fmt/format.h>

#include "practice/escalation/escalation_desk.hpp"
#include "practice/escalation/escalation_json.hpp"
#include "practice/escalation/escalation_store.hpp"
#include "practice/incident/route_tools.hpp"

namespace evenkeel::escalation {
namespace {

namespace bj = boost::json;
using incident::Act;
using incident::Incident;
using incident::Incidents;
using incident::Target;
using incident::Work;

const std::string group = "Incidents";
constexpr std::size_t text_most = 2'000;

/// The next step with whom it would reach at its time, as it is known now.
bj::value next_json(Escalating& escalating, store::Connection& db, const service::Snapshot& catalogue, const Ways& ways,
                    const Escalation& e, const Incident& i, api::Mentions& mentions) {
  const auto due = ahead(e, ways.policy->terms, *ways.hours, 1);
  if (due.empty()) return nullptr;
  Reached reached;
  const auto& terms = ways.policy->terms;
  const auto outcome = reach_step({db, catalogue, escalating.on_call, due.front().at}, i, terms,
                                  terms.steps[static_cast<std::size_t>(due.front().step)], reached);
  return coming_json(*ways.policy, due.front(), outcome, reached, mentions);
}

bj::object escalation_json(const Escalation& e, const Policy* policy, api::Mentions& mentions) {
  bj::object out;
  out["id"] = to_string(e.id);
  out["cycle"] = e.cycle;
  out["policy"] = to_string(e.policy);
  out["policy_name"] = policy ? policy->policy.name : std::string();
  out["policy_version"] = e.edition;
  out["applies"] = policy ? policy->terms.applies.words : std::string();
  out["state"] = bj::string(record::name_of(e.state));
  out["ending"] = bj::string(record::name_of(e.ending));
  out["why"] = e.why;
  out["stops"] = bj::string(record::name_of(e.stops));
  out["begun_at"] = time_json(e.begun_at);
  out["due_at"] = time_json(e.due_at);
  out["ended_at"] = time_json(e.ended_at);
  out["snoozed_until"] = time_json(e.snoozed_until);
  out["acknowledged_at"] = time_json(e.acknowledged_at);
  out["acknowledged_by"] = e.acknowledged_by ? bj::value(to_string(e.acknowledged_by)) : bj::value(nullptr);
  if (e.acknowledged_by) mentions.add("person", e.acknowledged_by);
  out["taken"] = e.taken;
  out["unreached"] = e.unreached;
  return out;
}

Result<http::Response> get_escalations(const Incidents& practice, Escalating& escalating, store::Connection& db, http::Request& request) {
  const auto& who = api::principal_of(request);
  TRY(const auto found, incident::find_visible(db, who, request.capture("id")));
  const auto i = record::from_record<Incident>(found);
  const auto catalogue = practice.ground.catalogue.now();
  const auto steps = steps_of(db, i.id);
  api::Mentions mentions(&who);
  bj::array items;
  for (const Escalation& e : escalations_of(db, i.id)) {
    const Ways ways = ways_of(escalating, db, e, catalogue);
    bj::object item = escalation_json(e, ways.policy.get(), mentions);
    item["next"] = ways ? next_json(escalating, db, *catalogue, ways, e, i, mentions) : bj::value(nullptr);
    bj::array taken;
    for (const EscalationStep& step : steps)
      if (step.escalation == e.id) taken.push_back(taken_json(step, mentions));
    item["steps"] = std::move(taken);
    items.push_back(std::move(item));
  }
  return http::json(with_names({{"items", std::move(items)}}, practice.ground.names, db, mentions));
}

using Read = Act (*)(Escalating&, api::BodyReader&);

Act read_acknowledge(Escalating& escalating, api::BodyReader&) {
  return [&escalating](Work& w, const Target& t) { return acknowledge(escalating, w, t); };
}
Act read_snooze(Escalating& escalating, api::BodyReader& body) {
  const Time until = body.time("until", http::Presence::required);
  return
      [&escalating, until, why = body.text("reason", text_most)](Work& w, const Target& t) { return snooze(escalating, w, t, until, why); };
}
Act read_push(Escalating& escalating, api::BodyReader& body) {
  const Id escalation = body.id("escalation");
  return [&escalating, escalation, why = body.text("reason", text_most)](Work& w, const Target& t) {
    return push(escalating, w, t, escalation, why);
  };
}
Act read_help(Escalating& escalating, api::BodyReader& body) {
  Help help{body.id("team"), body.id("person"), body.text("text", text_most, http::Presence::required)};
  return [&escalating, help = std::move(help)](Work& w, const Target& t) { return call_help(escalating, w, t, help); };
}

struct Command {
  std::string_view name, summary, permission, schema;
  Read read;
};
constexpr Command commands[] = {
    {"acknowledge", "Say: I have it; stops what is escalated", "incident.acknowledge", "", read_acknowledge},
    {"snooze", "Put the next steps off", "incident.escalate", "escalation_snooze", read_snooze},
    {"next", "Take the next step at once", "incident.escalate", "escalation_next", read_push},
    {"help", "Call a team or a person to help", "incident.escalate", "escalation_help", read_help},
};

http::Route command_route(const Incidents& practice, Escalating& escalating, const Command& command) {
  http::Route route;
  route.verb = http::Verb::post;
  route.path = fmt::format("{}/{{id}}/escalations/{}", incident::incidents_path, command.name);
  route.summary = command.summary;
  route.permission = command.permission;
  route.tag = group;
  route.request_schema = command.schema;
  route.response_schema = "incident";
  route.idempotency_key = http::IdempotencyKey::accepted;
  route.handle = api::writing(practice.reg, [&practice, &escalating, read = command.read](http::Request& request) -> Result<api::Job> {
    TRY(auto target, incident::target_of(request));
    TRY(const auto value, api::body_object(request));
    api::BodyReader body(value);
    auto act = read(escalating, body);
    CHECK_OK(body.finish());
    return incident::incident_job(practice, request, std::move(act), std::move(target));
  });
  return route;
}

}  // namespace

std::vector<http::Route> escalation_routes(const Incidents& practice, Escalating& escalating) {
  std::vector<http::Route> routes = foresight_routes(practice, escalating);
  http::Route list =
      api::route(http::Verb::get, std::string(incident::incidents_path) + "/{id}/escalations",
                 "What is escalated: what comes next, what was done, and why", "incident.read_all", group, {.response = "escalation_list"},
                 api::reading(practice.reg, [&practice, &escalating](store::Connection& db, http::Request& request) {
                   return get_escalations(practice, escalating, db, request);
                 }));
  list.description =
      "For staff: who stands above whom is the house's own affair. `next` is the step to come with whom it would reach at its time, as "
      "calendars, rosters and absences are known now; "
      "`steps` are those that were taken; `notes` say why somebody was left out (`@17` is a person of `names`).";
  routes.push_back(std::move(list));
  for (const Command& command : commands) routes.push_back(command_route(practice, escalating, command));
  return routes;
}

}  // namespace evenkeel::escalation
