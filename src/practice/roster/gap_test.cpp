// Which gaps are told when: so many days before, once each, and again only for what is new.
#include <gtest/gtest.h>

#include "practice/roster/gap_rules.hpp"
#include "practice/roster/plan.hpp"

namespace evenkeel::roster {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

const Time now = at("2026-03-02T08:00:00Z");
const Time horizon = now + 15 * us_per_day;
const std::vector<std::int64_t> week_and_day{7, 1};

Lack lack(std::int64_t from_hours, std::int64_t until_hours, Id person = {}) {
  return {now + from_hours * us_per_hour, now + until_hours * us_per_hour, person, Nobody::vacant, {}};
}

TEST(GapNotices, wait_for_their_day_and_come_once_at_each) {
  const auto before = gap_notice({lack(8 * 24, 9 * 24)}, {}, week_and_day, now, horizon);
  EXPECT_TRUE(before.tell.empty());
  EXPECT_EQ(before.next, now + us_per_day);

  auto notice = gap_notice({lack(7 * 24, 9 * 24)}, {}, week_and_day, now, horizon);
  EXPECT_EQ(notice.tell.size(), 1U);
  EXPECT_EQ(notice.add, (std::vector<Warned>{{7, {}, now + 7 * us_per_day, now + 9 * us_per_day}}));
  EXPECT_EQ(notice.next, now + 6 * us_per_day) << "the day before";

  const auto again = gap_notice({lack(7 * 24, 9 * 24)}, notice.add, week_and_day, now, horizon);
  EXPECT_TRUE(again.tell.empty());
  EXPECT_TRUE(again.forget.empty());
}

TEST(GapNotices, what_comes_up_late_is_one_message) {
  const auto notice = gap_notice({lack(3, 5)}, {}, week_and_day, now, horizon);
  EXPECT_EQ(notice.tell.size(), 1U);
  EXPECT_EQ(notice.add.size(), 2U) << "neither the week nor the day before comes any more";
  EXPECT_FALSE(notice.next);
}

TEST(GapNotices, gaps_of_each_night_are_not_a_message_a_night) {
  std::vector<Lack> nights;
  for (int day = 0; day < 15; ++day) nights.push_back(lack(day * 24 + 10, day * 24 + 18));
  const auto notice = gap_notice(nights, {}, {7}, now, horizon);
  EXPECT_EQ(notice.tell.size(), 14U);
  EXPECT_EQ(notice.next, now + 7 * us_per_day + 10 * us_per_hour) << "a week of quiet";
}

TEST(GapNotices, part_of_what_was_told_is_nothing_new_and_what_grows_is) {
  const std::vector<Warned> told{{7, {}, now + 48 * us_per_hour, now + 60 * us_per_hour}};
  EXPECT_TRUE(gap_notice({lack(48, 50), lack(55, 60)}, told, {7}, now, horizon).tell.empty());
  EXPECT_EQ(gap_notice({lack(48, 61)}, told, {7}, now, horizon).tell.size(), 1U);
  EXPECT_EQ(gap_notice({lack(47, 60)}, told, {7}, now, horizon).tell.size(), 1U);
}

TEST(GapNotices, what_was_closed_and_opens_again_is_new) {
  const std::vector<Warned> told{{7, {}, now + 48 * us_per_hour, now + 60 * us_per_hour}};
  EXPECT_EQ(gap_notice({}, told, {7}, now, horizon).forget, told);
  EXPECT_EQ(gap_notice({lack(48, 60)}, {}, {7}, now, horizon).tell.size(), 1U);
}

TEST(GapNotices, what_was_closed_in_part_and_opens_again_is_new) {
  const std::vector<Warned> told{{7, {}, now + 48 * us_per_hour, no_end()}};
  const Lack rest{now + 60 * us_per_hour, horizon, {}, Nobody::vacant, {}};
  const auto closed = gap_notice({rest}, told, {7}, now, horizon);
  EXPECT_TRUE(closed.tell.empty());
  EXPECT_EQ(closed.forget, told);
  ASSERT_EQ(closed.keep, (std::vector<Warned>{{7, {}, now + 60 * us_per_hour, no_end()}}));
  const Lack whole{now + 48 * us_per_hour, horizon, {}, Nobody::vacant, {}};
  EXPECT_EQ(gap_notice({whole}, closed.keep, {7}, now, horizon).tell.size(), 1U);
}

TEST(GapNotices, one_that_runs_stays_told) {
  const std::vector<Warned> told{{7, {}, now - us_per_hour, now + 60 * us_per_hour}};
  const auto notice = gap_notice({lack(0, 60)}, told, {7}, now, horizon);
  EXPECT_TRUE(notice.tell.empty());
  EXPECT_TRUE(notice.forget.empty());
}

TEST(GapNotices, one_without_an_end_is_told_once_however_far_one_looks) {
  const std::vector<Lack> open{{now + 48 * us_per_hour, horizon, {}, Nobody::no_layer, {}}};
  auto notice = gap_notice(open, {}, {7}, now, horizon);
  ASSERT_EQ(notice.add.size(), 1U);
  EXPECT_EQ(notice.add[0].until, no_end());
  const Time later = now + 30 * us_per_day;
  EXPECT_TRUE(gap_notice({{later, later + 15 * us_per_day, {}, Nobody::no_layer, {}}}, notice.add, {7}, later, later + 15 * us_per_day)
                  .tell.empty());
}

TEST(GapNotices, somebody_whom_no_message_reaches_is_another_lack_than_nobody) {
  const std::vector<Warned> told{{7, {}, now + 48 * us_per_hour, now + 60 * us_per_hour}};
  EXPECT_EQ(gap_notice({lack(48, 60, {17})}, told, {7}, now, horizon).tell.size(), 1U);

  Stretch stretch;
  stretch.from = now;
  stretch.until = now + us_per_day;
  stretch.people = {{{17}, Part::on_duty, now, now + us_per_day, "Day", 0, {}}, {{18}, Part::shadow, now, now + us_per_day, "Day", 0, {}}};
  const auto lacks = lacks_in({stretch}, {{17}, {18}}, nullptr);
  ASSERT_EQ(lacks.size(), 1U) << "who only listens in is not called";
  EXPECT_EQ(lacks[0].person, Id{17});
}

TEST(GapNotices, are_told_a_week_and_a_day_before_unless_the_plan_says_otherwise) {
  EXPECT_EQ(gap_notice_days(""), week_and_day);
  EXPECT_EQ(gap_notice_days(R"({"layers":[]})"), week_and_day);
  EXPECT_TRUE(gap_notice_days(R"({"layers":[],"gap_notice_days":[]})").empty());
  const std::string own = R"({"layers":[],"notice_minutes":30,"gap_notice_days":[14,3]})";
  EXPECT_EQ(gap_notice_days(own), (std::vector<std::int64_t>{14, 3}));
  EXPECT_EQ(plan_json({}, "UTC", notices_of(own)), own);
  for (const char* wrong : {"[0]", "[61]", "[7,7]", "[1,2,3,4,5,6]", "7", R"(["7"])"})
    EXPECT_FALSE(read_plan(R"({"layers":[],"gap_notice_days":)" + std::string(wrong) + "}", "UTC")) << wrong;
}

}  // namespace
}  // namespace evenkeel::roster
