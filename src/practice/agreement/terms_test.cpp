// What an agreement's words mean for an incident, and which are refused. Case numbers C.. are those of docs/clock-cases.md.
#include "practice/agreement/terms.hpp"

#include <gtest/gtest.h>

#include "practice/agreement/definition_rules.hpp"
#include "practice/agreement/templates.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::agreement {
namespace {

using incident::Incident;
using service::Agreement;

const condition::Vocabulary& words() {
  static const auto vocabulary = words_for(record::type_of<Incident>(), {});
  return vocabulary;
}
Agreement with_goals(std::string goals) {
  Agreement agreement;
  agreement.goals = std::move(goals);
  return agreement;
}
/// "code pointer" of everything that is wrong.
std::vector<std::string> wrong_with(const Agreement& agreement) {
  std::vector<std::string> out;
  const auto terms = read_terms(agreement, words());
  for (const Problem& p : terms ? problems_in(*terms, words()) : terms.error().problems) out.push_back(p.code + " " + p.field);
  return out;
}
using Wrong = std::vector<std::string>;

/// A catalogue of one team and one organisation.
const record::Record* look_up(std::string_view kind, Id id) {
  static const auto team = [] {
    service::Team t;
    t.id = {5};
    t.name = "Network";
    return record::to_record(t);
  }();
  return kind == "team" && id == Id{5} ? &team : nullptr;
}
Look look(const Agreement& agreement, const std::string& target, const Incident& i) {
  const auto terms = read_terms(agreement, words());
  EXPECT_TRUE(terms) << (terms ? "" : terms.error().first().text);
  const record::Record facts = record::to_record(i);
  const condition::Lookup lookup = look_up;
  for (const Target& t : terms->targets)
    if (t.name == target) return look_at(*terms, t, {facts, lookup});
  ADD_FAILURE() << target;
  return {};
}

TEST(Terms, the_first_goal_that_fits_counts) {
  const auto agreement = with_goals(
      "restoration 4h when priority = 1\nrestoration, resolution 2 working days when priority <= 3\n\n"
      "restoration 1h when team.name = \"Network\"");
  Incident i;
  i.priority = 1;
  EXPECT_EQ(look(agreement, "restoration", i).goal, "4h");
  i.priority = 3;
  EXPECT_EQ(look(agreement, "restoration", i).goal, "2 working days");
  EXPECT_EQ(look(agreement, "resolution", i).goal, "2 working days");
  i.priority = 4;
  EXPECT_EQ(look(agreement, "restoration", i).goal, "");
  EXPECT_EQ(look(agreement, "restoration", i).gone, "no goal is for it");
  i.team = {5};
  EXPECT_EQ(look(agreement, "restoration", i).goal, "1h");
}

TEST(Terms, say_why_a_clock_pauses_and_stops) {
  auto agreement = with_goals("acknowledgement 15m\nrestoration 4h");
  agreement.pauses = "restoration when state = on_hold and hold_kind in (caller, supplier)";
  Incident i;
  EXPECT_EQ(look(agreement, "restoration", i).pause, "");
  i.state = incident::State::on_hold;
  i.hold_kind = incident::HoldKind::caller;
  EXPECT_EQ(look(agreement, "restoration", i).pause, "state = on_hold and hold_kind in (caller, supplier)");
  EXPECT_EQ(look(agreement, "acknowledgement", i).pause, "") << "C29: a hold does not excuse an acknowledgement";
  i.acknowledged_at = {1};
  EXPECT_EQ(look(agreement, "acknowledgement", i).stop, "acknowledged_at is present");
  EXPECT_EQ(look(agreement, "restoration", i).stop, "");
}

TEST(Terms, c22_response_is_the_first_answer_and_update_is_another_matter) {
  const auto agreement = with_goals("response 1h\nupdate 2h");
  Incident i;
  i.first_response_at = {1};
  EXPECT_EQ(look(agreement, "response", i).stop, "first_response_at is present");
  EXPECT_EQ(look(agreement, "update", i).stop, "");
  i.open = false;
  EXPECT_EQ(look(agreement, "update", i).stop, "open = false");
}

TEST(Terms, c23_an_answer_is_promised_from_the_first_question_that_is_open) {
  const auto agreement = with_goals("answer 2h");
  const auto terms = read_terms(agreement, words());
  ASSERT_TRUE(terms);
  const Target& answer = terms->targets.front();
  Incident quiet, asked;
  quiet.open = asked.open = true;
  asked.caller_waits_since = Time{100};
  EXPECT_FALSE(look(agreement, "answer", quiet).starts);
  EXPECT_NE(look(agreement, "answer", quiet).pause, "");
  EXPECT_TRUE(look(agreement, "answer", asked).starts);
  EXPECT_EQ(look(agreement, "answer", asked).pause, "");
  EXPECT_FALSE(promised_anew(answer, nullptr, asked));
  EXPECT_TRUE(promised_anew(answer, &quiet, asked));
  Incident earlier = asked;
  earlier.caller_waits_since = Time{50};
  EXPECT_FALSE(promised_anew(answer, &asked, earlier)) << "one more question, or one that came by a merge";
  EXPECT_FALSE(promised_anew(answer, &asked, quiet)) << "answered";
  Incident commented = quiet;
  ++commented.comments_by_staff;
  EXPECT_FALSE(promised_anew(answer, &quiet, commented)) << "what nobody asked for";
}

TEST(Terms, a_workaround_restores_and_does_not_resolve) {
  const auto agreement = with_goals("restoration, resolution 4h");
  Incident i;
  i.resolved_at = {1};
  i.workaround = true;
  EXPECT_NE(look(agreement, "restoration", i).stop, "");
  EXPECT_EQ(look(agreement, "resolution", i).stop, "");
  i.workaround = false;
  EXPECT_NE(look(agreement, "resolution", i).stop, "");
}

TEST(Terms, c21_reopening_is_a_policy_of_each_target) {
  auto agreement = with_goals("acknowledgement 15m\nrestoration 4h\nresolution 8h");
  agreement.reopening = "resolution resume";
  const auto terms = read_terms(agreement, words());
  ASSERT_TRUE(terms);
  EXPECT_EQ(terms->targets[0].reopening, Reopening::stay);
  EXPECT_EQ(terms->targets[1].reopening, Reopening::restart);
  EXPECT_EQ(terms->targets[2].reopening, Reopening::resume);
}

TEST(Terms, warnings_are_percents_in_order) {
  auto agreement = with_goals("restoration 4h");
  agreement.warnings = "90%, 50,75, 50";
  const auto terms = read_terms(agreement, words());
  ASSERT_TRUE(terms);
  EXPECT_EQ(terms->warn_percents, (std::vector<int>{50, 75, 90}));
}

TEST(Terms, what_is_wrong_is_said_with_its_field_and_all_at_once) {
  EXPECT_EQ(wrong_with(with_goals("")), Wrong{"agreement.no_goal /goals"});
  EXPECT_EQ(wrong_with(with_goals("restoration 2d")), Wrong{"agreement.span /goals"});
  EXPECT_EQ(wrong_with(with_goals("restoration 0h")), Wrong{"agreement.span /goals"});
  EXPECT_EQ(wrong_with(with_goals("Restoration! 4h")), Wrong{"agreement.target /goals"});
  EXPECT_EQ(wrong_with(with_goals("restoration 4h when prio = 1")), Wrong{"condition.unknown_field /goals"});
  EXPECT_EQ(wrong_with(with_goals("restoration 4h\nrestoration 1h when priority = 1")), Wrong{"agreement.never_used /goals"});
  EXPECT_EQ(wrong_with(with_goals("diagnosis 4h")), Wrong{"agreement.never_stops /stops"});
  auto agreement = with_goals("restoration 4h");
  agreement.applies = "caller.vip = true";
  agreement.pauses = "acknowledgement when state = on_hold";
  agreement.stops = "restoration 4h";
  agreement.reopening = "restoration sometimes";
  agreement.warnings = "50, often";
  EXPECT_EQ(wrong_with(agreement), (Wrong{"condition.unknown_field /applies", "agreement.target /pauses", "agreement.line /stops",
                                          "agreement.line /reopening", "agreement.warnings /warnings"}));
}

TEST(Terms, c7_conditions_speak_of_facts_and_not_of_who_looks_or_when) {
  auto agreement = with_goals("restoration 4h");
  agreement.pauses = "restoration when opened_at < now - 2h";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.not_a_fact /pauses"});
  agreement.pauses = "restoration when assignee = me or team in my_teams";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.not_a_fact /pauses"});
  agreement.pauses = "restoration when organisation in my_organisations";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.not_a_fact /pauses"});
  agreement.pauses = "restoration when title = \"now and me\"";
  EXPECT_EQ(wrong_with(agreement), Wrong{});
}

TEST(Terms, conditions_do_not_turn_in_a_circle_with_what_clocks_say) {
  auto agreement = with_goals("restoration 4h");
  agreement.pauses = "restoration when breached = true";
  EXPECT_EQ(wrong_with(agreement), Wrong{"condition.unknown_field /pauses"});
  agreement.pauses = "restoration when due_at is present";
  EXPECT_EQ(wrong_with(agreement), Wrong{"condition.unknown_field /pauses"});
}

TEST(Templates, can_be_taken_up_as_they_are) {
  std::set<std::string_view> keys;
  for (const auto& one : agreement_templates()) {
    EXPECT_TRUE(keys.insert(one.key).second) << one.key;
    const auto agreement = agreement_of(one, {5});
    EXPECT_EQ(wrong_with(agreement), Wrong{}) << one.key;
    EXPECT_TRUE(record::validate(record::to_record(agreement))) << one.key;
  }
}

TEST(Templates, duties_by_law_are_elapsed_time_from_when_it_was_noticed) {
  const auto found = std::ranges::find(agreement_templates(), "nis2", &AgreementTemplate::key);
  ASSERT_NE(found, agreement_templates().end());
  const auto terms = read_terms(agreement_of(*found, {5}), words());
  ASSERT_TRUE(terms);
  ASSERT_EQ(terms->targets.size(), 3u);
  for (const Target& target : terms->targets) {
    EXPECT_FALSE(calendar::counts_hours(target.goals.at(0).span.measure)) << target.name;
    EXPECT_EQ(target.reopening, Reopening::stay) << target.name;
  }
  Incident i;
  i.tags = {"nis2-significant"};
  EXPECT_FALSE(look(agreement_of(*found, {5}), "final_report", i).starts);
  i.tags.push_back("nis2-notification");
  EXPECT_TRUE(look(agreement_of(*found, {5}), "final_report", i).starts);
  EXPECT_NE(look(agreement_of(*found, {5}), "notification", i).stop, "");
  EXPECT_NE(look(agreement_of(*found, {5}), "early_warning", i).stop, "");
}

TEST(Definition, c8_one_that_can_never_start_is_refused) {
  auto agreement = with_goals("restoration 4h");
  agreement.starts = "restoration when state = resolved";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.never_starts /starts"});
  agreement.starts.clear();
  agreement.applies = "state = new and acknowledged_at is present";
  EXPECT_EQ(wrong_with(agreement), Wrong{}) << "an answer may acknowledge before anybody takes it";
  agreement.applies = "state = closed";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.never_starts /applies"});
}

TEST(Definition, c8_a_condition_that_contradicts_itself_is_refused) {
  auto agreement = with_goals("restoration 4h");
  agreement.applies = "priority = 1 and priority = 2";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.never_holds /applies"});
  agreement.applies = "priority <= 2";
  agreement.goals = "restoration 4h when priority = 4\nrestoration 8h";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.never_holds /goals"}) << "it is never for it";
  agreement.goals = "restoration, response 4h when priority >= 2";
  agreement.pauses = "all when team.name = \"A\" and not team.name = \"A\"";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.never_holds /pauses"}) << "once for both targets";
  agreement.pauses = "all when team.name = \"A\" and state = on_hold";
  EXPECT_EQ(wrong_with(agreement), Wrong{});
}

TEST(Definition, c8_one_that_can_never_stop_is_refused) {
  auto agreement = with_goals("restoration 4h");
  agreement.stops = "restoration when state = new and resolved_at is present";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.never_stops /stops"});
  agreement.stops = "restoration when custom_nothing is present";
  EXPECT_EQ(wrong_with(agreement), Wrong{"condition.unknown_field /stops"});
  agreement.stops = "restoration when tags has \"back\"";
  EXPECT_EQ(wrong_with(agreement), Wrong{});
}

TEST(Definition, c8_one_that_always_pauses_is_refused) {
  auto agreement = with_goals("restoration 4h");
  agreement.pauses = "restoration when open = true";
  EXPECT_EQ(wrong_with(agreement), Wrong{"agreement.pauses_for_ever /pauses"});
  agreement.pauses = "restoration when open = true and priority = 5";
  EXPECT_EQ(wrong_with(agreement), Wrong{});
}

}  // namespace
}  // namespace evenkeel::agreement
