// Webhooks over real HTTPS to a receiver that proves the signature itself: failing and back, gone, redirected, inside the house, and a
// house that dies between the commit and the delivery. The house lives on simulated time; the receiver is real.
#include <gtest/gtest.h>

#include "outside/helper_process.hpp"
#include "scenario/office.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;
using scenario::Office;
using scenario::Stage;

class WebhooksOutside : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (const auto reason = test::why_not(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
    receivers_ =
        std::make_unique<HelperProcess>(std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/receivers.py", folder_.file("")});
    ready_ = receivers_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
  }
  void tell(const std::string& line) {
    receivers_->tell(line);
    ASSERT_FALSE(receivers_->take("done", 10'000).empty());
  }
  /// A webhook with a secret, in a house that connects to these networks.
  void open(std::vector<std::string> networks) {
    stage_ = std::make_unique<Stage>(GetParam(), Time{1'772'438'400 * us_per_second},
                                     [this, networks](app::Config& config, app::HouseOptions& options) {
                                       config.channels.ca_file = text_of(ready_, "certificate");
                                       config.channels.private_networks = networks;
                                       options.send_call = connect::send;
                                     });
    office_ = std::make_unique<Office>(*stage_);
    const std::string url = "https://localhost:" + text_of(ready_, "hooks") + "/in";
    path_ = "/api/v1/webhooks/" + office_->must("admin", "/api/v1/webhooks", R"({"name":"Hub","url":")" + url + "\"}")["id"];
    tell("secret " + office_->must("admin", path_ + "/secrets", "{}")["secret"]);
    office_->add("tech01", "technician");
  }
  void log(const std::string& title) {
    office_->must("tech01", "/api/v1/incidents", R"({"title":")" + title + R"(","impact":"low","urgency":"low"})");
  }
  std::vector<object> hooks(int wait_ms = 500) {
    stage_->advance(us_per_second);
    return receivers_->take("hook", wait_ms);
  }
  boost::json::value state() { return office_->get("admin", path_ + "/state").body; }
  std::string last(std::string_view member) {
    const auto all = office_->get("admin", path_ + "/deliveries").body;
    return text_of(all.at("items").as_array().at(0).as_object(), member);
  }
  static std::string title(const object& hook) {
    return std::string(hook.at("body").at("data").at("incident").at("title").as_string().c_str());
  }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> receivers_;
  object ready_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
  std::string path_;
};

const std::vector<std::string> here{"127.0.0.0/8", "::1"};

TEST_P(WebhooksOutside, what_arrives_is_signed_and_a_cloud_event) {
  open(here);
  log("Router down");
  const auto got = hooks();
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(text_of(got[0], "type"), "application/cloudevents+json");
  EXPECT_EQ(got[0].at("signed"), (boost::json::array{true}));
  EXPECT_EQ(got[0].at("body").at("specversion").as_string(), "1.0");
  EXPECT_EQ(got[0].at("body").at("id").as_string(), got[0].at("id").as_string());
  EXPECT_EQ(title(got[0]), "Router down");
  EXPECT_EQ(last("outcome"), "sent");
}

TEST_P(WebhooksOutside, a_new_secret_and_the_one_before_sign_for_a_day) {
  open(here);
  const std::string second = office_->must("admin", path_ + "/secrets", "{}")["secret"];
  const std::string third = office_->must("admin", path_ + "/secrets", R"({"end_others_now":true})")["secret"];
  tell("secret " + second + " " + third);
  log("One");
  EXPECT_EQ(hooks().at(0).at("signed"), (boost::json::array{false, true}));
  const std::string fourth = office_->must("admin", path_ + "/secrets", "{}")["secret"];
  tell("secret " + third + " " + fourth);
  log("Two");
  EXPECT_EQ(hooks().at(0).at("signed"), (boost::json::array{true, true}));
  stage_->advance(us_per_day);
  log("Three");
  EXPECT_EQ(hooks().at(0).at("signed"), (boost::json::array{false, true}));
}

TEST_P(WebhooksOutside, who_fails_and_recovers_gets_all_in_order_with_the_same_identity) {
  open(here);
  tell("answer 503");
  log("One");
  log("Two");
  const auto first = hooks();
  ASSERT_EQ(first.size(), 1U) << "the second waits behind the first";
  EXPECT_EQ(last("answer"), "Not now");
  tell("answer 200");
  stage_->advance(10 * us_per_second);
  const auto got = hooks();
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(title(got[0]), "One");
  EXPECT_EQ(title(got[1]), "Two");
  EXPECT_EQ(got[0].at("id"), first[0].at("id"));
  EXPECT_NE(got[0].at("timestamp"), first[0].at("timestamp")) << "signed anew each time";
  EXPECT_EQ(state().at("failures").as_int64(), 0);
}

TEST_P(WebhooksOutside, the_pace_that_it_asks_for_is_kept) {
  open(here);
  tell("after 90");
  tell("answer 429");
  log("One");
  EXPECT_EQ(hooks().size(), 1U);
  tell("answer 200");
  stage_->advance(80 * us_per_second);
  EXPECT_TRUE(hooks(100).empty());
  stage_->advance(20 * us_per_second);
  EXPECT_EQ(hooks().size(), 1U);
}

TEST_P(WebhooksOutside, gone_pauses_and_resuming_goes_on) {
  open(here);
  tell("answer 410");
  log("One");
  EXPECT_EQ(hooks().size(), 1U);
  EXPECT_TRUE(state().at("paused").is_string());
  tell("answer 200");
  stage_->advance(us_per_hour);
  EXPECT_TRUE(hooks(100).empty());
  office_->must("admin", path_ + "/resume", "{}");
  EXPECT_EQ(hooks().size(), 1U);
}

TEST_P(WebhooksOutside, no_redirect_is_followed_into_the_house) {
  open(here);
  tell("answer 302");
  log("One");
  EXPECT_EQ(hooks().size(), 1U);
  EXPECT_EQ(last("outcome"), "refused");
  EXPECT_EQ(last("status"), "302");
}

TEST_P(WebhooksOutside, the_inside_of_the_house_is_out_of_reach_and_the_reason_names_no_address) {
  open({});
  log("One");
  EXPECT_TRUE(hooks(200).empty());
  EXPECT_NE(last("answer").find("private network"), std::string::npos);
  EXPECT_EQ(last("answer").find("localhost"), std::string::npos);
}

TEST_P(WebhooksOutside, a_house_that_dies_before_the_delivery_delivers_when_it_is_back) {
  open(here);
  tell("answer 503");
  log("One");
  EXPECT_EQ(hooks().size(), 1U);
  log("Two");
  tell("answer 200");
  stage_->crash();
  stage_->advance(70 * us_per_second);  // over PostgreSQL nobody knows before that the node which delivered is dead
  const auto got = hooks();
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(title(got[1]), "Two");
}

INSTANTIATE_TEST_SUITE_P(Engines, WebhooksOutside, testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         [](const auto& one) { return one.param == store::Engine::sqlite ? "sqlite" : "postgres"; });

}  // namespace
}  // namespace evenkeel::outside
