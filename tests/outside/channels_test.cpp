// Messages to gateways over real HTTPS: what leaves, what a pace that the other side asks for does, and that nothing reaches the inside of
// the house. The house lives on simulated time; the receiver is real.
#include <gtest/gtest.h>

#include <fstream>

#include "outside/receivers.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;

class ChannelsOutside : public WithReceivers {
 protected:
  /// A gateway with a secret, in a house that connects to these networks.
  void open(std::vector<std::string> networks) {
    std::ofstream(folder_.file("secrets")) << "other = no\nhook=s3cret words\n";
    open_house([this, networks](app::Config& config) {
      config.channels.secrets_file = folder_.file("secrets");
      config.channels.private_networks = networks;
    });
    gateway_ = office_->must("admin", "/api/v1/gateways",
                             R"({"name":"Hook","kind":"http","secret":"hook","headers":"X-Api-Key: {{secret}}","url":"https://localhost:)" +
                                 text_of(ready_, "hooks") + R"(/send/{{to}}"})")["id"];
  }
  void test(const std::string& target) {
    office_->must("admin", "/api/v1/gateways/" + gateway_ + "/test", R"({"target":")" + target + "\"}");
  }
  boost::json::value outcome() { return office_->get("admin", "/api/v1/gateways/" + gateway_ + "/test").body.at("last"); }
  std::vector<object> hooks(int wait_ms = 300) { return receivers_->take("hook", wait_ms); }

  std::string gateway_;
  std::vector<std::string> points_;
};

TEST_F(ChannelsOutside, a_message_arrives_once_and_stays_text) {
  open({"127.0.0.0/8", "::1"});
  test("a/../b?x=1");
  const auto got = hooks();
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(text_of(got[0], "line"), "POST /send/a%2F..%2Fb%3Fx%3D1 HTTP/1.1");
  EXPECT_EQ(text_of(got[0].at("body").as_object(), "subject"), "A test of Hook by Evenkeel");
  EXPECT_FALSE(text_of(got[0], "key").empty());
  EXPECT_EQ(outcome().at("state").as_string(), "sent");
}

TEST_F(ChannelsOutside, the_inside_of_the_house_is_out_of_reach_and_the_reason_names_no_address) {
  open({});
  test("17");
  EXPECT_TRUE(hooks().empty());
  const auto last = outcome();
  EXPECT_EQ(last.at("state").as_string(), "waiting");
  EXPECT_NE(std::string(last.at("reason").as_string().c_str()).find("private network"), std::string::npos);
  EXPECT_EQ(std::string(last.at("reason").as_string().c_str()).find("localhost"), std::string::npos);
}

TEST_F(ChannelsOutside, no_redirect_is_followed) {
  open({"127.0.0.0/8", "::1"});
  tell("answer 302");
  test("17");
  EXPECT_EQ(hooks().size(), 1U);
  EXPECT_EQ(outcome().at("state").as_string(), "failed");
}

TEST_F(ChannelsOutside, the_pace_that_the_other_side_asks_for_holds_for_the_whole_gateway) {
  open({"127.0.0.0/8", "::1"});
  tell("after 90");
  tell("answer 429");
  test("17");
  EXPECT_EQ(hooks().size(), 1U);
  tell("after");
  tell("answer 200");
  test("18");
  stage_->advance(80 * us_per_second);
  EXPECT_TRUE(hooks().empty()) << "nothing comes before the time";
  stage_->advance(20 * us_per_second);
  EXPECT_EQ(hooks().size(), 2U);
}

TEST_F(ChannelsOutside, without_its_secret_nothing_leaves) {
  open({"127.0.0.0/8", "::1"});
  std::ofstream(folder_.file("secrets")) << "other=no\n";
  test("17");
  EXPECT_TRUE(hooks().empty());
  EXPECT_EQ(outcome().at("reason").as_string(), "the file of secrets has no hook");
}

TEST_F(ChannelsOutside, an_answer_that_comes_a_letter_at_a_time_is_not_waited_for) {
  tell("answer 1");
  connect::Call call;
  call.url = "https://localhost:" + text_of(ready_, "hooks") + "/slow";
  call.body = "{}";
  call.ca_file = text_of(ready_, "certificate");
  call.timeout_seconds = 2;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(connect::send(call).status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
}

TEST_F(ChannelsOutside, who_has_an_address_of_their_own_is_paused_alone) {
  open({"127.0.0.0/8", "::1"});
  const auto own = office_->must(
      "admin", "/api/v1/gateways",
      R"({"name":"Chats","kind":"mattermost","begins_with":"https://localhost:)" + text_of(ready_, "hooks") + R"(/hooks/"})")["id"];
  for (const char* who : {"p1", "p2"}) {
    office_->add(who, "analyst");
    const auto point = office_->must(
        who, "/api/v1/contact/points",
        R"({"gateway":")" + own + R"(","target":"https://localhost:)" + text_of(ready_, "hooks") + "/hooks/" + who + "\"}")["id"];
    const auto proof = hooks();
    ASSERT_EQ(proof.size(), 1U);
    const auto text = text_of(proof[0].at("body").as_object(), "text");
    const auto code = text.find_first_of("0123456789");
    office_->must(who, "/api/v1/contact/points/" + point + "/verify", R"({"code":")" + text.substr(code, 6) + "\"}");
    points_.push_back(point);
  }
  const auto test_own = [&](int n) {
    office_->must(n == 0 ? "p1" : "p2", "/api/v1/contact/points/" + points_[static_cast<std::size_t>(n)] + "/test");
  };
  tell("after 90");
  tell("answer 429");
  test_own(0);
  EXPECT_EQ(hooks().size(), 1U);
  tell("after");
  tell("answer 200");
  test_own(0);
  EXPECT_TRUE(hooks().empty()) << "it asked to wait";
  test_own(1);
  EXPECT_EQ(hooks().size(), 1U) << "others did not";
}

}  // namespace
}  // namespace evenkeel::outside
