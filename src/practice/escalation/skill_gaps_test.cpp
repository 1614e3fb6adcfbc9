// When those who are on call lack what a step chooses by.
#include "practice/escalation/skill_gaps.hpp"

#include <gtest/gtest.h>

namespace evenkeel::escalation {
namespace {

constexpr std::int64_t hour = us_per_hour;

roster::Stretch stretch(std::int64_t from, std::int64_t until, std::initializer_list<std::int64_t> people, roster::Part part = {}) {
  roster::Stretch s{Time{from * hour}, Time{until * hour}, {}, {}};
  for (const std::int64_t person : people) s.people.push_back({Id{person}, part, s.from, s.until, "", 0, {}});
  return s;
}

TEST(SkillGaps, are_where_somebody_is_on_call_and_nobody_has_it) {
  const std::vector<roster::Stretch> all{stretch(1, 5, {1, 2}), stretch(5, 9, {1}), stretch(9, 12, {1}), stretch(12, 15, {}),
                                         stretch(15, 20, {3})};
  const auto gaps = skill_gaps_in(all, nullptr, {Id{2}, Id{3}});
  ASSERT_EQ(gaps.size(), 1U) << "a time with nobody at all is a gap of the roster";
  EXPECT_EQ(gaps[0], (SkillGap{Time{5 * hour}, Time{12 * hour}, {Id{1}}}));
  EXPECT_EQ(skill_gaps_in(all, nullptr, {}).size(), 3U);
}

TEST(SkillGaps, shadows_count_for_nothing) {
  auto both = stretch(1, 5, {1});
  both.people.push_back({Id{2}, roster::Part::shadow, both.from, both.until, "", 0, {}});
  EXPECT_EQ(skill_gaps_in({both}, nullptr, {Id{2}}).size(), 1U);
}

TEST(SkillGaps, only_the_hours_to_be_covered_count) {
  calendar::WorkingHours covered{"UTC", {}, {}};
  ASSERT_EQ(calendar::read_week("Thu 02:00-03:00", covered.week), "");  // 1970-01-01 was one
  const auto gaps = skill_gaps_in({stretch(1, 5, {1})}, &covered, {});
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].from, Time{2 * hour});
  EXPECT_EQ(gaps[0].until, Time{3 * hour});
}

}  // namespace
}  // namespace evenkeel::escalation
