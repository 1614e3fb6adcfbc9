// What PostgreSQL's SQLSTATEs mean for those above: one place that turns them into DbError.
#include "store/postgres_fault.hpp"

#include <libpq-fe.h>

#include <algorithm>

namespace evenkeel::store {
namespace {

/// How much of a statement an error text repeats: enough to find it, not a page of a log.
constexpr std::size_t shown_sql = 160;

struct Meaning {
  std::string_view state;  // a SQLSTATE or the beginning of one; the first that fits counts
  DbFault fault;
};

constexpr Meaning meanings[] = {
    {"40003", DbFault::gone},   // statement completion unknown
    {"40", DbFault::retry},     // serialisation failure, deadlock
    {"0A000", DbFault::retry},  // "cached plan must not change result type": works once prepared anew (see statement_is_lost)
    {"26000", DbFault::retry},  // the prepared statement is not there
    {"23", DbFault::constraint}, {"08P01", DbFault::broken},  // too few parameters for the statement
    {"08", DbFault::gone},       {"57P", DbFault::gone},      // shutdown, crash, cannot connect now, database dropped
    {"25P03", DbFault::gone},                                 // idle in transaction for too long: the server closed the connection
    {"25006", DbFault::busy},                                 // read-only transaction or standby
    {"55P03", DbFault::busy},                                 // lock time-out
    {"57014", DbFault::busy},                                 // statement time-out
    {"53300", DbFault::busy},                                 // too many connections
    {"53100", DbFault::full},    {"XX001", DbFault::corrupt}, {"XX002", DbFault::corrupt},
};

std::string_view field(const PGresult* result, int which) {
  const char* text = PQresultErrorField(result, which);
  return text ? std::string_view(text) : std::string_view();
}

std::string_view without_newline(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

/// "Key (site, name)=(...) already exists." in any language -> "item.site, item.name", as SQLite says it; empty for expressions.
std::string columns_of_key(std::string_view table, std::string_view detail) {
  const std::size_t from = detail.find('(');
  const std::size_t to = detail.find(")=(");
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return {};
  std::string_view list = detail.substr(from + 1, to - from - 1);
  std::string out;
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    std::string_view column = list.substr(0, comma);
    if (column.size() > 2 && column.front() == '"' && column.back() == '"')
      column = column.substr(1, column.size() - 2);  // a reserved word
    if (!is_name(column)) return {};
    if (!out.empty()) out += ", ";
    out.append(table).append(".").append(column);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
  }
  return out;
}

/// Unique and NOT NULL are named by their columns, as SQLite does; CHECK and foreign keys by the name they were given.
std::string constraint_of(const PGresult* result, std::string_view state) {
  const std::string table(field(result, PG_DIAG_TABLE_NAME));
  if (state == "23502") return table + "." + std::string(field(result, PG_DIAG_COLUMN_NAME));
  if (state == "23505") {
    std::string columns = columns_of_key(table, field(result, PG_DIAG_MESSAGE_DETAIL));
    if (!columns.empty()) return columns;
  }
  return std::string(field(result, PG_DIAG_CONSTRAINT_NAME));
}

DbFault fault_of(std::string_view state) {
  for (const Meaning& meaning : meanings)
    if (state.starts_with(meaning.state)) return meaning.fault;
  return DbFault::broken;
}

}  // namespace

DbError postgres_error(const PGresult* result, std::string_view sql, std::uint64_t tag) {
  const std::string_view state = field(result, PG_DIAG_SQLSTATE);
  const DbFault fault = fault_of(state);
  std::string text(field(result, PG_DIAG_MESSAGE_PRIMARY));
  if (text.empty()) text = without_newline(PQresultErrorMessage(result));
  if (fault == DbFault::full) text = "there is no room left for the database: " + text;
  if (fault == DbFault::busy && state == "25006") text = "the database can only be read: " + text;
  if (!state.empty()) text.append(" (").append(state).append(")");
  if (fault == DbFault::broken) text.append(" in: ").append(sql.substr(0, shown_sql));
  return DbError(fault, text, fault == DbFault::constraint ? constraint_of(result, state) : std::string(), tag);
}

DbError postgres_gone(const PGconn* connection, std::uint64_t tag) {
  return DbError(DbFault::gone, "the connection to the database is lost: " + std::string(without_newline(PQerrorMessage(connection))), {},
                 tag);
}

bool statement_is_lost(const PGresult* result) {
  const std::string_view state = field(result, PG_DIAG_SQLSTATE);
  return state == "0A000" || state == "26000";
}

}  // namespace evenkeel::store
