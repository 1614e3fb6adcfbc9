#include "app/copy.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "app/migrations.hpp"
#include "store/migrate.hpp"

namespace evenkeel::app {
namespace {

using store::Bytes;
using store::Connection;
using store::Engine;
using store::Param;
using store::Row;

/// Not copied: what the target has of its own, and what follows from the rest.
const std::set<std::string, std::less<>> left_out = {"schema_version", "node",       "search",         "search_doc",
                                                     "search_data",    "search_idx", "search_docsize", "search_config"};
constexpr int rows_at_once = 2'000;

struct Column {
  std::string name;
  enum class Kind { integer, real, text, bytes } kind = Kind::text;
};

Column::Kind kind_of(std::string_view type) {
  if (type == "INTEGER" || type == "bigint" || type == "integer") return Column::Kind::integer;
  if (type == "REAL" || type == "double precision") return Column::Kind::real;
  return type == "BLOB" || type == "bytea" ? Column::Kind::bytes : Column::Kind::text;
}

std::vector<std::string> tables_of(Connection& db) {
  std::vector<std::string> tables;
  const std::string sql = db.engine() == Engine::sqlite
                              ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                              : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name";
  db.query(sql, {}, [&](const Row& row) {
    if (!left_out.contains(row.text(0))) tables.emplace_back(row.text(0));
  });
  return tables;
}

std::vector<Column> columns_of(Connection& db, const std::string& table) {
  std::vector<Column> columns;
  const std::string sql = db.engine() == Engine::sqlite ? "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
                                                        : "SELECT column_name, data_type FROM information_schema.columns WHERE "
                                                          "table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position";
  db.query(sql, {Param(table)}, [&](const Row& row) { columns.push_back({std::string(row.text(0)), kind_of(row.text(1))}); });
  return columns;
}

/// Rows one after the other in bounded memory: SQLite streams by itself, PostgreSQL through a cursor.
void each_row(Connection& db, const std::string& select, const Connection::OnRow& on_row) {
  if (db.engine() == Engine::sqlite) return db.query(select, {}, on_row);
  db.script("DECLARE copying NO SCROLL CURSOR FOR " + select);
  for (bool more = true; more;) {
    more = false;
    db.query(fmt::format("FETCH {} FROM copying", rows_at_once), {}, [&](const Row& row) {
      more = true;
      on_row(row);
    });
  }
  db.script("CLOSE copying");
}

Param value_of(const Row& row, int i, Column::Kind kind, std::string& bytes) {
  if (row.is_null(i)) return nullptr;
  switch (kind) {
    case Column::Kind::integer: return row.integer(i);
    case Column::Kind::real: return row.real(i);
    case Column::Kind::text: return row.text(i);
    case Column::Kind::bytes: bytes = row.bytes(i); return Bytes{bytes};
  }
  return nullptr;
}

std::int64_t copy_table(Connection& from, Connection& to, const std::string& table, const CopyProgress& progress) {
  const auto columns = columns_of(from, table);
  std::string names, marks;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names += fmt::format("{}\"{}\"", i ? "," : "", columns[i].name);
    marks += fmt::format("{}${}", i ? "," : "", i + 1);
  }
  // The target's own first rows (counters) give way.
  to.execute(fmt::format("DELETE FROM {}", table), {});
  const auto insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, marks);
  std::int64_t rows = 0;
  std::vector<std::string> bytes(columns.size());
  each_row(from, fmt::format("SELECT {} FROM {}", names, table), [&](const Row& row) {
    std::vector<Param> params;
    params.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) params.push_back(value_of(row, static_cast<int>(i), columns[i].kind, bytes[i]));
    to.execute(insert, params);
    if (++rows % rows_at_once == 0 && progress) progress(table, rows);
  });
  to.flush();
  return rows;
}

std::int64_t changes_in(Connection& db) {
  std::int64_t n = 0;
  db.query("SELECT n FROM counter WHERE name = 'change'", {}, [&](const Row& row) { n = row.integer(0); });
  return n;
}

}  // namespace

CopyReport copy_register(Connection& from, Connection& to, const CopyProgress& progress) {
  CopyReport report;
  from.begin(store::Begin::read);
  to.begin(store::Begin::write);
  try {
    if (changes_in(to) != 0)
      throw store::DbError(store::DbFault::constraint, "the target is not empty: a register is only copied into a fresh database");
    for (const auto& table : tables_of(from)) report.tables.emplace_back(table, copy_table(from, to, table, progress));
    // Search follows the change log anew.
    to.execute("DELETE FROM follower WHERE name = 'search'", {});
    to.commit();
    from.rollback();
  } catch (...) {
    to.rollback();
    from.rollback();
    throw;
  }
  return report;
}

CopyReport copy_into(store::Database& from, store::Database& to, Time now, const CopyProgress& progress) {
  const auto reading = from.connect(store::Open::read);
  const int has = store::schema_number(*reading), wants = migrations(from.engine()).back().number;
  if (has != wants)
    throw store::DbError(store::DbFault::broken, fmt::format("{} has schema {}, this program has {}: start the server on it once",
                                                             from.display_name(), has, wants));
  store::migrate(to, migrations(to.engine()), now);
  const auto writing = to.connect(store::Open::write);
  return copy_register(*reading, *writing, progress);
}

void write_backup(store::Database& database, const std::string& file, Time now, const CopyProgress& progress) {
  if (database.engine() == Engine::sqlite) return database.backup_to(file);
  const std::string part = file + ".part";
  const auto remove = [&] {
    std::error_code missing;
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(part + tail, missing);
  };
  remove();  // of a process that died
  try {
    (void)copy_into(database, *store::open_database(part), now, progress);
    std::filesystem::rename(part, file);
  } catch (...) {
    remove();  // a full disk gets no fuller by every try
    throw;
  }
}

}  // namespace evenkeel::app
