// Whom a step that chooses by skills reaches on both databases: who can do it, and everybody rather than nobody.
#include <gtest/gtest.h>

#include <algorithm>

#include "practice/contact/contact_store.hpp"
#include "practice/escalation/whom.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/skill.hpp"
#include "store/schema.hpp"
#include "support/test_register.hpp"

namespace evenkeel::escalation {
namespace {

using record::to_record;
using record::type_of;

const condition::Vocabulary& vocabulary() {
  static const auto words = agreement::words_for(type_of<incident::Incident>(), {});
  return words;
}

std::string tables(store::Engine engine) {
  std::string ddl = people::people_schema() + people::person_skill_schema() + people::absence_schema() + contact::contact_schema() +
                    contact::browser_schema(engine);
  for (const auto* type : service::catalogue_types()) ddl += store::ddl_for(*type);
  return ddl;
}

class WhomSkill : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    reg_ = std::make_unique<test::TestRegister>(db(), tables(db().engine()));
    run([&](store::Tx& tx) {
      routing_ = made(tx, service::Skill{.name = "Routing"});
      voice_ = made(tx, service::Skill{.name = "Voice"});
      team_ = made(tx, service::Team{.name = "Network", .mail = "network@example.org"});
      roster_ = made(tx, service::Roster{.name = "Night"});
      service_ = made(tx, service::Service{.name = "Backbone", .skills = {routing_}});
      category_ = made(tx, service::Category{.name = "Lines", .skills = {voice_}});
      router_ = person(tx, "router", {routing_});
      both_ = person(tx, "both", {routing_, voice_});
      none_ = person(tx, "none", {});
    });
  }
  void run(const std::function<void(store::Tx&)>& work) {
    ASSERT_TRUE(reg_->writer().run(store::Lane::people, {"test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      work(tx);
      return store::Outcome{};
    }));
  }
  template <class T>
  Id made(store::Tx& tx, T one) {
    return (*service::add(tx, to_record(one))).id();
  }
  Id person(store::Tx& tx, const std::string& login, std::vector<Id> skills) {
    people::Person p;
    p.id = tx.new_id();
    p.name = p.login = login;
    p.mail = login + "@example.org";
    p.roles = {"technician"};
    p.teams = {team_};
    p.skills = std::move(skills);
    tx.insert(p, {.kind = "person.created"});
    return p.id;
  }
  /// Who is told by these words, in order; the notes are kept.
  std::vector<Id> told(const std::string& words, std::vector<Id> on_duty = {}) {
    service::EscalationPolicy policy;
    policy.steps = "at once tell " + words;
    const auto terms = read_policy(policy, vocabulary());
    EXPECT_TRUE(static_cast<bool>(terms)) << words;
    std::vector<Id> people;
    service::Catalogue catalogue;
    const OnCall on_call = [&](store::Connection&, const service::Snapshot&, Id roster, Time) {
      return OnDuty{roster == roster_ ? on_duty : std::vector<Id>{}, {}};
    };
    incident::Incident i;
    i.team = team_;
    i.service = service_;
    i.category = category_;
    run([&](store::Tx& tx) {
      catalogue.refresh(tx.db());
      Reached reached;
      (void)reach_step({tx.db(), *catalogue.now(), on_call, tx.now()}, i, *terms, terms->steps.front(), reached);
      people.clear();
      for (const auto& one : reached.people) people.push_back(one.id);
      notes_ = reached.notes;
      mailboxes_ = reached.mailboxes.size();
    });
    return people;
  }
  bool noted(std::string_view text) const {
    return std::ranges::any_of(notes_, [&](const std::string& note) { return note.find(text) != std::string::npos; });
  }
  std::string at(Id id) const { return "@" + to_string(id); }

  std::unique_ptr<test::TestRegister> reg_;
  Id routing_, voice_, team_, roster_, service_, category_, router_, both_, none_;
  std::vector<std::string> notes_;
  std::size_t mailboxes_ = 0;
};
ON_BOTH_DATABASES(WhomSkill);

TEST_P(WhomSkill, those_on_call_who_have_it_are_told) {
  EXPECT_EQ(told("roster \"Night\"", {none_, router_, both_}), (std::vector{none_, router_, both_}));
  EXPECT_EQ(told("roster \"Night\" with skill \"Routing\"", {none_, router_, both_}), (std::vector{router_, both_}));
  EXPECT_TRUE(noted("chosen for having: Routing"));
  EXPECT_TRUE(noted("left out, not having it: " + at(none_)));
}

TEST_P(WhomSkill, all_of_what_is_needed_goes_before_some_of_it) {
  EXPECT_EQ(told("roster \"Night\" with needed skills", {none_, router_, both_}), std::vector{both_});
  EXPECT_TRUE(noted("chosen for having: Routing, Voice"));
  EXPECT_EQ(told("roster \"Night\" with needed skills", {none_, router_}), std::vector{router_});
  EXPECT_TRUE(noted("chosen for having one of: Routing, Voice"));
}

TEST_P(WhomSkill, nobody_is_never_the_answer) {
  EXPECT_EQ(told("roster \"Night\" with needed skills", {none_}), std::vector{none_});
  EXPECT_TRUE(noted("nobody who could be told has Routing, Voice: everybody is told"));
  run([&](store::Tx& tx) {
    auto before = *tx.find<people::Person>(router_);
    auto after = before;
    after.mail.clear();
    tx.update(before, after, {.kind = "person.changed"});
  });
  EXPECT_EQ(told("roster \"Night\" with skill \"Routing\"", {router_, none_}), std::vector{none_})
      << "who cannot be reached does not count";
  EXPECT_EQ(told("roster \"Night\" with skill \"Juggling\"", {none_, both_}), (std::vector{none_, both_}));
  EXPECT_TRUE(noted("there is no such skill"));
}

TEST_P(WhomSkill, a_team_is_asked_in_its_members) {
  EXPECT_EQ(told("team with skill \"Voice\""), std::vector{both_});
  EXPECT_EQ(mailboxes_, 0U);
  run([&](store::Tx& tx) {
    auto before = *tx.find<people::Person>(both_);
    auto after = before;
    after.skills.clear();
    tx.update(before, after, {.kind = "person.changed"});
  });
  EXPECT_TRUE(told("team with skill \"Voice\"").empty());
  EXPECT_EQ(mailboxes_, 1U) << "nobody has it: the team is told as without the words";
}

TEST_P(WhomSkill, words_that_choose_from_nobody_are_refused) {
  for (const char* words : {"assignee with needed skills", "person x with skill \"Routing\"", "roster \"Night\" with skill",
                            "roster \"Night\" with needed", "roster with needed skills", "team with skill \"\""}) {
    service::EscalationPolicy policy;
    policy.steps = std::string("at once tell ") + words;
    const auto terms = read_policy(policy, vocabulary());
    ASSERT_FALSE(static_cast<bool>(terms)) << words;
    EXPECT_EQ(terms.error().first().field, "/steps");
  }
}

}  // namespace
}  // namespace evenkeel::escalation
