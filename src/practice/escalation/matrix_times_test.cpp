// The instants at which the matrix asks.
#include "practice/escalation/matrix_times.hpp"

#include <gtest/gtest.h>

namespace evenkeel::escalation {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

TEST(MatrixTimes, night_is_the_next_three_o_clock_of_the_wall) {
  EXPECT_EQ(next_night(at("2026-03-02T08:00:00Z"), "Europe/Berlin"), at("2026-03-03T02:00:00Z"));
  EXPECT_EQ(next_night(at("2026-03-02T01:00:00Z"), "Europe/Berlin"), at("2026-03-02T02:00:00Z"));
  EXPECT_EQ(next_night(at("2026-03-02T02:00:00Z"), "Europe/Berlin"), at("2026-03-03T02:00:00Z")) << "later than now";
  EXPECT_EQ(next_night(at("2026-10-24T12:00:00Z"), "Europe/Berlin"), at("2026-10-25T02:00:00Z")) << "after the hour that came twice";
}

TEST(MatrixTimes, weekend_is_the_next_saturday_noon) {
  EXPECT_EQ(next_weekend(at("2026-03-02T08:00:00Z"), "UTC"), at("2026-03-07T12:00:00Z"));
  EXPECT_EQ(next_weekend(at("2026-03-07T11:00:00Z"), "UTC"), at("2026-03-07T12:00:00Z"));
  EXPECT_EQ(next_weekend(at("2026-03-07T12:00:00Z"), "UTC"), at("2026-03-14T12:00:00Z"));
  EXPECT_EQ(next_weekend(at("2026-03-08T12:00:00Z"), "UTC"), at("2026-03-14T12:00:00Z"));
}

service::Calendar office(Id id, std::string exceptions) {
  service::Calendar calendar;
  calendar.id = id;
  calendar.name = "Office " + to_string(id);
  calendar.zone = "Europe/Berlin";
  calendar.hours = "Mon-Fri 08:00-18:00";
  calendar.exceptions = std::move(exceptions);
  return calendar;
}

TEST(MatrixTimes, holiday_is_a_day_that_the_week_would_have_open) {
  // A Sunday, half a day, and one that is over for today are none.
  const auto calendar =
      office({7}, "2026-03-08 closed Sunday\n2026-03-09 08:00-12:00\n2026-03-02 closed Today\n12-25 closed Christmas Day");
  const auto catalogue = service::Snapshot::of(1, {record::to_record(calendar)});
  const auto holiday = next_holiday(*catalogue, *catalogue->get<service::Calendar>({7}), at("2026-03-02T08:00:00Z"));
  ASSERT_TRUE(holiday);
  EXPECT_EQ(holiday->noon, at("2026-12-25T11:00:00Z"));
  EXPECT_EQ(holiday->name, "Christmas Day");
}

TEST(MatrixTimes, holiday_is_of_the_calendar_that_most_name_and_has_one) {
  auto south = office({9}, "");
  south.holidays_of = {8};
  service::EscalationPolicy policy;
  policy.id = {20};
  policy.calendar = {9};
  const auto catalogue = service::Snapshot::of(
      1, {record::to_record(office({7}, "2026-03-04 closed Near")), record::to_record(office({8}, "2026-04-06 closed Easter Monday")),
          record::to_record(south), record::to_record(policy)});
  const auto holiday = next_holiday(*catalogue, at("2026-03-02T08:00:00Z"));
  ASSERT_TRUE(holiday);
  EXPECT_EQ(holiday->calendar->id, Id{9});
  EXPECT_EQ(holiday->name, "Easter Monday") << "of the calendar whose holidays it takes over";
  EXPECT_FALSE(next_holiday(*service::Snapshot::of(1, {record::to_record(office({7}, ""))}), at("2026-03-02T08:00:00Z")));
}

}  // namespace
}  // namespace evenkeel::escalation
