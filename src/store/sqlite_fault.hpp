// What SQLite's result codes mean for those above: one place that turns them into DbError.
#pragma once
#include <cstdint>
#include <string_view>

struct sqlite3;

namespace evenkeel::store {

/// Where it failed: an I/O error during a commit leaves it open whether the medium has the transaction.
enum class SqlitePhase { statement, commit };

/// Throws the DbError for extended result code `code` of `db`; `sql` helps whoever reads the log.
[[noreturn]] void throw_sqlite(sqlite3* db, int code, SqlitePhase phase, std::string_view sql, std::uint64_t tag);

}  // namespace evenkeel::store
