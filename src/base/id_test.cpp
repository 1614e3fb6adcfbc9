// Identities as text, and that a World never gives the same one twice.
#include "base/id.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "base/id_maker.hpp"
#include "base/sim_world.hpp"

namespace evenkeel {
namespace {

TEST(Id, is_read_strictly) {
  EXPECT_EQ(parse_id("1"), Id{1});
  EXPECT_EQ(parse_id("9223372036854775807"), Id{INT64_MAX});
  for (const char* text : {"", "0", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "99999999999999999999", "abc"})
    EXPECT_FALSE(parse_id(text)) << text;
}

RC_GTEST_PROP(Id, comes_back, ()) {
  const Id id{*rc::gen::positive<std::int64_t>()};
  RC_ASSERT(parse_id(to_string(id)) == id);
}

TEST(Id, stamps_go_up_when_the_clock_stands_or_goes_back) {
  const Time noon = *parse_rfc3339("2026-03-02T12:00:00Z");
  std::int64_t last = 0;
  Id previous;
  for (int i = 0; i < 40'000; ++i) {  // more than a millisecond holds
    last = next_id_stamp(last, i % 2 ? noon : noon - us_per_hour);
    const Id id = id_from_stamp(last, 255);
    ASSERT_GT(id, previous);
    previous = id;
  }
}

TEST(Id, two_nodes_never_meet) {
  const Time noon = *parse_rfc3339("2026-03-02T12:00:00Z");
  const std::int64_t stamp = next_id_stamp(0, noon);
  EXPECT_NE(id_from_stamp(stamp, 1), id_from_stamp(stamp, 2));
  EXPECT_GT(id_from_stamp(next_id_stamp(0, *parse_rfc3339("2089-01-01T00:00:00Z")), 255).v, 0);
}

TEST(RealWorld, gives_ids_to_many_threads) {
  const auto world = make_real_world(7);
  constexpr int each = 20'000;
  std::vector<std::vector<Id>> made(4);
  std::vector<std::thread> threads;
  for (auto& ids : made)
    threads.emplace_back([&world, &ids] {
      for (int i = 0; i < each; ++i) ids.push_back(world->new_id());
    });
  for (auto& t : threads) t.join();
  std::set<Id> all;
  for (const auto& ids : made) {
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    all.insert(ids.begin(), ids.end());
  }
  EXPECT_EQ(all.size(), made.size() * each);
}

TEST(RealWorld, knows_the_time_and_chance) {
  const auto world = make_real_world(0);
  EXPECT_GT(world->now(), *parse_rfc3339("2020-01-01T00:00:00Z"));
  const std::int64_t before = world->monotonic_us();
  EXPECT_LE(before, world->monotonic_us());
  std::string a(32, '\0'), b(32, '\0');
  world->random(a.data(), a.size());
  world->random(b.data(), b.size());
  EXPECT_NE(a, b);
  EXPECT_THROW(make_real_world(256), std::invalid_argument);
  EXPECT_THROW(make_real_world(-1), std::invalid_argument);
}

TEST(SimWorld, stands_still_until_moved) {
  const Time start = *parse_rfc3339("2026-03-02T12:00:00Z");
  SimWorld world(start);
  EXPECT_EQ(world.now(), start);
  world.advance(us_per_minute);
  EXPECT_EQ(world.now(), start + us_per_minute);
  EXPECT_EQ(world.monotonic_us(), us_per_minute);
  world.step_wall(-us_per_hour);
  EXPECT_EQ(world.now(), start + us_per_minute - us_per_hour);
  EXPECT_EQ(world.monotonic_us(), us_per_minute);
  const Id before = world.new_id();
  world.step_wall(-us_per_day);
  EXPECT_GT(world.new_id(), before);
}

TEST(SimWorld, same_seed_same_chance) {
  const auto draw = [](std::uint64_t seed) {
    SimWorld world(Time{1}, seed);
    std::string bytes(21, '\0');
    world.random(bytes.data(), bytes.size());
    return bytes;
  };
  EXPECT_EQ(draw(5), draw(5));
  EXPECT_NE(draw(5), draw(6));
}

}  // namespace
}  // namespace evenkeel
