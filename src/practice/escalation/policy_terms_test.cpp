// What the words of a policy mean, and which are refused with the field that is wrong.
#include "practice/escalation/policy_terms.hpp"

#include <gtest/gtest.h>

#include "practice/incident/incident.hpp"

namespace evenkeel::escalation {
namespace {

using service::EscalationPolicy;
using service::EscalationStop;
using service::EscalationTrigger;

const condition::Vocabulary& words() {
  static const auto vocabulary = agreement::words_for(record::type_of<incident::Incident>(), {});
  return vocabulary;
}
EscalationPolicy with_steps(std::string steps) {
  EscalationPolicy policy;
  policy.steps = std::move(steps);
  return policy;
}
/// "code pointer" of everything that is wrong.
std::vector<std::string> wrong_with(const EscalationPolicy& policy) {
  std::vector<std::string> out;
  const auto terms = read_policy(policy, words());
  if (!terms)
    for (const Problem& p : terms.error().problems) out.push_back(p.code + " " + p.field);
  return out;
}
using Wrong = std::vector<std::string>;

TEST(PolicyTerms, a_line_is_a_step_with_its_delay_its_deeds_and_whom) {
  const auto terms =
      read_policy(with_steps("at once tell assignee, team \"Network, east\"\n\nafter 15m in hours tell and involve manager 2 of team\n"
                             "after 2h elapsed reassign next team"),
                  words());
  ASSERT_TRUE(terms) << terms.error().first().text;
  ASSERT_EQ(terms->steps.size(), 3u);
  const auto& [first, second, third] = std::tie(terms->steps[0], terms->steps[1], terms->steps[2]);
  EXPECT_EQ(first.delay.amount, 0);
  ASSERT_EQ(first.whom.size(), 2u);
  EXPECT_EQ(first.whom[0].kind, WhomKind::assignee);
  EXPECT_EQ(first.whom[1].kind, WhomKind::team);
  EXPECT_EQ(first.whom[1].name, "Network, east");
  EXPECT_EQ(first.words, "at once tell assignee, team \"Network, east\"");
  EXPECT_TRUE(second.in_hours);
  EXPECT_EQ(second.delay, (calendar::Span{calendar::Measure::working_time, 15 * us_per_minute}));
  EXPECT_EQ(second.deeds, (std::vector{Deed::tell, Deed::involve}));
  EXPECT_EQ(second.whom[0].level, 2);
  EXPECT_FALSE(second.whom[0].of_assignee);
  EXPECT_EQ(third.delay.measure, calendar::Measure::elapsed);
  EXPECT_EQ(third.whom[0].kind, WhomKind::next_team);
}

TEST(PolicyTerms, everybody_whom_a_step_can_name) {
  const auto terms =
      read_policy(with_steps("at once tell assignee, team, next team, person boss.of-it, manager of assignee, role incident_manager, "
                             "supplier, service owner, roster \"Network\""),
                  words());
  ASSERT_TRUE(terms) << terms.error().first().text;
  const std::vector kinds{WhomKind::assignee, WhomKind::team,     WhomKind::next_team, WhomKind::person, WhomKind::manager,
                          WhomKind::role,     WhomKind::supplier, WhomKind::owner,     WhomKind::roster};
  ASSERT_EQ(terms->steps[0].whom.size(), kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(terms->steps[0].whom[i].kind, kinds[i]);
  EXPECT_TRUE(terms->steps[0].whom[4].of_assignee);
}

TEST(PolicyTerms, lines_that_are_no_steps) {
  EXPECT_EQ(wrong_with(with_steps("")), (Wrong{"escalation.no_step /steps"}));
  EXPECT_EQ(wrong_with(with_steps("after 15m")), (Wrong{"escalation.step /steps"}));
  EXPECT_EQ(wrong_with(with_steps("tell team")), (Wrong{"escalation.delay /steps"}));
  EXPECT_EQ(wrong_with(with_steps("after 2d tell team")), (Wrong{"escalation.delay /steps"}));
  EXPECT_EQ(wrong_with(with_steps("after soon tell team")), (Wrong{"escalation.delay /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell")), (Wrong{"escalation.whom /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell everybody")), (Wrong{"escalation.whom /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell team,")), (Wrong{"escalation.whom /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell manager 0 of team")), (Wrong{"escalation.whom /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell role king")), (Wrong{"escalation.role /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell role caller")), (Wrong{"escalation.role /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell team \"Network")), (Wrong{"escalation.quote /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once tell and tell team")), (Wrong{"escalation.step /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once reassign next team, supplier")), (Wrong{"escalation.reassign /steps"}));
  EXPECT_EQ(wrong_with(with_steps("at once reassign role technician")), (Wrong{"escalation.reassign /steps"}));
  std::string long_one;
  for (std::size_t i = 0; i <= steps_most; ++i) long_one += "after 1m tell team\n";
  EXPECT_EQ(wrong_with(with_steps(long_one)), (Wrong{"escalation.too_long /steps"}));
  EXPECT_EQ(wrong_with(with_steps("after 2d tell team\nat once tell nobody")),
            (Wrong{"escalation.delay /steps", "escalation.whom /steps"}));
}

TEST(PolicyTerms, points_of_clocks) {
  auto policy = with_steps("at once tell team");
  policy.trigger = EscalationTrigger::clock;
  policy.point = "restoration 75%";
  EXPECT_EQ(read_policy(policy, words())->point->percent, 75);
  policy.point = "restoration breached";
  EXPECT_EQ(read_policy(policy, words())->point->percent, 100);
  for (const auto* text : {"", "restoration", "restoration 0%", "restoration 101%", "restoration 75", "restoration 75% more"}) {
    policy.point = text;
    EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.point /point"})) << text;
  }
  policy.trigger = EscalationTrigger::logged;
  policy.point = "restoration 75%";
  EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.point /point"}));
}

TEST(PolicyTerms, what_would_go_round_for_ever_or_all_at_once) {
  auto policy = with_steps("after 15m tell team");
  policy.repeat = 3;
  EXPECT_EQ(wrong_with(policy), (Wrong{}));
  policy.stops = EscalationStop::never;
  EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.never_stops /repeat"}));
  policy.stops = EscalationStop::resolved;
  policy.steps = "at once tell team";
  EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.no_pause /steps"}));
}

TEST(PolicyTerms, conditions_and_what_somebody_who_acknowledged_is_trusted_for) {
  auto policy = with_steps("after 15m tell team");
  policy.applies = "caller.vip = true";
  EXPECT_EQ(wrong_with(policy), (Wrong{"condition.unknown_field /applies"}));
  policy.applies = "assignee = me";
  EXPECT_EQ(wrong_with(policy), (Wrong{"agreement.not_a_fact /applies"}));
  policy.applies = "priority = 1 and team.name = \"Network\"";
  policy.acknowledged_for = "30m";
  EXPECT_EQ(read_policy(policy, words())->acknowledged_for->amount, 30 * us_per_minute);
  policy.acknowledged_for = "0m";
  EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.delay /acknowledged_for"}));
  policy.acknowledged_for = "30m";
  policy.stops = EscalationStop::resolved;
  EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.acknowledged_for /acknowledged_for"}));
  policy.fallback = "role nobody";
  EXPECT_EQ(wrong_with(policy), (Wrong{"escalation.role /fallback", "escalation.acknowledged_for /acknowledged_for"}));
}

}  // namespace
}  // namespace evenkeel::escalation
