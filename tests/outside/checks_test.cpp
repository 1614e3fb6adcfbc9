// Checks of a real HTTPS server: what counts as an answer, whose certificate is believed, and what is out of reach. The house lives on
// simulated time.
#include <gtest/gtest.h>

#include "outside/helper_process.hpp"
#include "scenario/office.hpp"

namespace evenkeel::outside {
namespace {

using boost::json::object;
using scenario::Office;
using scenario::Stage;

enum class Trust { its_certificate, system };

class ChecksOutside : public testing::Test {
 protected:
  void SetUp() override {
    server_ = std::make_unique<HelperProcess>(
        std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/calendar_server.py", folder_.file("")});
    ready_ = server_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
    tell("days 2026-12-25");
  }
  void tell(const std::string& line) {
    server_->tell(line);
    ASSERT_FALSE(server_->take("done", 10'000).empty());
  }
  void open(const std::optional<std::string>& network = "127.0.0.1/32", Trust trust = Trust::its_certificate,
            Time begin = *parse_rfc3339("2026-11-22T12:00:00Z")) {
    stage_ = std::make_unique<Stage>(store::Engine::sqlite, begin, [&](app::Config& config, app::HouseOptions& options) {
      if (trust == Trust::its_certificate) config.channels.ca_file = text_of(ready_, "certificate");
      if (network) config.checks.networks = {*network};
      options.send_call = connect::send;
    });
    office_ = std::make_unique<Office>(*stage_);
    source_ = office_->must("admin", "/api/v1/alert_sources", R"({"name":"Checks","kind":"generic"})")["id"];
  }
  std::string page(const std::string& host = "localhost") { return "https://" + host + ":" + text_of(ready_, "port") + "/x?t=qvexword"; }
  /// What a check says that was asked once.
  object asked_once(const std::string& address, const std::string& more = {}) {
    const auto id = office_->must("admin", "/api/v1/checks",
                                  R"({"name":"Check )" + std::to_string(++made_) + R"(","source":")" + source_ + R"(","address":")" +
                                      address + R"(","every":"10m","timeout_s":2)" + more + "}")["id"];
    stage_->advance(61 * us_per_second);
    const auto state = office_->get("admin", "/api/v1/checks/" + id + "/state").body.as_object();
    EXPECT_EQ(text_of(state, "text").find("qvexword"), std::string::npos);
    return state;
  }
  void expect_well(const object& state) { EXPECT_TRUE(state.at("well").as_bool()) << text_of(state, "text"); }
  void expect_failed(const object& state, const std::string& why) {
    EXPECT_FALSE(state.at("well").as_bool());
    EXPECT_NE(text_of(state, "text").find(why), std::string::npos) << text_of(state, "text");
  }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> server_;
  object ready_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Office> office_;
  std::string source_;
  int made_ = 0;
};

TEST_F(ChecksOutside, a_page_is_judged_by_what_the_server_answers) {
  open();
  expect_well(asked_once(page()));
  expect_well(asked_once(page(), R"(,"contains":"Day 2026-12-25")"));
  expect_failed(asked_once(page(), R"(,"contains":"Day 2026-12-26")"), "does not contain");
  expect_failed(asked_once(page(), R"(,"lacks":"VCALENDAR")"), "contains the text");
  tell("status 503");
  expect_failed(asked_once(page()), "503");
  tell("to https://127.0.0.2/inside");
  expect_well(asked_once(page(), R"(,"expected_status":"302")"));
  expect_failed(asked_once(page(), R"(,"expected_status":"200")"), "302");
}

TEST_F(ChecksOutside, an_answer_without_end_is_a_failure) {
  open();
  tell("slow");
  expect_failed(asked_once(page()), "not whole in time");
  tell("huge");
  expect_failed(asked_once(page(), R"(,"contains":"Day")"), "larger than");
  expect_well(asked_once(page()));
}

TEST_F(ChecksOutside, a_port_is_connected_to) {
  open();
  const std::string kind = R"(,"kind":"tcp")";
  expect_well(asked_once("localhost:" + text_of(ready_, "port"), kind));
  expect_failed(asked_once("127.0.0.1:1", kind), "onnect");
}

TEST_F(ChecksOutside, a_certificate_must_be_good_for_so_long) {
  // The server made it for two days, by the clock of this machine.
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch());
  open("127.0.0.1/32", Trust::its_certificate, Time{now.count()});
  expect_well(asked_once(page(), R"(,"certificate_days":1)"));
  expect_failed(asked_once(page(), R"(,"certificate_days":3)"), "certificate is good for 1 days more");
}

TEST_F(ChecksOutside, a_name_has_addresses) {
  open();
  expect_well(asked_once("localhost", R"(,"kind":"dns")"));
  expect_well(asked_once("localhost", R"(,"kind":"dns","contains":"127.0.0.1")"));
  expect_failed(asked_once("localhost", R"(,"kind":"dns","contains":"192.0.2.7")"), "not what it must");
  expect_failed(asked_once("nobody.invalid", R"(,"kind":"dns")"), " ");
}

TEST_F(ChecksOutside, a_machine_answers_an_echo) {
  open("127.0.0.0/8");
  const std::string kind = R"(,"kind":"ping")";
  const auto state = asked_once("127.0.0.1", kind);
  if (text_of(state, "text").find("does not allow pings") != std::string::npos) GTEST_SKIP() << "this machine lets nobody send pings";
  expect_well(state);
  expect_well(asked_once("localhost", kind));
  expect_failed(asked_once("nobody.invalid", kind), " ");
  expect_failed(asked_once("10.0.0.7", kind), "checks.networks");
}

TEST_F(ChecksOutside, a_machine_that_is_silent_is_given_up_in_time) {
  open("192.0.2.0/24");  // RFC 5737: nobody's
  const auto state = asked_once("192.0.2.7", R"(,"kind":"ping")");
  EXPECT_FALSE(state.at("well").as_bool());
}

TEST_F(ChecksOutside, a_certificate_that_nobody_vouches_for_is_a_failure) {
  open("127.0.0.1/32", Trust::system);
  expect_failed(asked_once(page()), "certificate");
}

TEST_F(ChecksOutside, a_certificate_of_another_name_is_a_failure) {
  open();
  expect_failed(asked_once(page("127.0.0.1")), "certificate");
}

TEST_F(ChecksOutside, this_machine_is_out_of_reach_unless_it_is_named) {
  open(std::nullopt);
  expect_failed(asked_once(page()), "checks.networks");
  expect_failed(asked_once("127.0.0.1:" + text_of(ready_, "port"), R"(,"kind":"tcp")"), "checks.networks");
  EXPECT_TRUE(server_->take("asked", 300).empty());
}

}  // namespace
}  // namespace evenkeel::outside
