// One connection to a SQLite file: statements kept prepared, parameters bound by their number, transactions that end
// when the engine says so.
#include "store/sqlite_connection.hpp"

#include <sqlite3.h>

#include <charconv>

#include "store/sqlite_fault.hpp"

namespace evenkeel::store {
namespace {

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  int columns() const override { return sqlite3_column_count(statement_); }
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override {
    require_number(column);
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override {
    require_number(column);
    return sqlite3_column_double(statement_, column);
  }
  std::string_view text(int column) const override {
    const unsigned char* text = sqlite3_column_text(statement_, column);
    if (!text) return {};
    return {static_cast<const char*>(static_cast<const void*>(text)), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string bytes(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_, column);
    if (!bytes) return {};
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  void require_number(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    if (type == SQLITE_TEXT || type == SQLITE_BLOB || column >= columns())
      throw DbError(DbFault::broken, "column " + std::to_string(column) + " of the result is not a number");
  }
  sqlite3_stmt* statement_;
};

/// A null pointer would bind NULL instead of an empty text.
const char* never_null(std::string_view text) { return text.data() ? text.data() : ""; }

int bind_one(sqlite3_stmt* statement, int slot, const Param& param) {
  struct Binder {
    sqlite3_stmt* statement;
    int slot;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, slot); }
    int operator()(std::int64_t v) const { return sqlite3_bind_int64(statement, slot, v); }
    int operator()(double v) const { return sqlite3_bind_double(statement, slot, v); }
    int operator()(std::string_view v) const {
      return sqlite3_bind_text64(statement, slot, never_null(v), v.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(Bytes v) const { return sqlite3_bind_blob64(statement, slot, never_null(v.bytes), v.bytes.size(), SQLITE_STATIC); }
  };
  return std::visit(Binder{statement, slot}, param.get());
}

/// The n of "$n"; 0 for any other kind of parameter.
int number_of_parameter(const char* name) {
  if (!name || *name != '$') return 0;
  int number = 0;
  const std::string_view digits(name + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

}  // namespace

void SqliteClose::operator()(sqlite3* db) const { sqlite3_close_v2(db); }

SqliteStatement::SqliteStatement(sqlite3* db, std::string_view sql, std::uint64_t tag) {
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, &rest);
  if (code != SQLITE_OK) throw_sqlite(db, code, SqlitePhase::statement, sql, tag);
  const std::string_view tail(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  std::string_view problem;
  if (!handle || tail.find_first_not_of(" \t\r\n;") != std::string_view::npos) problem = "not exactly one statement";
  const int slots = handle ? sqlite3_bind_parameter_count(handle) : 0;
  for (int slot = 1; slot <= slots && problem.empty(); ++slot) {
    const int number = number_of_parameter(sqlite3_bind_parameter_name(handle, slot));
    if (number < 1) {
      problem = "a parameter that is not $1..$n";
      break;
    }
    if (slot_of.size() < static_cast<std::size_t>(number)) slot_of.resize(static_cast<std::size_t>(number), 0);
    slot_of[static_cast<std::size_t>(number) - 1] = slot;
  }
  if (!problem.empty()) {
    sqlite3_finalize(handle);
    throw DbError(DbFault::broken, std::string(problem) + " in: " + std::string(sql), {}, tag);
  }
  writes = sqlite3_stmt_readonly(handle) == 0;
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(handle); }

/// A statement while it runs: however that ends, it is reset and forgets the caller's text.
class SqliteConnection::Use {
 public:
  explicit Use(std::shared_ptr<SqliteStatement> statement) : statement_(std::move(statement)) { statement_->in_use = true; }
  ~Use() {
    sqlite3_reset(statement_->handle);
    sqlite3_clear_bindings(statement_->handle);
    statement_->in_use = false;
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  std::shared_ptr<SqliteStatement> statement_;
};

SqliteConnection::SqliteConnection(SqliteHandle db, Open mode, int million_steps)
    : db_(std::move(db)), mode_(mode), million_steps_(million_steps) {
  if (mode_ == Open::read) sqlite3_progress_handler(db_.get(), 1'000'000, &SqliteConnection::count_steps, this);
}

int SqliteConnection::count_steps(void* self) { return --static_cast<SqliteConnection*>(self)->million_steps_left_ < 0 ? 1 : 0; }

void SqliteConnection::fail(const DbError& error) {
  if (state_ != State::none) state_ = State::failed;
  throw error;
}

void SqliteConnection::fail(int code, std::string_view sql) {
  if (state_ != State::none) state_ = State::failed;
  throw_sqlite(db_.get(), code, SqlitePhase::statement, sql, tag_);
}

/// SQLite itself would go on after an error, or - having rolled back by itself - outside the transaction.
void SqliteConnection::refuse_unless_usable(std::string_view sql) const {
  if (state_ == State::failed)
    throw DbError(DbFault::broken, "the transaction has failed and must be rolled back, before: " + std::string(sql.substr(0, 80)), {},
                  tag_);
}

std::shared_ptr<SqliteStatement> SqliteConnection::prepared(std::string_view sql) {
  if (auto* kept = statements_.find(sql)) {
    if (!(*kept)->in_use) return *kept;
    return std::make_shared<SqliteStatement>(db_.get(), sql, tag_);  // a query inside the rows of the same query
  }
  auto statement = std::make_shared<SqliteStatement>(db_.get(), sql, tag_);
  statements_.add(sql, statement);
  return statement;
}

void SqliteConnection::bind(const SqliteStatement& statement, Params params, std::string_view sql) {
  if (params.size() != statement.slot_of.size())
    fail(DbError(
        DbFault::broken,
        std::to_string(params.size()) + " parameters given, " + std::to_string(statement.slot_of.size()) + " used in: " + std::string(sql),
        {}, tag_));
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (statement.slot_of[i] == 0) continue;
    const int code = bind_one(statement.handle, statement.slot_of[i], params[i]);
    if (code != SQLITE_OK) fail(code, sql);
  }
}

std::int64_t SqliteConnection::run(std::string_view sql, Params params, const OnRow* on_row) {
  refuse_unless_usable(sql);
  std::shared_ptr<SqliteStatement> statement;
  try {
    statement = prepared(sql);
  } catch (const DbError& error) {
    fail(error);
  }
  if (statement->writes && state_ == State::reading)
    fail(DbError(DbFault::busy, "a read transaction cannot write: " + std::string(sql.substr(0, 80)), {}, tag_));
  const Use use(statement);
  bind(*statement, params, sql);
  million_steps_left_ = million_steps_;
  const std::int64_t before = sqlite3_total_changes64(db_.get());
  const SqliteRow row(statement->handle);
  int code = sqlite3_step(statement->handle);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement->handle))
    if (on_row) (*on_row)(row);
  if (code != SQLITE_DONE) fail(code, sql);
  // changes() keeps the number of the last INSERT, UPDATE or DELETE across statements that are none.
  return sqlite3_total_changes64(db_.get()) == before ? 0 : sqlite3_changes64(db_.get());
}

void SqliteConnection::query(std::string_view sql, Params params, const OnRow& on_row) { run(sql, params, &on_row); }

void SqliteConnection::execute(std::string_view sql, Params params) { run(sql, params, nullptr); }

void SqliteConnection::execute_one(std::string_view sql, Params params) {
  const std::int64_t rows = run(sql, params, nullptr);
  if (rows != 1) fail(DbError(DbFault::stale, std::to_string(rows) + " rows met instead of one by: " + std::string(sql), {}, tag_));
}

std::int64_t SqliteConnection::execute_count(std::string_view sql, Params params) { return run(sql, params, nullptr); }

void SqliteConnection::script(std::string_view sql) {
  refuse_unless_usable(sql);
  million_steps_left_ = million_steps_;
  const int code = sqlite3_exec(db_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
}

void SqliteConnection::begin(Begin mode) {
  if (state_ != State::none) throw DbError(DbFault::broken, "a transaction is open already", {}, tag_);
  if (mode == Begin::write && mode_ == Open::read) throw DbError(DbFault::broken, "a read connection cannot begin to write", {}, tag_);
  run(mode == Begin::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED", {}, nullptr);
  state_ = mode == Begin::write ? State::writing : State::reading;
}

void SqliteConnection::commit() {
  if (state_ == State::none) throw DbError(DbFault::broken, "no transaction is open", {}, tag_);
  if (state_ == State::failed) {
    rollback();
    throw DbError(DbFault::broken, "a failed transaction was rolled back instead of committed", {}, tag_);
  }
  const std::shared_ptr<SqliteStatement> statement = prepared("COMMIT");
  int code = SQLITE_DONE;
  {
    const Use use(statement);
    code = sqlite3_step(statement->handle);
  }
  if (code == SQLITE_DONE) {
    state_ = State::none;
    return;
  }
  try {
    throw_sqlite(db_.get(), code, SqlitePhase::commit, "COMMIT", tag_);
  } catch (const DbError&) {
    rollback();
    throw;
  }
}

void SqliteConnection::rollback() noexcept {
  state_ = State::none;
  // After FULL, IOERR, NOMEM or BUSY the engine may have rolled back already.
  if (!db_ || sqlite3_get_autocommit(db_.get())) return;
  try {
    const std::shared_ptr<SqliteStatement> statement = prepared("ROLLBACK");
    const Use use(statement);
    sqlite3_step(statement->handle);
  } catch (...) {  // no memory to prepare it
    sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

}  // namespace evenkeel::store
