// When a heartbeat is due, what pings make of it, and what is not the sender's fault.
#include "practice/heartbeat/heartbeat_rules.hpp"

#include <gtest/gtest.h>

namespace evenkeel::heartbeat {
namespace {

const Time ten = *parse_rfc3339("2026-03-02T10:00:00Z");

Heartbeat hourly() {
  Heartbeat h;
  h.id = Id{7};
  h.name = "Backup of mail";
  h.every = "1h";
  h.grace = "10m";
  return h;
}
Pulse after(const Pulse& before, PingKind kind, Time at, std::string run = {}, Time began = {}) {
  Ping ping;
  ping.kind = kind;
  ping.run = std::move(run);
  return after_ping(before, ping, began, at);
}

TEST(Heartbeat, WaitsThenIsLateThenMissing) {
  const Heartbeat h = hourly();
  EXPECT_EQ(state_of(h, {}, ten), State::fresh);
  EXPECT_FALSE(expected_of(h, {}).missing_at);
  const Pulse p = after({}, PingKind::success, ten);
  EXPECT_EQ(state_of(h, p, ten + us_per_hour), State::waiting);
  EXPECT_EQ(state_of(h, p, ten + us_per_hour + 1), State::late);
  EXPECT_EQ(expected_of(h, p).missing_at, ten + 70 * us_per_minute);
}

TEST(Heartbeat, ARunThatBeganIsToEndWithinTheGrace) {
  const Heartbeat h = hourly();
  const Pulse p = after({}, PingKind::start, ten, "a");
  EXPECT_EQ(expected_of(h, p).missing_at, ten + 10 * us_per_minute);
  const Pulse done = after(p, PingKind::success, ten + 90 * us_per_second, "a", p.started_at);
  EXPECT_EQ(done.took_us, 90 * us_per_second);
  EXPECT_FALSE(done.started_at);
  // The end of another run leaves this one.
  EXPECT_TRUE(after(p, PingKind::success, ten + us_per_minute, "b").started_at);
}

TEST(Heartbeat, FailsAndComesBackByWhatIsSaid) {
  const Pulse failed = after(after({}, PingKind::success, ten), PingKind::fail, ten + us_per_minute);
  EXPECT_EQ(state_of(hourly(), failed, ten + us_per_minute), State::failed);
  EXPECT_EQ(after(failed, PingKind::log, ten + us_per_minute).standing, Standing::failed);
  EXPECT_EQ(after(failed, PingKind::start, ten + us_per_minute).standing, Standing::failed);
  EXPECT_EQ(after(failed, PingKind::success, ten + us_per_minute).standing, Standing::waiting);
}

TEST(Heartbeat, WhatWeCouldNotHearIsNotTheSendersFault) {
  const Heartbeat h = hourly();
  const Pulse p = after({}, PingKind::success, ten);
  const auto minutes = [](std::int64_t n) { return ten + n * us_per_minute; };
  EXPECT_TRUE(may_be_lost_in(h, p, {minutes(50), minutes(65)}));
  EXPECT_TRUE(may_be_lost_in(h, p, {minutes(58), minutes(59)}));
  EXPECT_TRUE(may_be_lost_in(h, p, {minutes(70), minutes(71)}));
  EXPECT_FALSE(may_be_lost_in(h, p, {minutes(20), minutes(30)}));  // nothing was due
  EXPECT_FALSE(may_be_lost_in(h, p, {minutes(71), minutes(80)}));  // it had been missed before
  EXPECT_FALSE(may_be_lost_in(h, {}, {minutes(0), minutes(80)}));
  Pulse silent = p;
  silent.excused = "once";
  EXPECT_FALSE(may_be_lost_in(h, silent, {minutes(58), minutes(59)}));  // once a silence
}

TEST(Heartbeat, SaysWhatIsWrong) {
  const auto codes = [](Heartbeat h) {
    std::string all;
    for (const auto& problem : problems_of(h)) all += problem.code + problem.field + " ";
    return all;
  };
  EXPECT_EQ(codes(hourly()), "");
  Heartbeat h = hourly();
  h.schedule = "0 3 * * *";
  EXPECT_EQ(codes(h), "heartbeat.when/every ");
  h.every = "";
  EXPECT_EQ(codes(h), "");
  h.schedule = "0 25 * * *";
  h.zone = "Mars/Olympus";
  h.grace = "soon";
  EXPECT_EQ(codes(h), "heartbeat.bad_grace/grace heartbeat.bad_schedule/schedule heartbeat.bad_zone/zone ");
  h = hourly();
  h.every = "5s";
  h.grace = "1000d";
  EXPECT_EQ(codes(h), "heartbeat.bad_every/every heartbeat.bad_grace/grace ");
}

TEST(Heartbeat, HasANameForAddresses) {
  EXPECT_EQ(slug_of("Backup of mail (daily)"), "backup-of-mail-daily");
  EXPECT_EQ(alert_key(Id{7}), "heartbeat:7");
}

}  // namespace
}  // namespace evenkeel::heartbeat
