// What calendar programs are told: identities stay, numbers go up, what is gone is cancelled.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "practice/roster/feed_rules.hpp"

namespace evenkeel::roster {
namespace {

constexpr Time t0{1'767'600'000 * us_per_second};
FeedShift shift(std::int64_t person, int from_hours, int until_hours) {
  return {{1}, {person}, Part::on_duty, "Week", t0 + from_hours * us_per_hour, t0 + until_hours * us_per_hour};
}
struct Teller {
  std::int64_t next = 100;
  std::vector<Published> told;
  void tell(const std::vector<FeedShift>& shifts, int hour, int shown_from = -1000) {
    told = published_now(told, shifts, t0 + shown_from * us_per_hour, t0 + hour * us_per_hour, [&] { return Id{next++}; });
  }
};

TEST(Feed, what_does_not_change_is_told_alike) {
  Teller one;
  one.tell({shift(1, 0, 24), shift(2, 24, 48)}, 0);
  const auto before = one.told;
  one.tell({shift(2, 24, 48), shift(1, 0, 24)}, 5);
  EXPECT_EQ(one.told, before);
}

TEST(Feed, a_shift_that_moves_keeps_its_identity_and_its_number_goes_up) {
  Teller one;
  one.tell({shift(1, 0, 24)}, 0);
  one.tell({shift(1, 0, 20)}, 1);
  ASSERT_EQ(one.told.size(), 1U);
  EXPECT_EQ(one.told[0].uid, Id{100});
  EXPECT_EQ(one.told[0].sequence, 1);
  EXPECT_EQ(one.told[0].changed_at, t0 + us_per_hour);
}

TEST(Feed, a_shift_that_is_split_keeps_it_for_its_first_part) {
  Teller one;
  one.tell({shift(1, 0, 24)}, 0);
  one.tell({shift(1, 0, 10), shift(1, 12, 24)}, 1);
  ASSERT_EQ(one.told.size(), 2U);
  EXPECT_EQ(one.told[0].uid, Id{100});
  EXPECT_EQ(one.told[1].uid, Id{101});
}

TEST(Feed, what_is_gone_is_cancelled_until_it_would_have_been_over_and_may_come_back) {
  Teller one;
  one.tell({shift(1, 0, 24)}, 0);
  one.tell({}, 1);
  ASSERT_EQ(one.told.size(), 1U);
  EXPECT_TRUE(one.told[0].cancelled);
  EXPECT_EQ(one.told[0].sequence, 1);
  one.tell({}, 2);
  EXPECT_EQ(one.told[0].sequence, 1);
  one.tell({shift(1, 0, 24)}, 3);
  EXPECT_FALSE(one.told[0].cancelled);
  EXPECT_EQ(one.told[0].sequence, 2);
  EXPECT_EQ(one.told[0].uid, Id{100});
  one.tell({}, 4);
  one.tell({}, 5, 24);
  EXPECT_TRUE(one.told.empty());
}

RC_GTEST_PROP(Feed, identities_are_one_each_and_numbers_never_fall, ()) {
  Teller one;
  std::map<Id, std::int64_t> numbers;
  for (int round = 0; round < 6; ++round) {
    std::vector<FeedShift> shifts;
    for (int i = *rc::gen::inRange(0, 5), from = 0; i > 0; --i) {
      from += *rc::gen::inRange(0, 20);
      const int until = from + *rc::gen::inRange(1, 20);
      shifts.push_back(shift(*rc::gen::inRange(1, 3), from, until));
      from = until;
    }
    one.tell(shifts, round);
    std::set<Id> seen;
    std::size_t open = 0;
    for (const Published& p : one.told) {
      RC_ASSERT(seen.insert(p.uid).second);
      RC_ASSERT(p.sequence >= numbers[p.uid]);
      numbers[p.uid] = p.sequence;
      open += !p.cancelled;
    }
    RC_ASSERT(open == shifts.size());
  }
}

}  // namespace
}  // namespace evenkeel::roster
