// What PostgreSQL's SQLSTATEs mean for those above: one place that turns them into DbError.
#pragma once
#include <cstdint>
#include <string_view>

#include "store/db.hpp"

struct pg_conn;
struct pg_result;

namespace evenkeel::store {

/// The error that `result` carries; `sql` helps whoever reads the log.
DbError postgres_error(const pg_result* result, std::string_view sql, std::uint64_t tag);

/// The connection was lost, or never made: DbFault::gone with libpq's words.
DbError postgres_gone(const pg_conn* connection, std::uint64_t tag);

/// True when the server no longer has the prepared statement as it was, so that it must be prepared again.
bool statement_is_lost(const pg_result* result);

}  // namespace evenkeel::store
