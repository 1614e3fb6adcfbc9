// Which node this is. On PostgreSQL every node leases a number with a fence: ids of two nodes never meet, and a node that
// lost its lease (a long pause, a copied machine) cannot commit any more. On SQLite the file lock does the same.
#pragma once
#include <cstdint>

#include "store/db.hpp"

namespace evenkeel::store {

struct NodeLease {
  int node = 1;            // 1..255
  std::int64_t fence = 0;  // 0 on SQLite
};
constexpr std::int64_t node_lease_us = 60 * us_per_second;

/// Takes the lowest number that nobody holds; throws DbError when all are held. `fence` comes from chance.
NodeLease lease_node(Database& database, Time now, std::int64_t fence);
/// False: the lease is lost and the node must stop.
bool renew_node(Connection& db, const NodeLease& lease, Time now);
void release_node(Connection& db, const NodeLease& lease);

}  // namespace evenkeel::store
