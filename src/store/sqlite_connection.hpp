// One connection to a SQLite file: statements kept prepared, parameters bound by their number, transactions that end
// when the engine says so.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "store/db.hpp"
#include "store/statement_cache.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace evenkeel::store {

struct SqliteClose {
  void operator()(sqlite3* db) const;
};
using SqliteHandle = std::unique_ptr<sqlite3, SqliteClose>;

/// A prepared statement and where each $n of it is bound.
class SqliteStatement {
 public:
  /// Throws DbError when the text is not one statement with parameters $1..$n.
  SqliteStatement(sqlite3* db, std::string_view sql, std::uint64_t tag);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  sqlite3_stmt* handle = nullptr;
  std::vector<int> slot_of;  // slot_of[n - 1]: SQLite's index of $n, 0 when the text does not use it
  bool writes = false;
  bool in_use = false;
};

/// What one statement of a read connection may cost, in million steps of SQLite's virtual machine: some ten seconds, as the
/// statement_timeout on PostgreSQL, but without asking a clock. Reading a row costs twenty to fifty steps.
constexpr int most_million_steps = 300;

class SqliteConnection : public Connection {
 public:
  SqliteConnection(SqliteHandle db, Open mode, int million_steps = most_million_steps);
  Engine engine() const override { return Engine::sqlite; }
  void query(std::string_view sql, Params params, const OnRow& on_row) override;
  void execute(std::string_view sql, Params params) override;
  void execute_one(std::string_view sql, Params params) override;
  std::int64_t execute_count(std::string_view sql, Params params) override;
  void script(std::string_view sql) override;
  void flush() override {}
  void begin(Begin mode) override;
  void commit() override;
  void rollback() noexcept override;
  bool in_transaction() const override { return state_ != State::none; }
  void set_tag(std::uint64_t tag) override { tag_ = tag; }

 private:
  enum class State { none, reading, writing, failed };
  class Use;

  std::shared_ptr<SqliteStatement> prepared(std::string_view sql);
  void refuse_unless_usable(std::string_view sql) const;
  void bind(const SqliteStatement& statement, Params params, std::string_view sql);
  std::int64_t run(std::string_view sql, Params params, const OnRow* on_row);
  [[noreturn]] void fail(int code, std::string_view sql);
  [[noreturn]] void fail(const DbError& error);
  static int count_steps(void* self);

  SqliteHandle db_;  // outlives the statements
  Open mode_;
  StatementCache<std::shared_ptr<SqliteStatement>> statements_;
  State state_ = State::none;
  std::uint64_t tag_ = 0;
  const int million_steps_;
  int million_steps_left_ = 0;
};

}  // namespace evenkeel::store
