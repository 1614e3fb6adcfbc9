// Due, met, breached: what a course comes to, around everything that makes it hard. Case numbers C.. are those of docs/clock-cases.md.
#include "practice/agreement/reckoning_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/agreement/course_rules.hpp"
#include "practice/agreement/ending.hpp"

namespace evenkeel::agreement {
namespace {

using calendar::WorkingHours;

Time at(const char* text) { return *parse_rfc3339(text); }
constexpr int percents[] = {50, 75, 90};

WorkingHours made(std::string zone, std::string_view week, std::string_view dates = "") {
  WorkingHours hours{std::move(zone), {}, {}};
  EXPECT_EQ(calendar::read_week(week, hours.week), "");
  EXPECT_EQ(calendar::read_dates(dates, hours.dates), "");
  return hours;
}
const WorkingHours& office() {
  static const WorkingHours hours = made("Europe/Berlin", "Mon-Fri 08:00-17:00");
  return hours;
}
const WorkingHours& always() {
  static const WorkingHours hours = made("Europe/Berlin", "always");
  return hours;
}

Course from(const char* begin, std::string goal) { return {{at(begin), Turning::begun, {}}, {at(begin), Turning::goal, std::move(goal)}}; }
Course& turn(Course& course, const char* when, Turning to, std::string why = "waits") {
  course.push_back({at(when), to, std::move(why)});
  return course;
}
Reckoning reckoned(const Course& course, const WorkingHours& hours, const char* now) { return reckon(course, hours, percents, at(now)); }

// 2026-11-20 is a Friday; Berlin is an hour ahead of UTC.

TEST(Reckoning, c1_a_goal_says_whether_it_means_working_days_or_days) {
  EXPECT_EQ(reckoned(from("2026-11-20T14:30:00Z", "2 working days"), office(), "2026-11-20T15:00:00Z").due, at("2026-11-24T14:30:00Z"));
  EXPECT_EQ(reckoned(from("2026-11-20T14:30:00Z", "2d elapsed"), office(), "2026-11-20T15:00:00Z").due, at("2026-11-22T14:30:00Z"));
  EXPECT_EQ(reckoned(from("2026-11-20T14:30:00Z", "16h"), office(), "2026-11-20T15:00:00Z").due, at("2026-11-24T12:30:00Z"));
}

TEST(Reckoning, c1_a_weekend_pause_is_credited_no_working_days) {
  auto course = from("2026-11-20T14:30:00Z", "2 working days");
  turn(course, "2026-11-20T17:00:00Z", Turning::paused);
  turn(course, "2026-11-23T06:00:00Z", Turning::resumed);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T08:00:00Z").due, at("2026-11-24T14:30:00Z"));
  turn(course, "2026-11-23T09:00:00Z", Turning::paused);
  turn(course, "2026-11-23T11:00:00Z", Turning::resumed);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T12:00:00Z").due, at("2026-11-25T07:30:00Z")) << "two hours go over the night";
}

TEST(Reckoning, c4_working_days_that_end_in_a_pause_are_not_due_in_it) {
  auto course = from("2026-11-19T07:00:00Z", "1 working day");
  EXPECT_EQ(reckoned(course, office(), "2026-11-19T08:00:00Z").due, at("2026-11-20T07:00:00Z"));
  turn(course, "2026-11-19T20:00:00Z", Turning::paused);
  turn(course, "2026-11-20T19:00:00Z", Turning::resumed);
  EXPECT_EQ(reckoned(course, office(), "2026-11-20T19:00:00Z").due, at("2026-11-20T19:00:00Z"));
}

TEST(Reckoning, a_calendar_month_passes_on_every_day) {
  auto course = from("2026-11-20T14:30:00Z", "1 calendar month");
  EXPECT_EQ(reckoned(course, office(), "2026-11-21T00:00:00Z").due, at("2026-12-20T14:30:00Z"));
  EXPECT_FALSE(reckoned(course, office(), "2026-11-21T00:00:00Z").outside_hours);
  EXPECT_EQ(reckoned(course, office(), "2026-11-21T14:30:00Z").consumed_us, us_per_day);
  EXPECT_EQ(reckoned(course, office(), "2026-11-21T14:30:00Z").goal_us, 30 * us_per_day);
  turn(course, "2026-11-21T14:30:00Z", Turning::paused);
  turn(course, "2026-11-23T14:30:00Z", Turning::resumed);
  EXPECT_EQ(reckoned(course, office(), "2026-11-24T00:00:00Z").due, at("2026-12-22T14:30:00Z"));
}

TEST(Reckoning, what_was_taken_back_at_once_leaves_no_breach) {
  auto course = from("2026-11-23T08:00:00Z", "8h");
  turn(course, "2026-11-23T11:00:00Z", Turning::goal, "1h");
  const Time missed = at("2026-11-23T09:00:00Z");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T11:00:05Z").breached_at, missed);
  turn(course, "2026-11-23T11:00:09Z", Turning::goal, "8h");
  const Time now = at("2026-11-23T11:01:00Z");
  EXPECT_EQ(reckon(course, office(), percents, now, missed).verdict, Verdict::open);
  EXPECT_EQ(reckon(course, office(), percents, now, missed).due, at("2026-11-23T16:00:00Z"));
  const Time earlier = at("2026-11-23T08:30:00Z");
  EXPECT_EQ(reckon(course, office(), percents, now, earlier).breached_at, earlier) << "found by a calendar that was corrected since";
}

TEST(Reckoning, a_clock_begun_by_a_slip_promised_nothing) {
  auto course = from("2026-11-23T08:00:00Z", "1h");
  turn(course, "2026-11-23T11:00:00Z", Turning::goal, "1h");
  const Time missed = at("2026-11-23T09:00:00Z"), now = at("2026-11-23T12:00:00Z");
  EXPECT_EQ(reckon(course, office(), percents, now).breached_at, missed);
  auto undone = course;
  turn(undone, "2026-11-23T11:00:08Z", Turning::cancelled);
  EXPECT_EQ(reckon(undone, office(), percents, now, missed).verdict, Verdict::open);
  turn(undone, "2026-11-23T11:30:00Z", Turning::revived);
  EXPECT_EQ(reckon(undone, office(), percents, now).breached_at, missed);
  turn(course, "2026-11-23T11:05:00Z", Turning::cancelled);
  EXPECT_EQ(reckon(course, office(), percents, now, missed).verdict, Verdict::breached);
}

TEST(Reckoning, many_pauses_are_reckoned_from_where_the_last_one_left) {
  Course course = from("2026-01-01T00:00:00Z", "100d elapsed");
  Time t = at("2026-01-01T00:00:00Z");
  constexpr int pauses = 5'000;
  for (int i = 0; i < pauses; ++i) {
    course.push_back({t + us_per_minute, Turning::paused, "waits"});
    course.push_back({t + 2 * us_per_minute, Turning::resumed, {}});
    t = t + 2 * us_per_minute;
  }
  EXPECT_EQ(reckon(course, always(), percents, t).due, at("2026-04-11T00:00:00Z") + pauses * us_per_minute);
  EXPECT_EQ(reckon(course, always(), percents, t).consumed_us, pauses * us_per_minute);
}

TEST(Reckoning, c2_a_pause_outside_hours_adds_nothing) {
  auto course = from("2026-11-20T14:30:00Z", "4h");
  const Time due = at("2026-11-23T09:30:00Z");
  EXPECT_EQ(reckoned(course, office(), "2026-11-20T15:00:00Z").due, due);
  turn(course, "2026-11-20T16:00:00Z", Turning::paused);
  turn(course, "2026-11-23T07:00:00Z", Turning::resumed);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T08:00:00Z").due, due);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T08:00:00Z").consumed_us, 150 * us_per_minute);
}

TEST(Reckoning, c3_a_priority_changed_while_paused_keeps_the_pauses) {
  auto course = from("2026-11-23T08:00:00Z", "8h");
  turn(course, "2026-11-23T09:00:00Z", Turning::paused);
  turn(course, "2026-11-23T10:00:00Z", Turning::goal, "4h");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T11:00:00Z").due, std::nullopt);
  turn(course, "2026-11-23T11:00:00Z", Turning::resumed);
  const auto now = reckoned(course, office(), "2026-11-23T12:00:00Z");
  EXPECT_EQ(now.due, at("2026-11-23T14:00:00Z"));
  EXPECT_EQ(now.consumed_us, 2 * us_per_hour);
  EXPECT_EQ(now.goal_us, 4 * us_per_hour);
}

TEST(Reckoning, c4_nothing_is_breached_while_it_pauses) {
  auto course = from("2026-11-23T08:00:00Z", "2h");
  turn(course, "2026-11-23T09:00:00Z", Turning::paused);
  const auto paused = reckoned(course, office(), "2026-12-24T08:00:00Z");
  EXPECT_EQ(paused.doing, Doing::paused);
  EXPECT_EQ(paused.verdict, Verdict::open);
  EXPECT_EQ(paused.due, std::nullopt);
  turn(course, "2026-12-24T08:00:00Z", Turning::stopped);
  EXPECT_EQ(reckoned(course, office(), "2027-01-01T08:00:00Z").verdict, Verdict::met);
}

TEST(Reckoning, c4_a_breach_before_the_pause_is_one) {
  auto course = from("2026-11-23T08:00:00Z", "2h");
  turn(course, "2026-11-23T10:00:00Z", Turning::paused);
  const auto now = reckoned(course, office(), "2026-11-23T10:00:00Z");
  EXPECT_EQ(now.verdict, Verdict::breached) << "all was used up at the instant at which the pause began";
  EXPECT_EQ(now.breached_at, at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(now.doing, Doing::paused);
}

TEST(Reckoning, c5_a_retroactive_begin_is_breached_at_once_and_all_warnings_lie_behind) {
  const auto now = reckoned(from("2026-11-23T08:00:00Z", "1h"), office(), "2026-11-23T12:00:00Z");
  EXPECT_EQ(now.verdict, Verdict::breached);
  EXPECT_EQ(now.breached_at, at("2026-11-23T09:00:00Z"));
  for (const Warning& warning : now.warnings) EXPECT_LT(*warning.at, at("2026-11-23T12:00:00Z"));
}

TEST(Reckoning, c9_a_microsecond_decides_and_no_share_is_rounded) {
  auto course = from("2026-11-23T08:00:00Z", "2h");
  course.push_back({at("2026-11-23T10:00:00Z") - 1, Turning::stopped, {}});
  EXPECT_EQ(reckoned(course, office(), "2026-11-24T08:00:00Z").verdict, Verdict::met);
  course.back().at = at("2026-11-23T10:00:00Z");
  EXPECT_EQ(reckoned(course, office(), "2026-11-24T08:00:00Z").verdict, Verdict::breached);
  const auto long_goal = reckoned(from("2026-01-01T00:00:00Z", "3650d elapsed"), office(), "2026-01-02T00:00:00Z");
  EXPECT_EQ(long_goal.warnings[0].at, at("2026-01-01T00:00:00Z") + 1825 * us_per_day);
}

TEST(Reckoning, c10_a_zone_that_switches_at_midnight) {
  const auto hours = made("America/Sao_Paulo", "Mon-Sun 00:00-24:00");
  // 2018-11-04 had 23 hours.
  EXPECT_EQ(reckoned(from("2018-11-03T15:00:00Z", "24h"), hours, "2018-11-03T16:00:00Z").due, at("2018-11-04T15:00:00Z"));
  EXPECT_EQ(reckoned(from("2018-11-03T15:00:00Z", "1 working day"), hours, "2018-11-03T16:00:00Z").due, at("2018-11-04T14:00:00Z"));
}

TEST(Reckoning, c11_a_pause_across_daylight_saving) {
  const auto nights = made("Europe/Berlin", "Mon-Sun 00:00-06:00");
  auto course = from("2026-10-24T22:00:00Z", "6h");
  turn(course, "2026-10-25T00:00:00Z", Turning::paused);
  turn(course, "2026-10-25T02:00:00Z", Turning::resumed);
  // The night has seven hours, of which two were paused: an hour is left for the next.
  EXPECT_EQ(reckoned(course, nights, "2026-10-25T03:00:00Z").due, at("2026-10-26T00:00:00Z"));
}

TEST(Reckoning, c12_pauses_of_seconds_and_two_in_one_minute_are_measured) {
  auto course = from("2026-11-23T08:00:00Z", "1h");
  turn(course, "2026-11-23T08:10:01Z", Turning::paused);
  turn(course, "2026-11-23T08:10:11Z", Turning::resumed);
  turn(course, "2026-11-23T08:10:21Z", Turning::paused);
  turn(course, "2026-11-23T08:10:41.5Z", Turning::resumed);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T08:20:00Z").due, at("2026-11-23T09:00:30.5Z"));
}

TEST(Reckoning, c15_a_calendar_without_hours_says_never_and_ends) {
  const auto never = made("Europe/Berlin", "");
  for (const char* goal : {"4h", "2 working days"}) {
    auto course = from("2026-11-23T08:00:00Z", goal);
    const auto now = reckoned(course, never, "2030-11-23T08:00:00Z");
    EXPECT_EQ(now.due, std::nullopt);
    EXPECT_EQ(now.verdict, Verdict::open);
    EXPECT_TRUE(now.outside_hours);
    EXPECT_EQ(now.consumed_us, 0);
    turn(course, "2031-01-01T00:00:00Z", Turning::stopped);
    EXPECT_EQ(reckoned(course, never, "2032-01-01T00:00:00Z").verdict, Verdict::met);
  }
}

TEST(Reckoning, c16_opened_outside_hours_it_runs_from_the_next_opening) {
  const auto now = reckoned(from("2026-11-21T10:00:00Z", "1h"), office(), "2026-11-22T10:00:00Z");
  EXPECT_EQ(now.due, at("2026-11-23T08:00:00Z"));
  EXPECT_TRUE(now.outside_hours);
  EXPECT_EQ(now.consumed_us, 0);
}

TEST(Reckoning, c18_another_calendar_is_the_same_question_again_and_a_known_breach_stays) {
  const auto course = from("2026-11-23T14:00:00Z", "4h");
  const auto holiday = made("Europe/Berlin", "Mon-Fri 08:00-17:00", "2026-11-24 closed");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T15:00:00Z").due, at("2026-11-24T09:00:00Z"));
  EXPECT_EQ(reckoned(course, holiday, "2026-11-23T15:00:00Z").due, at("2026-11-25T09:00:00Z"));
  const Time known = at("2026-11-24T09:00:00Z");
  const auto kept = reckon(course, holiday, percents, at("2026-11-24T12:00:00Z"), known);
  EXPECT_EQ(kept.verdict, Verdict::breached);
  EXPECT_EQ(kept.breached_at, known);
}

TEST(Reckoning, c20_warnings_walk_the_hours_of_several_shifts) {
  const auto shifts = made("UTC", "Mon-Fri 08:00-12:00, 13:00-17:00");
  const auto now = reckoned(from("2026-11-23T10:00:00Z", "8h"), shifts, "2026-11-23T10:00:00Z");
  ASSERT_EQ(now.warnings.size(), 3u);
  EXPECT_EQ(now.warnings[0].at, at("2026-11-23T15:00:00Z"));
  EXPECT_EQ(now.warnings[1].at, at("2026-11-23T17:00:00Z"));
  EXPECT_EQ(now.warnings[2].at, at("2026-11-24T09:12:00Z"));
}

TEST(Reckoning, c23_an_update_restarts_and_each_round_counts_by_itself) {
  auto course = from("2026-11-23T08:00:00Z", "1h");
  turn(course, "2026-11-23T08:50:00Z", Turning::restarted);
  auto now = reckoned(course, office(), "2026-11-23T09:30:00Z");
  EXPECT_EQ(now.due, at("2026-11-23T09:50:00Z"));
  EXPECT_EQ(now.consumed_us, 40 * us_per_minute);
  EXPECT_EQ(now.verdict, Verdict::open);
  turn(course, "2026-11-23T10:00:00Z", Turning::restarted);
  turn(course, "2026-11-23T10:30:00Z", Turning::stopped);
  now = reckoned(course, office(), "2026-11-23T12:00:00Z");
  EXPECT_EQ(now.breached_at, at("2026-11-23T09:50:00Z")) << "the second round was late, whatever came after it";
  EXPECT_EQ(now.verdict, Verdict::breached);
}

TEST(Reckoning, c25_a_goal_that_changes_counts_from_the_begin) {
  auto course = from("2026-11-23T08:00:00Z", "4h");
  turn(course, "2026-11-23T09:00:00Z", Turning::goal, "1h30m");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T09:00:00Z").due, at("2026-11-23T09:30:00Z"));
  turn(course, "2026-11-23T09:10:00Z", Turning::goal, "8h");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T10:00:00Z").verdict, Verdict::open) << "it was not breached while the short one held";
  turn(course, "2026-11-23T10:00:00Z", Turning::goal, "1h");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T10:00:00Z").breached_at, at("2026-11-23T09:00:00Z"));
  turn(course, "2026-11-23T10:10:00Z", Turning::goal, "8h");
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T10:20:00Z").verdict, Verdict::breached) << "a breach stays, whatever is promised later";
}

TEST(Reckoning, c29_what_is_consumed_stands_still_while_it_pauses) {
  auto course = from("2026-11-23T08:00:00Z", "4h");
  turn(course, "2026-11-23T09:00:00Z", Turning::paused);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T09:00:00Z").consumed_us, us_per_hour);
  EXPECT_EQ(reckoned(course, office(), "2026-11-25T09:00:00Z").consumed_us, us_per_hour);
}

TEST(Reckoning, c30_a_breach_is_seen_when_asked_whether_or_not_a_timer_ran) {
  const auto course = from("2026-11-23T08:00:00Z", "2h");
  EXPECT_EQ(reckon(course, office(), percents, at("2026-11-23T10:00:00Z") - 1).verdict, Verdict::open);
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T10:00:00Z").verdict, Verdict::breached);
}

TEST(Reckoning, c32_horizons_beyond_what_zones_are_known_for_are_never) {
  EXPECT_EQ(reckoned(from("2037-12-31T00:00:00Z", "2d elapsed"), always(), "2037-12-31T01:00:00Z").due, std::nullopt);
  EXPECT_EQ(reckoned(from("2026-01-01T00:00:00Z", "1500d elapsed"), always(), "2026-01-02T00:00:00Z").due,
            at("2026-01-01T00:00:00Z") + 1500 * us_per_day);
}

TEST(Reckoning, an_end_that_was_taken_back_had_not_been) {
  auto course = from("2026-11-23T08:00:00Z", "2h");
  turn(course, "2026-11-23T09:00:00Z", Turning::stopped);
  turn(course, "2026-11-23T09:01:00Z", Turning::revived);
  const auto now = reckoned(course, office(), "2026-11-23T09:30:00Z");
  EXPECT_EQ(now.doing, Doing::running);
  EXPECT_EQ(now.due, at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(now.consumed_us, 90 * us_per_minute);
}

TEST(Reckoning, what_stopped_while_it_was_cancelled_has_stopped_then) {
  auto course = from("2026-11-23T08:00:00Z", "4h");
  turn(course, "2026-11-23T09:00:00Z", Turning::cancelled);
  turn(course, "2026-11-23T10:00:00Z", Turning::stopped);
  auto now = reckoned(course, office(), "2026-11-23T14:00:00Z");
  EXPECT_EQ(now.doing, Doing::cancelled);
  EXPECT_EQ(now.verdict, Verdict::open);
  EXPECT_EQ(now.consumed_us, 1 * us_per_hour);
  EXPECT_EQ(timeline(course, office(), at("2026-11-23T14:00:00Z")).back().until, at("2026-11-23T09:00:00Z"));
  turn(course, "2026-11-23T11:00:00Z", Turning::paused);
  turn(course, "2026-11-23T14:00:00Z", Turning::revived);
  now = reckoned(course, office(), "2026-11-23T15:00:00Z");
  EXPECT_EQ(now.doing, Doing::stopped);
  EXPECT_EQ(now.verdict, Verdict::met);
  EXPECT_EQ(now.ended, at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(now.consumed_us, 2 * us_per_hour);
  EXPECT_EQ(timeline(course, office(), at("2026-11-23T15:00:00Z")).back().until, at("2026-11-23T10:00:00Z"));
  course[1].why = "90m";
  EXPECT_EQ(reckoned(course, office(), "2026-11-23T15:00:00Z").breached_at, at("2026-11-23T09:30:00Z"));
}

TEST(Timeline, parts_say_what_counted_and_why_not) {
  auto course = from("2026-11-20T15:00:00Z", "4h");
  turn(course, "2026-11-23T08:00:00Z", Turning::paused, "state = on_hold");
  turn(course, "2026-11-23T09:00:00Z", Turning::resumed);
  turn(course, "2026-11-23T09:30:00Z", Turning::stopped);
  const std::vector<Part> expected{
      {at("2026-11-20T15:00:00Z"), at("2026-11-20T16:00:00Z"), Counting::counts, ""},
      {at("2026-11-20T16:00:00Z"), at("2026-11-23T07:00:00Z"), Counting::outside_hours, ""},
      {at("2026-11-23T07:00:00Z"), at("2026-11-23T08:00:00Z"), Counting::counts, ""},
      {at("2026-11-23T08:00:00Z"), at("2026-11-23T09:00:00Z"), Counting::paused, "state = on_hold"},
      {at("2026-11-23T09:00:00Z"), at("2026-11-23T09:30:00Z"), Counting::counts, ""},
  };
  EXPECT_EQ(timeline(course, office(), at("2026-12-01T00:00:00Z")), expected);
}

// ---- properties ------------------------------------------------------------------------------------------------------

WorkingHours any_hours() {
  WorkingHours hours;
  hours.zone = *rc::gen::element<std::string>("Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata");
  for (calendar::Day& day : hours.week) {
    int begin = *rc::gen::inRange(0, 1300);
    for (int slots = *rc::gen::inRange(0, 3); slots > 0 && begin < 1400; --slots) {
      const int end = *rc::gen::inRange(begin + 1, 1441);
      day.push_back({begin, end});
      begin = end + *rc::gen::inRange(1, 200);
    }
  }
  hours.week[2] = {{*rc::gen::inRange(0, 600), *rc::gen::inRange(601, 1441)}};  // or most of them would never open
  return hours;
}

std::string any_goal() {
  const auto n = std::to_string(*rc::gen::inRange(1, 60));
  return *rc::gen::element(n + "h", n + "m", n + "h elapsed", std::to_string(*rc::gen::inRange(1, 8)) + " working days");
}

/// A life of looks, played by the rules; the last instant comes with it.
struct Life {
  Course course;
  std::vector<Time> looked;
};
Life any_life() {
  Life life;
  Time now{*rc::gen::inRange<std::int64_t>(17'000 * us_per_day, 17'400 * us_per_day)};
  Look look;
  look.begins = now - *rc::gen::inRange<std::int64_t>(0, us_per_day);
  look.goal = any_goal();
  for (int steps = *rc::gen::inRange(1, 12); steps > 0; --steps) {
    look.at = now;
    life.looked.push_back(now);
    const auto more = next_turns(life.course, look);
    life.course.insert(life.course.end(), more.begin(), more.end());
    now = now + *rc::gen::inRange<std::int64_t>(1, 3 * us_per_day);
    if (*rc::gen::inRange(0, 3) == 0) look.pause = *rc::gen::element<std::string>("", "", "caller", "supplier");
    look.stop = *rc::gen::inRange(0, 8) == 0 ? "done" : "";
    look.gone = *rc::gen::inRange(0, 12) == 0 ? "cancelled" : "";
    look.restarts = *rc::gen::inRange(0, 6) == 0;
    if (*rc::gen::inRange(0, 6) == 0) look.goal = any_goal();
  }
  life.looked.push_back(now);
  return life;
}

RC_GTEST_PROP(Reckoning, what_counted_was_paused_or_outside_is_the_whole_time, ()) {
  const auto hours = any_hours();
  const auto life = any_life();
  RC_PRE(!life.course.empty());
  const Time now = life.looked.back();
  const auto parts = timeline(life.course, hours, now);
  const auto state = reckon(life.course, hours, percents, now);
  Time reached = life.course.front().at;
  for (const Part& part : parts) {
    RC_ASSERT(part.from == reached && part.from < part.until);
    reached = part.until;
  }
  RC_ASSERT(reached == (state.ended ? state.ended : now) || life.course.front().at == reached);
  const bool one_round = std::ranges::none_of(life.course, [](const Turn& t) { return t.to == Turning::restarted; });
  std::int64_t counted = 0;
  for (const Part& part : parts)
    if (part.counting == Counting::counts) counted += part.until - part.from;
  if (one_round) RC_ASSERT(counted == state.consumed_us);
}

RC_GTEST_PROP(Reckoning, what_is_consumed_never_becomes_less, ()) {
  const auto hours = any_hours();
  auto life = any_life();
  RC_PRE(!life.course.empty());
  const Time later = life.looked.back() + *rc::gen::inRange<std::int64_t>(0, us_per_day);
  const auto a = reckon(life.course, hours, percents, life.looked.back()), b = reckon(life.course, hours, percents, later);
  RC_ASSERT(a.consumed_us >= 0);
  RC_ASSERT(a.consumed_us <= b.consumed_us);
  RC_ASSERT(a.verdict != Verdict::breached || b.verdict == Verdict::breached);
}

RC_GTEST_PROP(Reckoning, at_the_due_instant_exactly_the_goal_is_consumed, ()) {
  const auto hours = any_hours();
  const auto life = any_life();
  RC_PRE(!life.course.empty());
  const auto now = reckon(life.course, hours, percents, life.looked.back());
  RC_PRE(now.doing == Doing::running && now.due.has_value() && *now.due > life.looked.back());
  const auto then = reckon(life.course, hours, percents, *now.due), before = reckon(life.course, hours, percents, *now.due - 1);
  RC_ASSERT(then.verdict == Verdict::breached);
  RC_ASSERT(then.consumed_us == now.goal_us);
  RC_ASSERT(before.consumed_us <= *now.goal_us);
  RC_ASSERT(before.verdict == now.verdict);
  Time last = now.round_from;
  for (const Warning& warning : now.warnings) {
    RC_ASSERT(warning.at.has_value() && last <= *warning.at && *warning.at <= *now.due);
    last = *warning.at;
  }
}

RC_GTEST_PROP(Reckoning, working_time_is_due_where_what_is_left_at_the_last_resumption_is_used_up, ()) {
  const auto hours = any_hours();
  const auto us = *rc::gen::inRange<std::int64_t>(1, 600) * us_per_minute;
  Time t{*rc::gen::inRange<std::int64_t>(17'000 * us_per_day, 17'400 * us_per_day)};
  Course course{{t, Turning::begun, {}}, {t, Turning::goal, std::to_string(us / us_per_minute) + "m"}};
  std::int64_t left = us;
  for (int pauses = *rc::gen::inRange(0, 6); pauses > 0; --pauses) {
    const Time until = t + *rc::gen::inRange<std::int64_t>(1, 2 * us_per_day);
    const auto used = calendar::between(hours, t, until);
    if (used >= left) break;
    left -= used;
    t = until + *rc::gen::inRange<std::int64_t>(0, 4 * us_per_day);
    course.push_back({until, Turning::paused, "waits"});
    course.push_back({t, Turning::resumed, {}});
  }
  RC_ASSERT(reckon(course, hours, percents, t).due == calendar::add(hours, t, left));
}

/// Minute by minute, without any of the rules: when is the goal used up?
std::optional<Time> counted_out(const WorkingHours& hours, const Course& course, std::int64_t minutes, bool elapsed, Time until) {
  const Time from = course.front().at;
  std::vector<bool> counts(static_cast<std::size_t>((until - from) / us_per_minute), elapsed);
  if (!elapsed)
    for (const auto& open : calendar::open_stretches(hours, from, until))
      for (Time t = open.from; t < open.until; t = t + us_per_minute) counts[static_cast<std::size_t>((t - from) / us_per_minute)] = true;
  std::size_t next = 2;
  bool paused = false;
  for (std::size_t minute = 0; minute < counts.size(); ++minute) {
    const Time t = from + static_cast<std::int64_t>(minute) * us_per_minute;
    for (; next < course.size() && course[next].at <= t; ++next) paused = course[next].to == Turning::paused;
    if (counts[minute] && !paused && --minutes == 0) return t + us_per_minute;
  }
  return std::nullopt;
}

RC_GTEST_PROP(Reckoning, agrees_with_counting_minute_by_minute, ()) {
  const auto hours = any_hours();
  const auto goal = *rc::gen::inRange<std::int64_t>(1, 1500);
  const bool elapsed = *rc::gen::inRange(0, 3) == 0;
  // From a Tuesday on, since Wednesdays are always open; now and then around a jump of clocks.
  const Time from{*rc::gen::element<std::int64_t>(17'596, 17'834, 17'477, 17'500) * us_per_day +
                  *rc::gen::inRange(0, 1440) * us_per_minute};
  const Time until = from + 6 * us_per_day;
  Course course{{from, Turning::begun, {}}, {from, Turning::goal, std::to_string(goal) + (elapsed ? "m elapsed" : "m")}};
  Time t = from;
  for (int turns = *rc::gen::inRange(0, 8); turns > 0; --turns) {
    t = t + *rc::gen::inRange<std::int64_t>(1, 900) * us_per_minute;
    if (t >= until) break;
    course.push_back({t, course.size() % 2 == 0 ? Turning::paused : Turning::resumed, "waits"});
  }
  const auto expected = counted_out(hours, course, goal, elapsed, until);
  const auto found = reckon(course, hours, percents, until);
  RC_ASSERT(found.breached_at == expected.value_or(Time{}));
}

RC_GTEST_PROP(Course, looking_twice_adds_nothing, ()) {
  auto life = any_life();
  RC_PRE(!life.course.empty());
  const Standing now = standing_of(life.course);
  Look look;
  look.at = life.looked.back();
  look.goal = now.goal;
  look.pause = now.pause;
  if (now.end == Turning::stopped || ending_of(life.course).noted) look.stop = "done";
  if (now.end == Turning::cancelled) look.gone = "gone";
  RC_ASSERT(next_turns(life.course, look).empty());
}

}  // namespace
}  // namespace evenkeel::agreement
