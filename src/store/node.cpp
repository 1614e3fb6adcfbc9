#include "store/node.hpp"

namespace evenkeel::store {

constexpr int nodes_most = 255;

NodeLease lease_node(Database& database, Time now, std::int64_t fence) {
  if (database.engine() == Engine::sqlite) return {};
  auto db = database.connect(Open::write);
  for (int node = 1; node <= nodes_most; ++node) {
    db->begin(Begin::write);
    const auto taken = db->execute_count(
        "INSERT INTO node(id, fence, lease_until_us, last_batch) VALUES ($1,$2,$3,0) "
        "ON CONFLICT (id) DO UPDATE SET fence = excluded.fence, lease_until_us = excluded.lease_until_us WHERE node.lease_until_us < $4",
        {Param(node), Param(fence), Param(now + node_lease_us), Param(now)});
    db->commit();
    if (taken == 1) return {node, fence};
  }
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

}  // namespace evenkeel::store
