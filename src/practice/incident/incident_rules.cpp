#include "practice/incident/incident_rules.hpp"

#include <algorithm>

namespace evenkeel::incident {

using people::Principal;

namespace {

constexpr States fresh = bit(State::new_);
constexpr States waiting = bit(State::on_hold);
constexpr States resolved = bit(State::resolved);
constexpr States closed = bit(State::closed);
constexpr States open_or_resolved = open_states | resolved;

/// What a merged incident still takes: everything else belongs to its survivor. Replies are passed on by the desk.
bool works_when_merged(Verb verb) {
  using enum Verb;
  return verb == unmerge || verb == comment || verb == note || verb == watch || verb == unwatch || verb == undo;
}

std::string state_text(const Incident& i) {
  std::string name(record::name_of(i.state));
  std::ranges::replace(name, '_', ' ');
  return i.merged_into ? "merged" : name;
}

/// Conditions on facts beside the state.
std::optional<Problem> objection(const Incident& i, Verb verb, Id person) {
  using enum Verb;
  if (i.merged_into && !works_when_merged(verb))
    return Problem{"incident.merged", "it lives on in another incident; unmerge it or use that one", {}};
  switch (verb) {
    case unmerge:
      if (!i.merged_into) return Problem{"incident.not_merged", "it is not merged", {}};
      break;
    case acknowledge:
      if (i.acknowledged_at) return Problem{"incident.already_acknowledged", "it is acknowledged already", {}};
      break;
    case take:
      if (person && i.assignee == person) return Problem{"incident.already_yours", "you have it already", {}};
      break;
    case hand_back:
      if (!i.assignee) return Problem{"incident.nobody_has_it", "nobody has it, so it cannot be handed back", {}};
      break;
    case reset_priority:
      if (!i.priority_overridden) return Problem{"incident.priority_not_overridden", "its priority is the one of the matrix", {}};
      break;
    default: break;
  }
  return std::nullopt;
}

}  // namespace

bool holds(const std::vector<Id>& list, Id id) { return std::ranges::find(list, id) != list.end(); }

const std::vector<Transition>& transitions() {
  using enum Verb;
  static const std::vector<Transition> table = {
      {edit, open_or_resolved, {}, "at least one field"},
      {assign, open_states, {}, "a team or an assignee; a reason when it passes from one to another"},
      {take, open_states, {}, ""},
      {hand_back, open_states, {}, "a reason"},
      {escalate, open_states, {}, "a kind and a reason"},
      {acknowledge, open_states, {}, ""},
      {start, fresh, State::in_progress, ""},
      {hold, open_states, State::on_hold, "a kind; for caller a question"},
      {resume, waiting, State::in_progress, ""},
      {comment, all_states, {}, "a text"},
      {note, all_states, {}, "a text"},
      {override_priority, open_states, {}, "a priority and a reason"},
      {reset_priority, open_states, {}, ""},
      {categorise, open_or_resolved, {}, "a category"},
      {resolve, open_states, State::resolved, "a resolution code, resolution notes and a closing category"},
      {confirm, resolved, State::closed, ""},
      {reject, resolved, State::in_progress, "a reason"},
      {rate, static_cast<States>(resolved | closed), {}, "a rating"},
      {close, resolved, State::closed, ""},
      {reopen, ended_states, State::in_progress, "a reason"},
      {cancel, open_states, State::cancelled, "a reason"},
      {mark, open_or_resolved, {}, "a mark"},
      {merge, open_or_resolved, State::closed, "the incident it merges into and a reason"},
      {unmerge, closed, {}, "a reason; the state before the merge comes back"},
      {split, all_states, {}, "a title, the entries that go and a reason"},
      {link, all_states, {}, "the other incident and a kind"},
      {unlink, all_states, {}, "the link"},
      {watch, all_states, {}, ""},
      {unwatch, all_states, {}, ""},
      {follow_up, open_states, {}, "a time"},
      {promise, open_states, {}, "a time, or none to withdraw it; a reason once one was promised"},
      {attach, all_states, {}, "a file"},
      {task, open_or_resolved, {}, "a title"},
      {undo, all_states, {}, "within ten seconds, of the own last command"},
  };
  return table;
}

const Transition& transition_of(Verb verb) { return transitions()[static_cast<std::size_t>(verb)]; }

const std::string& permission_of(Verb verb) {
  static const auto names = [] {
    std::vector<std::string> made;
    for (const Transition& t : transitions()) made.push_back("incident." + std::string(record::name_of(t.verb)));
    return made;
  }();
  return names[static_cast<std::size_t>(verb)];
}

people::Standing standing_of(const Principal& who, const Incident& i, Verb verb) {
  people::Standing standing;
  standing.in_team = i.team && who.in_team(i.team);
  if (!who.person) return standing;
  standing.own = who.person == i.caller || who.person == i.reporter || who.person == i.opened_by;
  const bool ends_it = verb == Verb::confirm || verb == Verb::reject || verb == Verb::rate;
  if (!standing.own && !ends_it) standing.own = holds(i.affected, who.person) || holds(i.watchers, who.person);
  return standing;
}

Status allows(const Incident& i, Verb verb, Id person) {
  const std::string name(record::name_of(verb));
  if (auto problem = objection(i, verb, person)) return error(Fault::conflict, problem->code, problem->text);
  if (!(transition_of(verb).from & bit(i.state)))
    return error(Fault::conflict, "incident.wrong_state", "an incident that is " + state_text(i) + " does not take the command " + name);
  return Done{};
}

Status permit(const Principal& who, const Incident& i, Verb verb) {
  const std::string& permission = permission_of(verb);
  if (!people::may(who, permission, standing_of(who, i, verb)))
    return error(Fault::forbidden, "permission.denied", "this needs the permission " + permission);
  return allows(i, verb, who.person);
}

std::vector<std::string_view> commands_now(const Principal& who, const Incident& i) {
  std::vector<std::string_view> names;
  for (const Transition& t : transitions()) {
    // The state first: it rules out most, and no refusal need be worded that nobody reads.
    if (t.verb == Verb::undo || !(t.from & bit(i.state))) continue;
    if (permit(who, i, t.verb)) names.push_back(record::name_of(t.verb));
  }
  return names;
}

std::vector<Due> timers_for(const Incident& i) {
  std::vector<Due> due;
  if (i.state == State::resolved && i.confirmed_until) due.push_back({timer_auto_close, i.confirmed_until});
  if (i.open && i.hold_until && i.reminded_at < i.hold_until) due.push_back({timer_follow_up, i.hold_until});
  if (i.open && i.promised_for && i.promise_told_at < i.promised_for) due.push_back({timer_promise, i.promised_for});
  return due;
}

std::vector<Due> timers_for(const Task& task) {
  if (task.state != TaskState::open || !task.due_at || task.reminded_at >= task.due_at) return {};
  return {{timer_task_due, task.due_at}};
}

std::vector<Due> timers_for(const Spread& spread) {
  if (spread.finished) return {};
  return {{timer_spread, spread.started_at}};
}

}  // namespace evenkeel::incident
