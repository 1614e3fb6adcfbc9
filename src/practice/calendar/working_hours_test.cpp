// Words of hours and dates, and what is wrong with those that are none.
#include "practice/calendar/working_hours.hpp"

#include <gtest/gtest.h>

namespace evenkeel::calendar {
namespace {

TEST(WorkingHours, a_week_is_read) {
  Week week;
  EXPECT_EQ(read_week("Mon-Wed,Fri 08:00-12:00, 13:00-17:00; thu 08:00-12:00\nMon 07:00-08:00", week), "");
  EXPECT_EQ(week[0], (Day{{420, 720}, {780, 1020}}));  // touching slots are one
  EXPECT_EQ(week[1], (Day{{480, 720}, {780, 1020}}));
  EXPECT_EQ(week[3], (Day{{480, 720}}));
  EXPECT_EQ(week[4], week[1]);
  EXPECT_TRUE(week[5].empty());
}

TEST(WorkingHours, a_night_reaches_into_the_next_day) {
  Week week;
  EXPECT_EQ(read_week("Sat-Sun 22:00-06:00; Wed 20:00-24:00", week), "");
  EXPECT_EQ(week[5], (Day{{1320, 1440}}));
  EXPECT_EQ(week[6], (Day{{0, 360}, {1320, 1440}}));
  EXPECT_EQ(week[0], (Day{{0, 360}}));
  EXPECT_EQ(week[2], (Day{{1200, 1440}}));
}

TEST(WorkingHours, what_is_no_week_is_told) {
  for (const char* text :
       {"08:00-17:00", "Mon", "Mon ", "Mon-Frx 08:00-17:00", "Mon 8-17", "Mon 08:00-08:00", "Mon 24:00-08:00", "Mon 08:00-24:01",
        "Mon 08:60-09:00", "Mon 08:00-17:00,,", "Mon 08:00-17:00 Tue 08:00-17:00", "Montag 08:00-17:00", "- 08:00-09:00"}) {
    Week week;
    EXPECT_NE(read_week(text, week), "") << text;
  }
}

TEST(WorkingHours, dates_are_read) {
  Dates dates;
  EXPECT_EQ(read_dates("# Bavaria\n2026-12-25 closed Christmas Day\n\n2026-12-24 08:00-10:00, 11:00-12:00 half a day # always\n"
                       "2026-12-28..2026-12-30 closed\n02-29 closed\n01-01 closed\n2027-01-01 10:00-12:00",
                       dates),
            "");
  EXPECT_EQ(dates.at(20'812), (Day{}));                           // 2026-12-25
  EXPECT_EQ(dates.at(20'811), (Day{{480, 600}, {660, 720}}));     // 2026-12-24
  EXPECT_TRUE(dates.contains(20'815) && dates.contains(20'817));  // 2026-12-28, 30
  EXPECT_EQ(dates.at(20'819), (Day{{600, 720}}));                 // 2027-01-01 as written for this year
  EXPECT_EQ(dates.at(20'454), (Day{}));                           // 2026-01-01
  EXPECT_EQ(dates.size(), 5U + 17U + 68U);
}

TEST(WorkingHours, what_is_no_date_is_told) {
  for (const char* text :
       {"2026-02-29 closed", "2026-12-25", "2026-12-25 Christmas", "2026-12-25 closedown", "25.12.2026 closed", "2026-13-01 closed",
        "2026-12-25 22:00-06:00", "2026-12-25 08:00-12:00, x", "2026-12-31..2026-12-01 closed", "2026-01-01..2027-12-31 closed",
        "2038-01-01 closed", "1969-12-31 closed", "2026-12-25 closed\n2026-12-25 closed", "13-01 closed", "02-30 closed"}) {
    Dates dates;
    EXPECT_NE(read_dates(text, dates), "") << text;
  }
}

}  // namespace
}  // namespace evenkeel::calendar
