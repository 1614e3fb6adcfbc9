// Answers by a link in a message: nobody makes one without the key, none can be turned into another, and what it does is decided by how
// things stand when it is used.
#include "practice/escalation/answer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel::escalation {
namespace {

const Vault vault(std::string(32, 'v')), other(std::string(32, 'o'));
const Time step{1'772'438'400 * us_per_second + 17};
const AnswerLink link{Id{17}, Id{42}, step, Answer::decline};

people::Principal person(std::vector<people::Role> roles) {
  people::Principal who;
  who.person = Id{42};
  who.roles = std::move(roles);
  return who;
}

store::Outgoing message() {
  store::Outgoing out;
  out.kind = message_escalation;
  out.person = Id{42};
  out.created = step;
  out.body = R"({"number":"INC1","cause":"17"})";
  return out;
}

TEST(AnswerLinks, are_read_as_they_were_made) {
  const auto read = read_answer_token(vault, answer_token(vault, link));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->escalation, link.escalation);
  EXPECT_EQ(read->person, link.person);
  EXPECT_EQ(read->step, link.step);
  EXPECT_EQ(read->answer, link.answer);
}

TEST(AnswerLinks, are_nobodys_to_make_or_to_change) {
  EXPECT_FALSE(read_answer_token(other, answer_token(vault, link)));
  const std::string token = answer_token(vault, link);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == '1' ? '2' : '1';
    EXPECT_FALSE(read_answer_token(vault, altered)) << i;
  }
  const std::string text = token.substr(0, token.rfind('.'));
  EXPECT_FALSE(read_answer_token(vault, text + "." + vault.digest("link", text)));
  EXPECT_FALSE(read_answer_token(vault, people::signed_text(vault, "answer", "17.42.1.burn")));
  EXPECT_FALSE(read_answer_token(vault, people::signed_text(vault, "answer", "17.42.1")));
  for (const std::string_view bad : {"", ".", "....", "17", "17.42.1772438400.decline", "17.42.1772438400.decline."})
    EXPECT_FALSE(read_answer_token(vault, bad)) << bad;
}

RC_GTEST_PROP(AnswerLinks, survive_any_bytes, (const std::string& bytes)) { RC_ASSERT(!read_answer_token(vault, bytes)); }

TEST(AnswerPaths, are_those_that_the_person_may_give) {
  const auto all = answer_paths(vault, person({people::Role::analyst}), message());
  EXPECT_TRUE(all.acknowledge.starts_with("/answer/acknowledge#17.42."));
  EXPECT_TRUE(all.decline.starts_with("/answer/decline#"));
  EXPECT_TRUE(all.escalate.starts_with("/answer/escalate#"));
  const auto read = read_answer_token(vault, all.escalate.substr(all.escalate.find('#') + 1));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->answer, Answer::escalate);
  EXPECT_EQ(read->step, step);
  const auto owner = answer_paths(vault, person({people::Role::service_owner}), message());
  EXPECT_TRUE(owner.acknowledge.empty());
  EXPECT_FALSE(owner.decline.empty());
  const auto caller = answer_paths(vault, person({people::Role::caller}), message());
  EXPECT_TRUE(caller.acknowledge.empty() && caller.decline.empty() && caller.escalate.empty());
}

TEST(AnswerPaths, are_of_messages_of_an_escalation_to_this_person_alone) {
  const auto who = person({people::Role::analyst});
  auto out = message();
  out.kind = "incident.assigned";
  EXPECT_TRUE(answer_paths(vault, who, out).acknowledge.empty());
  out = message();
  out.person = {};  // a mailbox
  EXPECT_TRUE(answer_paths(vault, who, out).acknowledge.empty());
  out = message();
  out.person = Id{43};
  EXPECT_TRUE(answer_paths(vault, who, out).acknowledge.empty());
  out = message();
  out.body = R"({"number":"INC1"})";
  EXPECT_TRUE(answer_paths(vault, who, out).acknowledge.empty());
}

class AnswerStates : public ::testing::Test {
 protected:
  AnswerState state(Answer answer, const std::function<void(AnswerSight&)>& change = [](AnswerSight&) {}) const {
    AnswerSight sight{.now = step + us_per_minute, .used_at = {}, .escalation = running};
    change(sight);
    return answer_state({Id{17}, Id{42}, step, answer}, sight);
  }
  Escalation running = [] {
    Escalation e;
    e.begun_at = step;
    e.step = 1;
    e.due_at = step + us_per_hour;
    return e;
  }();
};

TEST_F(AnswerStates, what_runs_can_be_answered) {
  for (const Answer answer : {Answer::acknowledge, Answer::decline, Answer::escalate}) EXPECT_EQ(state(answer), AnswerState::ready);
}

TEST_F(AnswerStates, once_for_a_day_and_by_who_may) {
  for (const Answer answer : {Answer::acknowledge, Answer::decline, Answer::escalate}) {
    EXPECT_EQ(state(answer, [](auto& s) { s.used_at = step + us_per_second; }), AnswerState::used);
    EXPECT_EQ(state(answer, [](auto& s) { s.now = step + answer_life_us - 1; }),
              answer == Answer::decline ? AnswerState::moved_on : AnswerState::ready);
    EXPECT_EQ(state(answer, [](auto& s) { s.now = step + answer_life_us; }), AnswerState::expired);
    EXPECT_EQ(state(answer, [](auto& s) { s.may = false; }), AnswerState::refused);
    EXPECT_EQ(state(answer, [](auto& s) { s.incident = Standing::resolved; }), AnswerState::resolved);
    EXPECT_EQ(state(answer, [](auto& s) { s.incident = Standing::over; }), AnswerState::over);
  }
}

TEST_F(AnswerStates, somebody_was_faster) {
  running.state = State::acknowledged;
  running.acknowledged_at = step + us_per_second;
  EXPECT_EQ(state(Answer::acknowledge), AnswerState::acknowledged);
  EXPECT_EQ(state(Answer::decline), AnswerState::acknowledged);
  EXPECT_EQ(state(Answer::escalate), AnswerState::ready);  // who has it may well want the manager
  running.open = false;
  running.state = State::ended;
  running.ending = Ending::acknowledged;
  EXPECT_EQ(state(Answer::acknowledge), AnswerState::acknowledged);
  EXPECT_EQ(state(Answer::decline), AnswerState::acknowledged);
}

TEST_F(AnswerStates, one_decline_takes_one_step) {
  EXPECT_EQ(state(Answer::decline, [](auto& s) { s.step_since = true; }), AnswerState::moved_on);
  EXPECT_EQ(state(Answer::acknowledge, [](auto& s) { s.step_since = true; }), AnswerState::ready);
  running.due_at = step + us_per_second;  // somebody declined this instant, and the timer has not come yet
  EXPECT_EQ(state(Answer::decline), AnswerState::moved_on);
}

TEST_F(AnswerStates, after_the_last_step) {
  running.open = false;
  running.state = State::ended;
  running.ending = Ending::exhausted;
  running.due_at = {};
  EXPECT_EQ(state(Answer::decline), AnswerState::last);
  EXPECT_EQ(state(Answer::acknowledge), AnswerState::ready);
  EXPECT_EQ(state(Answer::acknowledge, [](auto& s) { s.incident_acknowledged = true; }), AnswerState::acknowledged);
}

TEST_F(AnswerStates, what_ended_otherwise_needs_no_answer) {
  running.open = false;
  running.state = State::ended;
  running.ending = Ending::policy_ended;
  EXPECT_EQ(state(Answer::acknowledge), AnswerState::over);
  EXPECT_EQ(state(Answer::decline), AnswerState::over);
}

}  // namespace
}  // namespace evenkeel::escalation
