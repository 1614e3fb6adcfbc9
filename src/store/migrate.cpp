// The schema of a register grows by numbered steps, upwards only; what was applied is written in the register itself.
#include "store/migrate.hpp"

#include <optional>
#include <vector>

namespace evenkeel::store {
namespace {

constexpr std::string_view version_table =
    "CREATE TABLE schema_version (number {int} PRIMARY KEY, name {text} NOT NULL, applied_at_us {int} NOT NULL) {strict}";

/// Nodes that start together wait here for the first. A step may rewrite a large table, so the time-outs of ordinary
/// work do not hold. The number is arbitrary, and the same in every version.
constexpr const char* take_turns =
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '10min'; SELECT pg_advisory_xact_lock(1702259564)";

struct Applied {
  int number;
  std::string name;
};

std::int64_t count(Connection& connection, std::string_view sql) {
  std::int64_t n = 0;
  connection.query(sql, {}, [&](const Row& row) { n = row.integer(0); });
  return n;
}

bool has_version_table(Connection& connection) {
  return count(connection, connection.engine() == Engine::sqlite
                               ? "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'"
                               : "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version'") > 0;
}

bool has_any_table(Connection& connection) {
  return count(connection, connection.engine() == Engine::sqlite
                               ? "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'"
                               : "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()") > 0;
}

std::vector<Applied> applied(Connection& connection) {
  std::vector<Applied> steps;
  if (!has_version_table(connection)) return steps;
  connection.query("SELECT number, name FROM schema_version ORDER BY number", {},
                   [&](const Row& row) { steps.push_back({static_cast<int>(row.integer(0)), std::string(row.text(1))}); });
  return steps;
}

void require_consecutive(std::span<const Migration> migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i)
    if (migrations[i].number != static_cast<int>(i) + 1)
      throw DbError(DbFault::broken, "migration " + std::to_string(migrations[i].number) + " stands at place " + std::to_string(i + 1));
}

/// Refuses a register that this program must not touch.
void require_ours(const Database& database, std::span<const Migration> migrations, const std::vector<Applied>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string step = std::to_string(steps[i].number) + " \"" + steps[i].name + "\"";
    if (i >= migrations.size())
      throw DbError(DbFault::broken, database.display_name() + " was made by a newer Evenkeel: its schema is at " +
                                         std::to_string(steps.back().number) + " \"" + steps.back().name + "\", this program knows " +
                                         std::to_string(migrations.size()) +
                                         ". Install the newer program, or restore a backup that is older");
    if (steps[i].number != migrations[i].number || steps[i].name != migrations[i].name)
      throw DbError(DbFault::broken, database.display_name() + " has schema step " + step + " where this program has " +
                                         std::to_string(migrations[i].number) + " \"" + std::string(migrations[i].name) +
                                         "\": it belongs to another program");
  }
}

/// Applies the first step that is missing; false when there is none.
bool apply_next(Database& database, Connection& connection, std::span<const Migration> migrations, Time now) {
  connection.begin(Begin::write);
  if (connection.engine() == Engine::postgres) connection.script(take_turns);
  const std::vector<Applied> steps = applied(connection);
  require_ours(database, migrations, steps);
  if (steps.size() == migrations.size()) {
    connection.rollback();
    return false;
  }
  if (!has_version_table(connection)) {
    if (has_any_table(connection))
      throw DbError(DbFault::broken, database.display_name() + " holds the tables of another program: give Evenkeel a database of its own");
    connection.script(database.render(version_table));
  }
  const Migration& next = migrations[steps.size()];
  try {
    connection.script(database.render(next.ddl));
  } catch (const DbError& error) {
    throw DbError(error.fault(), database.display_name() + ": schema step " + std::to_string(next.number) + " \"" + std::string(next.name) +
                                     "\" failed: " + error.what());
  }
  connection.execute("INSERT INTO schema_version (number, name, applied_at_us) VALUES ($1, $2, $3)", {next.number, next.name, now});
  connection.commit();
  return true;
}

}  // namespace

void migrate(Database& database, std::span<const Migration> migrations, Time now) {
  require_consecutive(migrations);
  const auto connection = database.connect(Open::write);
  try {
    while (apply_next(database, *connection, migrations, now)) {}
  } catch (...) {
    connection->rollback();
    throw;
  }
}

int schema_number(Connection& connection) {
  const std::vector<Applied> steps = applied(connection);
  return steps.empty() ? 0 : steps.back().number;
}

}  // namespace evenkeel::store
