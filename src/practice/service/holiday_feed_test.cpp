// Days that others publish: when a newer copy takes the place of an older one, and when somebody should look first.
#include "practice/service/holiday_feed.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "practice/service/calendars.hpp"

namespace evenkeel::service {
namespace {

constexpr std::int64_t today = 20'000;

FeedDays days(std::initializer_list<std::int64_t> list) {
  FeedDays out;
  for (const std::int64_t day : list) out.emplace(day, "");
  return out;
}

TEST(HolidayFeed, the_past_stays_as_clocks_counted_by_it) {
  EXPECT_EQ(merged({}, days({today - 9, today + 1}), today), days({today - 9, today + 1})) << "a first copy is taken whole";
  EXPECT_EQ(merged(days({today - 9, today + 1}), days({today - 8, today + 2}), today), days({today - 9, today + 2}));
  EXPECT_EQ(merged(days({today - 1}), {}, today), days({today - 1}));
}

TEST(HolidayFeed, a_copy_that_loses_most_waits_for_a_person) {
  const auto good = days({today - 5, today, today + 1, today + 2, today + 3});
  EXPECT_EQ(doubt(good, good, today), std::nullopt);
  EXPECT_EQ(doubt(good, days({today, today + 1}), today), std::nullopt) << "half of it";
  EXPECT_EQ(doubt(good, days({today, today + 10, today + 11, today + 12}), today), HeldWhy::loses_most) << "others are no replacement";
  EXPECT_EQ(doubt(good, {}, today), HeldWhy::loses_most);
  EXPECT_EQ(doubt(days({today - 5}), {}, today), std::nullopt) << "nothing to come is lost";
  FeedDays many;
  for (std::int64_t day = 0; day < 361; ++day) many.emplace(today + day, "");
  EXPECT_EQ(doubt({}, many, today), HeldWhy::too_many);
}

RC_GTEST_PROP(HolidayFeed, lines_come_back_as_days, (const std::set<std::uint16_t>& some)) {
  FeedDays given;
  for (const std::uint16_t day : some) given.emplace(1 + day % 24'000, day % 3 == 0 ? "" : "New Year, observed");
  RC_ASSERT(days_of(lines_of(given)) == given);
}

TEST(HolidayFeed, own_dates_go_before_those_from_the_web) {
  Calendar c;
  c.exceptions = "2026-12-24 08:00-12:00\n05-01 08:00-10:00";
  c.fetched = "2026-12-24 closed\n2026-12-25 closed Christmas Day\n2027-05-01 closed\n";
  EXPECT_EQ(dates_text(c), c.exceptions + "\n2026-12-25 closed Christmas Day\n");
  EXPECT_TRUE(problems_of(c).empty());
  c.fetched.clear();
  EXPECT_EQ(dates_text(c), c.exceptions);
}

TEST(HolidayFeed, addresses_are_https_and_name_nobody) {
  Calendar c;
  c.feeds = " https://a.example.org/x.ics\r\n\nhttps://a.example.org/x.ics\nhttps://b.example.org/y.ics";
  EXPECT_EQ(feed_addresses(c), (std::vector<std::string>{"https://a.example.org/x.ics", "https://b.example.org/y.ics"}));
  EXPECT_TRUE(problems_of_feeds(c).empty());
  for (const char* wrong : {"http://a.example.org/x.ics", "ftp://a.example.org", "https://me:word@a.example.org/", "webcal://a.example.org",
                            "https://a.example.org/a b", "file:///etc/passwd"}) {
    c.feeds = wrong;
    ASSERT_EQ(problems_of_feeds(c).size(), 1U) << wrong;
    EXPECT_EQ(problems_of_feeds(c).front().field, "/feeds");
  }
  c.feeds = "https://a.org\nhttps://b.org\nhttps://c.org\nhttps://d.org\nhttps://e.org\nhttps://f.org";
  EXPECT_EQ(problems_of_feeds(c).size(), 1U) << "too many";
}

TEST(HolidayFeed, years_begin_with_this_one) {
  const auto years = years_from(*parse_rfc3339("2026-11-20T15:30:00Z"));
  EXPECT_EQ(years.from_day, parse_rfc3339("2026-01-01T00:00:00Z")->us / us_per_day);
  EXPECT_EQ(years.until_day, parse_rfc3339("2029-01-01T00:00:00Z")->us / us_per_day);
}

}  // namespace
}  // namespace evenkeel::service
