#include "practice/escalation/foresight.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "practice/agreement/clock_work.hpp"
#include "practice/incident/intake.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/lookup.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Incident;
using service::EscalationTrigger;

class Seer {
 public:
  Seer(Escalating& escalating, const OnCall& on_call, store::Connection& db, SnapshotPtr catalogue, Time at)
      : escalating_(escalating), on_call_(on_call), db_(db), catalogue_(std::move(catalogue)), at_(at) {
    lookup_ = service::lookup_in(*catalogue_);
  }

  Foresight see(Incident incident, int most) {
    Foresight sight;
    sight.incident = std::move(incident);
    agreement::Seen seen(sight.incident, lookup_);
    for (const auto& policy : *escalating_.book.active(catalogue_)) {
      Taking taking = judge(policy, seen);
      if (taking.applies && taking.begins_at) add_steps(taking, sight, most);
      sight.policies.push_back(std::move(taking));
    }
    std::ranges::stable_sort(sight.sequence, {}, &Foreseen::at);
    if (static_cast<int>(sight.sequence.size()) > most) sight.more = true, sight.sequence.resize(static_cast<std::size_t>(most));
    follow_hands(sight);
    return sight;
  }

 private:
  Taking judge(const std::shared_ptr<const Policy>& policy, agreement::Seen& seen) {
    static const condition::Asker nobody;
    Taking taking{policy, false, {}, {}};
    const Terms& terms = policy->terms;
    if (!terms.applies.when.evaluate(seen.facts().record, nobody, lookup_)) {
      taking.why = "its condition does not hold: " + terms.applies.words;
      return taking;
    }
    if (terms.trigger == EscalationTrigger::unassigned && seen.incident().assignee) {
      taking.why = "somebody would have it";
      return taking;
    }
    taking.applies = true;
    taking.why = terms.applies.words;
    taking.begins_at = at_;
    if (!terms.point) return taking;
    const auto point = point_of(*terms.point, seen);
    taking.begins_at = point.value_or(Time{});
    if (!point) taking.why = "no clock would reach this point";
    return taking;
  }

  /// The earliest of the clocks that would run.
  std::optional<Time> point_of(const Point& point, agreement::Seen& seen) {
    std::optional<Time> earliest;
    for (const auto& offer : *escalating_.clockwork.book.offers(catalogue_)) {
      const auto* target = agreement::target_of(*offer, point.target);
      if (!target || !agreement::gone_for(offer->agreement, seen.incident()).empty()) continue;
      const auto look = agreement::look_of(*offer, *target, nullptr, seen);
      if (!look.gone.empty() || !look.starts || !look.stop.empty() || look.goal.empty()) continue;
      const agreement::Course course{{at_, agreement::Turning::begun, {}}, {at_, agreement::Turning::goal, look.goal}};
      const bool breach = point.percent == 100;
      const int percents[] = {point.percent};
      const auto hours = escalating_.clockwork.book.hours_of_now(catalogue_, offer->agreement.calendar);
      const auto r = agreement::reckon(course, *hours, breach ? std::span<const int>() : std::span<const int>(percents), at_);
      const auto reached = breach ? r.due : r.warnings.front().at;
      if (reached && (!earliest || *reached < *earliest)) earliest = reached;
    }
    return earliest;
  }

  void add_steps(const Taking& taking, Foresight& sight, int most) {
    const auto hours = escalating_.clockwork.book.hours_of_now(catalogue_, taking.policy->policy.calendar);
    Look look;
    look.at = taking.begins_at;
    Terms terms = taking.policy->terms;
    terms.trigger = EscalationTrigger::logged;  // it has begun: what it waited for has come
    const auto begun = begin(terms, *hours, look);
    if (!begun) return;
    for (const Due& due : ahead(*begun, taking.policy->terms, *hours, most + 1)) {
      if (due.at > at_ + foreseen_us) {
        sight.more = true;
        break;
      }
      sight.sequence.push_back({due.at, taking.policy, due.round, due.step, {}, {}});
    }
  }

  /// In order: what one step hands on is another team's for those after it.
  void follow_hands(Foresight& sight) {
    Incident i = sight.incident;
    for (Foreseen& one : sight.sequence) {
      const Step& step = one.policy->terms.steps[static_cast<std::size_t>(one.step)];
      one.outcome = reach_step({db_, *catalogue_, on_call_, one.at}, i, one.policy->terms, step, one.reached);
      if (!step.does(Deed::reassign) || one.outcome != Outcome::taken || i.confidential) continue;
      if (one.reached.team) i.team = one.reached.team, i.assignee = {};
      else i.assignee = one.reached.people.front().id;
    }
  }

  Escalating& escalating_;
  const OnCall& on_call_;
  store::Connection& db_;
  SnapshotPtr catalogue_;
  Time at_;
  condition::Lookup lookup_;
};

}  // namespace

OnCall remembering(const OnCall& on_call) {
  if (!on_call) return {};
  auto known = std::make_shared<std::map<std::pair<Id, Time>, OnDuty>>();
  return [on_call, known](store::Connection& db, const service::Snapshot& catalogue, Id roster, Time at) {
    const auto [found, fresh] = known->try_emplace({roster, at});
    if (fresh) found->second = on_call(db, catalogue, roster, at);
    return found->second;
  };
}

Result<Foresight> foresee(Escalating& escalating, store::Connection& db, Incident given, Time at, int most) {
  return foresee(escalating, escalating.on_call, db, std::move(given), at, most);
}

Result<Foresight> foresee(Escalating& escalating, const OnCall& on_call, store::Connection& db, Incident given, Time at, int most) {
  const auto catalogue = escalating.ground.catalogue.now();
  const auto assignee = given.assignee ? people::find_person(db, given.assignee) : std::nullopt;
  const std::int64_t priority = given.priority;
  const incident::Surroundings around{*catalogue, nullptr, assignee ? &*assignee : nullptr, nullptr};
  if (given.title.empty()) given.title = "Supposed";
  TRY(auto supposed, incident::decide_create(std::move(given), people::system_principal("foresight"), around, at));
  if (priority) {
    supposed.priority = priority;
    supposed.priority_overridden = true;
  }
  return Seer(escalating, on_call, db, catalogue, at).see(std::move(supposed), most);
}

}  // namespace evenkeel::escalation
