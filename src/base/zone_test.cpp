// Wall clocks around the two days a year on which they jump.
#include "base/zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace evenkeel {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }
/// A wall time written as if it were UTC.
std::int64_t wall(const char* text) { return at(text).us; }

TEST(Zone, knows_names) {
  for (const char* name : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
    EXPECT_TRUE(is_zone(name)) << name;
  for (const char* name : {"", "Europe/Nowhere", "europe/berlin", "../../etc/passwd", "/etc/localtime", "Europe", "Z"})
    EXPECT_FALSE(is_zone(name)) << name;
}

TEST(Zone, c13_a_named_offset_follows_no_daylight_saving_and_words_that_mean_one_are_no_zones) {
  for (const char* fixed : {"GMT", "Etc/GMT-1"})
    EXPECT_EQ(wall_us(fixed, at("2026-07-01T12:00:00Z")) - at("2026-07-01T12:00:00Z").us,
              wall_us(fixed, at("2026-01-01T12:00:00Z")) - at("2026-01-01T12:00:00Z").us)
        << fixed;
  EXPECT_EQ(wall_us("Europe/London", at("2026-07-01T12:00:00Z")), wall("2026-07-01T13:00:00Z"));
  for (const char* word : {"BST", "CEST", "MESZ", "+01:00", "UTC+1"}) EXPECT_FALSE(is_zone(word)) << word;
}

TEST(Zone, c31_the_zone_of_the_process_counts_for_nothing) {
  const char* was = std::getenv("TZ");
  const std::string before = was ? was : "";
  for (const char* zone : {"America/Sao_Paulo", "Australia/Lord_Howe"}) {
    ::setenv("TZ", zone, 1);
    ::tzset();
    EXPECT_EQ(wall_us("Europe/Berlin", at("2026-07-01T12:00:00Z")), wall("2026-07-01T14:00:00Z")) << zone;
    EXPECT_EQ(format_rfc3339(at("2026-07-01T12:00:00Z")), "2026-07-01T12:00:00Z") << zone;
  }
  if (was) ::setenv("TZ", before.c_str(), 1);
  else ::unsetenv("TZ");
  ::tzset();
}

TEST(Zone, shows_the_wall_clock) {
  EXPECT_EQ(wall_us("Europe/Berlin", at("2026-01-15T12:00:00Z")), wall("2026-01-15T13:00:00Z"));
  EXPECT_EQ(wall_us("Europe/Berlin", at("2026-07-15T12:00:00Z")), wall("2026-07-15T14:00:00Z"));
  EXPECT_EQ(wall_us("Asia/Kolkata", at("2026-07-15T12:00:00Z")), wall("2026-07-15T17:30:00Z"));
  EXPECT_EQ(wall_us("Nowhere", at("2026-07-15T12:00:00Z")), wall("2026-07-15T12:00:00Z"));
}

TEST(Zone, a_skipped_hour_means_the_jump) {
  for (auto twice : {Twice::first, Twice::second})
    EXPECT_EQ(instant_of_wall("Europe/Berlin", wall("2026-03-29T02:30:00Z"), twice), at("2026-03-29T01:00:00Z"));
}

TEST(Zone, a_doubled_hour_is_chosen) {
  EXPECT_EQ(instant_of_wall("Europe/Berlin", wall("2026-10-25T02:30:00Z"), Twice::first), at("2026-10-25T00:30:00Z"));
  EXPECT_EQ(instant_of_wall("Europe/Berlin", wall("2026-10-25T02:30:00Z"), Twice::second), at("2026-10-25T01:30:00Z"));
}

TEST(Zone, summer_time_is_known_to_the_promised_end) {
  EXPECT_EQ(format_rfc3339(zones_known_until), "2038-01-01T00:00:00Z");
  EXPECT_EQ(wall_us("Europe/Berlin", at("2037-07-15T12:00:00Z")), wall("2037-07-15T14:00:00Z"));
}

TEST(Zone, clocks_run_evenly_from_jump_to_jump) {
  const EvenClock summer = even_clock("Europe/Berlin", at("2026-07-15T12:00:00Z"));
  EXPECT_EQ(summer.from, at("2026-03-29T01:00:00Z"));
  EXPECT_EQ(summer.until, at("2026-10-25T01:00:00Z"));
  EXPECT_EQ(summer.ahead_us, 2 * us_per_hour);
  EXPECT_EQ(even_clock("Europe/Berlin", summer.until).from, summer.until);
  EXPECT_LT(even_clock("UTC", summer.from).from, at("1971-01-01T00:00:00Z"));
  EXPECT_GT(even_clock("UTC", summer.from).until, zones_known_until);
}

RC_GTEST_PROP(Zone, there_and_back, ()) {
  const char* zone = *rc::gen::element("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
  Time t{*rc::gen::inRange<std::int64_t>(1, zones_known_until.us)};
  std::int64_t w = wall_us(zone, t);
  Time first = instant_of_wall(zone, w, Twice::first), second = instant_of_wall(zone, w, Twice::second);
  RC_ASSERT(first <= second);
  RC_ASSERT(t == first || t == second);
}

}  // namespace
}  // namespace evenkeel
