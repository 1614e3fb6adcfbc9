// One connection to a PostgreSQL server: statements prepared once per text and kinds of parameters, those without a
// result deferred inside a write transaction.
#include "store/postgres_connection.hpp"

#include <libpq-fe.h>

#include <charconv>

#include "base/text.hpp"

namespace evenkeel::store {
namespace {

// Types as the catalogue of every PostgreSQL server numbers them.
constexpr unsigned oid_bool = 16;
constexpr unsigned oid_bytea = 17;
constexpr unsigned oid_int8 = 20;
constexpr unsigned oid_text = 25;
constexpr unsigned oid_float8 = 701;
constexpr unsigned oid_unknown = 0;  // the server infers it from where the parameter stands

/// Deferred statements whose results may wait: bounds what both ends keep, and how late an error is seen.
constexpr std::size_t most_pending = 256;

/// Without a type the server would take `$1 + 1` for 32 bits; a NULL has none, so that it fits every column.
unsigned oid_of(const Param& param) {
  struct Oids {
    unsigned operator()(std::monostate) const { return oid_unknown; }
    unsigned operator()(std::int64_t) const { return oid_int8; }
    unsigned operator()(double) const { return oid_float8; }
    unsigned operator()(std::string_view) const { return oid_text; }
    unsigned operator()(Bytes) const { return oid_bytea; }
  };
  return std::visit(Oids{}, param.get());
}

class PgRow : public Row {
 public:
  PgRow(const PGresult* result, int row) : result_(result), row_(row) {}
  int columns() const override { return PQnfields(result_); }
  bool is_null(int column) const override { return column >= columns() || PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const override { return number<std::int64_t>(column); }
  double real(int column) const override { return number<double>(column); }
  std::string_view text(int column) const override {
    if (is_null(column)) return {};
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  std::string bytes(int column) const override {
    const std::string_view value = text(column);
    return PQftype(result_, column) == oid_bytea && value.starts_with("\\x") ? from_hex(value.substr(2)) : std::string(value);
  }

 private:
  /// A numeric (the sum of integers) may have a fraction where an integer is asked for: it is cut, as SQLite does.
  template <class Number>
  Number number(int column) const {
    if (column >= columns()) throw DbError(DbFault::broken, "the result has no column " + std::to_string(column));
    if (is_null(column)) return 0;
    const std::string_view value = text(column);
    if (PQftype(result_, column) == oid_bool) return value == "t" ? Number{1} : Number{0};
    Number out{};
    const bool textual = PQftype(result_, column) == oid_text || PQftype(result_, column) == oid_bytea;
    if (textual || std::from_chars(value.data(), value.data() + value.size(), out).ec != std::errc())
      throw DbError(DbFault::broken, "column " + std::to_string(column) + " of the result is not a number");
    return out;
  }
  const PGresult* result_;
  int row_;
};

}  // namespace

PostgresConnection::PostgresConnection(PgHandle connection, Open mode) : pipeline_(std::move(connection)), mode_(mode) {}

void PostgresConnection::refuse_unless_usable(std::string_view sql) const {
  if (pipeline_.dead()) throw DbError(DbFault::gone, "the connection to the database is lost", {}, tag_);
  if (state_ == State::failed)
    throw DbError(DbFault::broken, "the transaction has failed and must be rolled back, before: " + std::string(sql.substr(0, 80)), {},
                  tag_);
}

PgResult PostgresConnection::drain() {
  try {
    return pipeline_.drain();
  } catch (const DbError&) {
    if (state_ != State::none) state_ = State::failed;
    throw;
  }
}

/// A statement exists in few variants: one for the kinds of its parameters, in which a kind that only NULL stood for is
/// filled in when it is first known.
std::shared_ptr<PgStatement> PostgresConnection::prepared(std::string_view sql, Params params) {
  std::vector<unsigned> types;
  types.reserve(params.size());
  for (const Param& param : params) types.push_back(oid_of(param));
  Variants* variants = statements_.find(sql);
  if (!variants) {
    auto statement = prepare(sql, std::move(types));
    if (const auto evicted = statements_.add(sql, {statement})) forget(*evicted);
    return statement;
  }
  for (std::shared_ptr<PgStatement>& variant : *variants) {
    if (variant->types.size() != types.size()) continue;
    bool conflict = false;
    bool learnt = false;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (types[i] == oid_unknown) types[i] = variant->types[i];
      conflict = conflict || (variant->types[i] != oid_unknown && variant->types[i] != types[i]);
      learnt = learnt || variant->types[i] != types[i];
    }
    if (!conflict && !learnt && !variant->lost) return variant;
    if (!conflict) {
      const Variants replaced{variant};
      variant = prepare(sql, std::move(types));
      forget(replaced);
      return variant;
    }
    for (std::size_t i = 0; i < types.size(); ++i) types[i] = oid_of(params[i]);
  }
  variants->push_back(prepare(sql, std::move(types)));
  return variants->back();
}

std::shared_ptr<PgStatement> PostgresConnection::prepare(std::string_view sql, std::vector<unsigned> types) {
  auto statement = std::make_shared<PgStatement>(PgStatement{"evk" + std::to_string(++last_name_), std::string(sql), std::move(types)});
  pipeline_.prepare(statement, tag_);
  return statement;
}

void PostgresConnection::forget(const Variants& variants) {
  for (const auto& statement : variants)
    if (!statement->lost) pipeline_.run_plain(("DEALLOCATE " + statement->name).c_str(), tag_);
}

void PostgresConnection::send(std::string_view sql, Params params, PgExpect expect) {
  refuse_unless_usable(sql);
  pipeline_.run(prepared(sql, params), params, expect, tag_);
}

void PostgresConnection::defer_or_run(std::string_view sql, Params params, PgExpect expect) {
  send(sql, params, expect);
  if (state_ != State::writing || pipeline_.pending() >= most_pending) drain();
}

void PostgresConnection::query(std::string_view sql, Params params, const OnRow& on_row) {
  send(sql, params, PgExpect::success);
  const PgResult result = drain();
  const int rows = PQntuples(result.get());
  for (int row = 0; row < rows; ++row) on_row(PgRow(result.get(), row));
}

void PostgresConnection::execute(std::string_view sql, Params params) { defer_or_run(sql, params, PgExpect::success); }

void PostgresConnection::execute_one(std::string_view sql, Params params) { defer_or_run(sql, params, PgExpect::one_row); }

std::int64_t PostgresConnection::execute_count(std::string_view sql, Params params) {
  send(sql, params, PgExpect::success);
  const PgResult result = drain();
  const std::string_view rows = PQcmdTuples(result.get());
  std::int64_t count = 0;
  std::from_chars(rows.data(), rows.data() + rows.size(), count);
  return count;
}

void PostgresConnection::script(std::string_view sql) {
  refuse_unless_usable(sql);
  try {
    pipeline_.script(std::string(sql), tag_);
  } catch (const DbError&) {
    if (state_ != State::none) state_ = State::failed;
    throw;
  }
}

void PostgresConnection::flush() {
  refuse_unless_usable("flush");
  drain();
}

void PostgresConnection::begin(Begin mode) {
  if (state_ != State::none) throw DbError(DbFault::broken, "a transaction is open already", {}, tag_);
  if (mode == Begin::write && mode_ == Open::read) throw DbError(DbFault::broken, "a read connection cannot begin to write", {}, tag_);
  refuse_unless_usable("BEGIN");
  pipeline_.run_plain(
      mode == Begin::write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", tag_);
  if (mode == Begin::read) pipeline_.drain();  // tells a pool now that the server has gone
  state_ = mode == Begin::write ? State::writing : State::reading;
}

void PostgresConnection::commit() {
  if (state_ == State::none) throw DbError(DbFault::broken, "no transaction is open", {}, tag_);
  try {
    refuse_unless_usable("COMMIT");
    if (pipeline_.has_unchecked_counts()) drain();  // they decide whether there is to be a commit
    pipeline_.run_plain("COMMIT", tag_);
    const PgResult result = drain();
    state_ = State::none;
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
      throw DbError(DbFault::broken, "a failed transaction was rolled back instead of committed", {}, tag_);
  } catch (const DbError&) {
    rollback();
    throw;
  }
}

void PostgresConnection::rollback() noexcept {
  if (state_ == State::none) return;
  state_ = State::none;
  try {
    if (pipeline_.pending() > 0) pipeline_.drain();
  } catch (...) {
    // What was deferred is rolled back now, whatever became of it.
  }
  try {
    if (pipeline_.dead()) return;
    pipeline_.run_plain("ROLLBACK", tag_);
    pipeline_.drain();
  } catch (...) {
    // The connection is dead then, which the next statement says.
  }
}

}  // namespace evenkeel::store
