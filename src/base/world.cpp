// The World of production: the machine's clocks, the kernel's randomness. The only file that asks for either.
#include "base/world.hpp"

#include <sodium.h>
#include <time.h>

#include <atomic>
#include <stdexcept>

#include "base/id_maker.hpp"

namespace evenkeel {
namespace {

std::int64_t read_clock_us(clockid_t clock) {
  timespec t{};
  if (clock_gettime(clock, &t) != 0) throw std::runtime_error("the machine has no clock");
  return t.tv_sec * us_per_second + t.tv_nsec / 1'000;
}

class RealWorld : public World {
 public:
  explicit RealWorld(int node) : node_(node) {
    if (node < 0 || node >= 1 << id_node_bits) throw std::invalid_argument("node must be 0..255");
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  }

  Time now() override { return Time{read_clock_us(CLOCK_REALTIME)}; }
  std::int64_t monotonic_us() override { return read_clock_us(CLOCK_BOOTTIME); }

  Id new_id() override {
    const Time at = now();
    std::int64_t last = last_stamp_.load(std::memory_order_relaxed);
    std::int64_t next = next_id_stamp(last, at);
    while (!last_stamp_.compare_exchange_weak(last, next, std::memory_order_relaxed)) next = next_id_stamp(last, at);
    return id_from_stamp(next, node_);
  }

  void random(void* out, std::size_t size) override { randombytes_buf(out, size); }

 private:
  int node_;
  std::atomic<std::int64_t> last_stamp_ = 0;
};

}  // namespace

std::unique_ptr<World> make_real_world(int node) { return std::make_unique<RealWorld>(node); }

}  // namespace evenkeel
