// Times as cron writes them, also where clocks jump.
#include "practice/heartbeat/cron.hpp"

#include <gtest/gtest.h>

namespace evenkeel::heartbeat {
namespace {

std::string next(std::string_view schedule, std::string_view zone, std::string_view after) {
  const auto cron = parse_cron(schedule);
  if (!cron) return cron.error().first().text;
  const auto at = next_after(*cron, zone, *parse_rfc3339(after));
  return at ? format_rfc3339(*at) : "never";
}

TEST(Cron, SaysTheNextTime) {
  EXPECT_EQ(next("30 2 * * *", "UTC", "2026-03-02T02:29:59Z"), "2026-03-02T02:30:00Z");
  EXPECT_EQ(next("30 2 * * *", "UTC", "2026-03-02T02:30:00Z"), "2026-03-03T02:30:00Z");
  EXPECT_EQ(next("*/15 9-17 * * mon-fri", "UTC", "2026-03-06T17:50:00Z"), "2026-03-09T09:00:00Z");
  EXPECT_EQ(next("0 0 29 2 *", "UTC", "2026-03-01T00:00:00Z"), "2028-02-29T00:00:00Z");
  EXPECT_EQ(next("5,35 * * * *", "UTC", "2026-03-01T00:05:00Z"), "2026-03-01T00:35:00Z");
  EXPECT_EQ(next("@weekly", "UTC", "2026-03-02T00:00:00Z"), "2026-03-08T00:00:00Z");
  EXPECT_EQ(next("0 12 * * 7", "UTC", "2026-03-02T00:00:00Z"), "2026-03-08T12:00:00Z");
}

TEST(Cron, HoldsByEitherDayWhenBothAreNamed) {
  EXPECT_EQ(next("0 6 13 * fri", "UTC", "2026-03-07T00:00:00Z"), "2026-03-13T06:00:00Z");
  EXPECT_EQ(next("0 6 10 * fri", "UTC", "2026-03-07T00:00:00Z"), "2026-03-10T06:00:00Z");
}

TEST(Cron, GoesByTheClocksOfItsZone) {
  EXPECT_EQ(next("0 3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(next("0 3 * * *", "Europe/Berlin", "2026-03-27T12:00:00Z"), "2026-03-28T02:00:00Z");
}

TEST(Cron, ASkippedTimeIsTheJumpItself) {
  EXPECT_EQ(next("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(next("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z"), "2026-03-30T00:30:00Z");
}

TEST(Cron, ARepeatedTimeComesOnceUnlessItIsOfEveryHour) {
  EXPECT_EQ(next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(next("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z"), "2026-10-26T01:30:00Z");
  EXPECT_EQ(next("30 * * * *", "Europe/Berlin", "2026-10-25T00:30:00Z"), "2026-10-25T01:30:00Z");
  EXPECT_EQ(next("30 * * * *", "Europe/Berlin", "2026-10-25T01:30:00Z"), "2026-10-25T02:30:00Z");
}

TEST(Cron, SaysWhatIsWrong) {
  EXPECT_EQ(next("0 3 * *", "UTC", "2026-03-02T00:00:00Z"), "needs five fields: minute, hour, day of the month, month, day of the week");
  EXPECT_EQ(next("60 3 * * *", "UTC", "2026-03-02T00:00:00Z"), "\"60\" is no minute");
  EXPECT_EQ(next("0 3 * * mon-sun", "UTC", "2026-03-02T00:00:00Z"), "\"mon-sun\" is no day of the week");
  EXPECT_EQ(next("0 3 30 2 *", "UTC", "2026-03-02T00:00:00Z"), "never comes");
  for (const char* text :
       {"", "@reboot", "1 2 3 4 5 6", "*/0 * * * *", "5-1 * * * *", "-1 * * * *", "1,,2 * * * *", "a b c d e", "*/61 * * * *"})
    EXPECT_FALSE(parse_cron(text)) << text;
  EXPECT_FALSE(parse_cron(std::string(10'000, '*')));
}

TEST(Cron, EndsWhereZoneRulesEnd) { EXPECT_EQ(next("0 3 1 1 *", "Europe/Berlin", "2037-06-01T00:00:00Z"), "never"); }

}  // namespace
}  // namespace evenkeel::heartbeat
