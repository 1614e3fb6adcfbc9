// The chance of the demo's story: one stream of bytes from one seed, apart from the register's own, so that the same seed tells
// the same story.
#pragma once
#include <cstdint>
#include <span>

#include "base/sim_world.hpp"

namespace evenkeel::app::demo {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : world_(Time{}, seed) {}

  /// From `low` to `high`, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    std::uint64_t bits = 0;
    world_.random(&bits, sizeof bits);
    return low + static_cast<std::int64_t>(bits % static_cast<std::uint64_t>(high - low + 1));
  }
  /// True in so many cases of a hundred.
  bool percent(int share) { return between(1, 100) <= share; }
  /// Any one of a list that is not empty.
  template <class List>
  decltype(auto) pick(List&& list) {
    return list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(std::size(list)) - 1))];
  }

 private:
  SimWorld world_;
};

}  // namespace evenkeel::app::demo
