// What answers mean for a check, and when it is asked again.
#include "practice/check/check_rules.hpp"

#include <gtest/gtest.h>

namespace evenkeel::checks {
namespace {

const Time ten = *parse_rfc3339("2026-03-02T10:00:00Z");

Check page() {
  Check c;
  c.id = Id{7};
  c.name = "Shop";
  c.address = "https://shop.example.org/health";
  return c;
}
std::string pointer_of(const Check& check) {
  const auto problems = problems_of(check);
  return problems.empty() ? "" : problems.front().field;
}
CheckState asked(const Check& check, CheckState state, bool well, Time at) { return after_probe(check, state, {well, 0, "why"}, at); }

TEST(Check, WhatIsWrongIsNamed) {
  EXPECT_EQ(pointer_of(page()), "");
  for (const std::string address :
       {"shop.example.org", "ftp://shop.example.org", "https://", "https://me:word@shop.example.org/", "https://a b/"}) {
    Check c = page();
    c.address = address;
    EXPECT_EQ(pointer_of(c), "/address") << address;
  }
  Check c = page();
  c.expected_status = "200, 900";
  EXPECT_EQ(pointer_of(c), "/expected_status");
  c = page();
  c.every = "5s";
  EXPECT_EQ(pointer_of(c), "/every");
  c.every = "30s";
  c.timeout_s = 31;
  EXPECT_EQ(pointer_of(c), "/timeout_s");
  c = page();
  c.kind = service::CheckKind::tcp;
  EXPECT_EQ(pointer_of(c), "/address");
  c.address = "db.example.org:5432";
  EXPECT_EQ(pointer_of(c), "");
  c.address = "db.example.org:65536";
  EXPECT_EQ(pointer_of(c), "/address");
  c.address = "[2001:db8::1]:5432";
  c.lacks = "x";
  EXPECT_EQ(pointer_of(c), "/lacks");
}

TEST(Check, AnEchoIsSentToANameAlone) {
  Check c = page();
  c.kind = service::CheckKind::ping;
  EXPECT_EQ(pointer_of(c), "/address");
  for (const std::string address : {"shop.example.org:80", "https://shop.example.org", ""}) {
    c.address = address;
    EXPECT_EQ(pointer_of(c), "/address") << address;
  }
  c.address = "192.0.2.7";
  EXPECT_EQ(pointer_of(c), "");
  c.contains = "x";
  EXPECT_EQ(pointer_of(c), "/contains");
  EXPECT_EQ(judge_connection(c, "", 5).text, "it answered");
  EXPECT_EQ(judge_connection(c, "it did not answer in time", 5).text, "it did not answer in time");
}

TEST(Check, WhatNobodyAskedIsNotSaidToBeDown) {
  Check c = page();
  c.place = "Vienna";
  CheckState state = after_probe(c, {}, nobody_asked(c), ten);
  EXPECT_EQ(event_of(c, state, alert::AlertState::firing, {}, ten).title, "Shop is not asked");
  state = asked(c, state, false, ten);
  EXPECT_EQ(event_of(c, state, alert::AlertState::firing, {}, ten).title, "Shop is down");
}

TEST(Check, APageIsJudgedByStatusTextAndTime) {
  Check c = page();
  EXPECT_TRUE(judge_page(c, {301, "", "", 0}).well);
  EXPECT_EQ(judge_page(c, {500, "", "", 0}).text, "it answered 500");
  EXPECT_EQ(judge_page(c, {0, "", "Could not connect", 0}).text, "Could not connect");
  c.expected_status = "200, 500-502";
  EXPECT_FALSE(judge_page(c, {301, "", "", 0}).well);
  EXPECT_TRUE(judge_page(c, {501, "", "", 0}).well);
  c.contains = "ready";
  c.lacks = "error";
  EXPECT_TRUE(judge_page(c, {200, "all is ready", "", 0}).well);
  EXPECT_FALSE(judge_page(c, {200, "all is well", "", 0}).well);
  EXPECT_FALSE(judge_page(c, {200, "ready, error", "", 0}).well);
  c.slow_ms = 100;
  EXPECT_TRUE(judge_page(c, {200, "ready", "", 100'000}).well);
  EXPECT_FALSE(judge_page(c, {200, "ready", "", 101'000}).well);
}

TEST(Check, ACertificateIsJudgedByWhatIsLeftOfIt) {
  Check c = page();
  const auto judged = [&](std::int64_t left) { return judge_page(c, {200, "", "", 0, left}); };
  EXPECT_TRUE(judged(0).well) << "nobody looks";
  c.certificate_days = 14;
  EXPECT_EQ(pointer_of(c), "");
  EXPECT_TRUE(judged(14 * us_per_day).well);
  EXPECT_EQ(judged(14 * us_per_day - 1).text, "its certificate is good for 13 days more");
  EXPECT_TRUE(judged(-1).well) << "it was not told";
  EXPECT_EQ(judge_page(c, {500, "", "", 0, 0}).text, "it answered 500") << "what is down now comes first";
  c.address = "http://shop.example.org/";
  EXPECT_EQ(pointer_of(c), "/certificate_days");
}

TEST(Check, ANameIsJudgedByItsAddresses) {
  Check c = page();
  c.kind = service::CheckKind::dns;
  EXPECT_EQ(pointer_of(c), "/address");
  for (const std::string address : {"shop.example.org:53", "a b", "me@shop.example.org", ""}) {
    c.address = address;
    EXPECT_EQ(pointer_of(c), "/address") << address;
  }
  c.address = "shop.example.org";
  EXPECT_EQ(pointer_of(c), "");
  c.contains = "192.0.2.7";
  EXPECT_EQ(pointer_of(c), "");
  EXPECT_EQ(judge_name(c, "2001:db8::7\n192.0.2.7\n", "", 0).text, "it has 2001:db8::7, 192.0.2.7");
  EXPECT_TRUE(judge_name(c, "192.0.2.7\n", "", 0).well);
  EXPECT_FALSE(judge_name(c, "192.0.2.77\n", "", 0).well);
  EXPECT_EQ(judge_name(c, "", "Name or service not known", 0).text, "Name or service not known");
  c.lacks = "x";
  EXPECT_EQ(pointer_of(c), "/lacks");
}

TEST(Check, IsDownAfterFailuresInARowAndUpAfterSuccesses) {
  const Check c = page();
  CheckState s;
  for (const bool well : {true, false, false, true, false, false}) s = asked(c, s, well, ten);
  EXPECT_EQ(s.standing, Standing::up) << "never three in a row";
  s = asked(c, s, false, ten + us_per_minute);
  EXPECT_EQ(s.standing, Standing::down);
  EXPECT_EQ(s.since_at, ten + us_per_minute);
  for (const bool well : {true, false, true}) s = asked(c, s, well, ten + us_per_hour);
  EXPECT_EQ(s.standing, Standing::down) << "never two in a row";
  EXPECT_EQ(asked(c, s, true, ten + us_per_hour).standing, Standing::up);
}

TEST(Check, IsAskedInItsRhythmAndSpreadWhenItFellBehind) {
  const Check c = page();
  EXPECT_EQ(next_after(c, ten, ten + us_per_second), ten + us_per_minute);
  const Time late = next_after(c, ten, ten + us_per_hour), set_back = next_after(c, ten, ten - us_per_hour);
  EXPECT_EQ(late, ten + us_per_hour + us_per_minute - spread_us(c));
  EXPECT_EQ(set_back, ten - us_per_hour + us_per_minute - spread_us(c));
  Check other = c;
  other.id = Id{8};
  EXPECT_NE(spread_us(other), spread_us(c));
  EXPECT_LT(spread_us(c), 6 * us_per_second);
}

}  // namespace
}  // namespace evenkeel::checks
