#include "practice/escalation/escalation_desk.hpp"

#include <algorithm>

#include "practice/escalation/escalation_store.hpp"
#include "practice/escalation/escalation_work.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/accounts.hpp"
#include "practice/service/lookup.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using incident::Target;
using incident::Verb;
using incident::Why;
using incident::Work;

const Error nothing_runs = error(Fault::conflict, "escalation.nothing_runs", "nothing is escalated here at the moment");

/// As incident::begin, whatever the incident was acknowledged already.
Result<Incident> begin_with(Work& w, const Target& t, Verb verb) {
  TRY(auto found, incident::begin_anyhow(w, t, verb));
  if (!found.open) return error(Fault::conflict, "incident.not_open", "the incident is not open any more");
  return found;
}

std::vector<Escalation> running(Work& w, Id incident) {
  auto all = open_escalations_of(w.tx.db(), incident);
  std::erase_if(all, [](const Escalation& e) { return e.state == State::waiting; });
  return all;
}

/// What an acknowledgement concerns: what runs, and what was taken to its end while its messages may still be on their way.
std::vector<Escalation> unacknowledged(Work& w, const Incident& i) {
  auto all = escalations_to_follow(w.tx.db(), i.id, i.cycle);
  std::erase_if(
      all, [](const Escalation& e) { return e.open ? e.state != State::running : e.ending != Ending::exhausted || e.acknowledged_at; });
  return all;
}

void tell_story(Work& w, const Incident& i, std::string_view kind, const Why& why) {
  w.tx.log("incident", i.id, {std::string(kind), i.id, why.json()});
}

}  // namespace

Result<Incident> acknowledge(Escalating& escalating, Work& w, const Target& t) {
  TRY(const auto found, begin_with(w, t, Verb::acknowledge));
  if (!found.acknowledged_at) return incident::acknowledge(w, {t.ref, {}});
  const auto rows = unacknowledged(w, found);
  if (rows.empty()) return nothing_runs;
  agreement::Seen seen(found, service::lookup_in(*w.catalogue));
  Change change{nullptr, seen};
  for (const Escalation& e : rows) {
    const Ways ways = ways_of(escalating, w.tx.db(), e, w.catalogue);
    if (!ways) continue;
    Look look = look_of(escalating, w, *ways.policy, change);
    look.acknowledges = true;
    Escalation after = follow(e, ways.policy->terms, *ways.hours, look);
    acknowledge_late(after, look);
    save_escalation(w.tx, e, after);
  }
  tell_story(w, found, "incident.escalation_acknowledged", {});
  mark_incident(w, found.id);
  return incident::load(w, found.id);
}

Result<Incident> snooze(Escalating&, Work& w, const Target& t, Time until, const std::string& reason) {
  TRY(const auto found, begin_with(w, t, Verb::escalate));
  if (until <= w.tx.now()) return invalid("incident.in_past", "must lie in the future", "/until");
  if (until > w.tx.now() + snooze_most_us) return invalid("escalation.too_long", "at most for a day", "/until");
  const auto rows = running(w, found.id);
  if (rows.empty()) return nothing_runs;
  for (const Escalation& e : rows) {
    Escalation after = e;
    escalation::snooze(after, until, w.who.person);
    save_escalation(w.tx, e, after);
  }
  tell_story(w, found, "incident.escalation_snoozed", Why().add("until", format_rfc3339(until)).add("reason", reason));
  return found;
}

Result<Incident> push(Escalating& escalating, Work& w, const Target& t, Id escalation, const std::string& reason) {
  TRY(const auto found, begin_with(w, t, Verb::escalate));
  auto rows = open_escalations_of(w.tx.db(), found.id);
  // What waits for its clock is sent on only when it is meant.
  std::erase_if(rows, [&](const Escalation& e) { return escalation ? e.id != escalation : e.state == State::waiting; });
  struct Pushed {
    const Escalation& before;
    Escalation after;
    std::vector<Due> due;
    Ways ways;
  };
  std::vector<Pushed> pushed;
  agreement::Seen seen(found, service::lookup_in(*w.catalogue));
  Change change{nullptr, seen};
  for (const Escalation& e : rows) {
    Pushed one{e, e, {}, ways_of(escalating, w.tx.db(), e, w.catalogue)};
    if (!one.ways) continue;
    Look look = look_of(escalating, w, *one.ways.policy, change);
    look.trigger = true;  // whatever it began with: somebody wants it
    one.after = follow(e, one.ways.policy->terms, *one.ways.hours, look);
    if (!one.after.open) continue;
    escalation::push(one.after, w.tx.now());
    one.due = take(one.after, one.ways.policy->terms, *one.ways.hours, w.tx.now());
    pushed.push_back(std::move(one));
  }
  if (pushed.empty()) return nothing_runs;
  tell_story(w, found, "incident.escalation_pushed", Why().add("reason", reason));
  // In the same transaction, so that nothing comes between; the steps are the policy's, not work of who pressed the button.
  static const auto policy = people::system_principal("escalation");
  Work by_policy(w.tx, w.ground, policy);
  for (Pushed& one : pushed) {
    save_escalation(w.tx, one.before, one.after);
    perform(escalating, by_policy, *one.ways.policy, one.after, one.due);
  }
  // A step may have handed it on, also to where this person does not see it.
  return w.tx.find<Incident>(found.id).value_or(found);
}

Result<Incident> call_help(Escalating& escalating, Work& w, const Target& t, const Help& help) {
  TRY(const auto before, begin_with(w, t, Verb::escalate));
  if (static_cast<bool>(help.team) == static_cast<bool>(help.person))
    return invalid("escalation.one_of", "name a team or a person", help.team ? "/person" : "/team");
  Incident after = before;
  Reached reached;
  const Around around{w.tx.db(), *w.catalogue, escalating.on_call, w.tx.now()};
  if (help.team) {
    TRY(const auto* team, incident::need<service::Team>(w, help.team, "/team"));
    reach(around, before, {.kind = WhomKind::team, .name = team->name, .words = team->name}, reached);
  } else {
    TRY(auto person, incident::need_person(w, help.person, "/person"));
    if (!person.active) return invalid("incident.unknown_reference", "is not active", "/person");
    if (person.id == w.who.person) return invalid("escalation.oneself", "is who calls for help", "/person");
    if (!incident::holds(after.watchers, person.id)) after.watchers.push_back(person.id);
    if (after.confidential && !incident::holds(after.named, person.id)) after.named.push_back(person.id);
    const auto reader = people::principal_of(person);
    if (!incident::may_see(reader, record::to_record(after)) || !incident::reads_as_staff(reader, after))
      return invalid("escalation.not_staff", "may not read what is written here", "/person");
    reached.people.push_back(std::move(person));
  }
  std::int64_t told = 0;
  std::vector<Id> people;
  for (const auto& person : reached.people) {
    people.push_back(person.id);
    told += incident::tell_person(w, after, person, "incident.help_wanted", help.text);
  }
  for (const Mailbox& box : reached.mailboxes)
    if (const auto* team = w.catalogue->get<service::Team>(box.team))
      told += incident::tell_team(w, after, *team, "incident.help_wanted", help.text);
  // Then no message was queued.
  if (told == 0) return error(Fault::conflict, "escalation.nobody", "nobody of them can be reached: they have no address");
  incident::save(w, before, after, "incident.help_wanted",
                 Why().add("reason", help.text).add("team", help.team).add("people", people).add("told", told));
  return after;
}

}  // namespace evenkeel::escalation
