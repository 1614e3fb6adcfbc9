// Many alerts held against matchers, for a bounded time.
#include "practice/alert/matchers.hpp"

#include <gtest/gtest.h>

namespace evenkeel::alert {
namespace {

TEST(Matchers, ATallyCountsAsLongAsItMay) {
  const Matchers matchers{*parse_matcher("a=~\"x.*\"")};
  int left = 3;
  Tally tally(matchers, [&left] { return left-- > 0; });
  EXPECT_FALSE(tally.stopped());
  for (const char* labels : {R"({"a":"x1"})", R"({"a":"y"})", R"({"a":"x2"})", R"({"a":"x3"})", R"({"a":"x4"})"}) tally.look_at(labels);
  EXPECT_EQ(tally.looked_at(), 3);
  EXPECT_EQ(tally.matching(), 2);
  EXPECT_TRUE(tally.stopped());
  EXPECT_EQ(left, -1) << "once it is stopped nobody asks again";
}

}  // namespace
}  // namespace evenkeel::alert
