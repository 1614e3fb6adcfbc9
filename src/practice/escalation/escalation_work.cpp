#include "practice/escalation/escalation_work.hpp"

#include <algorithm>

#include "practice/agreement/clock_work.hpp"
#include "practice/escalation/escalation_store.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using incident::Why;
using incident::Work;
using service::EscalationTrigger;

std::string over_for(const Incident& i) {
  if (i.merged_into) return "it lives on in another incident";
  if (i.state == incident::State::cancelled) return "the incident was cancelled";
  if (i.state == incident::State::closed) return "the incident is closed";
  if (i.mark == incident::RequestMark::service_request) return "it is a service request";
  return {};
}

bool holds(EscalationTrigger trigger, const Incident& i) {
  switch (trigger) {
    case EscalationTrigger::unassigned: return !i.assignee;
    case EscalationTrigger::unacknowledged: return !i.acknowledged_at;
    default: return true;
  }
}

/// Work by people; that somebody begins to watch is none.
bool is_work(const Work& w, const Incident& before, const Incident& after) {
  if (after.comments_by_staff > before.comments_by_staff) return true;
  return !w.who.system && incident::reads_as_staff(w.who, after) && before.watchers == after.watchers;
}

/// The earliest of the clocks of this target, of what runs now.
void look_at_clocks(Escalating& escalating, Work& w, const Point& point, Change& change, Look& look) {
  const Incident& i = change.after.incident();
  look.clock = false;
  const int percents[] = {point.percent};
  if (!change.clocks) change.clocks = agreement::clocks_of(w.tx.db(), i.id);
  for (const agreement::Running& running : *change.clocks) {
    if (running.clock.cycle != i.cycle || running.clock.target != point.target) continue;
    const auto ways = agreement::ways_of(escalating.clockwork, w.tx.db(), running.clock, w.catalogue);
    if (!ways) continue;
    const bool breach = point.percent == 100;
    const auto warned = breach ? std::span<const int>() : std::span<const int>(percents);
    const auto r = agreement::reckon(running.course, *ways.hours, warned, look.at, running.clock.breached_at);
    if (r.doing != agreement::Doing::running && r.doing != agreement::Doing::paused) continue;
    look.clock = true;
    std::optional<Time> at;
    if (!breach) at = r.warnings.front().at;
    else if (r.breached_at) at = r.breached_at;
    else at = r.due;
    if (at && (!look.point || *at < *look.point)) look.point = at;
  }
}

std::string_view kind_of(const Escalation& before, const Escalation& after) {
  if (before.open && !after.open) return "escalation.ended";
  if (after.state != before.state && after.state == State::acknowledged) return "escalation.acknowledged";
  if (after.taken > before.taken) return "escalation.step_taken";
  if (after.snoozed_until > before.snoozed_until) return "escalation.snoozed";
  if (after.begun_at != before.begun_at) return "escalation.restarted";
  return "escalation.moved";
}

}  // namespace

Ways ways_of(Escalating& escalating, store::Connection& db, const Escalation& e, const SnapshotPtr& catalogue) {
  Ways ways{escalating.book.pinned(db, e.terms, catalogue), nullptr};
  if (ways.policy) ways.hours = escalating.clockwork.book.hours_of_now(catalogue, ways.policy->policy.calendar);
  return ways;
}

Look look_of(Escalating& escalating, Work& w, const Policy& policy, Change& change) {
  const Incident* before = change.before;
  const Incident& after = change.after.incident();
  static const condition::Asker nobody;
  Look look;
  look.at = w.tx.now();
  look.over = over_for(after);
  const auto facts = change.after.facts();
  if (!policy.terms.applies.when.evaluate(facts.record, nobody, facts.lookup))
    look.gone = "the policy is not for it: " + policy.terms.applies.words;
  const auto* now = w.catalogue->get<service::EscalationPolicy>(policy.policy.id);
  look.policy_ended = !now || !now->active;
  look.trigger = holds(policy.terms.trigger, after);
  look.resolved = !after.open;
  look.worked = before && is_work(w, *before, after);
  look.is_acknowledged = static_cast<bool>(after.acknowledged_at);
  look.acknowledges = before && after.acknowledged_at && after.acknowledged_at != before->acknowledged_at;
  look.by = w.who.person;
  // What is over or not meant asks no clock: nothing begins or goes on by its point.
  if (policy.terms.point && look.over.empty() && look.gone.empty()) look_at_clocks(escalating, w, *policy.terms.point, change, look);
  return look;
}

Standing standing_of(const Incident& i) {
  if (i.merged_into || i.state == incident::State::closed || i.state == incident::State::cancelled) return Standing::over;
  return i.open ? Standing::open : Standing::resolved;
}

bool stays_escalated(Escalating& escalating, Work& w, Change& change) {
  const Incident& i = change.after.incident();
  if (standing_of(i) != Standing::open) return false;
  return std::ranges::any_of(escalations_of(w.tx.db(), i.id), [&](const Escalation& e) {
    if (e.cycle != i.cycle || !is_unanswered(e)) return false;
    const Ways ways = ways_of(escalating, w.tx.db(), e, w.catalogue);
    if (!ways) return true;
    const Look look = look_of(escalating, w, *ways.policy, change);
    Escalation after = follow(e, ways.policy->terms, *ways.hours, look);
    acknowledge_late(after, look);
    return is_unanswered(after);
  });
}

void mark_incident(Work& w, Id id) {
  const auto before = w.tx.find<Incident>(id);
  if (!before) return;
  const auto all = escalations_of(w.tx.db(), id);
  const bool escalated = standing_of(*before) == Standing::open &&
                         std::ranges::any_of(all, [&](const Escalation& e) { return e.cycle == before->cycle && is_unanswered(e); });
  if (escalated == before->escalated.value_or(false)) return;
  Incident after = *before;
  after.escalated = escalated;
  w.tx.update(*before, after, {.kind = std::string(incident::due_changed), .root = id});
}

void save_escalation(store::Tx& tx, const Escalation& before, Escalation& after, std::string_view why) {
  const auto reason = Why().add("reason", after.open ? why : std::string_view(after.why));
  if (!tx.update(before, after, {.kind = std::string(kind_of(before, after)), .root = after.incident, .why = reason.json()})) return;
  if (look_at(before) == look_at(after)) return;
  if (const Time at = look_at(after)) tx.arm(timer_escalation, "escalation", after.id, at);
  else tx.disarm(timer_escalation, "escalation", after.id);
}

}  // namespace evenkeel::escalation
