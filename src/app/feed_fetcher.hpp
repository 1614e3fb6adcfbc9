// Asks the sources of holidays when they are due: outside of any transaction, one after the other, and each on one node only.
#pragma once
#include <optional>

#include "connect/icalendar/feed.hpp"
#include "store/loop.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

class FeedFetcher {
 public:
  /// All outlive it; `ways` has the networks of `networks`.
  FeedFetcher(store::Register& reg, icalendar::FeedWays ways, http::AddressBlocks networks);

  /// Asks one source that is due; returns how many it asked. Blocks for as long as the source takes, half a minute at most.
  std::size_t step();
  std::optional<Time> next_due();

  /// A thread that does so.
  void start();
  /// From now on it asks no more, and waits for no answer; stop() waits for its thread.
  void close() { closing_ = true; }
  void stop() {
    close();
    loop_.stop();
  }

 private:
  store::Register& register_;
  icalendar::FeedWays ways_;
  http::AddressBlocks networks_;
  std::atomic<bool> closing_ = false;
  store::Loop loop_;
};

}  // namespace evenkeel::app
