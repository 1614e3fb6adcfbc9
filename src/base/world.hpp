// The three things that no rule may take for itself: the time, a new identity, and chance. Production has one World,
// tests have a simulated one; whoever needs any of the three is handed a World.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/id.hpp"
#include "base/time.hpp"

namespace evenkeel {

class World {
 public:
  virtual ~World() = default;
  /// Wall time, UTC.
  virtual Time now() = 0;
  /// Never goes back; for time-outs and for noticing that the wall clock jumped. Microseconds from an arbitrary start.
  virtual std::int64_t monotonic_us() = 0;
  /// Greater than every one this World gave before. Thread-safe.
  virtual Id new_id() = 0;
  /// Fills `out` with unpredictable bytes (predictable in a simulated World). Thread-safe.
  virtual void random(void* out, std::size_t size) = 0;
};

/// The real one. `node` 0..255 is leased from the database, so that two nodes never make the same id.
std::unique_ptr<World> make_real_world(int node);

}  // namespace evenkeel
