// What SQLite's result codes mean for those above: one place that turns them into DbError.
#include "store/sqlite_fault.hpp"

#include <sqlite3.h>

#include "store/db.hpp"

namespace evenkeel::store {
namespace {

/// How much of a statement an error text repeats: enough to find it, not a page of a log.
constexpr std::size_t shown_sql = 160;

DbFault fault_of_io(int code, SqlitePhase phase) {
  switch (code) {
    case SQLITE_IOERR_NOMEM: return DbFault::broken;
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC: return DbFault::failed_sync;
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_SHORT_READ: return DbFault::corrupt;
    default: break;
  }
  // After a failed write the page cache and the medium may differ: only a fresh start, from what is on the medium, knows.
  if (phase == SqlitePhase::commit) return DbFault::failed_sync;
  return code == SQLITE_IOERR_SHMSIZE ? DbFault::full : DbFault::broken;
}

DbFault fault_of(int code, SqlitePhase phase) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT: return code == SQLITE_CONSTRAINT_DATATYPE ? DbFault::broken : DbFault::constraint;
    case SQLITE_FULL: return DbFault::full;
    case SQLITE_BUSY: return code == SQLITE_BUSY_SNAPSHOT ? DbFault::retry : DbFault::busy;
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_PERM:
    case SQLITE_INTERRUPT:
    case SQLITE_READONLY: return DbFault::busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return DbFault::corrupt;
    case SQLITE_IOERR: return fault_of_io(code, phase);
    default: return DbFault::broken;
  }
}

/// "UNIQUE constraint failed: person.login" -> "person.login"; a unique index over expressions or a CHECK gives its name.
std::string constraint_of(std::string_view message) {
  constexpr std::string_view before = "constraint failed: ";
  const std::size_t at = message.find(before);
  if (at == std::string_view::npos) return {};
  std::string_view name = message.substr(at + before.size());
  if (name.starts_with("index '") && name.ends_with("'")) name = name.substr(7, name.size() - 8);
  return std::string(name);
}

std::string text_of(DbFault fault, int code, std::string_view message, std::string_view sql) {
  switch (fault) {
    case DbFault::corrupt: return "the database file is damaged or is not a database: " + std::string(message);
    case DbFault::full: return "there is no room left for the database: " + std::string(message);
    case DbFault::failed_sync: return "the medium did not take a commit: " + std::string(message);
    case DbFault::busy:
      if ((code & 0xff) == SQLITE_READONLY) return "the database can only be read: " + std::string(message);
      if ((code & 0xff) == SQLITE_INTERRUPT) return "the query was ended because it reads too much";
      return "the database is in use by another process: " + std::string(message);
    case DbFault::broken: return std::string(message) + " in: " + std::string(sql.substr(0, shown_sql));
    default: return std::string(message);
  }
}

}  // namespace

void throw_sqlite(sqlite3* db, int code, SqlitePhase phase, std::string_view sql, std::uint64_t tag) {
  const DbFault fault = fault_of(code, phase);
  // The message belongs to the connection's last error; it may have been overwritten by a reset, the code not.
  const bool own = db && (sqlite3_errcode(db) & 0xff) == (code & 0xff);
  const std::string message = own ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  throw DbError(fault, text_of(fault, code, message, sql), fault == DbFault::constraint ? constraint_of(message) : std::string(), tag);
}

}  // namespace evenkeel::store
