// Pages by person: those that came while they were on duty here.
#include <gtest/gtest.h>

#include "practice/roster/coverage_rules.hpp"

namespace evenkeel::roster {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

Stretch stretch(const char* from, const char* until, Id on_duty, Id shadow = {}) {
  Stretch s;
  s.from = at(from);
  s.until = at(until);
  if (on_duty) s.people.push_back({on_duty, Part::on_duty, s.from, s.until, "Day", 0, {}});
  if (shadow) s.people.push_back({shadow, Part::shadow, s.from, s.until, "Day", 0, {}});
  return s;
}

TEST(Pages, are_counted_for_who_was_on_duty_by_the_clocks_of_the_roster) {
  const std::vector<Stretch> days{stretch("2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", {1}, {2}),
                                  stretch("2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z", {2}),
                                  stretch("2026-03-04T08:00:00Z", "2026-03-05T08:00:00Z", {})};
  auto loads = loads_of(days, "Europe/Berlin");
  const std::set<Page> pages{
      {at("2026-03-02T08:00:00Z"), {1}, {100}},  // the first instant of the shift, in the morning
      {at("2026-03-02T21:00:00Z"), {1}, {100}},  // 22:00 in Berlin: night has begun
      {at("2026-03-02T21:00:00Z"), {1}, {101}},  // another incident in the same moment
      {at("2026-03-02T20:59:59Z"), {1}, {100}},  // not yet
      {at("2026-03-02T12:00:00Z"), {2}, {100}},  // only listened in
      {at("2026-03-03T08:00:00Z"), {1}, {100}},  // went off in this instant
      {at("2026-03-04T01:00:00Z"), {2}, {100}},  // night
      {at("2026-03-04T12:00:00Z"), {2}, {100}},  // nobody was on duty
      {at("2026-03-02T07:59:59Z"), {1}, {100}}, {at("2026-03-05T08:00:00Z"), {1}, {100}}, {at("2026-03-02T12:00:00Z"), {9}, {100}},
  };
  count_pages(loads, days, "Europe/Berlin", pages);
  ASSERT_EQ(loads.size(), 2U);
  const auto& one = loads[0].person == Id{1} ? loads[0] : loads[1];
  const auto& two = loads[0].person == Id{1} ? loads[1] : loads[0];
  EXPECT_EQ(one.pages, 4);
  EXPECT_EQ(one.night_pages, 2);
  EXPECT_EQ(two.pages, 1);
  EXPECT_EQ(two.night_pages, 1);
}

TEST(Pages, of_nobody_are_none) {
  std::vector<Load> loads;
  count_pages(loads, {}, "UTC", {{at("2026-03-02T08:00:00Z"), {1}, {100}}});
  EXPECT_TRUE(loads.empty());
}

}  // namespace
}  // namespace evenkeel::roster
