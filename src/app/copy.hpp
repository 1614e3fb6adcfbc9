// Moving a register from one database to another, of the same engine or not: every row of every table as it is, so that
// numbers, history, seals and erasures come along; only what is derived (search) is made anew.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/db.hpp"

namespace evenkeel::app {

struct CopyReport {
  std::vector<std::pair<std::string, std::int64_t>> tables;  // name and rows, in the order they were copied
};

/// Copies everything into a migrated, empty register, in one transaction. Throws DbError; the target is then as it was.
/// `progress` is told of the table and its rows so far.
using CopyProgress = std::function<void(const std::string& table, std::int64_t rows)>;
CopyReport copy_register(store::Connection& from, store::Connection& to, const CopyProgress& progress);

/// The same into a database that may be quite empty: its tables are made first. Throws DbError, also when `from` is of an older program.
CopyReport copy_into(store::Database& from, store::Database& to, Time now, const CopyProgress& progress);

/// Writes a consistent copy of the live register into a new SQLite file, whatever it lives in; a copy that is not whole never has that
/// name, and is removed. Throws DbError, and what `progress` throws, which is asked when it is copied out of PostgreSQL.
void write_backup(store::Database& database, const std::string& file, Time now, const CopyProgress& progress = {});

}  // namespace evenkeel::app
