// The schema of a register grows by numbered steps, upwards only; what was applied is written in the register itself.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "store/db.hpp"

namespace evenkeel::store {

struct Migration {
  int number;             // 1, 2, 3, ... without gaps
  std::string_view name;  // never changes once released
  std::string_view ddl;   // statements with DDL tokens (Database::render)
};

/// Brings the register to the last of `migrations`, each in a transaction of its own; does nothing when it is there.
/// Safe when several nodes start together. Throws DbError with a text for the operator, and changes nothing, when the
/// register was made by a newer program, or by another one.
void migrate(Database& database, std::span<const Migration> migrations, Time now);

/// The number of the last migration that was applied; 0 for a register without any.
int schema_number(Connection& connection);

/// All tables, columns, indexes and constraints as text that is the same for the same schema; to compare, and to read.
std::string dump_schema(Connection& connection);

}  // namespace evenkeel::store
