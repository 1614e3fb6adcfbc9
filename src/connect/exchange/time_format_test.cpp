// Times of other systems are read exactly or not at all: half a time must never become another one.
#include "connect/exchange/time_format.hpp"

#include <gtest/gtest.h>

namespace evenkeel::exchange {
namespace {

std::string read(std::string_view pattern, std::string_view cell, std::string_view zone = "UTC") {
  const auto format = TimeFormat::parse(pattern);
  if (!format) return format.error().first().code;
  const auto time = format->read(cell, zone);
  return time ? format_rfc3339(*time) : "none";
}

TEST(TimeFormat, reads_what_exports_write) {
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "29/2/2016 01:16"), "2016-02-29T01:16:00Z");
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "1/3/2016 9:52"), "2016-03-01T09:52:00Z");
  EXPECT_EQ(read("%Y-%m-%d %H:%M:%S", "2026-03-02 08:00:05"), "2026-03-02T08:00:05Z");
  EXPECT_EQ(read("%m/%d/%y %I:%M %p", "12/31/99 12:05 AM"), "1999-12-31T00:05:00Z");
  EXPECT_EQ(read("%d %b %Y %H:%M", "02 Mar 2026 08:00"), "2026-03-02T08:00:00Z");
  EXPECT_EQ(read("%Y-%m-%dT%H:%M:%S.%f%z", "2026-03-02T08:00:00.25+01:00"), "2026-03-02T07:00:00.250Z");
  EXPECT_EQ(read("rfc3339", "2026-03-02T08:00:00Z"), "2026-03-02T08:00:00Z");
  EXPECT_EQ(read("epoch", "1772438400"), "2026-03-02T08:00:00Z");
  EXPECT_EQ(read("%d.%m.%Y", "28.02.2000"), "2000-02-28T00:00:00Z");
}

TEST(TimeFormat, a_wall_time_is_of_its_zone) {
  EXPECT_EQ(read("%Y-%m-%d %H:%M", "2026-07-01 12:00", "Europe/Berlin"), "2026-07-01T10:00:00Z");
  EXPECT_EQ(read("%Y-%m-%d %H:%M", "2026-01-01 12:00", "Europe/Berlin"), "2026-01-01T11:00:00Z");
  // Twice at the end of summer: the first. Skipped in spring: the jump.
  EXPECT_EQ(read("%Y-%m-%d %H:%M", "2026-10-25 02:30", "Europe/Berlin"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(read("%Y-%m-%d %H:%M", "2026-03-29 02:30", "Europe/Berlin"), "2026-03-29T01:00:00Z");
}

TEST(TimeFormat, what_is_cut_off_or_no_date_is_no_time) {
  for (const char* cell : {"29/2/2016 01:1", "29/2/2016 01:", "29/2/2016", "", "29/2/2016 01:166", "29/2/2016 01:16 ", "29/2/2015 01:16",
                           "31/4/2016 01:16", "0/1/2016 01:16", "1/13/2016 01:16", "1/1/2016 24:00", "1/1/2016 10:60", "1/1/16 10:00",
                           "a/1/2016 10:00", "29-2-2016 01:16", "1/1/1970 00:00", "1/1/2200 00:00"})
    EXPECT_EQ(read("%d/%m/%Y %H:%M", cell), "none") << cell;
  EXPECT_EQ(read("epoch", "99999999999999999999"), "none");
  EXPECT_EQ(read("epoch", "-5"), "none");
}

TEST(TimeFormat, a_pattern_that_means_nothing_is_refused) {
  EXPECT_EQ(read("%d/%m/%Q", "1/1/2016"), "mapping.time_format");
  EXPECT_EQ(read("%H:%M", "10:00"), "mapping.time_format");
  EXPECT_EQ(read("%Y%", "2016"), "mapping.time_format");
}

}  // namespace
}  // namespace evenkeel::exchange
