// Keeps this node's lease, and ends nodes that fell silent, so that what they were handing over is taken up by others at once. A node is
// ended when its lease ran out and it was seen silent for a while besides, in which the database answered all the time: an outage of the
// database silences all nodes alike and ends none. Who was ended cannot commit any more, so nothing is taken from a living one.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "store/loop.hpp"
#include "store/node.hpp"
#include "store/register.hpp"

namespace evenkeel::store {

class NodeKeeper {
 public:
  /// `lost`: another node has our number, or ended us; not one more row may be written.
  NodeKeeper(Register& reg, NodeLease own, std::function<void()> lost);

  /// Renews and looks when it is time; returns how many nodes were ended. On SQLite there is nothing to do.
  std::size_t step();
  void start();
  void stop() { loop_.stop(); }

 private:
  struct Suspect {
    NodeState state;
    std::int64_t since_us = 0;  // on the monotonic clock
  };
  void look(std::int64_t now_us);
  std::size_t end_silent(std::int64_t now_us);

  Register& register_;
  NodeLease own_;
  std::function<void()> lost_;
  std::unique_ptr<Connection> connection_;
  std::optional<std::int64_t> looked_us_;
  std::vector<Suspect> suspects_;
  Loop loop_;
};

}  // namespace evenkeel::store
