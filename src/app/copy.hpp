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
CopyReport copy_register(store::Connection& from, store::Connection& to,
                         const std::function<void(const std::string&, std::int64_t)>& progress);

}  // namespace evenkeel::app
