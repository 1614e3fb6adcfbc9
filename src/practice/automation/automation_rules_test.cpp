// Which rules match a change, what they make of it in which order, and that two which undo each other come to an end.
#include "practice/automation/automation_rules.hpp"

#include <gtest/gtest.h>

#include "practice/incident/story.hpp"

namespace evenkeel::automation {
namespace {

using Texts = std::vector<std::string>;

const condition::Vocabulary& words() {
  static const auto vocabulary = agreement::words_for(record::type_of<Incident>(), {});
  return vocabulary;
}
AutomationRule said(std::string name, AutomationTrigger trigger, std::string applies, std::string deeds) {
  AutomationRule rule;
  rule.version = 1;
  rule.name = std::move(name);
  rule.trigger = trigger;
  rule.applies = std::move(applies);
  rule.deeds = std::move(deeds);
  return rule;
}
RulePtr rule(const AutomationRule& of) {
  auto read = read_rule(of, words());
  EXPECT_TRUE(read) << (read ? "" : read.error().first().text);
  return std::make_shared<const Rule>(read ? std::move(*read) : Rule{});
}
RulePtr rule(std::string name, AutomationTrigger trigger, std::string applies, std::string deeds) {
  return rule(said(std::move(name), trigger, std::move(applies), std::move(deeds)));
}

class Rules_ : public testing::Test {
 protected:
  Rules_() {
    team_.id = Id{7};
    team_.name = "Network";
    team_.line = 2;
    ended_.id = Id{8};
    ended_.name = "Gone";
    ended_.active = false;
    catalogue_ = service::Snapshot::of(1, {record::to_record(team_), record::to_record(ended_)});
    incident_.id = Id{42};
    incident_.version = 1;
    incident_.title = "Router down";
    incident_.impact = "low";
    incident_.urgency = "medium";
    incident_.priority = 4;
  }
  Outcome opened(const Rules& rules) { return act(rules, nullptr, incident_, house()); }
  template <class Edit>
  Outcome changed(const Rules& rules, Edit edit) {
    const Incident before = incident_;
    edit(incident_);
    return act(rules, &before, incident_, house());
  }
  House house() const {
    return {*catalogue_, [](std::string_view) { return std::optional<people::Person>{}; }, incident::is_news, Time{1'000'000}};
  }
  /// "NAME: deed" or "NAME: deed: why not", in order.
  static Texts told(const Outcome& outcome) {
    Texts texts;
    for (const Firing& firing : outcome.firings)
      for (const Effect& effect : firing.effects)
        texts.push_back(firing.rule->rule.name + ": " + effect.deed->words + (effect.left_out.empty() ? "" : ": " + effect.left_out));
    return texts;
  }

  service::Team team_, ended_;
  std::shared_ptr<const service::Snapshot> catalogue_;
  Incident incident_;
};

TEST_F(Rules_, each_sees_what_those_before_it_did_and_says_it_in_the_incident) {
  const auto outcome = opened({rule("A", AutomationTrigger::opened, "title starts \"Router\"", "set team = \"Network\"\nadd tag \"wan\""),
                               rule("B", AutomationTrigger::opened, "team.name = \"Network\" and tags has \"wan\"", "set impact = high"),
                               rule("C", AutomationTrigger::opened, "team is absent", "note \"never\"")});
  EXPECT_EQ(told(outcome), (Texts{"A: set team = \"Network\"", "A: add tag \"wan\"", "B: set impact = high"}));
  EXPECT_EQ(incident_.team, Id{7});
  EXPECT_EQ(incident_.line, 2);
  EXPECT_EQ(incident_.impact, "high");
  EXPECT_LT(incident_.priority, 4);
  EXPECT_NE(incident_.why.text.find("rule A (version 1)"), std::string::npos);
  EXPECT_FALSE(outcome.loop);
}

TEST_F(Rules_, what_cannot_be_done_is_left_out_with_its_reason_and_the_rest_is_done) {
  const auto outcome =
      opened({rule("A", AutomationTrigger::opened, "",
                   "set team = \"Gone\"\nset service = \"Nowhere\"\nset urgency = purple\nset assignee = nobody\nadd tag \"x\"")});
  EXPECT_EQ(told(outcome), (Texts{"A: set team = \"Gone\": there is no active team \"Gone\"",
                                  "A: set service = \"Nowhere\": there is no active service \"Nowhere\"",
                                  "A: set urgency = purple: \"purple\" is no urgency",
                                  "A: set assignee = nobody: there is nobody with the login \"nobody\"", "A: add tag \"x\""}));
  EXPECT_EQ(incident_.tags, (Texts{"x"}));
}

TEST_F(Rules_, triggers_look_at_what_changed) {
  const Rules rules{rule("opened", AutomationTrigger::opened, "", "add tag \"1\""),
                    rule("commented", AutomationTrigger::commented, "", "add tag \"2\""),
                    rule("state", AutomationTrigger::state_changed, "", "add tag \"3\"")};
  EXPECT_TRUE(changed(rules, [](Incident& i) { i.title = "Another"; }).firings.empty());
  EXPECT_EQ(told(changed(rules, [](Incident& i) { ++i.contacts; })), (Texts{"commented: add tag \"2\""}));
  EXPECT_EQ(told(changed(rules, [](Incident& i) { i.state = incident::State::in_progress; })), (Texts{"state: add tag \"3\""}));
  auto of_fields = said("fields", AutomationTrigger::changed, "", "note \"moved\"");
  of_fields.fields = {"team", "priority"};
  EXPECT_TRUE(changed({rule(of_fields)}, [](Incident& i) { i.title = "Third"; }).firings.empty());
  EXPECT_EQ(changed({rule(of_fields)}, [](Incident& i) { i.priority = 2; }).firings.size(), 1u);
  EXPECT_TRUE(
      changed({rule("any", AutomationTrigger::any, "", "note \"x\"")}, [](Incident& i) { i.updated_at = Time{5}; }).firings.empty());
}

TEST_F(Rules_, what_it_was_is_asked_too) {
  auto raised = said("raised", AutomationTrigger::changed, "priority = 1", "note \"look\"");
  raised.was = "priority > 1";
  const Rules rules{rule(raised)};
  EXPECT_EQ(changed(rules, [](Incident& i) { i.priority = 1; }).firings.size(), 1u);
  EXPECT_TRUE(changed(rules, [](Incident& i) { i.title = "Still one"; }).firings.empty());
}

TEST_F(Rules_, stop_here_ends_it) {
  auto first = said("A", AutomationTrigger::opened, "", "set impact = high");
  first.stop_here = true;
  EXPECT_EQ(told(opened({rule(first), rule("B", AutomationTrigger::any, "", "note \"x\"")})), (Texts{"A: set impact = high"}));
}

TEST_F(Rules_, a_later_round_wakes_others_but_nobody_by_its_own_hand_and_writes_once) {
  const auto outcome = opened({rule("late", AutomationTrigger::changed, "impact = high", "add tag \"hot\"\nnote \"once\""),
                               rule("first", AutomationTrigger::any, "", "set impact = high\nnote \"seen\"")});
  EXPECT_EQ(told(outcome), (Texts{"first: set impact = high", "first: note \"seen\"", "late: add tag \"hot\"", "late: note \"once\""}));
  EXPECT_FALSE(outcome.loop);
}

TEST_F(Rules_, two_that_undo_each_other_are_stopped) {
  const auto outcome = changed({rule("up", AutomationTrigger::changed, "impact = low", "set impact = high"),
                                rule("down", AutomationTrigger::changed, "impact = high", "set impact = low")},
                               [](Incident& i) { i.title = "Ping"; });
  ASSERT_TRUE(outcome.loop);
  EXPECT_EQ(outcome.loop->why, "rules changed each other's work 10 times");
  EXPECT_LE(told(outcome).size(), effects_most);
}

TEST_F(Rules_, a_confidential_one_moves_by_the_hand_of_a_person_and_what_ended_is_left_as_it_is) {
  const Rules rules{rule("A", AutomationTrigger::any, "", "set team = \"Network\"")};
  incident_.confidential = true;
  EXPECT_EQ(told(changed(rules, [](Incident& i) { i.title = "Secret"; })),
            (Texts{"A: set team = \"Network\": a confidential incident goes to others by the hand of a person only"}));
  incident_.confidential = false;
  EXPECT_EQ(told(changed(rules,
                         [](Incident& i) {
                           i.state = incident::State::resolved;
                           i.open = false;
                         })),
            (Texts{"A: set team = \"Network\": it is not open any more"}));
}

TEST(RuleTerms, wrong_words_are_refused_with_the_field) {
  const auto wrong = [](const AutomationRule& of) {
    Texts out;
    const auto read = read_rule(of, words());
    if (!read)
      for (const Problem& p : read.error().problems) out.push_back(p.code + " " + p.field);
    return out;
  };
  const auto deeds = [&](std::string text) { return wrong(said("A", AutomationTrigger::any, "", std::move(text))); };
  EXPECT_EQ(deeds(""), (Texts{"rule.deed /deeds"}));
  for (const char* bad : {"explode", "set colour = red", "set team \"Network\"", "set team =", "note plain", "note \"open",
                          "tell everybody \"x\"", "tell caller", "tell person login", "escalate sideways", "link INC0000001",
                          "call \"Hub\"", "add \"vip\"", "add tag \"vip\" twice", "set team = \"A\" \"B\""})
    EXPECT_EQ(deeds(bad), (Texts{"rule.deed /deeds"})) << bad;
  EXPECT_EQ(wrong(said("A", AutomationTrigger::any, "colour = 1", "note \"x\"")).size(), 1u);
  EXPECT_EQ(wrong(said("A", AutomationTrigger::any, "due_paused = true", "note \"x\"")).size(), 1u);
  auto was = said("A", AutomationTrigger::opened, "", "note \"x\"");
  was.was = "priority = 1";
  EXPECT_EQ(wrong(was), (Texts{"rule.was_without_before /was"}));
  auto fields = said("A", AutomationTrigger::changed, "", "note \"x\"");
  fields.fields = {"colour"};
  EXPECT_EQ(wrong(fields), (Texts{"rule.fields /fields"}));
}

TEST(RuleTerms, quotes_hold_quotes_and_lines) {
  const auto read =
      read_rule(said("A", AutomationTrigger::any, "", "tell team \"Net \\\"east\\\"\" \"one\\ntwo\"\n\nset category=\"A B\""), words());
  ASSERT_TRUE(read);
  ASSERT_EQ(read->deeds.size(), 2u);
  EXPECT_EQ(read->deeds[0].value, "Net \"east\"");
  EXPECT_EQ(read->deeds[0].text, "one\ntwo");
  EXPECT_EQ(read->deeds[1].value, "A B");
}

}  // namespace
}  // namespace evenkeel::automation
