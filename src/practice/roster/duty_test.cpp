// Who is on duty: layers over one another, hours, overrides, absences; and the sweep held against a decision taken by itself at each
// instant. Case numbers R.. are those of docs/clock-cases.md.
#include "practice/roster/duty.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/zone.hpp"
#include "practice/calendar/business_time.hpp"
#include "practice/roster/coverage_rules.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::roster {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }
using Ids = std::vector<std::int64_t>;

std::shared_ptr<const calendar::WorkingHours> hours(const char* words, const char* dates = "", const char* zone = "Europe/Berlin") {
  auto out = std::make_shared<calendar::WorkingHours>();
  out->zone = zone;
  EXPECT_EQ(calendar::read_week(words, out->week), "");
  EXPECT_EQ(calendar::read_dates(dates, out->dates), "");
  return out;
}

Facts::Held held(const char* name, std::vector<Turn> turns, const char* words = "", Unit unit = Unit::weeks,
                 const char* zone = "Europe/Berlin") {
  Facts::Held out;
  out.layer.name = name;
  out.layer.zone = zone;
  out.layer.unit = unit;
  out.layer.first_day = *parse_day("2026-01-05");
  out.layer.hand_off = 9 * 60;
  out.layer.line_ups = {{out.layer.first_day, std::move(turns)}};
  if (*words) out.hours = hours(words, "", zone);
  return out;
}
Turn turn(Ids people, Ids shadows = {}) {
  Turn out;
  for (auto id : people) out.people.push_back({id});
  for (auto id : shadows) out.shadows.push_back({id});
  return out;
}
Override by(std::int64_t id, OverrideKind kind, std::int64_t person, std::int64_t instead_of, const char* from, const char* until) {
  Override o;
  o.id = {id};
  o.kind = kind;
  o.person = {person};
  o.instead_of = {instead_of};
  o.begins_at = at(from);
  o.ends_at = at(until);
  return o;
}
Facts with(std::vector<Facts::Held> layers) {
  Facts facts;
  facts.roster = {1};
  facts.layers = std::move(layers);
  return facts;
}
Ids on_duty(const Facts& facts, const char* when) {
  Ids ids;
  for (const Id id : duty_at(facts, at(when)).on_duty()) ids.push_back(id.v);
  return ids;
}

TEST(Duty, says_who_until_when_and_who_is_next) {
  const auto facts = with({held("Week", {turn({1}, {4}), turn({2})})});
  const Duty duty = duty_at(facts, at("2026-01-07T12:00:00Z"));
  ASSERT_EQ(duty.people.size(), 2U);
  EXPECT_EQ(duty.people[0], (Shift{{1}, Part::on_duty, at("2026-01-05T08:00:00Z"), at("2026-01-12T08:00:00Z"), "Week", 0, {}}));
  EXPECT_EQ(duty.people[1].part, Part::shadow);
  EXPECT_EQ(duty.changes_at, at("2026-01-12T08:00:00Z"));
  EXPECT_FALSE(duty.gap);
  EXPECT_EQ(on_duty(facts, "2026-01-12T08:00:00Z"), Ids{2});
  EXPECT_EQ(on_duty(facts, "2026-01-12T07:59:59Z"), Ids{1});
}

TEST(Duty, several_are_on_duty_in_the_order_of_their_turn) {
  EXPECT_EQ(on_duty(with({held("Week", {turn({3, 1, 2})})}), "2026-01-07T12:00:00Z"), (Ids{3, 1, 2}));
}

TEST(Duty, a_later_layer_wins_within_its_hours) {
  const auto facts = with({held("All", {turn({1})}), held("Night", {turn({2})}, "Mon-Sun 20:00-06:00")});
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{1});
  EXPECT_EQ(on_duty(facts, "2026-01-07T19:00:00Z"), Ids{2});
  EXPECT_EQ(on_duty(facts, "2026-01-08T04:59:59Z"), Ids{2});
  EXPECT_EQ(on_duty(facts, "2026-01-08T05:00:00Z"), Ids{1});
}

TEST(Duty, r8_two_neighbouring_windows_leave_the_layer_between_them) {
  const auto facts = with({held("All", {turn({1})}), held("Windows", {turn({2})}, "Mon-Sun 10:00-12:00, 12:01-14:00")});
  EXPECT_EQ(on_duty(facts, "2026-01-07T11:00:30Z"), Ids{1});
  const auto all = stretches(facts, at("2026-01-07T09:00:00Z"), at("2026-01-07T13:00:00Z"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1].until - all[1].from, us_per_minute);
}

TEST(Duty, the_sun_is_followed_by_layers_in_other_zones) {
  auto sun = with({held("Berlin", {turn({1})}, "Mon-Sun 09:00-17:00", Unit::days, "Europe/Berlin"),
                   held("New York", {turn({2})}, "Mon-Sun 11:00-19:00", Unit::days, "America/New_York"),
                   held("Sydney", {turn({3})}, "Mon-Sun 10:00-18:00", Unit::days, "Australia/Sydney")});
  EXPECT_EQ(on_duty(sun, "2026-01-07T10:00:00Z"), Ids{1});
  EXPECT_EQ(on_duty(sun, "2026-01-07T20:00:00Z"), Ids{2});
  EXPECT_EQ(on_duty(sun, "2026-01-07T02:00:00Z"), Ids{3});
}

TEST(Duty, a_layer_holds_by_the_calendar_of_the_roster) {
  auto nights = held("Outside hours", {turn({2})});
  nights.calendar = hours("Mon-Fri 08:00-17:00", "2026-01-06 closed Epiphany");
  nights.layer.calendar_use = CalendarUse::closed;
  EXPECT_EQ(on_duty(with({nights}), "2026-01-05T12:00:00Z"), Ids{});
  EXPECT_EQ(on_duty(with({nights}), "2026-01-06T12:00:00Z"), Ids{2});
  EXPECT_EQ(on_duty(with({nights}), "2026-01-10T12:00:00Z"), Ids{2});
  nights.layer.calendar_use = CalendarUse::holidays;
  EXPECT_EQ(on_duty(with({nights}), "2026-01-05T23:30:00Z"), Ids{2});
  EXPECT_EQ(on_duty(with({nights}), "2026-01-10T12:00:00Z"), Ids{});
  nights.layer.calendar_use = CalendarUse::open;
  EXPECT_EQ(on_duty(with({nights}), "2026-01-07T12:00:00Z"), Ids{2});
}

TEST(Duty, r3_a_night_of_a_longer_day_comes_once_and_weekends_do_not_drift) {
  auto facts = with({held("Night", {turn({1}), turn({2})}, "Mon-Sun 22:00-06:00", Unit::days)});
  const auto nights = shifts(facts, at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"));
  ASSERT_EQ(nights.size(), 1U);
  EXPECT_EQ(nights[0].until - nights[0].from, 9 * us_per_hour);
  const auto weekend = with({held("Weekend", {turn({1})}, "Sat 00:00-24:00; Sun 00:00-24:00", Unit::days, "America/New_York")});
  EXPECT_EQ(stretches(weekend, at("2026-03-07T12:00:00Z"), at("2026-03-09T12:00:00Z")).back().from, at("2026-03-09T04:00:00Z"));
}

TEST(Duty, a_layer_has_a_begin_and_an_end) {
  auto facts = with({held("Short", {turn({1})}, "", Unit::days)});
  facts.layers[0].layer.end_day = *parse_day("2026-01-08");
  EXPECT_EQ(on_duty(facts, "2026-01-05T07:59:59Z"), Ids{});
  EXPECT_EQ(on_duty(facts, "2026-01-08T07:59:59Z"), Ids{1});
  const Duty after = duty_at(facts, at("2026-01-08T08:00:00Z"));
  ASSERT_TRUE(after.gap);
  EXPECT_EQ(after.gap->why, Nobody::no_layer);
  EXPECT_EQ(after.gap->from, at("2026-01-08T08:00:00Z"));
  EXPECT_EQ(after.changes_at, Time{});
}

TEST(Duty, r13_an_unknown_roster_and_an_empty_one_say_why) {
  Facts none;
  none.known = false;
  EXPECT_EQ(duty_at(none, at("2026-01-05T12:00:00Z")).gap->why, Nobody::no_roster);
  EXPECT_EQ(duty_at(Facts{}, at("2026-01-05T12:00:00Z")).gap->why, Nobody::no_layer);
  EXPECT_TRUE(duty_at(with({held("All", {turn({1})})}), zones_known_until + us_per_day).gap);
}

TEST(Duty, who_is_away_falls_to_the_layer_below_or_leaves_a_gap) {
  auto facts = with({held("Below", {turn({1})}), held("Above", {turn({2})})});
  facts.away = {{{2}, at("2026-01-07T00:00:00Z"), at("2026-01-08T00:00:00Z")}};
  EXPECT_EQ(on_duty(facts, "2026-01-06T12:00:00Z"), Ids{2});
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{1});
  facts.away.push_back({{1}, at("2026-01-07T06:00:00Z"), at("2026-01-07T18:00:00Z")});
  const Duty nobody = duty_at(facts, at("2026-01-07T12:00:00Z"));
  ASSERT_TRUE(nobody.gap);
  EXPECT_EQ(*nobody.gap, (Gap{at("2026-01-07T06:00:00Z"), at("2026-01-07T18:00:00Z"), Nobody::away, {{2}, {1}}}));
}

TEST(Duty, of_several_the_rest_stays_when_one_is_away) {
  auto facts = with({held("Week", {turn({1, 2})})});
  facts.away = {{{1}, at("2026-01-07T00:00:00Z"), at("2026-01-08T00:00:00Z")}};
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{2});
}

TEST(Duty, a_vacant_turn_is_a_gap_with_its_reason) {
  const auto facts = with({held("Week", {turn({}, {5}), turn({2})})});
  const Duty duty = duty_at(facts, at("2026-01-07T12:00:00Z"));
  ASSERT_TRUE(duty.gap);
  EXPECT_EQ(duty.gap->why, Nobody::vacant);
}

TEST(Duty, r9_a_replacement_comes_only_where_the_other_one_is) {
  auto facts = with({held("Week", {turn({1}), turn({2})})});
  facts.overrides = {by(10, OverrideKind::replace, 3, 2, "2026-01-07T00:00:00Z", "2026-01-14T00:00:00Z")};
  EXPECT_EQ(on_duty(facts, "2026-01-08T00:00:00Z"), Ids{1});
  EXPECT_EQ(on_duty(facts, "2026-01-13T00:00:00Z"), Ids{3});
  EXPECT_EQ(on_duty(facts, "2026-01-14T00:00:00Z"), Ids{2});
  const Duty duty = duty_at(facts, at("2026-01-13T00:00:00Z"));
  EXPECT_EQ(duty.people[0].from, at("2026-01-12T08:00:00Z"));
  EXPECT_EQ(duty.people[0].layer, "Week");
  EXPECT_EQ(duty.people[0].by_override, Id{10});
}

TEST(Duty, r11_an_override_of_an_override_splits_it) {
  auto facts = with({held("Week", {turn({1})})});
  facts.overrides = {by(10, OverrideKind::replace, 2, 1, "2026-01-07T10:00:00Z", "2026-01-07T11:00:00Z"),
                     by(11, OverrideKind::replace, 3, 2, "2026-01-07T10:15:00Z", "2026-01-07T10:45:00Z")};
  const auto all = stretches(facts, at("2026-01-07T09:00:00Z"), at("2026-01-07T12:00:00Z"));
  Ids order;
  for (const auto& s : all) order.push_back(s.people[0].person.v);
  EXPECT_EQ(order, (Ids{1, 2, 3, 2, 1}));
}

TEST(Duty, a_replacement_of_all_takes_over_and_covers_a_gap) {
  auto facts = with({held("Week", {turn({1, 2})}, "Mon-Fri 08:00-17:00")});
  facts.overrides = {by(10, OverrideKind::replace, 3, 0, "2026-01-07T12:00:00Z", "2026-01-07T20:00:00Z")};
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{3});
  EXPECT_EQ(on_duty(facts, "2026-01-07T19:00:00Z"), Ids{3});
}

TEST(Duty, one_can_be_added_and_taken_off) {
  auto facts = with({held("Week", {turn({1})})});
  facts.overrides = {by(10, OverrideKind::add, 2, 0, "2026-01-07T10:00:00Z", "2026-01-07T12:00:00Z"),
                     by(11, OverrideKind::remove, 0, 1, "2026-01-07T11:00:00Z", "2026-01-07T13:00:00Z")};
  EXPECT_EQ(on_duty(facts, "2026-01-07T10:30:00Z"), (Ids{1, 2}));
  EXPECT_EQ(on_duty(facts, "2026-01-07T11:30:00Z"), Ids{2});
  const Duty off = duty_at(facts, at("2026-01-07T12:30:00Z"));
  ASSERT_TRUE(off.gap);
  EXPECT_EQ(off.gap->why, Nobody::taken_off);
  EXPECT_EQ(off.gap->missing, std::vector<Id>{{1}});
}

TEST(Duty, whoever_stands_in_for_somebody_away_is_on_duty_and_does_not_count_when_away) {
  auto facts = with({held("Below", {turn({9})}), held("Week", {turn({1})})});
  facts.away = {{{1}, at("2026-01-07T00:00:00Z"), at("2026-01-08T00:00:00Z")}};
  facts.overrides = {by(10, OverrideKind::replace, 2, 1, "2026-01-07T00:00:00Z", "2026-01-08T00:00:00Z")};
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{2});
  facts.away.push_back({{2}, at("2026-01-07T00:00:00Z"), at("2026-01-08T00:00:00Z")});
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{9});
}

TEST(Duty, who_was_there_stays_when_whoever_would_come_is_away) {
  auto facts = with({held("Below", {turn({9})}), held("Week", {turn({1})})});
  facts.away = {{{2}, at("2026-01-07T06:00:00Z"), at("2026-01-07T18:00:00Z")}};
  for (const std::int64_t instead_of : {1, 0}) {
    facts.overrides = {by(10, OverrideKind::replace, 2, instead_of, "2026-01-07T00:00:00Z", "2026-01-08T00:00:00Z")};
    EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{1});
    EXPECT_EQ(on_duty(facts, "2026-01-07T20:00:00Z"), Ids{2});
  }
}

TEST(Duty, a_swap_is_two_replacements) {
  auto facts = with({held("Week", {turn({1}), turn({2})})});
  facts.overrides = {by(10, OverrideKind::replace, 2, 1, "2026-01-05T08:00:00Z", "2026-01-12T08:00:00Z"),
                     by(11, OverrideKind::replace, 1, 2, "2026-01-12T08:00:00Z", "2026-01-19T08:00:00Z")};
  EXPECT_EQ(on_duty(facts, "2026-01-07T12:00:00Z"), Ids{2});
  EXPECT_EQ(on_duty(facts, "2026-01-14T12:00:00Z"), Ids{1});
}

TEST(Duty, r12_a_plan_of_many_short_turns_ends) {
  auto facts = with({held("Hours", {turn({1}), turn({2})}, "", Unit::hours)});
  EXPECT_EQ(shifts(facts, at("2026-02-01T00:00:00Z"), at("2026-02-02T00:00:00Z")).size(), 24U);
  EXPECT_EQ(stretches(facts, at("2037-12-30T00:00:00Z"), at("2037-12-31T23:00:00Z")).empty(), false);
}

TEST(Duty, r12_a_turn_of_years_is_looked_at_where_it_is_asked_for) {
  // Thirty years, laid out whole, would be some ten thousand windows for each look.
  auto windows = held("Windows", {turn({1})}, "Mon-Fri 08:00-12:00, 13:00-17:00", Unit::months);
  windows.layer.every = 366;
  auto always = held("Always", {turn({2})}, "Mon-Sun 00:00-24:00", Unit::months);
  always.layer.every = 366;
  const auto facts = with({always, windows});
  EXPECT_EQ(on_duty(facts, "2030-06-05T08:00:00Z"), Ids{1});
  const auto around = shifts(facts, at("2030-06-05T10:30:00Z"), at("2030-06-05T16:00:00Z"));
  ASSERT_EQ(around.size(), 3U);
  EXPECT_EQ(around[1].from, at("2030-06-05T11:00:00Z")) << "a whole window";
  EXPECT_EQ(around[1].until, at("2030-06-05T15:00:00Z"));
  // Open all the time: one stretch from the first hand-off to where zones are known.
  const auto one = shifts(with({always}), at("2030-06-05T11:00:00Z"), at("2030-06-05T16:00:00Z"));
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].from, at("2026-01-05T08:00:00Z"));
  EXPECT_EQ(one[0].until, zones_known_until);
}

TEST(Coverage, r7_a_gap_of_a_minute_is_one_within_the_hours_to_be_covered) {
  const auto facts = with({held("Two", {turn({1})}, "Mon-Sun 00:00-12:00, 12:01-24:00")});
  const auto all = stretches(facts, at("2026-01-06T23:00:00Z"), at("2026-01-07T23:00:00Z"));
  const auto gaps = gaps_in(all, nullptr);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].until - gaps[0].from, us_per_minute);
  EXPECT_TRUE(gaps_in(all, hours("Mon-Sun 13:00-24:00").get()).empty());
}

TEST(Coverage, load_counts_hours_nights_and_weekends) {
  const auto facts = with({held("Week", {turn({1}, {5}), turn({2})})});
  const auto loads = loads_of(stretches(facts, at("2026-01-05T08:00:00Z"), at("2026-01-15T08:00:00Z")), "Europe/Berlin");
  ASSERT_EQ(loads.size(), 2U);
  EXPECT_EQ(loads[0].person, Id{1});
  EXPECT_EQ(loads[0].total_us, 7 * us_per_day);
  EXPECT_EQ(loads[0].night_us, 7 * 8 * us_per_hour);
  EXPECT_EQ(loads[0].weekend_us, 2 * us_per_day);
  EXPECT_EQ(loads[1].total_us, 3 * us_per_day);
  EXPECT_EQ(balance_of(loads), 42);
  EXPECT_EQ(balance_of({}), 100);
}

// ---- against a decision taken by itself at each instant -----------------------------------------------------------------

/// The rules as one would explain them, with nothing remembered from one instant to the next.
Ids decided(const Facts& facts, Time t) {
  const auto away = [&](Id id) {
    return std::ranges::any_of(facts.away, [&](const Away& a) { return a.person == id && a.from <= t && t < a.until; });
  };
  const auto holds = [&](const Override& o) {
    return o.begins_at <= t && t < o.ends_at && (o.kind == OverrideKind::remove || !away(o.person));
  };
  std::vector<std::pair<Id, Id>> people;  // and by which override
  const auto lay = [&](const Override& o) {
    for (auto& [id, laid] : people) {
      if (id != o.instead_of || !(laid < o.id)) continue;
      const bool there = std::ranges::any_of(people, [&](const auto& p) { return p.first == o.person; });
      if (o.kind == OverrideKind::remove || there) std::erase(people, std::pair(id, laid));
      else std::tie(id, laid) = std::pair(o.person, o.id);
      return;
    }
  };
  const auto of_one = [](const Override& o) { return o.kind == OverrideKind::remove || (o.kind == OverrideKind::replace && o.instead_of); };
  for (auto held = facts.layers.rbegin(); held != facts.layers.rend() && people.empty(); ++held) {
    if (held->hours && !calendar::is_open(*held->hours, t)) continue;
    const Grid grid(held->layer);
    std::int64_t n = -1;
    while (grid.hand_off(n + 1) <= t) ++n;
    if (n < 0 || t >= grid.end() || !grid.turn(n)) continue;
    for (const Id id : grid.turn(n)->people) people.emplace_back(id, Id{});
    for (const Override& o : facts.overrides)
      if (holds(o) && of_one(o)) lay(o);
    std::erase_if(people, [&](const auto& p) { return away(p.first); });
  }
  for (const Override& o : facts.overrides) {
    if (!holds(o)) continue;
    if (of_one(o)) lay(o);
    else if (o.kind == OverrideKind::replace) people = {{o.person, o.id}};
    else if (std::ranges::none_of(people, [&](const auto& p) { return p.first == o.person; })) people.emplace_back(o.person, o.id);
  }
  Ids ids;
  for (const auto& [id, laid] : people) ids.push_back(id.v);
  return ids;
}

Facts any_facts() {
  const char* const words[] = {"", "Mon-Sun 22:00-06:00", "Sat-Sun 00:00-24:00", "Mon-Fri 08:00-12:00, 13:00-17:00"};
  const char* const zones[] = {"Europe/Berlin", "Australia/Lord_Howe", "America/New_York"};
  const Time start = at("2026-01-05T00:00:00Z");
  const auto some_time = [&] { return start + *rc::gen::inRange<std::int64_t>(0, 60 * 24 * 4) * 15 * us_per_minute; };
  Facts facts;
  for (int layers = *rc::gen::inRange(1, 4); layers > 0; --layers) {
    std::vector<Turn> turns;
    for (int count = *rc::gen::inRange(1, 4); count > 0; --count) {
      Turn one;
      for (int id = *rc::gen::inRange(0, 6); id > 0; id -= 2) one.people.push_back({id});
      turns.push_back(one);
    }
    facts.layers.push_back(
        held("Layer", turns, words[*rc::gen::inRange(0, 4)], static_cast<Unit>(*rc::gen::inRange(0, 4)), zones[*rc::gen::inRange(0, 3)]));
    if (facts.layers.back().layer.unit == Unit::hours) facts.layers.back().layer.every = 12;
  }
  for (int id = 1; id <= *rc::gen::inRange(0, 6); ++id) {
    const Time from = some_time();
    Override o;
    o.id = {id};
    o.kind = static_cast<OverrideKind>(*rc::gen::inRange(0, 3));
    o.person = {o.kind == OverrideKind::remove ? 0 : *rc::gen::inRange(1, 7)};
    if (o.kind != OverrideKind::add) o.instead_of = {*rc::gen::inRange(o.kind == OverrideKind::remove ? 1 : 0, 7)};
    if (o.person == o.instead_of) continue;
    o.begins_at = from;
    o.ends_at = from + *rc::gen::inRange<std::int64_t>(1, 1000) * 15 * us_per_minute;
    facts.overrides.push_back(o);
  }
  for (int count = *rc::gen::inRange(0, 4); count > 0; --count) {
    const Time from = some_time();
    facts.away.push_back({{*rc::gen::inRange(1, 7)}, from, from + *rc::gen::inRange<std::int64_t>(1, 1000) * 15 * us_per_minute});
  }
  return facts;
}

RC_GTEST_PROP(Duty, the_sweep_says_what_each_instant_says_by_itself, ()) {
  const Facts facts = any_facts();
  const Time from = at("2026-01-01T00:00:00Z") + *rc::gen::inRange<std::int64_t>(0, 40 * 24) * us_per_hour, until = from + 9 * us_per_day;
  const auto all = stretches(facts, from, until);
  RC_ASSERT(all.front().from == from);
  RC_ASSERT(all.back().until == until);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) RC_ASSERT(all[i].from == all[i - 1].until);
    for (const Time t : {all[i].from, all[i].from + (all[i].until - all[i].from) / 2, all[i].until - 1}) {
      Ids ids;
      for (const Shift& s : all[i].people) {
        RC_ASSERT(s.from <= t && t < s.until);
        ids.push_back(s.person.v);
      }
      RC_ASSERT(ids == decided(facts, t));
      RC_ASSERT(all[i].gap.has_value() == ids.empty());
    }
  }
}

RC_GTEST_PROP(Duty, shifts_do_not_depend_on_the_window_through_which_one_looks, ()) {
  const Facts facts = any_facts();
  const Time from = at("2026-01-20T00:00:00Z") + *rc::gen::inRange<std::int64_t>(0, 20 * 24) * us_per_hour;
  const auto wide = stretches(facts, from - 60 * us_per_day, from + 60 * us_per_day);
  const auto narrow = stretches(facts, from, from + us_per_hour);
  for (const Stretch& stretch : narrow)
    for (const Stretch& other : wide)
      if (other.from <= stretch.from && stretch.from < other.until) RC_ASSERT(other.people == stretch.people);
}

}  // namespace
}  // namespace evenkeel::roster
