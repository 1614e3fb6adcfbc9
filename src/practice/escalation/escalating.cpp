#include "practice/escalation/escalating.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/escalation/answer.hpp"
#include "practice/escalation/escalation_store.hpp"
#include "practice/escalation/escalation_work.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/accounts.hpp"
#include "practice/service/lookup.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using incident::Why;
using incident::Work;
using service::EscalationTrigger;
using store::Timer;
using store::Tx;

/// The escalations of one incident after one change of it.
class Following {
 public:
  Following(Escalating& escalating, Work& w, const Incident* before, const Incident& after)
      : escalating_(escalating),
        w_(w),
        before_(before),
        after_(after),
        seen_(after, service::lookup_in(*w.catalogue)),
        change_{before, seen_} {}

  void run() {
    if (before_) known_ = escalations_to_follow(w_.tx.db(), after_.id, after_.cycle);
    for (Escalation& e : known_)
      if (e.open || e.ending == Ending::exhausted) go_on(e);
    for (const auto& policy : *escalating_.book.active(w_.catalogue)) begin_one(*policy);
  }

 private:
  void go_on(Escalation& e) {
    const Ways ways = ways_of(escalating_, w_.tx.db(), e, w_.catalogue);
    if (!ways) return;
    Look look = look_of(escalating_, w_, *ways.policy, change_);
    if (e.cycle != after_.cycle) look.over = "the incident is in another cycle";
    Escalation now = follow(e, ways.policy->terms, *ways.hours, look);
    acknowledge_late(now, look);
    save_escalation(w_.tx, e, now);
    e = now;
  }

  /// What it begins with came about by this very change.
  bool is_new(const Policy& policy, const Look& look) const {
    if (!before_ || before_->cycle != after_.cycle) return true;
    if (policy.terms.trigger == EscalationTrigger::unassigned) return static_cast<bool>(before_->assignee);
    return policy.terms.trigger == EscalationTrigger::no_update && look.worked;
  }

  bool is_of(const Escalation& e, const Policy& policy) const { return e.policy == policy.policy.id && e.cycle == after_.cycle; }

  bool runs(const Policy& policy) const {
    return std::ranges::any_of(known_, [&](const Escalation& e) { return e.open && is_of(e, policy); });
  }

  /// One was all that this cycle has of it. What ended because its reason went away may begin again with it.
  bool was_all(const Policy& policy, const Look& look) const {
    return !is_new(policy, look) && std::ranges::any_of(known_, [&](const Escalation& e) {
      if (!is_of(e, policy)) return false;
      return e.ending == Ending::exhausted || (e.ending == Ending::acknowledged && after_.acknowledged_at);
    });
  }

  void begin_one(const Policy& policy) {
    if (runs(policy)) return;
    const Look look = look_of(escalating_, w_, policy, change_);
    if (!look.gone.empty() || was_all(policy, look)) return;
    const auto hours = escalating_.clockwork.book.hours_of_now(w_.catalogue, policy.policy.calendar);
    auto begun = begin(policy.terms, *hours, look);
    if (!begun) return;
    begun->id = w_.tx.new_id();
    begun->incident = after_.id;
    begun->cycle = after_.cycle;
    begun->policy = policy.policy.id;
    begun->edition = policy.policy.version;
    begun->terms = policy.digest;
    agreement::pin(w_.tx, policy.digest, policy.body);
    const auto why = Why().add("policy", policy.policy.name).add("applies", policy.terms.applies.words);
    w_.tx.insert(*begun, {.kind = "escalation.begun", .root = after_.id, .why = why.json()});
    if (const Time at = look_at(*begun)) w_.tx.arm(timer_escalation, "escalation", begun->id, at);
  }

  Escalating& escalating_;
  Work& w_;
  const Incident* before_;
  const Incident& after_;
  agreement::Seen seen_;
  Change change_;
  std::vector<Escalation> known_;
};

Status look_again(Escalating& escalating, Work& w, const Timer& timer) {
  const auto before = w.tx.find<Escalation>(timer.subject);
  if (!before || !before->open) return Done{};
  const auto incident = w.tx.find<Incident>(before->incident);
  const Ways ways = ways_of(escalating, w.tx.db(), *before, w.catalogue);
  if (!incident || !ways) return error(Fault::internal, "escalation.unreadable", "The words of this escalation cannot be read.");
  agreement::Seen seen(*incident, service::lookup_in(*w.catalogue));
  Change change{nullptr, seen};
  const Look look = look_of(escalating, w, *ways.policy, change);
  Escalation after = follow(*before, ways.policy->terms, *ways.hours, look);
  const auto due = take(after, ways.policy->terms, *ways.hours, w.tx.now());
  save_escalation(w.tx, *before, after);
  // The row of the timer was claimed.
  if (const Time at = look_at(after)) w.tx.arm(timer_escalation, "escalation", after.id, at);
  perform(escalating, w, *ways.policy, after, due);
  mark_incident(w, after.incident);
  return Done{};
}

/// A confidential incident is read by its own team alone.
bool is_way_to_its_team(Tx& tx, const Incident& i, const store::Outgoing& out) {
  if (!i.confidential) return true;
  if (!i.team) return false;
  if (out.point) {
    const auto point = contact::find_point(tx.db(), out.point);
    return point && point->team == i.team;
  }
  const auto team = tx.find<service::Team>(i.team);
  return team && !team->mail.empty() && team->mail == out.address;
}

/// What was decided on stays so until this is committed: another node that acknowledges waits, or this one decides again.
void hold_still(Tx& tx, const record::Record& incident) {
  if (tx.db().engine() == store::Engine::postgres)
    tx.db().execute_one("UPDATE incident SET version = version WHERE id = $1 AND version = $2",
                        {store::Param(incident.id()), store::Param(incident.version())});
}

/// Why it need not reach anybody any more; empty when it must.
std::string unwanted(Tx& tx, const store::Outgoing& out) {
  const auto e = tx.find<Escalation>(cause_of(out.body));
  const auto found = tx.find(record::type_of<Incident>(), out.subject);
  if (!e || !found) return "the escalation is gone";
  const auto i = record::from_record<Incident>(*found);
  if (!still_wanted(*e, standing_of(i))) return "it was acknowledged, resolved or ended before the message left";
  if (out.created < e->begun_at) return "something was done since, and the time counts anew";
  hold_still(tx, *found);
  if (!out.person) return is_way_to_its_team(tx, i, out) ? std::string() : "the incident is confidential now, and this is not its team";
  const auto person = tx.find<people::Person>(out.person);
  if (!person || !person->active || person->erased) return "the person is not active any more";
  if (!incident::may_see(people::principal_of(*person), *found)) return "the person may not see the incident any more";
  return {};
}

}  // namespace

incident::Reaction escalation_reaction(Escalating& escalating) {
  return [&escalating](Work& w, const Incident* before, const Incident& after) {
    if (w.catalogue->ids("escalation_policy").empty()) return;
    Following(escalating, w, before, after).run();
  };
}

incident::Derivation escalation_derivation(Escalating& escalating) {
  return [&escalating](Work& w, const Incident* before, Incident& after) {
    if (!before || !before->escalated.value_or(false)) return;
    agreement::Seen seen(after, service::lookup_in(*w.catalogue));
    Change change{before, seen};
    after.escalated = stays_escalated(escalating, w, change);
  };
}

store::TimerHandlers escalation_timer_handlers(Escalating& escalating) {
  auto all = calendar_walk(escalating);
  all.emplace(timer_escalation, [&escalating, who = people::system_principal("escalation")](Tx& tx, const Timer& timer) -> Status {
    Work w(tx, escalating.ground, who);
    return look_again(escalating, w, timer);
  });
  return all;
}

bool message_wanted(Tx& tx, const store::Outgoing& out) {
  if (out.kind != message_escalation) return true;
  const std::string why = unwanted(tx, out);
  if (why.empty()) return true;
  tx.log("incident", out.subject, {"incident.escalation_dropped", out.subject, Why().add("reason", why).add("person", out.person).json()});
  return false;
}

}  // namespace evenkeel::escalation
