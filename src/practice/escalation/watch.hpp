// Who watches the watchman: a proof, made anew every minute from the rows alone, that each escalation has a step to come with a timer that
// will fire, and that each of its messages came to an outcome. It shares no code with what arms timers and sends messages.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/db.hpp"

namespace evenkeel::escalation {

/// A step that is later than this was not taken; a timer fires within a second.
constexpr std::int64_t late_us = 2 * us_per_minute;
/// A message that waits longer has trouble on its way, whatever comes of its attempts.
constexpr std::int64_t undelivered_us = 10 * us_per_minute;
/// How far back messages are looked at.
constexpr std::int64_t messages_us = us_per_day;
/// More are counted, not named.
constexpr std::size_t findings_most = 20;

struct Finding {
  Id incident;
  std::string text;  // what is wrong, for operators
};
struct WatchReport {
  Time at;
  std::int64_t running = 0;   // escalations with a step to come
  std::int64_t messages = 0;  // of the last day
  std::int64_t unserved = 0;  // messages of the last day that wait for a channel that is not set up here
  std::int64_t wrong = 0;     // all that is wrong
  std::vector<Finding> findings;
  bool sound() const { return wrong == 0; }
};

/// `served`: names of the channels that are set up. That one is not is how the server was configured, not a fault of a message: it is
/// counted by itself, and told where the configuration is told.
WatchReport watch(store::Connection& db, Time now, std::span<const std::string> served);

}  // namespace evenkeel::escalation
