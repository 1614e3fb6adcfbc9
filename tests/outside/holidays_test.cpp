// Holidays from a real HTTPS server: what is asked, what is kept when it answers rubbish, and what of the house stays out of its reach.
// The house lives on simulated time.
#include <gtest/gtest.h>

#include "outside/helper_process.hpp"
#include "scenario/office.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;
using scenario::Office;
using scenario::Stage;

class HolidaysOutside : public testing::Test {
 protected:
  void SetUp() override {
    server_ = std::make_unique<HelperProcess>(
        std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/calendar_server.py", folder_.file("")});
    ready_ = server_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
  }
  void tell(const std::string& line) {
    server_->tell(line);
    ASSERT_FALSE(server_->take("done", 10'000).empty());
  }
  /// A calendar that asks the server, in a house that connects to these networks.
  void open(std::vector<std::string> networks) {
    stage_ = std::make_unique<Stage>(store::Engine::sqlite, *parse_rfc3339("2026-11-22T12:00:00Z"),
                                     [this, networks](app::Config& config, app::HouseOptions& options) {
                                       config.channels.ca_file = text_of(ready_, "certificate");
                                       config.channels.private_networks = networks;
                                       options.send_call = connect::send;
                                     });
    office_ = std::make_unique<Office>(*stage_);
    calendar_ = office_->must("admin", "/api/v1/calendars",
                              R"({"name":"Desk","zone":"UTC","hours":"Mon-Fri 08:00-17:00","feeds":"https://localhost:)" +
                                  text_of(ready_, "port") + R"(/x.ics?token=qvexword"})")["id"];
  }
  object feed() {
    return office_->get("admin", "/api/v1/calendars/" + calendar_ + "/feeds").body.at("items").as_array().front().as_object();
  }
  std::string fetched() { return office_->get("admin", "/api/v1/calendars/" + calendar_)["fetched"]; }
  void next_day() { stage_->advance(25 * us_per_hour); }
  std::vector<object> asked() { return server_->take("asked", 300); }
  /// The last good copy holds, and the reason is told without the address.
  void expect_kept(const std::string& before, const std::string& why) {
    const auto now = feed();
    EXPECT_EQ(fetched(), before) << why;
    EXPECT_NE(text_of(now, "error").find(why), std::string::npos) << text_of(now, "error");
    EXPECT_EQ(text_of(now, "error").find("qvexword"), std::string::npos);
    EXPECT_GT(now.at("failures").as_int64(), 0);
  }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> server_;
  object ready_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
  std::string calendar_;
};

const std::vector<std::string> here = {"127.0.0.1/32"};
const std::string two_days = "2026-12-25 closed Day 2026-12-25\n2026-12-26 closed Day 2026-12-26\n";

TEST_F(HolidaysOutside, what_has_not_changed_is_not_sent_again) {
  tell("days 2026-12-25 2026-12-26");
  open(here);
  EXPECT_EQ(fetched(), two_days);
  auto requests = asked();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(text_of(requests[0], "line"), "GET /x.ics?token=qvexword HTTP/1.1");
  EXPECT_EQ(text_of(requests[0], "mark"), "");
  next_day();
  requests = asked();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_NE(text_of(requests[0], "mark"), "");
  EXPECT_EQ(text_of(requests[0], "since"), "Sun, 22 Nov 2026 10:00:00 GMT");
  EXPECT_EQ(text_of(feed(), "fetched_at"), "2026-11-23T12:00:00Z") << "nothing new is good news";
  tell("days 2026-12-25 2026-12-26 2027-01-01");
  next_day();
  EXPECT_EQ(fetched(), two_days + "2027-01-01 closed Day 2027-01-01\n");
}

TEST_F(HolidaysOutside, rubbish_takes_nothing_away) {
  tell("days 2026-12-25 2026-12-26");
  open(here);
  EXPECT_EQ(fetched(), two_days);
  for (const auto& [answer, why] : std::initializer_list<std::pair<std::string, std::string>>{
           {"status 500", "500"}, {"status 404", "404"}, {"cut", ""}, {"short", "END:VCALENDAR"}, {"huge", "larger than"}}) {
    tell(answer);
    next_day();
    expect_kept(two_days, why);
  }
  tell("days 2026-12-25 2026-12-26");
  next_day();
  EXPECT_TRUE(feed().at("error").is_null());
  EXPECT_EQ(feed().at("failures").as_int64(), 0);
}

TEST_F(HolidaysOutside, an_answer_that_never_ends_is_not_waited_for) {
  tell("days 2026-12-25 2026-12-26");
  tell("slow");
  const auto begin = std::chrono::steady_clock::now();
  open(here);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  expect_kept("", "");
}

TEST_F(HolidaysOutside, no_redirect_leads_into_the_house) {
  tell("days 2026-12-25 2026-12-26");
  open(here);
  EXPECT_EQ(fetched(), two_days);
  tell("to https://127.0.0.2:" + text_of(ready_, "port") + "/inside");
  (void)asked();
  next_day();
  for (const auto& request : asked()) EXPECT_EQ(text_of(request, "line").find("inside"), std::string::npos);
  expect_kept(two_days, "private network");
  tell("to http://localhost.example.org/x.ics");
  next_day();
  expect_kept(two_days, "not https");
}

TEST_F(HolidaysOutside, the_inside_of_the_house_is_out_of_reach) {
  tell("days 2026-12-25");
  open({});
  EXPECT_TRUE(asked().empty());
  expect_kept("", "private network");
}

TEST_F(HolidaysOutside, what_was_left_does_not_come_again_without_marks_either) {
  tell("days 2026-12-25 2026-12-26");
  open(here);
  tell("days 2027-05-01");
  tell("mute");
  next_day();
  const auto held = feed().at("held").as_object();
  EXPECT_EQ(text_of(held, "why"), "loses_most");
  office_->must("admin", "/api/v1/calendars/" + calendar_ + "/feeds/decide",
                R"({"take":false,"feed":")" + text_of(feed(), "id") + R"(","held_at":")" + text_of(held, "at") + R"("})");
  next_day();
  EXPECT_TRUE(feed().at("held").is_null());
  EXPECT_EQ(fetched(), two_days);
}

}  // namespace
}  // namespace evenkeel::outside
