#include "practice/alert/splitting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "practice/alert/alert_rules.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/following.hpp"
#include "practice/api/api.hpp"
#include "practice/incident/desk_work.hpp"

namespace evenkeel::alert {
namespace {

using incident::Incident;
using incident::Target;
using incident::Work;

constexpr std::size_t moved_most = 500;
constexpr std::size_t title_most = 200;
constexpr std::size_t ref_most = 40;
constexpr std::size_t reason_most = 2'000;

struct Splitting {
  std::vector<Id> alerts;
  std::string into;   // id or number; empty: an incident of its own
  std::string title;  // of that; empty: as its first alert has it
  std::string reason;
};

/// As if the alerts had come when this incident was not there: the first of them says what it is about.
Result<Incident> opened(Work& w, const Incident& from, const Alert& first, const Splitting& given) {
  const auto* source = w.catalogue->get<service::AlertSource>(first.source);
  Incident part;
  part.channel = incident::Channel::monitoring;
  part.title = given.title.empty() ? incident_title(first) : given.title;
  part.description = incident_description(first, source ? source->name : std::string());
  part.service = first.service;
  part.ci = first.ci;
  part.category = source ? source->category : Id{};
  part.urgency = urgency_of(first.severity, w.catalogue->matrix());
  part.detected_at = std::min(first.first_seen_at, w.tx.now());
  part.team = from.team;
  part.confidential = from.confidential;
  TRY(auto made, incident::create(w, std::move(part)));
  return incident::link(w, {to_string(made.id), {}}, to_string(from.id), incident::LinkKind::related_to);
}

Result<Incident> other_one(Work& w, const Incident& from, const std::string& ref) {
  auto found = incident::load(w, ref);
  if (!found) return invalid("incident.unknown_reference", "there is no such incident", "/into");
  if (found->id == from.id) return invalid("incident.same", "they are in this incident already", "/into");
  if (!found->open) return error(Fault::conflict, "incident.not_open", "what has ended takes no alerts; name one that is open");
  if (from.confidential && !found->confidential)
    return error(Fault::conflict, "incident.confidential", "what alerts of a confidential incident say stays confidential");
  return found;
}

/// So that what belongs to the same fault joins there.
void remember(const Alerts& alerts, Work& w, Id incident, const std::vector<Alert>& moved) {
  Places places(w.tx.db(), *w.catalogue);
  std::vector<Texts> labels;
  for (const Alert& a : moved) labels.push_back(read_texts(a.labels.text));
  places.look_up(labels);
  const auto map = alerts.map.now(w.tx.db(), *w.catalogue);
  auto group = group_of(w.tx.db(), incident);
  const bool is_new = !group;
  for (std::size_t i = 0; i < moved.size(); ++i) {
    const Alert& a = moved[i];
    const auto* source = w.catalogue->get<service::AlertSource>(a.source);
    if (!source) continue;
    const Candidate c{a, *source, basis_of(a, labels[i]), condition_of(a, labels[i]), places.of(a, labels[i], *source), began_at(a)};
    if (!group) group = OpenGroup{incident, source->id, a.service, c.basis, c.began, c.began, 0, {}};
    take(*group, c, *map);
  }
  if (!group) return;
  if (is_new) insert_group(w.tx.db(), *group);
  else move_group(w.tx.db(), *group);
}

Result<Incident> split(const Alerts& alerts, Work& w, const Target& t, const Splitting& given) {
  TRY(const auto from, incident::begin(w, t, incident::Verb::split));
  CHECK_OK(incident::need_reason(given.reason));
  const auto inside = members_now(w.tx.db(), from.id);
  for (std::size_t i = 0; i < given.alerts.size(); ++i)
    if (std::ranges::find(inside, given.alerts[i]) == inside.end())
      return invalid("alert.not_in_incident", "is no alert of this incident now", fmt::format("/alerts/{}", i));
  const auto moved = alerts_with_ids(w.tx.db(), given.alerts);
  if (moved.empty()) return invalid("field.required", "name at least one alert", "/alerts");
  const auto to = given.into.empty() ? opened(w, from, moved.front(), given) : other_one(w, from, given.into);
  if (!to) return to.error();
  const bool names_it = !to->confidential || from.confidential;
  move_alerts(w, given.alerts, from.id, to->id, given.reason);
  w.tx.log("incident", from.id,
           {.kind = "incident.alerts_left",
            .root = from.id,
            .why = incident::Why()
                       .add("alerts", static_cast<std::int64_t>(moved.size()))
                       .add("reason", names_it ? fmt::format("{} ({})", given.reason, to->number) : given.reason)
                       .add("still_firing", firing_in(w.tx.db(), from.id))
                       .json()});
  remember(alerts, w, to->id, moved);
  return to;
}

Result<api::Job> splitting(Alerts& alerts, http::Request& request) {
  TRY(const auto body, api::body_object(request));
  api::BodyReader reader(body);
  auto given = std::make_shared<Splitting>();
  given->alerts = reader.ids("alerts", moved_most, http::Presence::required);
  given->into = reader.text("into", ref_most);
  given->title = reader.text("title", title_most);
  given->reason = reader.text("reason", reason_most, http::Presence::required);
  CHECK_OK(reader.finish());
  auto who = std::make_shared<const api::Principal>(api::principal_of(request));
  auto made = std::make_shared<Incident>();
  api::Job job;
  job.work = [&alerts, who, given, made, ref = std::string(request.capture("id"))](store::Tx& tx) -> Result<store::Outcome> {
    Work w(tx, alerts.incidents.ground, *who);
    TRY(*made, split(alerts, w, {ref, {}}, *given));
    return store::Outcome{"incident", made->id, made->version, 200};
  };
  job.present = [made](const store::Outcome&) {
    return http::json(fmt::format(R"({{"incident":"{}","number":"{}"}})", to_string(made->id), made->number));
  };
  return job;
}

}  // namespace

http::Route splitting_route(Alerts& alerts) {
  auto route =
      api::route(http::Verb::post, "/api/v1/incidents/{id}/alerts/split", "Move alerts into an incident of their own, or another one",
                 "incident.split", "Alerts", {"alert_splitting", "alert_split"},
                 api::writing(alerts.reg(), [&alerts](http::Request& r) { return splitting(alerts, r); }));
  route.description = "They are of another fault. Without `into` a new incident is logged, which the first of them describes.";
  return route;
}

std::map<std::string, std::string> splitting_schemas() {
  return {{"alert_splitting",
           R"({"type":"object","required":["alerts","reason"],"additionalProperties":false,"properties":{)"
           R"("alerts":{"type":"array","maxItems":500,"items":{"type":"string"}},"reason":{"type":"string","maxLength":2000},)"
           R"("into":{"type":"string","maxLength":40,"description":"Number or id of an open incident; absent: a new one."},)"
           R"("title":{"type":"string","maxLength":200,"description":"Of the new one; absent: as the first alert has it."}}})"},
          {"alert_split",
           R"({"type":"object","required":["incident","number"],"properties":{"incident":{"type":"string"},"number":{"type":"string"}}})"}};
}

}  // namespace evenkeel::alert
