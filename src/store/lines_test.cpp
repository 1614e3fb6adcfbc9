// A server that hangs holds its few places and no more; what is urgent finds one.
#include "store/lines.hpp"

#include <gtest/gtest.h>

namespace evenkeel::store {
namespace {

std::size_t take_all(Lines& lines, Id peer, Hurry hurry) {
  std::size_t taken = 0;
  for (int i = 0; i < 100; ++i) taken += lines.take({peer, std::to_string(i), hurry});
  return taken;
}

TEST(Lines, a_peer_holds_a_few_places_and_the_urgent_find_some_beside) {
  Lines lines;
  EXPECT_EQ(take_all(lines, Id{1}, Hurry::normal), places_of_peer - places_of_peer_for_urgent);
  EXPECT_TRUE(lines.full(Id{1}, Hurry::normal));
  EXPECT_FALSE(lines.full(Id{1}, Hurry::urgent));
  EXPECT_EQ(take_all(lines, Id{1}, Hurry::urgent), places_of_peer_for_urgent);
  EXPECT_TRUE(lines.take({Id{2}, "a", Hurry::normal}));
}

TEST(Lines, whoever_holds_none_finds_a_place_beside_peers_that_hang) {
  Lines lines;
  for (std::int64_t peer = 1; peer <= 3; ++peer) (void)take_all(lines, Id{peer}, Hurry::normal);
  EXPECT_TRUE(lines.take({Id{10}, "a", Hurry::normal}));
  EXPECT_FALSE(lines.take({Id{10}, "b", Hurry::normal})) << "one is enough for it now";
  EXPECT_TRUE(lines.take({Id{10}, "b", Hurry::urgent}));
  for (std::int64_t peer = 1; peer <= 100; ++peer) (void)take_all(lines, Id{peer}, Hurry::normal);
  EXPECT_EQ(lines.taken(), places_most - places_for_urgent + 1);
  EXPECT_TRUE(lines.take({Id{200}, "a", Hurry::urgent}));
  for (std::int64_t peer = 1; peer <= 100; ++peer) (void)take_all(lines, Id{peer}, Hurry::urgent);
  EXPECT_EQ(lines.taken(), places_most) << "bounded";
}

TEST(Lines, servers_that_hang_with_urgent_ones_leave_a_place_for_what_is_not) {
  Lines lines;
  EXPECT_EQ(take_all(lines, Id{1}, Hurry::urgent), places_of_peer);
  EXPECT_EQ(take_all(lines, Id{2}, Hurry::urgent), places_of_peer);
  EXPECT_TRUE(lines.take({Id{3}, "a", Hurry::normal}));
  (void)take_all(lines, Id{4}, Hurry::normal);
  EXPECT_TRUE(lines.take({Id{5}, "a", Hurry::urgent})) << "and some for the urgent";
}

TEST(Lines, a_recipient_gets_one_at_a_time_and_something_urgent_beside) {
  Lines lines;
  const Lines::Place one{Id{1}, "a", Hurry::normal};
  EXPECT_TRUE(lines.take(one));
  EXPECT_FALSE(lines.take(one));
  EXPECT_TRUE(lines.take({Id{1}, "a", Hurry::urgent}));
  EXPECT_TRUE(lines.take({Id{2}, "a", Hurry::normal})) << "the same words at another server are somebody else";
  lines.give_back(one);
  EXPECT_TRUE(lines.take(one));
  EXPECT_EQ(lines.taken(), 3U);
}

}  // namespace
}  // namespace evenkeel::store
