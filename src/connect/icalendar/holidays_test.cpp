// Files as offices publish them, traps among them, and damaged ones.
#include "connect/icalendar/holidays.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/time.hpp"
#include "practice/calendar/working_hours.hpp"

namespace evenkeel::icalendar {
namespace {

std::int64_t day(const char* date) { return parse_rfc3339(std::string(date) + "T00:00:00Z")->us / us_per_day; }

std::string calendar(const std::string& events) { return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n"; }
std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

HolidayFile read(const std::string& text) {
  auto file = read_holidays(text, day("2026-01-01"), day("2029-01-01"));
  EXPECT_TRUE(file) << (file ? "" : file.error().first().text);
  return file ? *file : HolidayFile{};
}
std::string lines(const HolidayFile& file) {
  std::string out;
  for (const auto& holiday : file.holidays) out += line_of(holiday) + "\n";
  return out;
}
std::string code_of(const std::string& text) {
  const auto file = read_holidays(text, day("2026-01-01"), day("2029-01-01"));
  return file ? "" : file.error().first().code;
}

TEST(Holidays, a_whole_day_is_a_line_of_a_calendar) {
  const auto file = read(calendar(event("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\n")));
  EXPECT_EQ(lines(file), "2026-12-25 closed Christmas Day\n");
  calendar::Dates dates;
  EXPECT_EQ(calendar::read_dates(lines(file), dates), "");
  EXPECT_TRUE(dates.contains(day("2026-12-25")));
}

TEST(Holidays, the_end_of_several_days_is_not_one_of_them) {
  const auto file = read(calendar(event("DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20270102\r\nSUMMARY:Between the years\r\n")));
  ASSERT_EQ(file.holidays.size(), 5U);
  EXPECT_EQ(file.holidays.front().day, day("2026-12-28"));
  EXPECT_EQ(file.holidays.back().day, day("2027-01-01"));
}

TEST(Holidays, rules_repeat_without_their_exceptions) {
  const auto file =
      read(calendar(event("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270101\r\nSUMMARY:New Year\r\n")));
  EXPECT_EQ(lines(file), "2026-01-01 closed New Year\n2028-01-01 closed New Year\n");
  EXPECT_EQ(file.outside, 6);
  const auto thanks = read(calendar(event("DTSTART;VALUE=DATE:20251127\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:Thanks\r\n")));
  EXPECT_EQ(lines(thanks), "2026-11-26 closed Thanks\n2027-11-25 closed Thanks\n2028-11-23 closed Thanks\n");
}

TEST(Holidays, what_is_no_holiday_is_named_and_left_out) {
  const auto file = read(calendar(event("DTSTART:20261124T090000Z\r\nSUMMARY:Meeting\r\n") +
                                  event("DTSTART;VALUE=DATE:20261125\r\nSTATUS:CANCELLED\r\nSUMMARY:Fair\r\n") +
                                  event("DTSTART;VALUE=DATE:20261125\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\nSUMMARY:Trap\r\n")));
  EXPECT_TRUE(file.holidays.empty());
  ASSERT_EQ(file.left_out.size(), 3U);
  EXPECT_EQ(file.left_out[0].name + " " + file.left_out[0].why, "Meeting is not a whole day");
  EXPECT_EQ(file.left_out[1].name + " " + file.left_out[1].why, "Fair is cancelled");
  EXPECT_EQ(file.left_out[2].name + " " + file.left_out[2].why, "Trap repeats by the hour");
}

TEST(Holidays, rules_that_never_come_and_rules_that_never_end_do_end) {
  EXPECT_TRUE(read(calendar(event("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"))).holidays.empty());
  EXPECT_EQ(read(calendar(event("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n"))).holidays.size(), 1096U);
  EXPECT_FALSE(read(calendar(event("DTSTART;VALUE=DATE:00010101\r\nRRULE:FREQ=DAILY\r\n"))).left_out.empty());
  std::string many;  // each within what one may take, all together not
  for (int i = 0; i < 5'000; ++i) many += event("DTSTART;VALUE=DATE:19830101\r\nDTEND;VALUE=DATE:19840101\r\nRRULE:FREQ=DAILY\r\n");
  EXPECT_FALSE(read(calendar(many)).left_out.empty());
}

TEST(Holidays, a_name_is_one_line) {
  const auto file = read(calendar(event("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:First\\nsecond\r\n")));
  EXPECT_EQ(lines(file), "2026-12-25 closed First second\n");
}

TEST(Holidays, other_files_are_refused) {
  EXPECT_EQ(code_of(""), "calendar_file.unreadable");
  EXPECT_EQ(code_of("name,date\nChristmas,2026-12-25\n"), "calendar_file.unreadable");
  EXPECT_EQ(code_of(std::string("BEGIN:VCALENDAR\r\n\0END:VCALENDAR\r\n", 33)), "calendar_file.unreadable");
  EXPECT_EQ(code_of(std::string(file_bytes_most + 1, 'x')), "calendar_file.too_large");
}

TEST(Holidays, rules_that_are_looked_for_in_vain_end) {
  const auto rule = [](const char* start, const std::string& words) {
    return event(std::string("DTSTART;VALUE=DATE:") + start + "\r\nRRULE:" + words + "\r\nSUMMARY:A\r\n");
  };
  // One of these took seconds, the calendar of another country minutes, and a file holds thousands.
  std::string never, searched;
  for (int i = 0; i < 1'000; ++i) {
    never += rule("16000101", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") + rule("20250101", "RSCALE=CHINESE;FREQ=DAILY") +
             rule("10130615", "FREQ=DAILY");
    searched += rule("20200101", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1;BYYEARDAY=200");
  }
  EXPECT_TRUE(read(calendar(never)).holidays.empty());
  EXPECT_TRUE(read(calendar(searched)).holidays.empty());
  EXPECT_EQ(
      lines(read(calendar(rule("20240131", "FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=-30,30")))),
      "2026-04-01 closed A\n2026-04-30 closed A\n2027-04-01 closed A\n2027-04-30 closed A\n2028-04-01 closed A\n2028-04-30 closed A\n");
}

RC_GTEST_PROP(Holidays, damaged_files_end_and_give_lines_that_a_calendar_reads, ()) {
  std::string text = calendar(event("DTSTART;VALUE=DATE:20200229\r\nRRULE:FREQ=YEARLY;BYDAY=-1MO\r\nSUMMARY:A\r\n") +
                              event("DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20270102\r\nSUMMARY:B # C\r\n"));
  for (int cuts = *rc::gen::inRange(1, 6); cuts > 0; --cuts)
    text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::elementOf(std::string("0129:;=\r\nTZ-"));
  const auto file = read_holidays(text, day("2026-01-01"), day("2029-01-01"));
  if (!file) return;
  calendar::Dates dates;
  RC_ASSERT(calendar::read_dates(lines(*file), dates) == "");
  RC_ASSERT(dates.size() == file->holidays.size());
}

}  // namespace
}  // namespace evenkeel::icalendar
