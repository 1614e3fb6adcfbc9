#include "store/numbers.hpp"

namespace evenkeel::store {

NumberLease::NumberLease(Database& database, std::int64_t block) : database_(database), block_(block) {}

void NumberLease::load(Connection& db) {
  if (db.engine() != Engine::sqlite) return;
  db.query("SELECT n FROM counter WHERE name = 'incident_number'", {}, [&](const Row& row) {
    // A rolled-back batch keeps its numbers for the rerun: never step back.
    next_ = std::max(next_, row.integer(0));
    written_ = row.integer(0);
  });
}

std::int64_t NumberLease::next() {
  if (database_.engine() == Engine::postgres && next_ == end_) lease_block();
  return ++next_;
}

void NumberLease::lease_block() {
  for (int attempt = 0;; ++attempt) {
    std::int64_t end = 0;
    try {
      if (!own_) own_ = database_.connect(Open::write);
      own_->begin(Begin::write);
      own_->query("UPDATE counter SET n = n + $1 WHERE name = 'incident_number' RETURNING n", {Param(block_)},
                  [&](const Row& row) { end = row.integer(0); });
      own_->commit();
      end_ = end;  // only now: what was rolled back is leased to somebody else
      next_ = end - block_;
      return;
    } catch (const DbError&) {
      own_.reset();  // a lost answer costs a gap, never a number given twice
      if (attempt == 1) throw;
    }
  }
}

std::int64_t NumberLease::raise(std::int64_t to) {
  if (database_.engine() == Engine::sqlite) return std::exchange(next_, std::max(next_, to));
  // In a transaction of its own, as leases are: no batch may hold the counter's row.
  if (!own_) own_ = database_.connect(Open::write);
  std::int64_t before = 0;
  try {
    own_->begin(Begin::write);
    own_->query("UPDATE counter SET n = n WHERE name = 'incident_number' RETURNING n", {},
                [&](const Row& row) { before = row.integer(0); });
    if (before < to) own_->execute_one("UPDATE counter SET n = $1 WHERE name = 'incident_number'", {Param(to)});
    own_->commit();
  } catch (const DbError&) {
    own_.reset();
    throw;
  }
  return before;
}

void NumberLease::settle(Connection& db) {
  if (db.engine() != Engine::sqlite || next_ == written_) return;
  db.execute_one("UPDATE counter SET n = $1 WHERE name = 'incident_number'", {Param(next_)});
}

}  // namespace evenkeel::store
