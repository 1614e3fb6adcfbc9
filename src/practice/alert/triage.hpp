// From alerts to incidents, in the background: what is new joins an open incident or opens one, what has ended leaves, what nobody sends
// any more ends. Which alerts wait for it stands in their rows and is cleared in the transaction that acts, so each is handled once, also
// after a crash and with several nodes. It runs in the lane of intake, so many alerts at a time that nobody else waits long.
#pragma once
#include <optional>

#include "practice/alert/alerts.hpp"
#include "store/loop.hpp"

namespace evenkeel::alert {

class Triage {
 public:
  explicit Triage(Alerts& alerts);
  /// Does what is due; returns how many alerts it handled.
  std::size_t step();
  /// When there is something to do next; none: nothing waits.
  std::optional<Time> next_due();
  void start();
  void stop();
  void wake() { loop_.wake(); }

 private:
  std::size_t write_times();
  std::size_t expire();
  std::size_t look();

  Alerts& alerts_;
  Time started_, times_written_, ends_looked_at_;
  store::Loop loop_;
};

/// After a start nothing ends by itself for so long: senders repeat what fires within it (Prometheus each minute, its default of
/// Alertmanager's resolve_timeout is five).
constexpr std::int64_t first_resend_us = 5 * us_per_minute;
/// Times of repeated alerts are written so often; an end counts when it lies further back than they can be old.
constexpr std::int64_t times_every_us = us_per_minute;
constexpr std::int64_t end_grace_us = times_every_us + 30 * us_per_second;

}  // namespace evenkeel::alert
