// Which way a message takes, and when.
#include "practice/contact/reach_rules.hpp"

#include <gtest/gtest.h>

namespace evenkeel::contact {
namespace {

const Time noon = *parse_rfc3339("2026-03-02T11:00:00Z");  // 12:00 in Berlin
const Id phone{7}, chat{8};

Time at(std::string_view text) { return *parse_rfc3339(text); }
Reachable both() { return {true, {phone, chat}, "Europe/Berlin"}; }

TEST(ReachRules, who_said_nothing_gets_mail_and_urgent_messages_on_every_point) {
  EXPECT_EQ(plan({}, both(), Urgency::normal, noon), (std::vector<Planned>{{{}, noon, {}}}));
  EXPECT_EQ(plan({}, both(), Urgency::urgent, noon),
            (std::vector<Planned>{{{}, noon, {}}, {phone, noon, {}}, {chat, noon + 3 * us_per_minute, {}}}));
}

TEST(ReachRules, who_has_no_mail_gets_everything_on_the_first_point) {
  EXPECT_EQ(plan({}, {false, {phone, chat}, "UTC"}, Urgency::normal, noon), (std::vector<Planned>{{phone, noon, {}}}));
  EXPECT_TRUE(plan({}, {false, {}, "UTC"}, Urgency::urgent, noon).empty());
}

TEST(ReachRules, rungs_stand_in_the_order_of_their_times) {
  ContactRules rules;
  rules.urgent = {"8 5", "7 0", "mail 10"};
  EXPECT_EQ(plan(rules, both(), Urgency::urgent, noon),
            (std::vector<Planned>{{phone, noon, {}}, {chat, noon + 5 * us_per_minute, {}}, {{}, noon + 10 * us_per_minute, {}}}));
}

TEST(ReachRules, a_rung_that_cannot_be_used_falls_away_and_somebody_is_told_all_the_same) {
  ContactRules rules;
  rules.normal = {"9 0", "rubbish", "7 -1", "7 2000"};
  EXPECT_EQ(plan(rules, both(), Urgency::normal, noon), (std::vector<Planned>{{{}, noon, {}}}));
}

TEST(ReachRules, in_quiet_hours_what_is_not_urgent_waits_for_their_end) {
  ContactRules rules;
  rules.quiet_from = "22:00";
  rules.quiet_until = "07:00";
  const Time night = at("2026-03-02T23:30:00Z"), morning = at("2026-03-03T06:00:00Z");  // 00:30 and 07:00 in Berlin
  EXPECT_EQ(plan(rules, both(), Urgency::normal, night), (std::vector<Planned>{{{}, morning, morning}}));
  EXPECT_EQ(plan(rules, both(), Urgency::urgent, night).front(), (Planned{{}, night, {}}));
  EXPECT_EQ(plan(rules, both(), Urgency::normal, noon).front(), (Planned{{}, noon, {}}));
  EXPECT_EQ(plan(rules, both(), Urgency::normal, morning).front(), (Planned{{}, morning, {}})) << "the end is not quiet";
  rules.quiet_urgent = true;
  EXPECT_EQ(plan(rules, both(), Urgency::urgent, night).front(), (Planned{{}, morning, morning}));
}

TEST(ReachRules, quiet_hours_follow_the_clocks_when_they_jump) {
  ContactRules rules;
  rules.quiet_from = "22:00";
  rules.quiet_until = "07:00";
  // Clocks go forward in the night to 29 March: 07:00 comes an hour earlier.
  EXPECT_EQ(plan(rules, both(), Urgency::normal, at("2026-03-28T22:00:00Z")).front().at, at("2026-03-29T05:00:00Z"));
}

TEST(ReachRules, a_digest_holds_normal_messages_until_its_next_time) {
  ContactRules rules;
  rules.digest_at = {"08:00", "16:30"};
  const Time half_past_four = at("2026-03-02T15:30:00Z");
  EXPECT_EQ(plan(rules, both(), Urgency::normal, noon), (std::vector<Planned>{{{}, half_past_four, half_past_four}}));
  EXPECT_EQ(plan(rules, both(), Urgency::normal, at("2026-03-02T16:00:00Z")).front().at, at("2026-03-03T07:00:00Z"));
  EXPECT_EQ(plan(rules, both(), Urgency::urgent, noon).front().at, noon);
}

TEST(ReachRules, rungs_read_what_they_write) {
  for (const Rung& rung : {Rung{{}, 0}, Rung{phone, 1'440}}) EXPECT_EQ(read_rung(write_rung(rung)), rung);
  for (const char* bad : {"", "mail", "mail ", "mail x", "mail 1441", "0 5", "x 5", "7 5 ", "mail 0 0"})
    EXPECT_FALSE(read_rung(bad)) << bad;
  EXPECT_EQ(read_minutes("07:30"), 450);
  for (const char* bad : {"", "7:30", "24:00", "07:60", "07-30", "+7:30", "07:3a"}) EXPECT_FALSE(read_minutes(bad)) << bad;
}

}  // namespace
}  // namespace evenkeel::contact
