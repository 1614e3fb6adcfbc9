// A burst passes, then a client waits; others are not concerned.
#include "app/rate_limit.hpp"

#include <gtest/gtest.h>

#include "base/time.hpp"

namespace evenkeel::app {
namespace {

TEST(RateLimit, lets_a_burst_pass_and_then_asks_to_wait) {
  RateLimit limit(60);
  std::int64_t now = 0;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(limit.wait_seconds("a", now), 0);
  EXPECT_EQ(limit.wait_seconds("a", now), 1);
  EXPECT_EQ(limit.wait_seconds("b", now), 0);
  now += us_per_second;
  EXPECT_EQ(limit.wait_seconds("a", now), 0);
  EXPECT_EQ(limit.wait_seconds("a", now), 1);
}

TEST(RateLimit, asking_takes_nothing) {
  RateLimit limit(6);
  EXPECT_EQ(limit.would_wait_seconds("a", 0), 0);
  EXPECT_EQ(limit.wait_seconds("a", 0), 0);
  EXPECT_EQ(limit.would_wait_seconds("a", 0), 10);
  EXPECT_EQ(limit.would_wait_seconds("a", 10 * us_per_second), 0);
  EXPECT_EQ(limit.wait_seconds("a", 10 * us_per_second), 0);
}

TEST(RateLimit, none_when_it_is_off) {
  RateLimit limit(0);
  for (int i = 0; i < 1'000; ++i) EXPECT_EQ(limit.wait_seconds("a", 0), 0);
}

}  // namespace
}  // namespace evenkeel::app
