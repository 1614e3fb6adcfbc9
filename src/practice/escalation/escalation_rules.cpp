#include "practice/escalation/escalation_rules.hpp"

#include <algorithm>

namespace evenkeel::escalation {
namespace {

using calendar::WorkingHours;
using service::EscalationStop;
using service::EscalationTrigger;

void end(Escalation& e, Ending ending, std::string why, Time at) {
  e.state = State::ended;
  e.open = false;
  e.ending = ending;
  e.why = std::move(why);
  e.ended_at = at;
  e.due_at = {};
}

/// From the begin on, first round, first step.
void run_from(Escalation& e, const Terms& terms, const WorkingHours& hours, Time from) {
  e.state = State::running;
  e.begun_at = from;
  e.round = e.step = 0;
  e.due_at = due_after(terms.steps.front(), hours, from).value_or(Time{});
}

void move_on(Escalation& e, const Terms& terms, const WorkingHours& hours) {
  const Time from = e.due_at;
  ++e.taken;
  ++e.step;
  if (static_cast<std::size_t>(e.step) == terms.steps.size()) {
    e.step = 0;
    ++e.round;
  }
  if (e.round > terms.repeat) return end(e, Ending::exhausted, "all its steps were taken", from);
  e.due_at = due_after(terms.steps[static_cast<std::size_t>(e.step)], hours, from).value_or(Time{});
}

/// A point that it waited for counts from when it was, however late anybody looks; one that moved into the past by what was changed (a
/// priority raised late) counts from the change, so that nobody gets all steps at once.
void wait_for(Escalation& e, const Terms& terms, const WorkingHours& hours, const Look& look) {
  const bool waited_for_it = look.point && e.due_at == *look.point;
  e.due_at = look.point.value_or(Time{});
  if (look.point && *look.point <= look.at) run_from(e, terms, hours, waited_for_it ? *look.point : look.at);
}

void acknowledge(Escalation& e, const Terms& terms, const WorkingHours& hours, const Look& look) {
  e.acknowledged_at = look.at;
  e.acknowledged_by = look.by;
  if (terms.stops != EscalationStop::acknowledged) return;
  const auto limit = terms.acknowledged_for ? calendar::add(hours, look.at, *terms.acknowledged_for) : std::nullopt;
  if (!limit) return end(e, Ending::acknowledged, "somebody has it", look.at);
  e.state = State::acknowledged;
  e.due_at = *limit;
}

}  // namespace

std::optional<Time> due_after(const Step& step, const WorkingHours& hours, Time from) {
  auto due = calendar::add(hours, from, step.delay);
  if (!due || !step.in_hours || calendar::is_open(hours, *due)) return due;
  // The first instant that counts lies right before the end of the first microsecond that does.
  due = calendar::add(hours, *due, 1);
  return due ? std::optional(*due - 1) : std::nullopt;
}

std::optional<Escalation> begin(const Terms& terms, const WorkingHours& hours, const Look& look) {
  if (!look.over.empty() || !look.gone.empty() || look.policy_ended || look.resolved || !look.trigger) return std::nullopt;
  if (terms.trigger == EscalationTrigger::logged && terms.stops == EscalationStop::acknowledged && look.is_acknowledged)
    return std::nullopt;
  Escalation e;
  e.stops = terms.stops;
  if (terms.trigger != EscalationTrigger::clock) {
    run_from(e, terms, hours, look.at);
    return e;
  }
  if (!look.clock) return std::nullopt;
  e.state = State::waiting;
  e.begun_at = look.at;
  wait_for(e, terms, hours, look);
  return e;
}

Escalation follow(Escalation e, const Terms& terms, const WorkingHours& hours, const Look& look) {
  if (!e.open) return e;
  const auto over = [&](Ending ending, std::string why) {
    end(e, ending, std::move(why), look.at);
    return e;
  };
  if (!look.over.empty()) return over(Ending::over, look.over);
  if (look.policy_ended) return over(Ending::policy_ended, "the policy has ended");
  if (look.resolved && terms.stops != EscalationStop::never) return over(Ending::resolved, "the incident is resolved");
  if (!look.gone.empty()) return over(Ending::not_for_it, look.gone);
  if (e.state == State::waiting) {
    wait_for(e, terms, hours, look);
    return e;
  }
  if (terms.trigger == EscalationTrigger::no_update && look.worked) {
    e.acknowledged_at = {};
    e.acknowledged_by = {};
    e.snoozed_until = {};
    e.snoozed_by = {};
    run_from(e, terms, hours, look.at);
    return e;
  }
  if (look.acknowledges) {
    acknowledge(e, terms, hours, look);
    if (!e.open || e.state == State::acknowledged) return e;
  }
  if (e.state == State::acknowledged && look.worked) return over(Ending::acknowledged, "somebody has it and works on it");
  if (e.state == State::running && !look.trigger && e.taken == 0) return over(Ending::trigger_gone, "what it began with is no longer so");
  return e;
}

std::vector<Due> take(Escalation& e, const Terms& terms, const WorkingHours& hours, Time now) {
  std::vector<Due> due;
  if (e.state == State::waiting || !e.open || !e.due_at || e.due_at > now) return due;
  if (e.state == State::acknowledged) {  // and nothing was done
    e.state = State::running;
    e.acknowledged_at = {};
    e.acknowledged_by = {};
  }
  while (e.open && e.due_at && e.due_at <= now) {
    due.push_back({e.round, e.step, e.due_at});
    move_on(e, terms, hours);
  }
  if (!due.empty() && !e.open) e.ended_at = now;
  return due;
}

std::vector<Due> ahead(Escalation e, const Terms& terms, const WorkingHours& hours, int most) {
  std::vector<Due> due;
  if (e.state == State::waiting) {
    if (!e.open || !e.due_at) return due;
    run_from(e, terms, hours, e.due_at);
  }
  while (e.open && e.due_at && static_cast<int>(due.size()) < most) {
    due.push_back({e.round, e.step, e.due_at});
    move_on(e, terms, hours);
  }
  return due;
}

void snooze(Escalation& e, Time until, Id by) {
  e.snoozed_until = until;
  e.snoozed_by = by;
  if (e.due_at < until) e.due_at = until;
}

void push(Escalation& e, Time now) {
  e.state = State::running;
  e.acknowledged_at = {};
  e.acknowledged_by = {};
  e.snoozed_until = {};
  e.snoozed_by = {};
  e.due_at = now;
}

void reckon_anew(Escalation& e, const Terms& terms, const WorkingHours& hours, Time last_step, Time now) {
  if (!e.open || e.state == State::waiting || (e.due_at && e.due_at <= now)) return;
  std::optional<Time> due;
  if (e.state == State::acknowledged) {
    due = terms.acknowledged_for ? calendar::add(hours, e.acknowledged_at, *terms.acknowledged_for) : std::nullopt;
    if (!due) return;
  } else {
    const bool first = e.round == 0 && e.step == 0;
    due = due_after(terms.steps[static_cast<std::size_t>(e.step)], hours, first || !last_step ? e.begun_at : last_step);
  }
  e.due_at = due ? std::max({*due, e.snoozed_until, now}) : Time{};
}

bool acknowledge_late(Escalation& e, const Look& look) {
  if (e.ending != Ending::exhausted || e.acknowledged_at || !look.acknowledges) return false;
  e.acknowledged_at = look.at;
  e.acknowledged_by = look.by;
  return true;
}

bool still_wanted(const Escalation& e, Standing incident) {
  if (incident == Standing::over || (e.ending != Ending::none && e.ending != Ending::exhausted)) return false;
  if (e.stops == EscalationStop::never) return true;
  if (incident != Standing::open) return false;
  return e.stops == EscalationStop::resolved || !e.acknowledged_at;
}

bool is_unanswered(const Escalation& e) { return (e.round > 0 || e.step > 0) && still_wanted(e, Standing::open); }

}  // namespace evenkeel::escalation
