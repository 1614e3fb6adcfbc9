// A connection to either database, and nothing above it: statements with $1..$n, rows, transactions, what went wrong.
// sqlite.cpp and postgres.cpp are the only files that see a database library.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"

namespace evenkeel::store {

enum class Engine { sqlite, postgres };

/// A byte string (BLOB, bytea), to tell it from text.
struct Bytes {
  std::string_view bytes;
};

/// A bound parameter. Id{0} and Time{0} bind NULL. Text and bytes are only read during the call.
class Param {
 public:
  Param(std::nullptr_t) {}
  Param(std::int64_t v) : v_(v) {}
  Param(int v) : v_(std::int64_t{v}) {}
  Param(bool v) : v_(std::int64_t{v}) {}
  Param(double v) : v_(v) {}
  Param(std::string_view v) : v_(v) {}
  Param(const std::string& v) : v_(std::string_view(v)) {}
  Param(const char* v) : v_(std::string_view(v)) {}
  Param(Bytes v) : v_(v) {}
  Param(Id v) {
    if (v) v_ = v.v;
  }
  Param(Time v) {
    if (v) v_ = v.us;
  }
  const std::variant<std::monostate, std::int64_t, double, std::string_view, Bytes>& get() const { return v_; }

 private:
  std::variant<std::monostate, std::int64_t, double, std::string_view, Bytes> v_;
};
using Params = std::span<const Param>;

/// The current row of a query; views are valid until the callback returns.
class Row {
 public:
  virtual ~Row() = default;
  virtual int columns() const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;  // NULL reads as 0
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // NULL reads as empty
  virtual std::string bytes(int column) const = 0;
  Id id(int column) const { return Id{integer(column)}; }
  Time time(int column) const { return Time{integer(column)}; }
};

/// What a database can refuse. Anything a retry may heal is `retry`.
enum class DbFault {
  retry,        // serialisation failure, deadlock: run the transaction again
  constraint,   // unique and not null: "table.column, table.column"; check: its name; foreign key: its name on PostgreSQL, else empty
  stale,        // execute_one() met no row, or more than one
  full,         // disk full
  busy,         // locked by another process for longer than the time-out; read-only file
  gone,         // connection lost: a COMMIT under way may or may not have happened
  corrupt,      // the file is damaged or not a database
  failed_sync,  // the medium did not take a committed page: the process must end
  broken,       // anything else: wrong SQL, wrong type
};

class DbError : public std::runtime_error {
 public:
  DbError(DbFault fault, const std::string& text, std::string constraint = {}, std::uint64_t tag = 0)
      : std::runtime_error(text), fault_(fault), constraint_(std::move(constraint)), tag_(tag) {}
  DbFault fault() const { return fault_; }
  const std::string& constraint() const { return constraint_; }
  /// Which tag was set (Connection::set_tag) when the statement that failed was given.
  std::uint64_t tag() const { return tag_; }

 private:
  DbFault fault_;
  std::string constraint_;
  std::uint64_t tag_;
};

enum class Begin { read, write };  // write: BEGIN IMMEDIATE on SQLite

/// One connection, used by one thread at a time. Statements are prepared once per text and kept. A transaction in which
/// anything was refused (execute_one's `stale` too) is over on both engines: only rollback() is accepted then.
class Connection {
 public:
  using OnRow = std::function<void(const Row&)>;
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;

  /// Runs and calls `on_row` for each row. Sends deferred statements first. Throws DbError.
  virtual void query(std::string_view sql, Params params, const OnRow& on_row) = 0;
  /// Runs a statement without a result. PostgreSQL may defer it (pipeline) until the next query, flush or commit;
  /// then its error is thrown there, with the tag that was set here.
  virtual void execute(std::string_view sql, Params params) = 0;
  /// As execute, and exactly one row must be affected: DbFault::stale otherwise.
  virtual void execute_one(std::string_view sql, Params params) = 0;
  /// Runs now and returns how many rows were affected.
  virtual std::int64_t execute_count(std::string_view sql, Params params) = 0;
  /// Several statements separated by ';', outside the statement cache; for DDL.
  virtual void script(std::string_view sql) = 0;
  /// Sends and checks everything deferred.
  virtual void flush() = 0;

  virtual void begin(Begin mode) = 0;
  /// Ends the transaction whatever happens: when it throws, nothing was committed (with `gone`: that is not known).
  virtual void commit() = 0;
  /// Safe to call in any state, never throws.
  virtual void rollback() noexcept = 0;
  virtual bool in_transaction() const = 0;

  /// Names the command that the following statements belong to.
  virtual void set_tag(std::uint64_t tag) = 0;

  void query(std::string_view sql, std::initializer_list<Param> params, const OnRow& on_row) {
    query(sql, Params(params.begin(), params.size()), on_row);
  }
  void execute(std::string_view sql, std::initializer_list<Param> params) { execute(sql, Params(params.begin(), params.size())); }
  void execute_one(std::string_view sql, std::initializer_list<Param> params) { execute_one(sql, Params(params.begin(), params.size())); }
  std::int64_t execute_count(std::string_view sql, std::initializer_list<Param> params) {
    return execute_count(sql, Params(params.begin(), params.size()));
  }
};

enum class Open { read, write };  // read connections cannot write (query_only / default_transaction_read_only)

/// Where the register lives: a file ("evenkeel.db", ":memory:" is refused) or "postgres://user@host/db?...".
class Database {
 public:
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  virtual std::unique_ptr<Connection> connect(Open mode) = 0;
  /// Renders DDL tokens: {int} {text} {bytes} {real} {strict} (end of CREATE TABLE) {bytewise} (COLLATE "C" or nothing).
  virtual std::string render(std::string_view ddl) const = 0;
  /// For people and logs: never contains a password.
  virtual std::string display_name() const = 0;
  /// Writes a consistent copy of a live SQLite register to `path` (VACUUM INTO), fsynced; PostgreSQL: DbFault::broken.
  virtual void backup_to(const std::string& path) = 0;
};

std::unique_ptr<Database> open_database(const std::string& location);

/// Read connections for the workers, made on demand, kept.
class Pool {
 public:
  virtual ~Pool() = default;
  /// Runs `body` with a connection inside one read transaction; broken connections are replaced.
  virtual void read(const std::function<void(Connection&)>& body) = 0;
};
/// At most `most` connections; who finds none free for `longest_wait_ms` gets DbFault::busy: by then nobody waits for a request.
std::unique_ptr<Pool> make_pool(Database& database, int most, std::int64_t longest_wait_ms = 10'000);

}  // namespace evenkeel::store
