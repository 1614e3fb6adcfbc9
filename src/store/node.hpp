// Which node this is. On PostgreSQL every node leases a number with a fence: ids of two nodes never meet, and a node that
// lost its lease (a long pause, a copied machine) cannot commit any more. On SQLite the file lock does the same.
#pragma once
#include <cstdint>
#include <vector>

#include "base/world.hpp"
#include "store/db.hpp"

namespace evenkeel::store {

struct NodeLease {
  int node = 1;            // 1..255
  std::int64_t fence = 0;  // 0 on SQLite, and of a node that was ended
  bool operator==(const NodeLease&) const = default;
};
/// Renewed every five seconds by NodeKeeper: a pause or an outage of so long ends nobody by itself.
constexpr std::int64_t node_lease_us = 30 * us_per_second, node_renewed_us = 5 * us_per_second;

/// A fence that no other node has, and that says in milliseconds when it was made.
std::int64_t new_fence(World& world);
/// Another node holds a lease that it took before `since` and renewed just now: it ran all the time. One that was killed in the last ten
/// seconds looks the same.
bool another_ran(Connection& db, Time since, Time now);

/// Takes the lowest number that is free, else one whose lease ran out; throws DbError when all are held.
NodeLease lease_node(Database& database, Time now, std::int64_t fence);
/// False: the lease is lost and the node must stop.
bool renew_node(Connection& db, const NodeLease& lease, Time now);
void release_node(Connection& db, const NodeLease& lease);

struct NodeState {
  NodeLease lease;
  Time until;
  bool operator==(const NodeState&) const = default;
};
/// Others whose lease ran out and whom nobody ended.
std::vector<NodeState> silent_nodes(Connection& db, const NodeLease& own, Time now);
/// In a transaction of the writer: from now on it cannot commit, nor renew its lease. False when it has come to life meanwhile.
bool end_node(Connection& db, const NodeState& silent);

}  // namespace evenkeel::store
