// What pings and time do to heartbeats, inside commands of the writer: a ping moves the pulse, a timer finds what is missing, and both tell
// the practice of alerts in the same transaction.
#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "practice/alert/alerts.hpp"
#include "practice/heartbeat/heartbeat.hpp"
#include "practice/service/shelf.hpp"
#include "store/timers.hpp"

namespace evenkeel::heartbeat {

/// Pings of the current minute by heartbeat: who pings without a pause is told to wait.
class PingBudget {
 public:
  /// False: there were pings_per_minute already.
  bool take(Id heartbeat, Time now);

 private:
  std::mutex mutex_;
  std::int64_t minute_ = 0;
  std::map<Id, std::int64_t> taken_;
};

/// Must outlive the routes and timers made from it.
struct Heartbeats {
  alert::Alerts& alerts;
  Time started = alerts.reg().world.now();
  PingBudget budget = {};

  const store::Register& reg() const { return alerts.reg(); }
};

/// Takes a ping in. Paused and inactive ones note it, and nothing follows.
void take_ping(Heartbeats& heartbeats, store::Tx& tx, const Heartbeat& heartbeat, const Ping& ping);
/// As a command of its own; `done` is called once it is durable, from any thread. Errors: unavailable, too_many heartbeat.too_many_pings.
void submit_ping(Heartbeats& heartbeats, Id heartbeat, Ping ping, std::function<void(Status)> done);

/// A new key; the one before ends at once.
Result<HeartbeatKey> make_key(store::Tx& tx, const people::Principal& who, const Heartbeat& heartbeat, const std::string& secret);
/// 122 random bits, written as a UUID: where tools of healthchecks expect one, it fits.
std::string new_ping_key(World& world);

store::TimerHandlers heartbeat_timer_handlers(Heartbeats& heartbeats);

/// For service::check_later.
void check_heartbeat(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::heartbeat
