// Two mail servers, of which one hangs, against real ones: what it costs, and what is remembered of it.
#include "connect/mail/relays.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "base/sim_world.hpp"
#include "outside/helper_process.hpp"
#include "support/test_database.hpp"

namespace evenkeel::outside {
namespace {

using Outcome = store::HandOver::Outcome;
using store::Hurry;

class Relays : public testing::Test {
 protected:
  void SetUp() override {
    server_ =
        std::make_unique<HelperProcess>(std::vector<std::string>{"/usr/bin/python3", EVENKEEL_OUTSIDE "/smtp_server.py", folder_.file("")});
    ready_ = server_->next().value();
    ASSERT_EQ(text_of(ready_, "event"), "ready");
    mail_.to = "caller02@example.org";
    mail_.subject = mail_.text = "Text";
    mail_.message_id = "<1@example.org>";
  }
  mail::SmtpOptions at(const std::string& port) { return {"smtp://localhost:" + text_of(ready_, port), "", "", "help@example.org", 10}; }
  std::size_t mails() { return server_->take("mail", 500).size(); }
  std::size_t connections() { return server_->take("connected", 300).size(); }

  test::TempFolder folder_;
  std::unique_ptr<HelperProcess> server_;
  boost::json::object ready_;
  SimWorld world_{Time{1'772'438'400 * us_per_second}};
  mail::Relays relays_{world_};
  notification::Mail mail_;
};

std::chrono::milliseconds time_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

TEST_F(Relays, a_server_that_hangs_costs_seconds_once_and_no_mail) {
  const std::vector servers{at("mute"), at("plain")};
  const auto send = [&](Hurry hurry) { EXPECT_EQ(relays_.send(servers, mail_, hurry).outcome, Outcome::sent); };
  EXPECT_LT(time_of([&] { send(Hurry::urgent); }), std::chrono::seconds(3)) << "what is urgent goes to the other one sooner";
  EXPECT_EQ(connections(), 1U);
  EXPECT_LT(time_of([&] { send(Hurry::normal); }), std::chrono::seconds(2));
  EXPECT_EQ(connections(), 0U) << "it is asked last for a while";
  world_.advance(2 * us_per_minute);
  send(Hurry::urgent);
  EXPECT_EQ(connections(), 0U) << "what is urgent is no trial";
  send(Hurry::normal);
  EXPECT_EQ(connections(), 1U) << "what is not finds out";
  EXPECT_EQ(mails(), 4U);
}

TEST_F(Relays, a_server_that_is_away_or_takes_nothing_now_is_stood_in_for_and_one_that_refuses_is_not) {
  auto gone = at("plain");
  gone.url = "smtp://localhost:1";
  EXPECT_EQ(relays_.send({gone, at("plain")}, mail_, Hurry::normal).outcome, Outcome::sent);
  EXPECT_EQ(mails(), 1U);
  server_->tell("5xx-rcpt");
  ASSERT_FALSE(server_->take("treatment", 5'000).empty());
  EXPECT_EQ(relays_.send({at("plain"), at("offers_tls")}, mail_, Hurry::normal).outcome, Outcome::failed);
  EXPECT_EQ(server_->take("refused", 500).size(), 1U) << "the word of one server counts";
  const auto none = relays_.send({gone, at("mute")}, mail_, Hurry::normal);
  EXPECT_EQ(none.outcome, Outcome::retry);
  EXPECT_NE(none.text.find("; "), std::string::npos) << "both say why: " << none.text;
}

TEST_F(Relays, a_server_that_speaks_for_ever_is_not_waited_for_any_longer) {
  auto slow = at("drip");
  slow.timeout_seconds = 3;
  EXPECT_LT(time_of([&] { EXPECT_EQ(mail::send(slow, mail_).outcome, Outcome::retry); }), std::chrono::seconds(6));
}

}  // namespace
}  // namespace evenkeel::outside
