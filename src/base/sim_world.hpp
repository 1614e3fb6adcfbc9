// A World that a test drives: time stands still until it is moved, chance comes from a seed.
#pragma once
#include <mutex>

#include "base/world.hpp"

namespace evenkeel {

class SimWorld : public World {
 public:
  explicit SimWorld(Time start, std::uint64_t seed = 1) : now_(start), state_(seed) {}
  Time now() override;
  std::int64_t monotonic_us() override;
  Id new_id() override;
  void random(void* out, std::size_t size) override;

  /// Moves wall and monotonic time together.
  void advance(std::int64_t us);
  /// Steps the wall clock alone, as an operator or NTP would.
  void step_wall(std::int64_t us);

 private:
  std::mutex mutex_;
  Time now_;
  std::int64_t monotonic_ = 0;
  std::uint64_t state_;
  std::int64_t last_stamp_ = 0;
};

}  // namespace evenkeel
