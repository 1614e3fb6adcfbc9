#include "practice/escalation/answer_desk.hpp"

#include <fmt/format.h>

#include "practice/escalation/answer_store.hpp"
#include "practice/escalation/escalation_desk.hpp"
#include "practice/escalation/escalation_work.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"
#include "store/row_io.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using incident::Target;
using incident::Verb;
using incident::Why;
using incident::Work;

Verb verb_of(Answer answer) { return answer == Answer::acknowledge ? Verb::acknowledge : Verb::escalate; }

/// The link with all that it speaks of.
struct Known {
  people::Person person;
  Escalation escalation;
  Incident incident;
  bool may = false;
};

Result<Known> known(store::Connection& db, const AnswerLink& link) {
  auto person = people::find_person(db, link.person);
  if (!person || !person->active || person->erased || !people::link_stands(db, {{}, link.person, link.step})) return people::link_refused();
  const auto escalation = store::find_record(db, record::type_of<Escalation>(), link.escalation);
  const auto found =
      escalation ? store::find_record(db, record::type_of<Incident>(), std::get<Id>((*escalation)["incident"])) : std::nullopt;
  if (!found) return people::link_refused();
  Known k{std::move(*person), record::from_record<Escalation>(*escalation), record::from_record<Incident>(*found)};
  const auto who = people::principal_of(k.person);
  const Verb verb = verb_of(link.answer);
  k.may = incident::may_see(who, *found) && people::may(who, incident::permission_of(verb), incident::standing_of(who, k.incident, verb));
  return k;
}

Time time_of(AnswerState state, Time used_at, const Escalation& e, const Incident& i) {
  switch (state) {
    case AnswerState::used: return used_at;
    case AnswerState::acknowledged: return e.acknowledged_at ? e.acknowledged_at : i.acknowledged_at;
    case AnswerState::resolved: return i.resolved_at;
    case AnswerState::over: return e.ended_at;
    default: return {};
  }
}

AnswerView view_of(store::Connection& db, const AnswerLink& link, const Known& k, Time now) {
  const Time used_at = answered_at(db, link);
  AnswerView view;
  view.link = link;
  view.person = k.person.name;
  view.state = answer_state(link, {.now = now,
                                   .used_at = used_at,
                                   .escalation = k.escalation,
                                   .incident = standing_of(k.incident),
                                   .incident_acknowledged = static_cast<bool>(k.incident.acknowledged_at),
                                   .step_since = step_since(db, link),
                                   .may = k.may});
  if (view.state == AnswerState::refused) return view;
  view.number = k.incident.number;
  view.title = k.incident.title;
  view.priority = k.incident.priority;
  view.at = time_of(view.state, used_at, k.escalation, k.incident);
  if (view.state == AnswerState::acknowledged)
    if (const auto by = people::find_person(db, k.escalation.acknowledged_by)) view.by = by->name;
  return view;
}

Result<Incident> act(Escalating& escalating, Work& w, const AnswerLink& link, const Incident& i, const std::string& how) {
  const Target target{to_string(i.id), {}};
  switch (link.answer) {
    case Answer::acknowledge: return acknowledge(escalating, w, target);
    case Answer::decline: return push(escalating, w, target, link.escalation, how);
    case Answer::escalate: return incident::escalate(w, target, {incident::EscalationKind::hierarchical, how, {}});
  }
  return api::missing("answer");
}

}  // namespace

Result<AnswerView> look_at_answer(store::Connection& db, const AnswerLink& link, Time now) {
  TRY(const Known k, known(db, link));
  return view_of(db, link, k, now);
}

Result<AnswerView> give_answer(Escalating& escalating, store::Tx& tx, const AnswerLink& link, const std::string& how) {
  TRY(const Known k, known(tx.db(), link));
  const AnswerView before = view_of(tx.db(), link, k, tx.now());
  if (before.state != AnswerState::ready)
    return error(Fault::conflict, "answer.not_possible",
                 fmt::format("This cannot be answered by the link any more: {}.", record::name_of(before.state)));
  const auto who = people::principal_of(k.person);
  Work w(tx, escalating.ground, who);
  TRY(const Incident done, act(escalating, w, link, k.incident, how));
  use_up(tx, link);
  tx.log("incident", done.id,
         {"incident.escalation_answered", done.id, Why().add("reason", how).add("answer", record::name_of(link.answer)).json()});
  AnswerView after = before;
  after.state = AnswerState::used;
  after.at = tx.now();
  return after;
}

}  // namespace evenkeel::escalation
