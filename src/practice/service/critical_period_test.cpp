// Critical periods: chosen cases, and an oracle that walks days one by one and asks the C library for wall clocks, minute
// by minute, sharing no code with the rule.
#include "practice/service/critical_period.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <cstdlib>
#include <ctime>

#include "practice/service/priority_matrix.hpp"

namespace evenkeel::service {
namespace {

Time at(const std::string& text) { return *parse_rfc3339(text); }

CriticalPeriod period(const char* recurrence, const char* from, const char* to, const char* zone = "UTC") {
  CriticalPeriod p;
  p.id = {7};
  p.name = "Month end";
  p.reason = "books close";
  p.service = {5};
  p.recurrence = recurrence;
  p.starts_at = at(from);
  p.ends_at = at(to);
  p.zone = zone;
  return p;
}
bool inside(const CriticalPeriod& p, const char* now) { return occurrence_at(p, at(now)).has_value(); }

TEST(CriticalPeriod, without_a_zone_go_by_utc) {
  const auto p = period("weekly", "2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z", "");
  EXPECT_TRUE(problems_of(p, PriorityMatrix{.impacts = {"high"}}).empty());
  EXPECT_TRUE(occurrence_at(p, *parse_rfc3339("2026-04-06T09:00:00Z")));
}

TEST(CriticalPeriod, once_is_half_open) {
  auto p = period("once", "2026-03-02T08:00:00Z", "2026-03-02T18:00:00Z");
  EXPECT_FALSE(inside(p, "2026-03-02T07:59:59.999999Z"));
  EXPECT_TRUE(inside(p, "2026-03-02T08:00:00Z"));
  EXPECT_TRUE(inside(p, "2026-03-02T17:59:59.999999Z"));
  EXPECT_FALSE(inside(p, "2026-03-02T18:00:00Z"));
  EXPECT_FALSE(inside(p, "2027-03-02T09:00:00Z"));
}

TEST(CriticalPeriod, weekly_keeps_its_wall_clock_over_daylight_saving) {
  auto p = period("weekly", "2026-03-23T07:00:00Z", "2026-03-23T17:00:00Z", "Europe/Berlin");  // Mondays 8 to 18
  EXPECT_FALSE(inside(p, "2026-03-30T05:59:00Z"));
  EXPECT_TRUE(inside(p, "2026-03-30T06:00:00Z"));
  EXPECT_FALSE(inside(p, "2026-03-30T16:00:00Z"));
  EXPECT_TRUE(inside(p, "2026-11-02T07:00:00Z"));
  EXPECT_FALSE(inside(p, "2026-11-02T06:59:00Z"));
  EXPECT_FALSE(inside(p, "2026-03-16T08:00:00Z")) << "before the first";
  EXPECT_FALSE(inside(p, "2026-03-31T08:00:00Z")) << "a Tuesday";
}

TEST(CriticalPeriod, the_31st_falls_on_the_last_day) {
  auto p = period("monthly", "2026-01-31T08:00:00Z", "2026-01-31T18:00:00Z");
  EXPECT_TRUE(inside(p, "2026-02-28T09:00:00Z"));
  EXPECT_FALSE(inside(p, "2026-03-28T09:00:00Z"));
  EXPECT_TRUE(inside(p, "2026-03-31T09:00:00Z"));
  EXPECT_TRUE(inside(p, "2026-04-30T09:00:00Z"));
  EXPECT_TRUE(inside(p, "2028-02-29T09:00:00Z"));
  EXPECT_FALSE(inside(p, "2028-02-28T09:00:00Z"));
}

TEST(CriticalPeriod, yearly_from_a_leap_day) {
  auto p = period("yearly", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
  EXPECT_TRUE(inside(p, "2025-02-28T12:00:00Z"));
  EXPECT_FALSE(inside(p, "2025-03-01T00:00:00Z"));
  EXPECT_TRUE(inside(p, "2028-02-29T12:00:00Z"));
  EXPECT_FALSE(inside(p, "2028-02-28T12:00:00Z"));
}

TEST(CriticalPeriod, over_the_turn_of_the_year) {
  auto p = period("yearly", "2025-12-24T00:00:00Z", "2026-01-07T00:00:00Z");
  EXPECT_TRUE(inside(p, "2031-01-06T23:00:00Z"));
  EXPECT_TRUE(inside(p, "2030-12-24T00:00:00Z"));
  EXPECT_FALSE(inside(p, "2031-01-07T00:00:00Z"));
}

TEST(CriticalPeriod, names_what_is_wrong) {
  auto codes = [](const CriticalPeriod& p) {
    std::string out;
    for (const Problem& x : problems_of(p, default_matrix())) out += x.code + x.field + " ";
    return out;
  };
  auto p = period("weekly", "2026-03-02T08:00:00Z", "2026-03-02T18:00:00Z", "Europe/Berlin");
  EXPECT_EQ(codes(p), "");
  p.impact = "huge";
  EXPECT_EQ(codes(p), "critical_period.impact/impact ");
  p = period("daily", "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z", "Mars/Olympus");
  EXPECT_EQ(codes(p), "critical_period.recurrence/recurrence critical_period.zone/zone critical_period.order/ends_at ");
  EXPECT_EQ(codes(period("weekly", "2026-03-02T08:00:00Z", "2026-03-09T08:00:01Z")), "critical_period.overlap/ends_at ");
  EXPECT_EQ(codes(period("once", "2026-03-02T08:00:00Z", "2038-01-01T00:00:00Z")), "critical_period.too_late/ends_at ");
}

TEST(CriticalPeriod, raises_the_impact_and_says_why) {
  auto p = period("once", "2026-03-02T08:00:00Z", "2026-03-02T18:00:00Z");
  std::vector<const CriticalPeriod*> all{&p};
  PriorityMatrix m = default_matrix();
  auto w = weigh_impact(m, "medium", all, {5}, at("2026-03-02T09:00:00Z"));
  EXPECT_EQ(w.impact, "high");
  EXPECT_EQ(w.why, "critical period Month end (books close): impact medium -> high");
  EXPECT_EQ(w.period, Id{7});
  EXPECT_EQ(weigh_impact(m, "high", all, {5}, at("2026-03-02T09:00:00Z")).why, "");
  EXPECT_EQ(weigh_impact(m, "medium", all, {6}, at("2026-03-02T09:00:00Z")).impact, "medium") << "another service";
  EXPECT_EQ(weigh_impact(m, "medium", all, {}, at("2026-03-02T09:00:00Z")).impact, "medium") << "no service";
  EXPECT_EQ(weigh_impact(m, "medium", all, {5}, at("2026-03-02T19:00:00Z")).impact, "medium") << "outside";
  auto q = p;
  q.impact = "high";
  all = {&p, &q};
  EXPECT_EQ(weigh_impact(m, "low", all, {5}, at("2026-03-02T09:00:00Z")).impact, "high") << "the worst of two";
  q.active = false;
  EXPECT_EQ(weigh_impact(m, "low", all, {5}, at("2026-03-02T09:00:00Z")).impact, "medium") << "inactive ones do not count";
  q.active = true;
  q.impact = "low";
  all = {&q};
  EXPECT_EQ(weigh_impact(m, "high", all, {5}, at("2026-03-02T09:00:00Z")).impact, "high") << "a period never makes it milder";
}

// ---- the oracle ----------------------------------------------------------------------------------------------------

constexpr std::int64_t minute = 60, day_minutes = 24 * 60;

/// Wall clock by the C library, in minutes as if the wall were UTC.
std::int64_t libc_wall(std::int64_t utc_minute) {
  std::time_t t = utc_minute * minute;
  std::tm tm{};
  localtime_r(&t, &tm);
  return timegm(&tm) / minute;
}
std::tm date_of(std::int64_t wall_minute) {
  std::time_t t = wall_minute * minute;
  std::tm tm{};
  gmtime_r(&t, &tm);
  return tm;
}
bool is_last_of_month(std::int64_t wall_minute) { return date_of(wall_minute + day_minutes).tm_mday == 1; }

bool begins_on(const std::string& recurrence, std::int64_t first, std::int64_t day) {
  std::tm f = date_of(first), d = date_of(day);
  bool day_fits = d.tm_mday == f.tm_mday || (d.tm_mday < f.tm_mday && is_last_of_month(day));
  if (recurrence == "weekly") return (day - first) % (7 * day_minutes) == 0;
  if (recurrence == "monthly") return day_fits;
  return day_fits && d.tm_mon == f.tm_mon;
}

/// First minute whose wall clock has reached `from`; minute after the last one whose wall clock has not reached `to`.
bool oracle_inside(const CriticalPeriod& p, std::int64_t now) {
  std::int64_t starts = p.starts_at.us / us_per_minute, ends = p.ends_at.us / us_per_minute;
  if (now >= starts && now < ends) return true;
  std::int64_t first = libc_wall(starts), length = libc_wall(ends) - first;
  constexpr std::int64_t most_offset = 15 * 60;
  for (std::int64_t back = -1; back <= length / day_minutes + 2; ++back) {
    std::int64_t now_day = libc_wall(now) / day_minutes - back;
    std::int64_t from = now_day * day_minutes + first % day_minutes;
    if (from <= first || !begins_on(p.recurrence, first, from)) continue;
    std::int64_t begin = from - most_offset, end = from + length + most_offset;
    while (libc_wall(begin) < from) ++begin;
    while (libc_wall(end - 1) >= from + length) --end;
    if (now >= begin && now < end) return true;
  }
  return false;
}

RC_GTEST_PROP(CriticalPeriod, agrees_with_walking_days, ()) {
  const char* zone = *rc::gen::element("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
  setenv("TZ", zone, 1);
  tzset();
  const std::string recurrence = *rc::gen::element("weekly", "monthly", "yearly");
  // Starts near the days on which clocks jump, near month ends, or anywhere.
  const std::string day = *rc::gen::element<std::string>("2026-03-29T01", "2026-10-25T01", "2026-03-08T07", "2026-11-01T06",
                                                         "2026-04-04T15", "2024-02-29T12", "2026-01-31T12", "2026-06-15T12");
  std::int64_t around = at(day + ":00:00Z").us / us_per_minute;
  std::int64_t starts =
      around + *rc::gen::inRange<std::int64_t>(-2 * day_minutes, 2 * day_minutes) - *rc::gen::inRange(0, 60) * 7 * day_minutes;
  std::int64_t length = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(120, 12 * 60), rc::gen::inRange<std::int64_t>(60, 6 * day_minutes));
  CriticalPeriod p = period(recurrence.c_str(), "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", zone);
  p.starts_at = {starts * us_per_minute};
  p.ends_at = {(starts + length) * us_per_minute};
  auto some_end = [&](std::int64_t week) { return starts + week * 7 * day_minutes + length - 60; };
  std::int64_t now = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(around - 3 * day_minutes, around + 3 * day_minutes),
                                     rc::gen::map(rc::gen::inRange<std::int64_t>(0, 200), some_end),
                                     rc::gen::inRange<std::int64_t>(starts - 10 * day_minutes, starts + 800 * day_minutes));
  bool expected = oracle_inside(p, now);
  RC_CLASSIFY(expected, "inside");
  RC_ASSERT(occurrence_at(p, {now * us_per_minute}).has_value() == expected);
}

}  // namespace
}  // namespace evenkeel::service
