// Who may say that they are Slack or Mattermost, and what comes out of their bytes. The signature and its parts are the example of Slack's
// own documentation.
#include "connect/chat/requests.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "connect/chat/posts.hpp"

namespace evenkeel::chat {
namespace {

const std::string secret = "8f742231b10e8888abcd99yyyzzz85a5", timestamp = "1531420618",
                  body =
                      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name="
                      "foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks."
                      "slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
                      "803a0bc887a14d10d2c447fce8b6703c",
                  signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
const Time then{1'531'420'618 * us_per_second};

TEST(SlackRequests, are_proven_by_their_signature_within_five_minutes) {
  EXPECT_TRUE(proves_slack(secret, timestamp, signature, body, then));
  EXPECT_TRUE(proves_slack(secret, timestamp, signature, body, then + 300 * us_per_second));
  EXPECT_FALSE(proves_slack(secret, timestamp, signature, body, then + 301 * us_per_second)) << "recorded, and sent again";
  EXPECT_FALSE(proves_slack(secret, timestamp, signature, body, then - 301 * us_per_second));
  EXPECT_FALSE(proves_slack(secret, timestamp, signature, body + "&x=1", then));
  EXPECT_FALSE(proves_slack(secret, "1531420619", signature, body, then));
  EXPECT_FALSE(proves_slack("", timestamp, signature, body, then));
  EXPECT_FALSE(proves_slack(secret + "x", timestamp, signature, body, then));
  for (const char* wrong : {"", "v0=", "v0=a2114d57", "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"})
    EXPECT_FALSE(proves_slack(secret, timestamp, wrong, body, then)) << wrong;
  for (const char* wrong : {"", "-1531420618", "1531420618x", "99999999999999999999"})
    EXPECT_FALSE(proves_slack(secret, wrong, signature, body, then)) << wrong;
  const auto command = slack_command(form_of(body));
  EXPECT_EQ(command.account, "T1DC2JH3J:U2CERLKJA");
  EXPECT_EQ(command.trigger, "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");
}

TEST(SlackRequests, what_was_typed_is_what_is_read) {
  EXPECT_EQ(slack_command(form_of("text=note+42+a+%26lt%3B+b+%26amp%3B%26amp%3Bamp%3B+%C3%BC")).text, "note 42 a < b &&amp; ü");
  EXPECT_EQ(form_of("a=1&a=2").at("a"), "1");
  EXPECT_TRUE(form_of("%zz").empty());
  EXPECT_FALSE(form_of("a=%ff").contains("a")) << "no text";
}

TEST(MattermostRequests, are_proven_by_the_token_of_the_command) {
  EXPECT_TRUE(proves_mattermost("s3cret", "s3cret", ""));
  EXPECT_TRUE(proves_mattermost("s3cret", "", "Token s3cret"));
  for (const char* wrong : {"", "s3cre", "S3CRET", "s3cret "}) EXPECT_FALSE(proves_mattermost("s3cret", wrong, wrong)) << wrong;
  EXPECT_FALSE(proves_mattermost("s3cret", "", "Bearer s3cret"));
  EXPECT_FALSE(proves_mattermost("", "", "Token "));
}

TEST(ChatPresses, are_read_from_what_each_chat_sends) {
  const auto slack =
      slack_press(R"({"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"channel":{"id":"C1"},"trigger_id":"9.8",)"
                  R"("actions":[{"action_id":"acknowledge","value":"17"}]})");
  ASSERT_TRUE(slack);
  EXPECT_EQ(slack->account, "T1:U1");
  EXPECT_EQ(slack->button + slack->value + slack->channel, "acknowledge17C1");
  for (const char* wrong : {"", "[]", "{}", R"({"type":"view_submission"})", R"({"type":"block_actions","actions":[]})"})
    EXPECT_FALSE(slack_press(wrong)) << wrong;
  EXPECT_EQ(mattermost_press(R"({"user_id":"u","channel_id":"c","trigger_id":"t","context":{"token":"x"}})")->value, "x");
  EXPECT_EQ(slack_challenge(R"({"type":"url_verification","challenge":"abc"})"), "abc");
  EXPECT_EQ(slack_challenge(R"({"type":"event_callback","challenge":"abc"})"), "");
}

TEST(ChatTexts, call_nobody_and_format_nothing) {
  EXPECT_EQ(slack_text("<!channel> & <http://x|y>"), "&lt;!channel&gt; &amp; &lt;http://x|y&gt;");
  EXPECT_EQ(mattermost_text("@channel"),
            "@\u200b"
            "channel");
  EXPECT_EQ(mattermost_text("![x](y) `a`"), "\\!\\[x\\](y) \\`a\\`");
}

RC_GTEST_PROP(ChatRequests, survive_any_bytes, (const std::string& bytes)) {
  form_of(bytes);
  slack_press(bytes);
  mattermost_press(bytes);
  RC_ASSERT(!proves_slack(secret, bytes, bytes, bytes, then));
  RC_ASSERT(slack_challenge(bytes).empty());
}

connect::Answer answered(long status, std::string text) {
  connect::Answer answer;
  answer.status = status;
  answer.body = std::move(text);
  return answer;
}

TEST(ChatAnswers, say_what_became_of_a_message) {
  using Outcome = store::HandOver::Outcome;
  const Place slack{.slack = true}, mattermost{.slack = false};
  const auto outcome = [](const Place& place, long status, const char* text) {
    return read_answer(place, answered(status, text)).hand_over.outcome;
  };
  EXPECT_EQ(read_answer(slack, answered(200, R"({"ok":true,"ts":"1.2"})")).message, "1.2");
  EXPECT_EQ(outcome(slack, 200, R"({"ok":false,"error":"not_in_channel"})"), Outcome::failed);
  EXPECT_EQ(outcome(slack, 200, R"({"ok":false,"error":"internal_error"})"), Outcome::retry);
  EXPECT_EQ(outcome(slack, 200, R"({"ok":false,"error":"ratelimited"})"), Outcome::later);
  EXPECT_EQ(outcome(slack, 200, "<html>"), Outcome::retry);
  EXPECT_EQ(outcome(slack, 429, ""), Outcome::later);
  EXPECT_EQ(outcome(slack, 503, ""), Outcome::retry);
  EXPECT_EQ(outcome(slack, 204, ""), Outcome::sent);
  EXPECT_TRUE(read_answer(slack, answered(200, R"({"ok":false,"error":"message_not_found"})")).gone);
  EXPECT_EQ(read_answer(mattermost, answered(201, R"({"id":"abc1"})")).message, "abc1");
  EXPECT_EQ(outcome(mattermost, 201, R"({"id":"../../x"})"), Outcome::failed);
  EXPECT_EQ(outcome(mattermost, 201, "{}"), Outcome::retry);
  EXPECT_EQ(outcome(mattermost, 401, "{}"), Outcome::failed);
  EXPECT_TRUE(read_answer(mattermost, answered(404, "{}")).gone);
}

}  // namespace
}  // namespace evenkeel::chat
