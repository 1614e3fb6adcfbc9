// Timers mean "look again": at T the handler looks at the subject as it is and decides. Claim and effect are one
// transaction, so a timer fires exactly once, also after a crash and with many nodes; a late or doubled wake-up is harmless.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "store/register.hpp"

namespace evenkeel::store {

/// Looks again; may re-arm. A refusal or a failure postpones the timer with growing delay and is logged.
using TimerHandler = std::function<Status(Tx&, const Timer&)>;
using TimerHandlers = std::map<std::string, TimerHandler, std::less<>>;

class TimerLoop {
 public:
  virtual ~TimerLoop() = default;
  /// Fires what is due now; returns how many fired.
  virtual std::size_t step() = 0;
  /// When the next one is due; empty when none is armed.
  virtual std::optional<Time> next_due() = 0;
  virtual void start() = 0;
  virtual void stop() = 0;
  /// Timers may have been armed earlier than expected. Thread-safe.
  virtual void wake() = 0;
};
std::unique_ptr<TimerLoop> make_timer_loop(Register& reg, TimerHandlers handlers);

}  // namespace evenkeel::store
