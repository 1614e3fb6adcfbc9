// The watcher: every minute the escalations prove themselves from the rows. When they do not, the health page and the figures say so, and
// an incident is logged, once for each thing that is wrong. Messages that wait for a channel that is not set up are no incident: the health
// page, the system page, the figures and the log say that they cannot leave. While all is well a heartbeat goes to an address outside,
// which misses it when this server is gone.
#pragma once
#include <functional>
#include <mutex>
#include <string>

#include "app/config.hpp"
#include "http/metrics.hpp"
#include "practice/escalation/watch.hpp"
#include "practice/incident/incidents.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::app {

class Watcher {
 public:
  /// Posts a heartbeat; blocks.
  using Beat = std::function<store::HandOver(const std::string& body)>;
  /// Without `beat` none is sent. `served`: the channels that are set up.
  Watcher(const store::Register& reg, const incident::Ground& ground, std::vector<std::string> served, Beat beat);

  /// Looks when a minute has passed; returns whether it found something wrong and told.
  bool step();
  escalation::WatchReport report() const;
  /// When the last heartbeat was taken; none yet.
  Time beaten() const;
  void expose(http::Metrics& metrics) const;

 private:
  void tell(const escalation::WatchReport& report);

  const store::Register& register_;
  const incident::Ground& ground_;
  std::vector<std::string> served_;
  Beat beat_;
  Time looked_;
  mutable std::mutex mutex_;
  escalation::WatchReport report_;
  Time beaten_;
};

}  // namespace evenkeel::app
