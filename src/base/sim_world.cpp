// Simulated time and chance. SplitMix64 gives the bytes: small, seedable, the same on every machine.
#include "base/sim_world.hpp"

#include "base/id_maker.hpp"

namespace evenkeel {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Time SimWorld::now() {
  const std::lock_guard lock(mutex_);
  return now_;
}

std::int64_t SimWorld::monotonic_us() {
  const std::lock_guard lock(mutex_);
  return monotonic_;
}

Id SimWorld::new_id() {
  const std::lock_guard lock(mutex_);
  last_stamp_ = next_id_stamp(last_stamp_, now_);
  return id_from_stamp(last_stamp_, 0);
}

void SimWorld::random(void* out, std::size_t size) {
  const std::lock_guard lock(mutex_);
  auto* bytes = static_cast<unsigned char*>(out);
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (i % sizeof word == 0) word = split_mix(state_);
    bytes[i] = static_cast<unsigned char>(word & 0xff);
    word >>= 8;
  }
}

void SimWorld::advance(std::int64_t us) {
  const std::lock_guard lock(mutex_);
  now_ = now_ + us;
  monotonic_ += us;
}

void SimWorld::step_wall(std::int64_t us) {
  const std::lock_guard lock(mutex_);
  now_ = now_ + us;
}

}  // namespace evenkeel
