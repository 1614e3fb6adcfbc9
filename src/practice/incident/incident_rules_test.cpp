// The table of commands: complete, and right about who, when and what for.
#include "practice/incident/incident_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace evenkeel::incident {

using people::Principal;
using people::Role;

namespace {

Incident some(State state) {
  Incident i;
  i.id = Id{1};
  i.caller = Id{100};
  i.team = Id{10};
  i.state = state;
  i.open = bit(state) & open_states;
  return i;
}

Principal with(Role role, Id person, std::vector<Id> teams = {}) {
  Principal p;
  p.person = person;
  p.roles = {Role::caller};
  if (role != Role::caller) p.roles.push_back(role);
  p.teams = std::move(teams);
  return p;
}

bool offers(const Principal& who, const Incident& i, std::string_view command) {
  const auto now = commands_now(who, i);
  return std::ranges::find(now, command) != now.end();
}

std::string code_of(const Status& s) { return s ? "" : s.error().first().code; }

}  // namespace

TEST(IncidentRules, the_table_has_each_verb_once_in_order) {
  ASSERT_EQ(transitions().size(), record::enum_names<Verb>.size());
  for (std::size_t n = 0; n < transitions().size(); ++n) EXPECT_EQ(static_cast<std::size_t>(transitions()[n].verb), n);
}

TEST(IncidentRules, every_command_has_a_permission_that_somebody_holds) {
  for (const Transition& t : transitions()) {
    const auto& all = people::permissions();
    const auto found = std::ranges::find(all, permission_of(t.verb), &people::Permission::name);
    ASSERT_NE(found, all.end()) << permission_of(t.verb);
    EXPECT_FALSE(found->roles.empty()) << permission_of(t.verb);
  }
}

TEST(IncidentRules, a_state_says_what_may_follow) {
  const auto analyst = with(Role::analyst, Id{5}, {Id{10}});
  EXPECT_TRUE(offers(analyst, some(State::new_), "start"));
  EXPECT_FALSE(offers(analyst, some(State::in_progress), "start"));
  EXPECT_TRUE(offers(analyst, some(State::on_hold), "resume"));
  EXPECT_TRUE(offers(analyst, some(State::on_hold), "resolve"));
  EXPECT_FALSE(offers(analyst, some(State::resolved), "resolve"));
  EXPECT_TRUE(offers(analyst, some(State::closed), "reopen"));
  EXPECT_EQ(code_of(permit(analyst, some(State::closed), Verb::edit)), "incident.wrong_state");
  for (const Transition& t : transitions()) {
    const bool ends = t.to == State::closed || t.to == State::cancelled;
    EXPECT_FALSE(ends && (t.from & bit(State::closed))) << permission_of(t.verb);
  }
}

TEST(IncidentRules, the_caller_speaks_for_itself_and_works_nothing) {
  const auto caller = with(Role::caller, Id{100}), stranger = with(Role::caller, Id{101});
  EXPECT_TRUE(offers(caller, some(State::resolved), "confirm"));
  EXPECT_TRUE(offers(caller, some(State::resolved), "reject"));
  EXPECT_TRUE(offers(caller, some(State::closed), "rate"));
  EXPECT_FALSE(offers(stranger, some(State::resolved), "confirm"));
  for (auto command : {"assign", "take", "resolve", "close", "note", "edit", "merge", "task"})
    EXPECT_FALSE(offers(caller, some(State::new_), command)) << command;

  Incident other = some(State::resolved);
  other.affected = {Id{101}};
  EXPECT_TRUE(offers(stranger, other, "comment"));
  EXPECT_FALSE(offers(stranger, other, "confirm")) << "who is only affected does not speak for the caller";
}

TEST(IncidentRules, an_auditor_changes_nothing) {
  Principal auditor;
  auditor.person = Id{7};
  auditor.roles = {Role::auditor};
  for (State state : {State::new_, State::in_progress, State::on_hold, State::resolved, State::closed, State::cancelled})
    EXPECT_TRUE(commands_now(auditor, some(state)).empty());
}

TEST(IncidentRules, a_supplier_works_what_its_team_has) {
  Principal supplier;
  supplier.person = Id{8};
  supplier.roles = {Role::supplier};
  supplier.teams = {Id{10}};
  EXPECT_TRUE(offers(supplier, some(State::in_progress), "resolve"));
  supplier.teams = {Id{11}};
  EXPECT_TRUE(commands_now(supplier, some(State::in_progress)).empty());
}

TEST(IncidentRules, facts_beside_the_state_forbid_what_makes_no_sense) {
  const auto analyst = with(Role::analyst, Id{5}, {Id{10}});
  Incident i = some(State::in_progress);
  EXPECT_EQ(code_of(permit(analyst, i, Verb::hand_back)), "incident.nobody_has_it");
  EXPECT_EQ(code_of(permit(analyst, i, Verb::reset_priority)), "incident.priority_not_overridden");
  i.assignee = Id{5};
  i.acknowledged_at = Time{1};
  EXPECT_EQ(code_of(permit(analyst, i, Verb::take)), "incident.already_yours");
  EXPECT_EQ(code_of(permit(analyst, i, Verb::acknowledge)), "incident.already_acknowledged");
  i = some(State::closed);
  EXPECT_EQ(code_of(permit(analyst, i, Verb::unmerge)), "incident.not_merged");
  i.merged_into = Id{2};
  EXPECT_EQ(code_of(permit(analyst, i, Verb::reopen)), "incident.merged");
  EXPECT_TRUE(permit(analyst, i, Verb::unmerge));
  EXPECT_TRUE(permit(analyst, i, Verb::comment));
}

TEST(IncidentRules, a_date_reminds_once) {
  Incident i = some(State::in_progress);
  i.hold_until = Time{1'000};
  ASSERT_EQ(timers_for(i).size(), 1u);
  i.reminded_at = Time{1'000};
  EXPECT_TRUE(timers_for(i).empty());
  Task task;
  task.due_at = Time{5};
  EXPECT_EQ(timers_for(task).size(), 1u);
  task.state = TaskState::done;
  EXPECT_TRUE(timers_for(task).empty());
}

}  // namespace evenkeel::incident
