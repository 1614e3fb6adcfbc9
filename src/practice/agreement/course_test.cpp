// How a clock follows its incident, look by look. Case numbers C.. are those of docs/clock-cases.md.
#include <gtest/gtest.h>

#include "practice/agreement/course_rules.hpp"

namespace evenkeel::agreement {
namespace {

constexpr Time noon{1'790'000'000 * us_per_second};

Look seen(std::int64_t minutes) {
  Look look;
  look.at = noon + minutes * us_per_minute;
  look.begins = noon;
  look.goal = "4h";
  return look;
}
Look paused(std::int64_t minutes, std::string why = "waits for the caller") {
  Look look = seen(minutes);
  look.pause = std::move(why);
  return look;
}
Look done(std::int64_t minutes) {
  Look look = seen(minutes);
  look.stop = "resolved";
  return look;
}
Look gone(std::int64_t minutes) {
  Look look = seen(minutes);
  look.gone = "cancelled";
  return look;
}

/// What came of the looks, as "minute turning why".
std::vector<std::string> played(const std::vector<Look>& looks) {
  Course course;
  for (const Look& look : looks) {
    const auto more = next_turns(course, look);
    course.insert(course.end(), more.begin(), more.end());
  }
  std::vector<std::string> out;
  for (const Turn& t : course) {
    out.push_back(std::to_string((t.at - noon) / us_per_minute) + " " + std::string(record::name_of(t.to)));
    if (!t.why.empty()) out.back() += " " + t.why;
  }
  return out;
}
using Turns = std::vector<std::string>;

TEST(Course, begins_pauses_resumes_and_stops) {
  EXPECT_EQ(played({seen(0), seen(5), paused(10), paused(15), seen(20), done(30), done(40)}),
            (Turns{"0 begun", "0 goal 4h", "10 paused waits for the caller", "20 resumed", "30 stopped resolved"}));
}

TEST(Course, c3_a_goal_that_changes_while_paused_is_noted_in_the_pause) {
  Look other = paused(15);
  other.goal = "1h";
  EXPECT_EQ(played({seen(0), paused(10), other,
                    [] {
                      Look l = seen(20);
                      l.goal = "1h";
                      return l;
                    }()}),
            (Turns{"0 begun", "0 goal 4h", "10 paused waits for the caller", "15 goal 1h", "20 resumed"}));
}

TEST(Course, c5_a_late_start_counts_from_where_the_agreement_says) {
  EXPECT_EQ(played({seen(90)}), (Turns{"0 begun", "0 goal 4h"}));
  EXPECT_EQ(played({paused(90)}), (Turns{"0 begun", "0 goal 4h", "90 paused waits for the caller"}));
}

TEST(Course, c8_what_stops_at_once_never_begins) { EXPECT_EQ(played({done(0), done(5)}), Turns{}); }

TEST(Course, c8_a_start_that_holds_for_an_instant_is_enough) {
  Look later = seen(10);
  later.starts = false;
  EXPECT_EQ(played({later, seen(20), later, done(30)}), (Turns{"0 begun", "0 goal 4h", "30 stopped resolved"}));
}

TEST(Course, c22_what_happens_after_the_first_stop_changes_no_verdict) {
  EXPECT_EQ(played({seen(0), done(10), gone(20), done(30)}), (Turns{"0 begun", "0 goal 4h", "10 stopped resolved"}));
}

TEST(Course, c24_what_is_cancelled_runs_no_more) {
  EXPECT_EQ(played({seen(0), gone(10), gone(20)}), (Turns{"0 begun", "0 goal 4h", "10 cancelled cancelled"}));
}

TEST(Course, an_end_that_was_undone_is_taken_back) {
  EXPECT_EQ(played({seen(0), done(10), seen(11)}), (Turns{"0 begun", "0 goal 4h", "10 stopped resolved", "11 revived"}));
  EXPECT_EQ(played({seen(0), gone(10),
                    [] {
                      Look l = gone(12);
                      l.pause = "waits";
                      return l;
                    }(),
                    seen(20)}),
            (Turns{"0 begun", "0 goal 4h", "10 cancelled cancelled", "12 paused waits", "20 revived", "20 resumed"}));
}

TEST(Course, what_stops_while_nothing_is_promised_is_noted_for_when_it_is_again) {
  const auto gone_and_done = [](std::int64_t minutes) {
    Look l = gone(minutes);
    l.stop = "resolved";
    return l;
  };
  EXPECT_EQ(played({seen(0), gone(10), gone_and_done(20), gone_and_done(25), done(60), done(70)}),
            (Turns{"0 begun", "0 goal 4h", "10 cancelled cancelled", "20 stopped resolved", "60 revived"}));
  EXPECT_EQ(played({seen(0), gone(10), gone_and_done(20), gone(30), seen(60)}),
            (Turns{"0 begun", "0 goal 4h", "10 cancelled cancelled", "20 stopped resolved", "30 cancelled cancelled", "60 revived"}));
  EXPECT_EQ(played({seen(0), gone_and_done(10), seen(20)}),
            (Turns{"0 begun", "0 goal 4h", "10 cancelled cancelled", "10 stopped resolved", "20 revived", "20 revived"}));
}

Course course_of(std::vector<Turn> more) {
  Course course{{noon, Turning::begun, {}}, {noon, Turning::goal, "4h"}};
  course.insert(course.end(), more.begin(), more.end());
  return course;
}
Turn goal(std::int64_t seconds, std::string why) { return {noon + seconds * us_per_second, Turning::goal, std::move(why)}; }

TEST(Course, a_goal_that_is_changed_back_at_once_was_a_slip) {
  using Places = std::vector<std::size_t>;
  EXPECT_EQ(slips_in(course_of({goal(600, "1h"), goal(610, "4h")})), (Places{2, 3}));
  EXPECT_EQ(slips_in(course_of({goal(600, "1h"), goal(660, "4h")})), Places{}) << "it stood for a minute";
  EXPECT_EQ(slips_in(course_of({goal(600, "1h"), goal(610, "2h")})), Places{}) << "it is another one";
  EXPECT_EQ(
      slips_in(course_of({goal(600, "1h"), {noon + 601 * us_per_second, Turning::paused, "waits"}, goal(610, "4h"), goal(900, "1h")})),
      (Places{2, 4}));
  EXPECT_EQ(slips_in(course_of({goal(600, "1h"), goal(605, "2h"), goal(610, "1h"), goal(615, "4h")})), (Places{2, 3, 4, 5}));
}

TEST(Course, a_clock_begun_by_a_command_that_was_taken_back_had_not_been) {
  const auto cancelled = [](std::int64_t seconds) { return Turn{noon + seconds * us_per_second, Turning::cancelled, "not for it"}; };
  EXPECT_TRUE(begun_by_a_slip(course_of({goal(9000, "4h"), cancelled(9010)})));
  EXPECT_FALSE(begun_by_a_slip(course_of({goal(9000, "4h"), cancelled(9060)})));
  EXPECT_FALSE(begun_by_a_slip(course_of({cancelled(10)}))) << "it began in time";
  EXPECT_FALSE(begun_by_a_slip(course_of({goal(9000, "4h")})));
  EXPECT_FALSE(begun_by_a_slip(course_of({goal(9000, "4h"), cancelled(9010), {noon + 9020 * us_per_second, Turning::revived, {}}})));
  EXPECT_FALSE(begun_by_a_slip({}));
}

TEST(Course, a_pause_for_another_reason_is_another_pause) {
  EXPECT_EQ(played({paused(0, "caller"), paused(10, "supplier"), seen(20)}),
            (Turns{"0 begun", "0 goal 4h", "0 paused caller", "10 paused supplier", "20 resumed"}));
}

TEST(Course, a_clock_that_was_set_back_turns_nothing_round) {
  EXPECT_EQ(played({seen(0), paused(10), seen(5)}), (Turns{"0 begun", "0 goal 4h", "10 paused waits for the caller", "10 resumed"}));
}

}  // namespace
}  // namespace evenkeel::agreement
