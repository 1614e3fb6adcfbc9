// Messages to browsers over real HTTPS: the receiver proves the signature and opens the message by itself. The house lives on simulated
// time.
#include "outside/receivers.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;

class BrowsersOutside : public WithReceivers {
 protected:
  void open(std::vector<std::string> networks) {
    open_house([networks](app::Config& config) {
      config.http.public_url = "https://help.example.org";
      config.channels.push_networks = networks;
    });
    office_->add("tech01", "technician");
    office_->add("tech02", "technician");
  }
  std::string subscription(const std::string& path) const {
    return R"({"endpoint":"https://localhost:)" + text_of(ready_, "hooks") + "/push/" + path + R"(","p256dh":")" +
           text_of(ready_, "p256dh") + R"(","auth":")" + text_of(ready_, "auth") + R"(","label":"Laptop"})";
  }
  std::vector<object> pushes(int wait_ms = 500) { return receivers_->take("push", wait_ms); }
  static object notice(const object& push) { return push.at("notice").as_object(); }
  /// Added, and proven by the code that was pushed.
  std::string proven(const std::string& who, const std::string& path) {
    const auto id = office_->must(who, "/api/v1/contact/browsers", subscription(path))["id"];
    const auto got = pushes();
    if (got.size() != 1) throw std::runtime_error("no code came");
    office_->must(who, "/api/v1/contact/points/" + id + "/verify", R"({"code":")" + text_of(notice(got[0]), "code") + "\"}");
    return id;
  }
  object point(const std::string& who, std::size_t at = 0) {
    return office_->get(who, "/api/v1/contact").body.at("points").as_array().at(at).as_object();
  }
  void page() {
    office_->must("admin", "/api/v1/escalation_policies",
                  R"({"name":"Page","trigger":"unacknowledged","applies":"title starts \"Core\"","steps":"at once tell person tech01"})");
  }
  std::string log(const std::string& title) { return office_->must("admin", "/api/v1/incidents", R"({"title":")" + title + "\"}")["id"]; }
};

TEST_F(BrowsersOutside, a_browser_is_proven_by_its_first_push_and_told_of_an_escalation) {
  open({"127.0.0.0/8", "::1"});
  const auto id = office_->must("tech01", "/api/v1/contact/browsers", subscription("one"))["id"];
  auto got = pushes();
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(text_of(got[0], "line"), "POST /push/one HTTP/1.1");
  EXPECT_EQ(text_of(got[0], "ttl"), "900");
  const auto claims = got[0].at("claims").as_object();
  EXPECT_EQ(text_of(claims, "aud"), "https://localhost:" + text_of(ready_, "hooks"));
  EXPECT_EQ(text_of(claims, "sub"), "https://help.example.org");
  EXPECT_EQ(text_of(claims, "exp"), std::to_string(stage_->world.now().us / us_per_second + 12 * 3'600));
  EXPECT_EQ(text_of(got[0], "key"), office_->get("tech01", "/api/v1/contact")["web_push_key"]);
  const auto code = text_of(notice(got[0]), "code");
  EXPECT_EQ(office_->post("tech01", "/api/v1/contact/points/" + id + "/test").status, 409) << "not proven yet";
  EXPECT_EQ(office_->must("tech01", "/api/v1/contact/points/" + id + "/verify", R"({"code":")" + code + "\"}")["usable"], "true");

  page();
  const auto incident = log("Core is down");
  got = pushes();
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(text_of(got[0], "urgency"), "high");
  EXPECT_EQ(text_of(got[0], "ttl"), "3600");
  EXPECT_FALSE(text_of(got[0], "topic").empty());
  EXPECT_NE(text_of(notice(got[0]), "title").find("Core is down"), std::string::npos);
  EXPECT_TRUE(text_of(notice(got[0]), "link").starts_with("https://help.example.org/incidents/INC"));
  EXPECT_TRUE(text_of(notice(got[0]).at("answer").as_object(), "link").starts_with("https://help.example.org/answer"));
  EXPECT_EQ(text_of(point("tech01").at("last").as_object(), "state"), "sent");
}

TEST_F(BrowsersOutside, a_newer_message_of_an_incident_takes_the_place_of_an_older_one) {
  open({"127.0.0.0/8", "::1"});
  proven("tech01", "one");
  page();
  log("Core is down");
  log("Core is down again");
  const auto got = pushes(1'000);
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(text_of(got[0], "topic"), text_of(notice(got[0]), "tag"));
  EXPECT_NE(text_of(got[0], "topic"), text_of(got[1], "topic")) << "of another incident";
  EXPECT_EQ(text_of(got[0], "topic").size(), 32U);
}

TEST_F(BrowsersOutside, a_browser_that_is_gone_is_withdrawn_and_the_next_way_is_taken) {
  open({"127.0.0.0/8", "::1"});
  const auto id = proven("tech01", "one");
  page();
  tell("answer 410");
  stage_->mails.clear();
  log("Core is down");
  EXPECT_EQ(pushes().size(), 1U);
  const auto withdrawn = point("tech01");
  EXPECT_FALSE(withdrawn.at("withdrawn_at").is_null());
  EXPECT_FALSE(withdrawn.at("usable").as_bool());
  EXPECT_NE(text_of(withdrawn.at("last").as_object(), "reason").find("410"), std::string::npos);
  EXPECT_FALSE(stage_->mails.empty()) << "mail does";
  tell("answer 201");
  log("Core is down again");
  EXPECT_TRUE(pushes().empty()) << "nothing goes there any more";
  EXPECT_EQ(office_->post("tech01", "/api/v1/contact/points/" + id + "/test").status, 409);
  // The same browser again is the same point, and proven anew.
  EXPECT_EQ(proven("tech01", "one"), id);
  EXPECT_TRUE(point("tech01").at("usable").as_bool());
  EXPECT_EQ(stage_->audit(), "");
}

TEST_F(BrowsersOutside, the_pace_of_a_push_service_holds_for_all_browsers_behind_it) {
  open({"127.0.0.0/8", "::1"});
  const auto one = proven("tech01", "one"), two = proven("tech02", "two");
  tell("after 90");
  tell("answer 429");
  office_->must("tech01", "/api/v1/contact/points/" + one + "/test");
  EXPECT_EQ(pushes().size(), 1U);
  tell("after");
  tell("answer 201");
  office_->must("tech02", "/api/v1/contact/points/" + two + "/test");
  stage_->advance(80 * us_per_second);
  EXPECT_TRUE(pushes().empty()) << "nothing comes before the time";
  stage_->advance(20 * us_per_second);
  EXPECT_EQ(pushes(1'000).size(), 2U);
}

TEST_F(BrowsersOutside, a_push_service_inside_the_house_is_out_of_reach) {
  open({});
  office_->must("tech01", "/api/v1/contact/browsers", subscription("one"));
  EXPECT_TRUE(pushes().empty());
  EXPECT_NE(text_of(point("tech01").at("last").as_object(), "reason").find("private network"), std::string::npos);
}

TEST_F(BrowsersOutside, what_is_too_large_or_broken_fails_or_is_tried_again) {
  open({"127.0.0.0/8", "::1"});
  const auto id = proven("tech01", "one");
  tell("answer 413");
  office_->must("tech01", "/api/v1/contact/points/" + id + "/test");
  EXPECT_EQ(pushes().size(), 1U);
  EXPECT_EQ(text_of(point("tech01").at("last").as_object(), "state"), "failed");
  EXPECT_TRUE(point("tech01").at("withdrawn_at").is_null());
  tell("answer 502");
  office_->must("tech01", "/api/v1/contact/points/" + id + "/test");
  EXPECT_EQ(pushes().size(), 1U);
  tell("answer 201");
  stage_->advance(60 * us_per_second);
  EXPECT_EQ(pushes().size(), 1U);
  EXPECT_EQ(text_of(point("tech01").at("last").as_object(), "state"), "sent");
}

TEST_F(BrowsersOutside, who_sits_at_a_browser_later_is_not_shown_what_is_for_somebody_else) {
  open({"127.0.0.0/8", "::1"});
  proven("tech01", "shared");
  proven("tech02", "shared");
  EXPECT_FALSE(point("tech01").at("withdrawn_at").is_null());
  EXPECT_TRUE(point("tech02").at("usable").as_bool());
}

}  // namespace
}  // namespace evenkeel::outside
