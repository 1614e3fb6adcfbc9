// Incident numbers: never given twice, also not after a crash. SQLite writes the high-water mark in the batch that used
// it; on PostgreSQL a node leases a block in a transaction of its own, so that no batch holds the counter's row.
#pragma once
#include <cstdint>
#include <memory>

#include "store/db.hpp"

namespace evenkeel::store {

class NumberLease {
 public:
  /// `block` numbers at once on PostgreSQL; `database` makes the lease's own connection there.
  NumberLease(Database& database, std::int64_t block);
  std::int64_t next();
  /// From now on no number up to `to` is given any more. Returns the highest that may have been given, here or elsewhere.
  std::int64_t raise(std::int64_t to);
  /// At the end of a batch, in its transaction: writes the mark when numbers were used (SQLite).
  void settle(Connection& db);
  /// After that commit.
  void settled() { written_ = next_; }
  /// At the begin of each batch: reads the mark, since another process may write to the same file (SQLite).
  void load(Connection& db);

 private:
  void lease_block();
  Database& database_;
  std::int64_t block_;
  std::unique_ptr<Connection> own_;
  std::int64_t next_ = 0, end_ = 0, written_ = 0;
};

}  // namespace evenkeel::store
