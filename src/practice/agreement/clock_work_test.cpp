// What a clock's row says of its course, and which instants it asks to be looked at.
#include "practice/agreement/clock_work.hpp"

#include <gtest/gtest.h>

namespace evenkeel::agreement {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

class ClockWork : public testing::Test {
 protected:
  ClockWork() {
    auto hours = std::make_shared<calendar::WorkingHours>();
    hours->zone = "UTC";
    EXPECT_EQ(calendar::read_week("Mon-Fri 08:00-17:00", hours->week), "");
    Offer offer;
    offer.terms.warn_percents = {50, 75, 90};
    ways_ = {std::make_shared<const Offer>(std::move(offer)), hours};
  }
  const Clock& settled(const char* now, Reached reached) {
    settle(clock_, course_, ways_, at(now), reached);
    return clock_;
  }

  Ways ways_;
  Clock clock_;
  Course course_{{at("2026-11-23T08:00:00Z"), Turning::begun, {}}, {at("2026-11-23T08:00:00Z"), Turning::goal, "4h"}};
};

TEST_F(ClockWork, asks_for_the_next_warning_and_then_for_the_due_instant) {
  EXPECT_EQ(settled("2026-11-23T08:00:00Z", Reached::passed_over).look_at, at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(clock_.due_at, at("2026-11-23T12:00:00Z"));
  EXPECT_EQ(settled("2026-11-23T10:00:00Z", Reached::told_now).look_at, at("2026-11-23T11:00:00Z"));
  EXPECT_EQ(clock_.warned, 50);
  EXPECT_EQ(settled("2026-11-23T11:40:00Z", Reached::told_now).look_at, at("2026-11-23T12:00:00Z"));
  EXPECT_EQ(settled("2026-11-23T12:00:00Z", Reached::told_now).look_at, Time{});
  EXPECT_EQ(clock_.verdict, Verdict::breached);
  EXPECT_TRUE(clock_.open);
}

TEST_F(ClockWork, r14_after_a_long_silence_the_highest_percent_alone_is_reached) {
  settled("2026-11-23T08:00:00Z", Reached::passed_over);
  EXPECT_EQ(settled("2026-11-23T11:50:00Z", Reached::told_now).warned, 90);
}

TEST_F(ClockWork, c5_what_lies_behind_at_the_begin_is_passed_over) {
  EXPECT_EQ(settled("2026-11-23T11:10:00Z", Reached::passed_over).warned, 75);
  EXPECT_EQ(clock_.look_at, at("2026-11-23T11:36:00Z"));
}

TEST_F(ClockWork, a_percent_that_no_timer_has_told_yet_is_asked_for_at_once) {
  settled("2026-11-23T08:00:00Z", Reached::passed_over);
  EXPECT_EQ(settled("2026-11-23T10:30:00Z", Reached::told_by_timer).look_at, at("2026-11-23T10:30:00Z"));
  EXPECT_EQ(clock_.warned, 0);
}

TEST_F(ClockWork, a_pause_and_an_end_ask_for_nothing) {
  course_.push_back({at("2026-11-23T09:00:00Z"), Turning::paused, "waits"});
  EXPECT_EQ(settled("2026-11-23T09:00:00Z", Reached::told_by_timer).look_at, Time{});
  EXPECT_EQ(clock_.doing, Doing::paused);
  course_.push_back({at("2026-11-23T09:30:00Z"), Turning::stopped, "done"});
  EXPECT_EQ(settled("2026-11-23T09:30:00Z", Reached::told_by_timer).look_at, Time{});
  EXPECT_FALSE(clock_.open);
  EXPECT_EQ(clock_.verdict, Verdict::met);
  EXPECT_EQ(clock_.ended_at, at("2026-11-23T09:30:00Z"));
}

Clock clock_of(Doing doing, const char* due, std::string target) {
  Clock clock;
  clock.doing = doing;
  clock.open = doing == Doing::running || doing == Doing::paused;
  if (*due) clock.due_at = at(due);
  clock.target = std::move(target);
  return clock;
}

TEST(Promise, is_the_open_target_that_is_due_first) {
  incident::Incident i;
  set_promise(i, {});
  EXPECT_FALSE(i.due_at);
  EXPECT_EQ(i.breached, std::nullopt);
  std::vector<Clock> clocks{clock_of(Doing::paused, "", "restoration"), clock_of(Doing::running, "2026-11-23T10:00:00Z", "update"),
                            clock_of(Doing::running, "2026-11-23T09:00:00Z", "response"),
                            clock_of(Doing::stopped, "2026-11-23T08:00:00Z", "acknowledgement")};
  set_promise(i, clocks);
  EXPECT_EQ(i.due_at, at("2026-11-23T09:00:00Z"));
  EXPECT_EQ(i.due_for, "response");
  EXPECT_EQ(i.due_paused, false);
  EXPECT_EQ(i.breached, false);
  clocks[3].verdict = Verdict::breached;
  set_promise(i, clocks);
  EXPECT_EQ(i.breached, true) << "what was missed stays missed when it is over";
  clocks[3].doing = Doing::cancelled;
  set_promise(i, clocks);
  EXPECT_EQ(i.breached, false);
  clocks[0].breached_at = at("2026-11-23T07:00:00Z");
  clocks[0].verdict = Verdict::breached;
  set_promise(i, clocks);
  EXPECT_EQ(i.due_at, at("2026-11-23T07:00:00Z")) << "it pauses, and is late all the same";
  EXPECT_EQ(i.due_for, "restoration");
}

TEST(Promise, of_a_person_stands_beside_the_clocks) {
  incident::Incident i;
  i.promised_for = at("2026-11-23T10:00:00Z");
  set_promise(i, {});
  EXPECT_EQ(i.due_at, at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(i.due_for, "promise");
  EXPECT_EQ(i.breached, std::nullopt) << "no agreement promised anything";
  EXPECT_EQ(i.due_paused, std::nullopt);
  std::vector<Clock> clocks{clock_of(Doing::running, "2026-11-23T09:00:00Z", "restoration")};
  set_promise(i, clocks);
  EXPECT_EQ(i.due_for, "restoration") << "what is due first";
  clocks[0] = clock_of(Doing::paused, "", "restoration");
  set_promise(i, clocks);
  EXPECT_EQ(i.due_at, at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(i.due_paused, false) << "a promise pauses for nothing";
  i.open = false;
  set_promise(i, clocks);
  EXPECT_FALSE(i.due_at);
}

TEST(Promise, pauses_when_all_that_is_open_does_and_ends_with_the_cycle) {
  incident::Incident i;
  std::vector<Clock> clocks{clock_of(Doing::stopped, "", "response"), clock_of(Doing::paused, "", "restoration")};
  set_promise(i, clocks);
  EXPECT_EQ(i.due_paused, true);
  EXPECT_EQ(i.due_for, "restoration");
  EXPECT_FALSE(i.due_at);
  i.cycle = 2;
  set_promise(i, clocks);
  EXPECT_EQ(i.due_paused, std::nullopt);
  EXPECT_EQ(i.breached, std::nullopt);
  EXPECT_EQ(i.due_for, "");
}

}  // namespace
}  // namespace evenkeel::agreement
