// Instants at the edges: what is read, what is refused, and that both directions agree with the C library's calendar.
#include "base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <time.h>

namespace evenkeel {
namespace {

constexpr std::int64_t march_2026_us = 1'772'438'400 * us_per_second;  // 2026-03-02T08:00:00Z

TEST(Rfc3339, reads_what_it_should) {
  EXPECT_EQ(parse_rfc3339("2026-03-02T08:00:00Z"), Time{march_2026_us});
  EXPECT_EQ(parse_rfc3339("2026-03-02t08:00:00z"), Time{march_2026_us});
  EXPECT_EQ(parse_rfc3339("2026-03-02T09:00:00+01:00"), Time{march_2026_us});
  EXPECT_EQ(parse_rfc3339("2026-03-02T02:30:00-05:30"), Time{march_2026_us});
  EXPECT_EQ(parse_rfc3339("2026-03-02T08:00:00-00:00"), Time{march_2026_us});
  EXPECT_EQ(parse_rfc3339("2026-03-02T08:00:00.5Z"), Time{march_2026_us + 500'000});
  EXPECT_EQ(parse_rfc3339("2026-03-02T08:00:00.000001999Z"), Time{march_2026_us + 1});
  EXPECT_TRUE(parse_rfc3339("2024-02-29T00:00:00Z"));
  EXPECT_TRUE(parse_rfc3339("2000-02-29T00:00:00Z"));
  EXPECT_TRUE(parse_rfc3339("2199-12-31T23:59:59.999999Z"));
}

TEST(Rfc3339, refuses_everything_else) {
  for (const char* text : {"",
                           "2026",
                           "2026-03-02",
                           "2026-03-02T08:00:00",
                           "2026-03-02 08:00:00Z",
                           "2026-03-02T08:00Z",
                           "2026-03-02T08:00:60Z",
                           "2016-12-31T23:59:60Z",
                           "2026-03-02T24:00:00Z",
                           "2026-03-02T08:60:00Z",
                           "2026-02-29T08:00:00Z",
                           "2100-02-29T00:00:00Z",
                           "2026-04-31T08:00:00Z",
                           "2026-00-02T08:00:00Z",
                           "2026-13-02T08:00:00Z",
                           "2026-03-00T08:00:00Z",
                           "2026-03-32T08:00:00Z",
                           "2026-03-02T08:00:00+24:00",
                           "2026-03-02T08:00:00+01:60",
                           "2026-03-02T08:00:00+0100",
                           "2026-03-02T08:00:00+01",
                           "2026-03-02T08:00:00.Z",
                           "2026-03-02T08:00:00,5Z",
                           "2026-03-02T08:00:00Zx",
                           " 2026-03-02T08:00:00Z",
                           "2026-3-2T08:00:00Z",
                           "+026-03-02T08:00:00Z",
                           "2026-03-02T-8:00:00Z",
                           "1969-12-31T23:59:59Z",
                           "1970-01-01T00:00:00Z",
                           "1970-01-01T00:30:00+01:00",
                           "2200-01-01T00:00:00Z",
                           "2199-12-31T23:30:00-01:00",
                           "9999-12-31T23:59:59Z"})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Rfc3339, writes_as_many_digits_as_there_are) {
  EXPECT_EQ(format_rfc3339({march_2026_us}), "2026-03-02T08:00:00Z");
  EXPECT_EQ(format_rfc3339({march_2026_us + 120'000}), "2026-03-02T08:00:00.120Z");
  EXPECT_EQ(format_rfc3339({march_2026_us + 1}), "2026-03-02T08:00:00.000001Z");
  EXPECT_EQ(format_rfc3339({-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(format_rfc3339({INT64_MIN}).back(), 'Z');
  EXPECT_EQ(format_rfc3339({INT64_MAX}).back(), 'Z');
}

RC_GTEST_PROP(Rfc3339, comes_back_and_agrees_with_the_c_library, ()) {
  const std::int64_t end_us = parse_rfc3339("2199-12-31T23:59:59.999999Z")->us;
  const Time t{*rc::gen::inRange<std::int64_t>(1, end_us)};
  const std::string text = format_rfc3339(t);
  RC_ASSERT(parse_rfc3339(text) == t);
  const time_t seconds = t.us / us_per_second;
  tm parts{};
  gmtime_r(&seconds, &parts);
  char expected[32];
  strftime(expected, sizeof expected, "%Y-%m-%dT%H:%M:%S", &parts);
  RC_ASSERT(text.substr(0, 19) == expected);
}

RC_GTEST_PROP(Rfc3339, never_crashes, (const std::string& text)) {
  const auto t = parse_rfc3339(text);
  RC_ASSERT(!t || t->us > 0);
}

TEST(Duration, is_read) {
  EXPECT_EQ(parse_duration("90s"), 90 * us_per_second);
  EXPECT_EQ(parse_duration("15m"), 15 * us_per_minute);
  EXPECT_EQ(parse_duration("1h30m"), 90 * us_per_minute);
  EXPECT_EQ(parse_duration("3d"), 3 * us_per_day);
  EXPECT_EQ(parse_duration("1w2d"), 9 * us_per_day);
  EXPECT_EQ(parse_duration("0s"), 0);
  for (const char* text : {"", "1", "s", "1x", "1 h", "-1h", "1h-", "1.5h", "1h30", "99999999999999999999s", "5300w", "36500d1s"})
    EXPECT_FALSE(parse_duration(text)) << text;
  EXPECT_EQ(parse_duration("36500d"), 36'500 * us_per_day);
}

TEST(Duration, is_said_as_people_say_it) {
  EXPECT_EQ(format_duration(0), "0 s");
  EXPECT_EQ(format_duration(45), "45 s");
  EXPECT_EQ(format_duration(90), "1 min 30 s");
  EXPECT_EQ(format_duration(2 * 3'600 + 10 * 60 + 5), "2 h 10 min");
  EXPECT_EQ(format_duration(3 * 86'400 + 4 * 3'600), "3 d 4 h");
  EXPECT_EQ(format_duration(86'400 + 59), "1 d");
  EXPECT_EQ(format_duration(-45), "-45 s");
  EXPECT_EQ(format_duration(INT64_MIN).front(), '-');
}

}  // namespace
}  // namespace evenkeel
