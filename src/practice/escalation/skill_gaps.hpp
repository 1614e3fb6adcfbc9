// Hours in which a step that chooses by a skill would find nobody on call who has it: everybody would be told, and perhaps nobody could
// help. Known beforehand from policies, rosters and the skills of people.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "practice/escalation/policy_book.hpp"
#include "practice/roster/duty.hpp"
#include "practice/service/skill.hpp"

namespace evenkeel::escalation {

/// A policy that asks for a skill on a roster.
struct SkillDemand {
  Id roster, skill;
  std::shared_ptr<const Policy> policy;
  auto key() const { return std::tie(roster, skill); }
};

struct SkillGap {
  Time from, until;
  std::vector<Id> on_duty;  // who is on call then
  bool operator==(const SkillGap&) const = default;
};

/// What the steps of these policies choose by, once for each roster and skill: the skill that is named; of needed skills what the services
/// and categories ask for whose team is the roster's, or that have none.
std::vector<SkillDemand> skill_demands(const service::Snapshot& catalogue, const Policies& policies);

/// Where people are on duty and none of them is among `having`, within the hours that are to be covered (none: always). Pure.
std::vector<SkillGap> skill_gaps_in(const std::vector<roster::Stretch>& stretches, const calendar::WorkingHours* covered,
                                    const std::set<Id>& having);

}  // namespace evenkeel::escalation
