// Who has it: assigning, taking, handing back and escalating. Every hand-over has a reason and is counted where it happens.
#include "practice/incident/desk_work.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/absence_desk.hpp"

namespace evenkeel::incident {

namespace {

/// Managers above managers that a hierarchical escalation walks at most; longer chains are a circle.
constexpr std::int64_t managers_most = 10;

Result<Place> place_of(Work& w, const Incident& before, const Assignment& r) {
  Place place{before.team, before.line, {}};
  if (r.team) {
    TRY(const auto* team, need<service::Team>(w, r.team, "/team"));
    place.team = team->id;
    place.line = team->line;
    if (r.team == before.team) place.assignee = before.assignee;
  }
  if (!r.assignee) return place;
  TRY(auto person, need_person(w, r.assignee, "/assignee"));
  if (!can_have(person, place.team))
    return invalid("incident.not_in_team", "is nobody who can have it: not active, or not of the team", "/assignee");
  place.assignee = person.id;
  return place;
}

bool same_place(const Incident& i, const Place& place) { return i.team == place.team && i.assignee == place.assignee; }

/// The person who gets it is told; a team that gets it is told through its mail.
void tell_new_place(Work& w, const Incident& before, const Incident& after, std::string_view reason) {
  const bool moved = after.team != before.team || after.assignee != before.assignee;
  if (moved) tell(w, after, {"incident.assigned", {.working = true}, std::string(reason)});
}

Result<Incident> pass_on(Work& w, const Incident& before, const Place& place, std::string_view kind, const std::string& reason) {
  Incident after = before;
  hand_to(after, place);
  if (after.team != before.team) explain(after, "team", reason.empty() ? "assigned" : "assigned: " + reason);
  // What a security team has is confidential however it came there. Who passed it on may go on with it: named, so that it is seen why.
  const auto* team = after.team ? w.catalogue->get<service::Team>(after.team) : nullptr;
  after.confidential = after.confidential || (team && team->security);
  if (after.confidential && !before.confidential && !may_see(w.who, record::to_record(after))) after.named.push_back(w.who.person);
  if (place.assignee && place.assignee == w.who.person) acknowledge(after, w.tx.now());
  tell_new_place(w, before, after, reason);
  Why why;
  why.add("reason", reason);
  if (after.assignee && after.assignee != before.assignee) w.assignee_absent_until = people::absent_until(w.tx.db(), after.assignee);
  if (w.assignee_absent_until) why.add("absent_until", format_rfc3339(w.assignee_absent_until));
  save(w, before, after, kind, why);
  return after;
}

/// The manager to whom the next hierarchical escalation goes.
Result<people::Person> next_manager(Work& w, const Incident& i) {
  const Error nobody =
      error(Fault::conflict, "incident.no_manager", "there is no further manager above; give the team or the last manager one");
  const auto* team = i.team ? w.catalogue->get<service::Team>(i.team) : nullptr;
  if (!team || !team->manager || i.escalation_level >= managers_most) return nobody;
  auto manager = w.tx.find<people::Person>(team->manager);
  for (std::int64_t level = 0; manager && level < i.escalation_level; ++level)
    manager = manager->manager ? w.tx.find<people::Person>(manager->manager) : std::nullopt;
  if (!manager || manager->erased || !manager->active) return nobody;
  return std::move(*manager);
}

Result<Incident> escalate_up(Work& w, const Incident& before, const std::string& reason) {
  TRY(auto manager, next_manager(w, before));
  Incident after = before;
  ++after.escalation_level;
  if (!holds(after.watchers, manager.id)) after.watchers.push_back(manager.id);
  if (after.confidential && !holds(after.named, manager.id)) after.named.push_back(manager.id);
  const bool told = tell_person(w, after, manager, "incident.escalated", reason);
  save(w, before, after, "incident.escalated",
       Why().add("kind", "hierarchical").add("reason", reason).add("manager", manager.id).add("told", std::int64_t{told}));
  return after;
}

Result<Incident> escalate_on(Work& w, const Incident& before, const Escalation& r) {
  const auto* from = before.team ? w.catalogue->get<service::Team>(before.team) : nullptr;
  const Id to = r.team ? r.team : from ? from->next : Id{};
  if (!to) return error(Fault::conflict, "incident.no_next_team", "its team names no next one; say to which team it goes");
  TRY(const auto* team, need<service::Team>(w, to, "/team"));
  if (team->id == before.team) return invalid("incident.same_team", "it is there already", "/team");
  return pass_on(w, before, {team->id, team->line, {}}, "incident.escalated", r.reason);
}

}  // namespace

Result<Incident> assign(Work& w, const Target& t, const Assignment& r) {
  TRY(auto before, begin(w, t, Verb::assign));
  if (!r.team && !r.assignee) return invalid("incident.nobody_named", "name a team or an assignee", "/team");
  TRY(const auto place, place_of(w, before, r));
  if (same_place(before, place)) return before;
  if (is_hand_over(before, place)) CHECK_OK(need_reason(r.reason));
  return pass_on(w, before, place, "incident.assigned", r.reason);
}

Result<Incident> take(Work& w, const Target& t) {
  TRY(auto before, begin(w, t, Verb::take));
  if (!w.who.person) return error(Fault::conflict, "incident.not_a_person", "only a person can take it");
  Place place{before.team, before.line, w.who.person};
  const bool elsewhere = before.team && !w.who.in_team(before.team);
  if (elsewhere && !w.who.has(people::Role::incident_manager)) {
    if (w.who.teams.size() != 1)
      return error(Fault::conflict, "incident.not_your_team", "it belongs to a team that is not yours; assign it to the right one first");
    place.team = w.who.teams.front();
  } else if (!before.team && !w.who.teams.empty()) {
    place.team = w.who.teams.front();
  }
  if (const auto* team = place.team ? w.catalogue->get<service::Team>(place.team) : nullptr) place.line = team->line;
  return pass_on(w, before, place, "incident.taken", {});
}

Result<Incident> hand_back(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::hand_back));
  CHECK_OK(need_reason(reason));
  return pass_on(w, before, {before.team, before.line, {}}, "incident.handed_back", reason);
}

Result<Incident> escalate(Work& w, const Target& t, const Escalation& r) {
  TRY(auto before, begin(w, t, Verb::escalate));
  CHECK_OK(need_reason(r.reason));
  if (r.kind == EscalationKind::hierarchical) return escalate_up(w, before, r.reason);
  return escalate_on(w, before, r);
}

Result<Incident> acknowledge(Work& w, const Target& t) {
  TRY(auto before, begin(w, t, Verb::acknowledge));
  Incident after = before;
  acknowledge(after, w.tx.now());
  save(w, before, after, "incident.acknowledged");
  return after;
}

Result<Incident> start(Work& w, const Target& t) {
  TRY(auto before, begin(w, t, Verb::start));
  Incident after = before;
  start_work(after, w.tx.now());
  save(w, before, after, "incident.started");
  return after;
}

}  // namespace evenkeel::incident
