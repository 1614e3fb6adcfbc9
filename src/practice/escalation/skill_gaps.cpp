#include "practice/escalation/skill_gaps.hpp"

#include <algorithm>

#include "practice/calendar/business_time.hpp"

namespace evenkeel::escalation {
namespace {

Id active_named(const service::Snapshot& catalogue, std::string_view kind, const std::string& name) {
  for (const Id id : catalogue.named(kind, name))
    if (std::get<bool>((*catalogue.find(kind, id))["active"])) return id;
  return {};
}

/// What incidents may ask for that come to this team.
std::set<Id> asked_of(const service::Snapshot& catalogue, Id team) {
  std::set<Id> skills;
  const auto add = [&](const auto& list) {
    for (const auto* one : list)
      if (!team || !one->team || one->team == team) skills.insert(one->skills.begin(), one->skills.end());
  };
  add(catalogue.active<service::Service>());
  add(catalogue.active<service::Category>());
  std::erase_if(skills, [&](Id id) {
    const auto* skill = catalogue.get<service::Skill>(id);
    return !skill || !skill->active;
  });
  return skills;
}

void add_demands(const service::Snapshot& catalogue, const std::shared_ptr<const Policy>& policy, const Whom& whom,
                 std::vector<SkillDemand>& out) {
  if (whom.kind != WhomKind::roster || whom.choice == Choice::none) return;
  const auto* roster = catalogue.get<service::Roster>(active_named(catalogue, "roster", whom.name));
  if (!roster) return;
  std::set<Id> skills;
  if (whom.choice == Choice::needed) skills = asked_of(catalogue, roster->team);
  else if (const Id named = active_named(catalogue, "skill", whom.skill)) skills = {named};
  for (const Id skill : skills) {
    SkillDemand demand{roster->id, skill, policy};
    const auto same = [&](const SkillDemand& other) { return other.key() == demand.key(); };
    if (std::ranges::none_of(out, same)) out.push_back(std::move(demand));
  }
}

}  // namespace

std::vector<SkillDemand> skill_demands(const service::Snapshot& catalogue, const Policies& policies) {
  std::vector<SkillDemand> demands;
  for (const auto& policy : policies) {
    for (const Step& step : policy->terms.steps)
      for (const Whom& whom : step.whom) add_demands(catalogue, policy, whom, demands);
    for (const Whom& whom : policy->terms.fallback) add_demands(catalogue, policy, whom, demands);
  }
  return demands;
}

std::vector<SkillGap> skill_gaps_in(const std::vector<roster::Stretch>& stretches, const calendar::WorkingHours* covered,
                                    const std::set<Id>& having) {
  std::vector<SkillGap> gaps;
  const auto add = [&](Time from, Time until, const std::vector<Id>& on_duty) {
    if (!gaps.empty() && gaps.back().until == from && gaps.back().on_duty == on_duty) gaps.back().until = until;
    else gaps.push_back({from, until, on_duty});
  };
  for (const roster::Stretch& stretch : stretches) {
    std::vector<Id> on_duty;
    for (const roster::Shift& shift : stretch.people)
      if (shift.part == roster::Part::on_duty) on_duty.push_back(shift.person);
    if (on_duty.empty() || std::ranges::any_of(on_duty, [&](Id id) { return having.contains(id); })) continue;
    if (!covered) {
      add(stretch.from, stretch.until, on_duty);
      continue;
    }
    for (const auto& open : calendar::open_stretches(*covered, stretch.from, stretch.until)) add(open.from, open.until, on_duty);
  }
  return gaps;
}

}  // namespace evenkeel::escalation
