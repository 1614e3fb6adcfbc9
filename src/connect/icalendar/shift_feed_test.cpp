// The file that calendar programs read, read again by the library that other programs use.
#include "connect/icalendar/shift_feed.hpp"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

namespace evenkeel::icalendar {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }

roster::FeedPage page() {
  roster::FeedPage out;
  out.feed.person = {7};
  out.language = "en";
  out.rosters = {{{1}, "Network, nights; \"all\""}};
  out.people = {{{7}, "First line 04"}};
  roster::Published p{{100},
                      {{1}, {7}, roster::Part::on_duty, "Week", at("2026-03-29T00:00:00Z"), at("2026-03-29T08:00:00Z")},
                      0,
                      at("2026-03-01T08:00:00Z"),
                      false};
  out.shifts.push_back(p);
  p.uid = {101};
  p.sequence = 3;
  p.cancelled = true;
  p.changed_at = at("2026-03-02T08:00:00Z");
  out.shifts.push_back(p);
  return out;
}

struct Free {
  void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};
std::unique_ptr<icalcomponent, Free> parsed(const std::string& text) {
  return std::unique_ptr<icalcomponent, Free>(icalparser_parse_string(text.c_str()));
}

TEST(ShiftFeed, another_program_reads_it) {
  const auto calendar = parsed(write_feed(page(), "evenkeel.example"));
  ASSERT_TRUE(calendar);
  EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 2);
  auto* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_STREQ(icalcomponent_get_uid(event), "shift-100@evenkeel.example");
  EXPECT_STREQ(icalcomponent_get_summary(event), "On call: Network, nights; \"all\"");
  EXPECT_EQ(icaltime_as_timet(icalcomponent_get_dtstart(event)) * us_per_second, at("2026-03-29T00:00:00Z").us);
  EXPECT_EQ(icalcomponent_get_sequence(event), 0);
  event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_EQ(icalcomponent_get_sequence(event), 3);
  EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CANCELLED);
}

TEST(ShiftFeed, says_how_often_to_ask_and_is_the_same_twice) {
  const std::string file = write_feed(page(), "h");
  EXPECT_EQ(file, write_feed(page(), "h"));
  EXPECT_NE(file.find("REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n"), std::string::npos);
  EXPECT_NE(file.find("DTSTART:20260329T000000Z\r\n"), std::string::npos);
  EXPECT_EQ(last_change(page()), at("2026-03-02T08:00:00Z"));
}

TEST(ShiftFeed, a_roster_names_the_people_in_the_language_of_its_reader) {
  auto german = page();
  german.feed.roster = {1};
  german.language = "de";
  EXPECT_NE(write_feed(german, "h").find("SUMMARY:Bereitschaft: First line 04"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::icalendar
