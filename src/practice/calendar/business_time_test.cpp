// Time that counts, around everything that makes it hard. Case numbers C.. are those of docs/clock-cases.md.
#include "practice/calendar/business_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/zone.hpp"

namespace evenkeel::calendar {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

WorkingHours made(std::string zone, std::string_view week, std::string_view dates = "") {
  WorkingHours hours{std::move(zone), {}, {}};
  EXPECT_EQ(read_week(week, hours.week), "");
  EXPECT_EQ(read_dates(dates, hours.dates), "");
  return hours;
}
const char* const office = "Mon-Fri 08:00-17:00";

TEST(BusinessTime, four_hours_from_friday_afternoon_end_on_monday) {
  const auto hours = made("Europe/Berlin", office);
  EXPECT_EQ(add(hours, at("2026-11-20T15:30:00+01:00"), 4 * us_per_hour), at("2026-11-23T10:30:00+01:00"));
  EXPECT_EQ(subtract(hours, at("2026-11-23T10:30:00+01:00"), 4 * us_per_hour), at("2026-11-20T15:30:00+01:00"));
}

TEST(BusinessTime, c2_between_two_times_outside_hours_is_nothing) {
  const auto hours = made("Europe/Berlin", office);
  EXPECT_EQ(between(hours, at("2026-11-20T17:00:00+01:00"), at("2026-11-23T08:00:00+01:00")), 0);
  EXPECT_EQ(between(hours, at("2026-11-23T09:00:00Z"), at("2026-11-23T08:00:00Z")), 0);
}

TEST(BusinessTime, c16_a_start_outside_hours_counts_from_the_next_opening) {
  const auto hours = made("Europe/Berlin", office);
  EXPECT_EQ(add(hours, at("2026-11-21T12:00:00+01:00"), us_per_hour), at("2026-11-23T09:00:00+01:00"));
  EXPECT_FALSE(is_open(hours, at("2026-11-21T12:00:00+01:00")));
  EXPECT_FALSE(is_open(hours, at("2026-11-20T17:00:00+01:00")));
  EXPECT_TRUE(is_open(hours, at("2026-11-20T16:59:59.999999+01:00")));
}

TEST(BusinessTime, c10_a_zone_whose_clocks_jump_at_midnight_ends) {
  // Sao Paulo: 2018-11-04 began at 01:00; on 2018-02-18 00:00 fell back to 23:00.
  const auto always = made("America/Sao_Paulo", "always");
  EXPECT_EQ(between(always, at("2018-11-03T03:00:00Z"), at("2018-11-05T02:00:00Z")), 47 * us_per_hour);
  const auto late = made("America/Sao_Paulo", "Sat 22:00-24:00");
  EXPECT_EQ(between(late, at("2018-02-17T00:00:00Z"), at("2018-02-19T00:00:00Z")), 3 * us_per_hour);
  EXPECT_EQ(add(late, at("2018-02-17T00:00:00Z"), 3 * us_per_hour), at("2018-02-18T03:00:00Z"));
}

TEST(BusinessTime, c12_a_repeated_hour_counts_twice_and_a_skipped_one_not) {
  const auto night = made("Europe/Berlin", "Sun 01:00-04:00");
  EXPECT_EQ(between(night, at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z")), 4 * us_per_hour);
  EXPECT_EQ(between(night, at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")), 2 * us_per_hour);
  // Half of the repeated hour: open at 02:00-02:30, closed, and open once more.
  const auto half = made("Europe/Berlin", "Sun 02:00-02:30");
  const auto open = open_stretches(half, at("2026-10-25T00:00:00Z"), at("2026-10-25T12:00:00Z"));
  EXPECT_EQ(open, (std::vector<Stretch>{{at("2026-10-25T00:00:00Z"), at("2026-10-25T00:30:00Z")},
                                        {at("2026-10-25T01:00:00Z"), at("2026-10-25T01:30:00Z")}}));
  EXPECT_EQ(between(half, at("2026-03-29T00:00:00Z"), at("2026-03-29T12:00:00Z")), 0);
}

TEST(BusinessTime, c12_half_an_hour_of_daylight_saving) {
  const auto night = made("Australia/Lord_Howe", "Sun 00:00-06:00");
  EXPECT_EQ(between(night, at("2026-04-04T00:00:00Z"), at("2026-04-05T12:00:00Z")), 6 * us_per_hour + 30 * us_per_minute);
  EXPECT_EQ(between(night, at("2026-10-03T00:00:00Z"), at("2026-10-04T12:00:00Z")), 5 * us_per_hour + 30 * us_per_minute);
}

TEST(BusinessTime, c14_lunch_and_several_shifts) {
  const auto hours = made("UTC", "Mon-Fri 08:00-12:00, 13:00-15:00, 16:00-18:00");
  EXPECT_EQ(add(hours, at("2026-11-23T11:30:00Z"), 3 * us_per_hour), at("2026-11-23T16:30:00Z"));
  EXPECT_EQ(subtract(hours, at("2026-11-23T16:30:00Z"), 3 * us_per_hour), at("2026-11-23T11:30:00Z"));
  EXPECT_EQ(add(hours, at("2026-11-23T11:00:00Z"), us_per_hour), at("2026-11-23T12:00:00Z"));
}

TEST(BusinessTime, c15_sparse_weeks_and_empty_calendars_end) {
  const auto tuesdays = made("Europe/Berlin", "Tue 10:00-10:15");
  EXPECT_EQ(add(tuesdays, at("2026-11-20T00:00:00Z"), us_per_hour), at("2026-12-15T10:15:00+01:00"));
  const auto never = made("Europe/Berlin", "");
  EXPECT_EQ(add(never, at("2026-11-20T00:00:00Z"), 1), std::nullopt);
  EXPECT_EQ(subtract(never, at("2026-11-20T00:00:00Z"), 1), std::nullopt);
  EXPECT_EQ(add_working_days(never, at("2026-11-20T00:00:00Z"), 1), std::nullopt);
  EXPECT_EQ(between(never, at("2026-01-01T00:00:00Z"), at("2030-01-01T00:00:00Z")), 0);
  const auto once = made("UTC", "", "2026-12-24 08:00-12:00 the only day");
  EXPECT_EQ(add(once, at("2026-01-01T00:00:00Z"), 4 * us_per_hour), at("2026-12-24T12:00:00Z"));
  EXPECT_EQ(add(once, at("2026-01-01T00:00:00Z"), 4 * us_per_hour + 1), std::nullopt);
}

TEST(BusinessTime, c20_subtracting_walks_hours_backwards) {
  const auto hours = made("Europe/Berlin", "Mon-Fri 10:00-12:00, 14:00-16:00");
  EXPECT_EQ(subtract(hours, at("2026-11-23T11:00:00+01:00"), 3 * us_per_hour), at("2026-11-20T14:00:00+01:00"));
}

TEST(BusinessTime, c17_holidays_of_two_sources_add_up) {
  auto hours = made("UTC", office, "2026-12-24 08:00-12:00");
  Dates bank, company;
  EXPECT_EQ(read_dates("12-25 closed\n2026-12-24 10:00-16:00", bank), "");
  EXPECT_EQ(read_dates("2026-12-28..2026-12-31 closed Company holidays", company), "");
  restrict_to(hours, bank);
  restrict_to(hours, company);
  EXPECT_EQ(between(hours, at("2026-12-24T00:00:00Z"), at("2027-01-01T00:00:00Z")), 2 * us_per_hour);
}

TEST(BusinessTime, c1_working_days_are_not_days) {
  const auto hours = made("Europe/Berlin", office, "2026-11-24 closed");
  const Time friday = at("2026-11-20T15:30:00+01:00");
  EXPECT_EQ(add(hours, friday, *parse_span("2 working days")), at("2026-11-25T15:30:00+01:00"));
  EXPECT_EQ(add(hours, friday, *parse_span("48h")), at("2026-12-01T09:30:00+01:00"));
  EXPECT_EQ(add(hours, friday, *parse_span("2d elapsed")), at("2026-11-22T15:30:00+01:00"));
  EXPECT_EQ(add(hours, at("2026-11-21T12:00:00Z"), *parse_span("1 working day")), at("2026-11-25T08:00:00+01:00"));
  const auto short_day = made("UTC", "Mon 08:00-17:00; Tue 09:00-12:00, 13:00-14:00");
  EXPECT_EQ(add_working_days(short_day, at("2026-11-23T08:00:00Z"), 1), at("2026-11-24T09:00:00Z"));
  EXPECT_EQ(add_working_days(short_day, at("2026-11-23T12:30:00Z"), 1), at("2026-11-24T13:00:00Z"));
  EXPECT_EQ(add_working_days(short_day, at("2026-11-23T16:00:00Z"), 1), at("2026-11-24T14:00:00Z"));
}

TEST(BusinessTime, spans_say_what_they_measure) {
  EXPECT_EQ(parse_span("1h30m"), (Span{Measure::working_time, 90 * us_per_minute}));
  EXPECT_EQ(parse_span("1 working day"), (Span{Measure::working_days, 1}));
  EXPECT_EQ(parse_span("3d elapsed"), (Span{Measure::elapsed, 3 * us_per_day}));
  EXPECT_EQ(parse_span("1 calendar month"), (Span{Measure::calendar_months, 1}));
  EXPECT_EQ(parse_span("3 calendar months"), (Span{Measure::calendar_months, 3}));
  for (const char* text :
       {"", "1 month", "1 calendar monthx", "calendar month", "2d", "1w", "4", "h", "-1h", "x working days", " working days",
        "2 working daysx", "2h working days", "99999999999 working days", "elapsed", " elapsed", "4h later"})
    EXPECT_EQ(parse_span(text), std::nullopt) << text;
  EXPECT_EQ(format_span({Measure::working_days, 1}), "1 working day");
  EXPECT_EQ(format_span({Measure::calendar_months, 2}), "2 calendar months");
  EXPECT_EQ(format_span({Measure::working_time, 4 * us_per_hour}), "4 h of working time");
}

TEST(BusinessTime, a_calendar_month_is_the_same_time_of_the_wall_or_the_last_date) {
  const auto hours = made("Europe/Berlin", office);
  const auto month_after = [&](const char* start) { return add(hours, at(start), *parse_span("1 calendar month")); };
  EXPECT_EQ(month_after("2026-11-20T15:30:00+01:00"), at("2026-12-20T15:30:00+01:00"));
  EXPECT_EQ(month_after("2027-01-31T12:00:00+01:00"), at("2027-02-28T12:00:00+01:00"));
  EXPECT_EQ(month_after("2028-01-31T12:00:00+01:00"), at("2028-02-29T12:00:00+01:00"));
  EXPECT_EQ(month_after("2026-12-31T00:30:00+01:00"), at("2027-01-31T00:30:00+01:00")) << "by the date in Berlin";
  EXPECT_EQ(month_after("2026-03-20T12:00:00+01:00"), at("2026-04-20T12:00:00+02:00"));
  EXPECT_EQ(month_after("2026-02-28T02:30:00+01:00"), at("2026-03-28T02:30:00+01:00"));
  EXPECT_EQ(month_after("2025-02-28T23:30:00Z"), at("2025-04-01T00:30:00+02:00"));
  EXPECT_EQ(month_after("2037-12-15T00:00:00Z"), std::nullopt);
}

TEST(BusinessTime, nothing_counts_beyond_what_zones_are_known_for) {
  const auto always = made("Europe/Berlin", "always");
  EXPECT_EQ(add(always, at("2037-12-31T23:00:00Z"), 2 * us_per_hour), std::nullopt);
  EXPECT_EQ(between(always, at("2037-12-31T23:00:00Z"), at("2100-01-01T00:00:00Z")), us_per_hour);
}

WorkingHours any_hours() {
  WorkingHours hours;
  hours.zone = *rc::gen::element<std::string>("Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo");
  for (Day& day : hours.week) {
    int from = *rc::gen::inRange(0, 1300);
    for (int slots = *rc::gen::inRange(0, 3); slots > 0 && from < 1400; --slots) {
      const int until = *rc::gen::inRange(from + 1, 1441);
      day.push_back({from, until});
      from = until + *rc::gen::inRange(1, 200);
    }
  }
  hours.week[2] = {{*rc::gen::inRange(0, 600), *rc::gen::inRange(601, 1441)}};  // or most of them would never open
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) hours.dates[*rc::gen::inRange(17'000, 18'500)] = {};
  return hours;
}
Time any_time() { return {*rc::gen::inRange<std::int64_t>(17'000 * us_per_day, 18'500 * us_per_day)}; }

RC_GTEST_PROP(BusinessTime, what_was_added_lies_between, ()) {
  const auto hours = any_hours();
  const Time start = any_time();
  const auto us = *rc::gen::inRange<std::int64_t>(1, 300 * us_per_hour);
  const auto end = add(hours, start, us);
  RC_PRE(end.has_value());
  RC_ASSERT(between(hours, start, *end) == us);
  RC_ASSERT(between(hours, start, *end - 1) == us - 1);  // the earliest one
  const auto back = subtract(hours, *end, us);
  RC_ASSERT(back.has_value() && *back >= start && between(hours, *back, *end) == us);
}

RC_GTEST_PROP(BusinessTime, stretches_add_up_and_are_open, ()) {
  const auto hours = any_hours();
  const Time a = any_time(), b = a + *rc::gen::inRange<std::int64_t>(0, 60 * us_per_day),
             c = b + *rc::gen::inRange<std::int64_t>(0, us_per_day);
  RC_ASSERT(between(hours, a, c) == between(hours, a, b) + between(hours, b, c));
  std::int64_t sum = 0;
  Time last{0};
  for (const Stretch& open : open_stretches(hours, a, c)) {
    RC_ASSERT(last < open.from && open.from < open.until);
    RC_ASSERT(is_open(hours, open.from) && is_open(hours, open.until - 1));
    RC_ASSERT(open.until == c || !is_open(hours, open.until));
    sum += open.until - open.from;
    last = open.until;
  }
  RC_ASSERT(sum == between(hours, a, c));
}

}  // namespace
}  // namespace evenkeel::calendar
