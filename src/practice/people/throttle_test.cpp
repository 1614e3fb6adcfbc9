// Guessing is slowed down within bounded memory.
#include "practice/people/throttle.hpp"

#include <gtest/gtest.h>

namespace evenkeel::people {
namespace {

TEST(Throttle, gives_so_many_tries_within_a_quarter_of_an_hour) {
  Throttle throttle;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(throttle.take("analyst04", 3, 0));
  EXPECT_FALSE(throttle.take("analyst04", 3, us_per_minute));
  EXPECT_EQ(throttle.wait_s("analyst04", 3, us_per_minute), 14 * 60);
  EXPECT_TRUE(throttle.take("caller07", 3, us_per_minute));
  EXPECT_TRUE(throttle.take("analyst04", 3, Throttle::window_us));
  EXPECT_EQ(throttle.wait_s("analyst04", 3, Throttle::window_us), 0);
}

TEST(Throttle, a_refused_try_does_not_prolong_the_wait) {
  Throttle throttle;
  EXPECT_TRUE(throttle.take("analyst04", 1, 0));
  for (int minute = 1; minute < 15; ++minute) EXPECT_FALSE(throttle.take("analyst04", 1, minute * us_per_minute));
  EXPECT_TRUE(throttle.take("analyst04", 1, Throttle::window_us));
}

TEST(Throttle, gives_back_what_was_no_failure) {
  Throttle throttle;
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(throttle.take("analyst04", 2, i));
    throttle.give_back("analyst04");
  }
  EXPECT_EQ(throttle.size(), 0u);
}

TEST(Throttle, is_bounded_and_keeps_the_most_guessed) {
  Throttle throttle(1'000);
  for (int i = 0; i < 10; ++i) throttle.take("victim", 10, 0);
  for (int i = 0; i < 50'000; ++i) throttle.take("name " + std::to_string(i), 10, 1);
  EXPECT_LE(throttle.size(), 1'000u);
  EXPECT_FALSE(throttle.take("victim", 10, 2));
}

}  // namespace
}  // namespace evenkeel::people
