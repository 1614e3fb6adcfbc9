#include "store/node.hpp"

#include <optional>

namespace evenkeel::store {

constexpr int nodes_most = 255;

namespace {

/// Of a number that is free: never given, given back or ended. What merely ran out may come to life again.
constexpr Time free_before{1};
constexpr int chance_bits = 20;  // of a fence, below its milliseconds: two nodes seldom start within one

std::optional<NodeLease> take_one(Connection& db, Time now, std::int64_t fence, Time until_before) {
  for (int node = 1; node <= nodes_most; ++node) {
    db.begin(Begin::write);
    const auto taken = db.execute_count(
        "INSERT INTO node(id, fence, lease_until_us, last_batch) VALUES ($1,$2,$3,0) "
        "ON CONFLICT (id) DO UPDATE SET fence = excluded.fence, lease_until_us = excluded.lease_until_us WHERE node.lease_until_us < $4",
        {Param(node), Param(fence), Param(now + node_lease_us), Param(until_before)});
    db.commit();
    if (taken == 1) return NodeLease{node, fence};
  }
  return std::nullopt;
}

}  // namespace

std::int64_t new_fence(World& world) {
  std::int64_t chance = 0;
  world.random(&chance, sizeof chance);
  return (world.now().us / us_per_ms << chance_bits) | (chance & ((1 << chance_bits) - 1));
}

bool another_ran(Connection& db, Time since, Time now) {
  bool found = false;
  const Time renewed = now - 2 * node_renewed_us;
  db.query("SELECT 1 FROM node WHERE lease_until_us > $1 AND fence > 0 AND fence < $2 LIMIT 1",
           {Param(renewed + node_lease_us), Param(since.us / us_per_ms << chance_bits)}, [&](const Row&) { found = true; });
  return found;
}

NodeLease lease_node(Database& database, Time now, std::int64_t fence) {
  if (database.engine() == Engine::sqlite) return {};
  const auto db = database.connect(Open::write);
  for (const Time until_before : {free_before, now})
    if (const auto lease = take_one(*db, now, fence, until_before)) return *lease;
  throw DbError(DbFault::busy, "all 255 node numbers are held by other nodes");
}

bool renew_node(Connection& db, const NodeLease& lease, Time now) {
  if (lease.fence == 0) return true;
  db.begin(Begin::write);
  const auto held = db.execute_count("UPDATE node SET lease_until_us = $1 WHERE id = $2 AND fence = $3",
                                     {Param(now + node_lease_us), Param(lease.node), Param(lease.fence)});
  db.commit();
  return held == 1;
}

void release_node(Connection& db, const NodeLease& lease) {
  if (lease.fence == 0) return;
  db.begin(Begin::write);
  db.execute("UPDATE node SET lease_until_us = 0 WHERE id = $1 AND fence = $2", {Param(lease.node), Param(lease.fence)});
  db.commit();
}

std::vector<NodeState> silent_nodes(Connection& db, const NodeLease& own, Time now) {
  std::vector<NodeState> found;
  db.query("SELECT id, fence, lease_until_us FROM node WHERE lease_until_us > 0 AND lease_until_us < $1 AND fence <> $2 ORDER BY id",
           {Param(now), Param(own.fence)},
           [&](const Row& row) { found.push_back({{static_cast<int>(row.integer(0)), row.integer(1)}, row.time(2)}); });
  return found;
}

bool end_node(Connection& db, const NodeState& silent) {
  return db.execute_count("UPDATE node SET fence = 0, lease_until_us = 0 WHERE id = $1 AND fence = $2 AND lease_until_us = $3",
                          {Param(silent.lease.node), Param(silent.lease.fence), Param(silent.until)}) == 1;
}

}  // namespace evenkeel::store
