#include "store/node_keeper.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace evenkeel::store {
namespace {

constexpr std::int64_t every_us = node_renewed_us;
/// Two looks of everybody: who lives renews once the database is back.
constexpr std::int64_t silence_us = 10 * us_per_second;
/// A look so late (this node stood still itself) proves no silence of others in between.
constexpr std::int64_t gap_most_us = 3 * every_us;

const Actor actor{"system:nodes", {}};

}  // namespace

NodeKeeper::NodeKeeper(Register& reg, NodeLease own, std::function<void()> lost) : register_(reg), own_(own), lost_(std::move(lost)) {}

void NodeKeeper::start() {
  if (own_.fence == 0) return;
  loop_.start([this] {
    step();
    return std::chrono::milliseconds(every_us / us_per_ms);
  });
}

std::size_t NodeKeeper::step() {
  const auto now_us = register_.world.monotonic_us();
  if (own_.fence == 0 || (looked_us_ && now_us - *looked_us_ < every_us)) return 0;
  if (looked_us_ && now_us - *looked_us_ > gap_most_us) suspects_.clear();
  looked_us_ = now_us;
  try {
    if (!connection_) connection_ = register_.database.connect(Open::write);
    if (!renew_node(*connection_, own_, register_.world.now())) {
      if (lost_) lost_();
      return 0;
    }
    look(now_us);
  } catch (const DbError& e) {
    connection_.reset();
    suspects_.clear();
    log_warn("node.lease_not_renewed", {{"what", e.what()}});
    return 0;
  }
  return end_silent(now_us);
}

/// Keeps since when each one is silent.
void NodeKeeper::look(std::int64_t now_us) {
  connection_->begin(Begin::read);
  std::vector<NodeState> silent;
  try {
    silent = silent_nodes(*connection_, own_, register_.world.now());
  } catch (...) {
    connection_->rollback();
    throw;
  }
  connection_->rollback();
  std::vector<Suspect> suspects;
  for (const NodeState& state : silent) {
    const auto known = std::ranges::find(suspects_, state, &Suspect::state);
    suspects.push_back({state, known == suspects_.end() ? now_us : known->since_us});
  }
  suspects_ = std::move(suspects);
}

std::size_t NodeKeeper::end_silent(std::int64_t now_us) {
  std::size_t count = 0;
  for (const Suspect& suspect : suspects_) {
    if (now_us - suspect.since_us < silence_us) continue;
    bool ended = false;
    const auto done = register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
      ended = end_node(tx.db(), suspect.state);
      if (ended) tx.deliveries_changed();
      return Outcome{};
    });
    if (!done || !ended) continue;
    log_warn("node.ended", {{"node", std::to_string(suspect.state.lease.node)}});
    ++count;
  }
  return count;
}

}  // namespace evenkeel::store
