// Hand-offs around everything that makes them hard, and people who come and go. Case numbers R.. are those of docs/clock-cases.md.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/zone.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::roster {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }
std::int64_t day(const char* text) { return *parse_day(text); }

Layer layer(Unit unit, std::int64_t every, const char* first, const char* hand_off, const char* zone = "Europe/Berlin") {
  Layer out;
  out.name = "Layer";
  out.zone = zone;
  out.unit = unit;
  out.every = every;
  out.first_day = day(first);
  out.hand_off = *parse_minute(hand_off);
  return out;
}
/// People 1 to `people`, one a turn.
Layer with_turns(Layer out, int people) {
  out.line_ups = {{out.first_day, {}}};
  for (int i = 1; i <= people; ++i) out.line_ups[0].turns.push_back({{Id{i}}, {}});
  return out;
}
std::vector<std::int64_t> who(const Layer& layer, std::int64_t from, std::int64_t until) {
  const Grid grid(layer);
  std::vector<std::int64_t> ids;
  for (auto n = from; n < until; ++n) {
    const Turn* turn = grid.turn(n);
    ids.push_back(!turn || turn->people.empty() ? 0 : turn->people[0].v);
  }
  return ids;
}
using Ids = std::vector<std::int64_t>;

TEST(Rotation, a_week_has_a_hand_off_at_the_same_time_of_the_wall) {
  const Layer weekly = layer(Unit::weeks, 1, "2026-03-23", "09:00");
  const Grid grid(weekly);
  EXPECT_EQ(grid.hand_off(0), at("2026-03-23T09:00:00+01:00"));
  EXPECT_EQ(grid.hand_off(1), at("2026-03-30T09:00:00+02:00"));
  EXPECT_EQ(grid.number_at(at("2026-03-30T08:59:59.999999+02:00")), 0);
  EXPECT_EQ(grid.number_at(at("2026-03-30T09:00:00+02:00")), 1);
  EXPECT_LT(grid.number_at(at("2026-03-23T08:59:59+01:00")), 0);
}

TEST(Rotation, r1_a_hand_off_that_the_clocks_skip_is_the_first_instant_after_it) {
  const Layer daily = layer(Unit::days, 1, "2026-03-28", "02:30");
  const Grid grid(daily);
  EXPECT_EQ(grid.hand_off(1), at("2026-03-29T03:00:00+02:00"));
  EXPECT_EQ(grid.hand_off(2), at("2026-03-30T02:30:00+02:00"));
  EXPECT_EQ(grid.number_at(at("2026-03-29T01:59:59+01:00")), 0);
  EXPECT_EQ(grid.number_at(at("2026-03-29T03:00:00+02:00")), 1);
}

TEST(Rotation, r2_a_hand_off_that_the_clocks_repeat_comes_once_and_first) {
  const Layer daily = layer(Unit::days, 1, "2026-10-24", "02:30");
  const Grid grid(daily);
  EXPECT_EQ(grid.hand_off(1), at("2026-10-25T02:30:00+02:00"));
  EXPECT_EQ(grid.hand_off(2) - grid.hand_off(1), 25 * us_per_hour);
  EXPECT_EQ(grid.number_at(at("2026-10-25T02:15:00+01:00")), 1);  // before 02:30 on the wall again, after it in time
}

TEST(Rotation, r3_half_an_hour_of_daylight_saving_and_other_zones_do_not_drift) {
  const Layer lord_howe = layer(Unit::days, 1, "2026-04-04", "01:45", "Australia/Lord_Howe");
  const Grid grid(lord_howe);
  EXPECT_EQ(grid.hand_off(1), at("2026-04-05T01:45:00+11:00"));  // 01:30 to 02:00 happens twice: the first
  EXPECT_EQ(grid.hand_off(2), at("2026-04-06T01:45:00+10:30"));
  EXPECT_EQ(grid.hand_off(2) - grid.hand_off(1), 24 * us_per_hour + 30 * us_per_minute);
}

TEST(Rotation, r4_months_are_counted_from_the_first_one) {
  const Layer monthly = layer(Unit::months, 1, "2027-01-31", "08:00", "UTC");
  const Grid grid(monthly);
  EXPECT_EQ(format_day(grid.day_of(1)), "2027-02-28");
  EXPECT_EQ(format_day(grid.day_of(2)), "2027-03-31");
  EXPECT_EQ(format_day(grid.day_of(3)), "2027-04-30");
  EXPECT_EQ(format_day(grid.day_of(13)), "2028-02-29");
  EXPECT_EQ(grid.number_at(at("2027-03-31T07:59:59Z")), 1);
  EXPECT_EQ(grid.number_at(at("2027-03-31T08:00:00Z")), 2);
}

TEST(Rotation, turns_by_the_hour_lose_one_where_the_clocks_skip_it) {
  const Layer hourly = with_turns(layer(Unit::hours, 1, "2026-03-29", "00:00"), 5);
  const Grid grid(hourly);
  EXPECT_EQ(grid.hand_off(2), grid.hand_off(3));
  EXPECT_EQ(grid.number_at(at("2026-03-29T03:00:00+02:00")), 3);
  EXPECT_EQ(grid.number_at(at("2026-03-29T01:30:00+01:00")), 1);
}

TEST(Rotation, a_line_up_holds_from_the_first_hand_off_on_its_date_or_later) {
  Layer weekly = with_turns(layer(Unit::weeks, 1, "2026-01-05", "09:00"), 3);
  weekly.line_ups.push_back({day("2026-01-21"), {{{Id{7}}, {}}, {{Id{8}}, {}}}});  // a Wednesday: from Monday the 26th
  EXPECT_EQ(who(weekly, 0, 7), (Ids{1, 2, 3, 7, 8, 7, 8}));
}

TEST(Rotation, r6_who_comes_moves_nobodys_next_turn) {
  const Layer weekly = with_turns(layer(Unit::weeks, 1, "2026-01-05", "09:00"), 3);
  const Layer after = with_person(weekly, Id{9}, day("2026-01-10"));  // turn 1 begins on the 12th
  EXPECT_EQ(who(after, 0, 9), (Ids{1, 2, 3, 1, 9, 2, 3, 1, 9}));
  EXPECT_EQ(with_person(after, Id{9}, day("2026-03-01")), after);
}

TEST(Rotation, r6_who_leaves_leaves_the_rest_in_order) {
  const Layer weekly = with_turns(layer(Unit::weeks, 1, "2026-01-05", "09:00"), 4);
  const auto date = day("2026-01-12");
  EXPECT_EQ(who(without_person(weekly, Id{3}, date, TurnsOfLeaver::close_up), 0, 7), (Ids{1, 2, 4, 1, 2, 4, 1}));
  EXPECT_EQ(who(without_person(weekly, Id{3}, date, TurnsOfLeaver::vacant), 0, 9), (Ids{1, 2, 0, 4, 1, 2, 0, 4, 1}));
  EXPECT_EQ(without_person(weekly, Id{9}, date, TurnsOfLeaver::close_up), weekly);
}

TEST(Rotation, the_last_one_who_leaves_leaves_a_vacant_turn) {
  const Layer one = with_turns(layer(Unit::days, 1, "2026-01-05", "09:00"), 1);
  EXPECT_EQ(who(without_person(one, Id{1}, day("2026-01-07"), TurnsOfLeaver::close_up), 0, 4), (Ids{1, 1, 0, 0}));
}

TEST(Rotation, dates_and_times_of_the_wall_are_read_strictly) {
  EXPECT_FALSE(parse_day("2026-02-30"));
  EXPECT_FALSE(parse_day("2038-01-01"));
  EXPECT_FALSE(parse_day("26-02-03"));
  EXPECT_FALSE(parse_minute("24:00"));
  EXPECT_FALSE(parse_minute("9:00"));
  EXPECT_EQ(format_minute(*parse_minute("07:05")), "07:05");
}

const char* const zones[] = {"Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "UTC"};

RC_GTEST_PROP(Rotation, turns_follow_one_another_without_a_hole, ()) {
  Layer any =
      layer(static_cast<Unit>(*rc::gen::inRange(0, 4)), *rc::gen::inRange(1, 40), "2026-01-31", "00:00", zones[*rc::gen::inRange(0, 6)]);
  any.hand_off = *rc::gen::inRange(0, 1440);
  const Grid grid(any);
  const Time t{any.first_day * us_per_day + *rc::gen::inRange<std::int64_t>(2, 5 * 365) * us_per_day +
               *rc::gen::inRange<std::int64_t>(0, us_per_day)};
  const auto n = grid.number_at(t);
  RC_ASSERT(grid.hand_off(n) <= t);
  RC_ASSERT(t < grid.hand_off(n + 1));
  RC_ASSERT(grid.first_on(grid.day_of(std::max<std::int64_t>(n, 0))) <= std::max<std::int64_t>(n, 0));
}

RC_GTEST_PROP(Rotation, what_was_before_a_change_of_people_stays, ()) {
  Layer before = with_turns(layer(Unit::days, *rc::gen::inRange(1, 9), "2026-01-05", "09:00"), *rc::gen::inRange(1, 9));
  std::int64_t date = before.first_day;
  for (int changes = *rc::gen::inRange(1, 6); changes > 0; --changes) {
    date += *rc::gen::inRange(0, 30);
    const Id person{*rc::gen::inRange(1, 12)};
    const bool comes = *rc::gen::arbitrary<bool>();
    const Layer after =
        comes ? with_person(before, person, date)
              : without_person(before, person, date, *rc::gen::arbitrary<bool>() ? TurnsOfLeaver::close_up : TurnsOfLeaver::vacant);
    const auto first = Grid(before).first_on(date);
    RC_ASSERT(who(before, 0, first) == who(after, 0, first));
    // Until the person's own turn nobody moves, and with a vacant turn never.
    for (auto n = first; n < first + 12; ++n) {
      const Ids was = who(before, n, n + 1), is = who(after, n, n + 1);
      if (was != is) {
        RC_ASSERT(is[0] == person.v || was[0] == person.v || was[0] == 0);
        break;
      }
    }
    before = after;
  }
}

}  // namespace
}  // namespace evenkeel::roster
