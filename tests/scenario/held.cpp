#include "scenario/held.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::scenario {
namespace {

using store::Engine;
using store::Param;
using store::Row;

struct Column {
  std::string table, name, type;
};

std::vector<Column> columns_of(store::Connection& db) {
  std::vector<Column> columns;
  const char* sql = db.engine() == Engine::sqlite
                        ? "SELECT m.name, p.name, p.type FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
                        : "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns "
                          "WHERE table_schema = current_schema()";
  db.query(sql, {},
           [&](const Row& row) { columns.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))}); });
  return columns;
}

/// The search index of SQLite stores a word without what it shares with its neighbour, so the end of it is enough.
std::string needle(const Column& c, const std::string& word) {
  return c.table.starts_with("search_") && c.table != "search_doc" ? word.substr(word.size() / 2) : word;
}

bool holds(store::Connection& db, const Column& c, const std::string& word) {
  bool found = false;
  const auto small = lower_ascii(word);
  const std::string sql =
      db.engine() == Engine::sqlite ? fmt::format(
                                          "SELECT COUNT(*) FROM \"{0}\" WHERE instr(CAST(\"{1}\" AS BLOB), CAST($1 AS BLOB)) > 0 "
                                          "OR instr(CAST(\"{1}\" AS BLOB), CAST($2 AS BLOB)) > 0",
                                          c.table, c.name)
      : c.type == "bytea" ? fmt::format(
                                "SELECT COUNT(*) FROM \"{0}\" WHERE position(convert_to($1::text, 'UTF8') IN \"{1}\") > 0 "
                                "OR position(convert_to($2::text, 'UTF8') IN \"{1}\") > 0",
                                c.table, c.name)
                          : fmt::format(
                                "SELECT COUNT(*) FROM \"{0}\" WHERE position($1::text IN \"{1}\"::text) > 0 "
                                "OR position($2::text IN \"{1}\"::text) > 0",
                                c.table, c.name);
  const auto looked_for = needle(c, word), and_small = needle(c, small);
  db.query(sql, {Param(looked_for), Param(and_small)}, [&](const Row& row) { found = row.integer(0) > 0; });
  return found;
}

}  // namespace

std::vector<std::string> places_of(store::Database& database, const std::string& word) {
  const auto db = database.connect(store::Open::read);
  std::vector<std::string> places;
  for (const auto& column : columns_of(*db))
    if (holds(*db, column, word)) places.push_back(column.table + "." + column.name);
  return places;
}

std::string figures_of(store::Database& database) {
  const auto db = database.connect(store::Open::read);
  std::string out;
  for (const auto* type :
       {&record::type_of<incident::Incident>(), &record::type_of<incident::Entry>(), &record::type_of<incident::Task>(),
        &record::type_of<incident::Cycle>(), &record::type_of<incident::Attachment>(), &record::type_of<incident::Link>()}) {
    std::string columns;
    for (const auto& f : type->fields) {
      const bool number =
          f.type == record::Type::integer || f.type == record::Type::time || f.type == record::Type::id || f.type == record::Type::boolean;
      if (number && f.name != "version" && f.name != "erased")
        columns += (columns.empty() ? "" : " || ',' || ") + fmt::format("COALESCE(CAST({} AS {}), '-')", f.name, "TEXT");
    }
    db->query(fmt::format("SELECT {} FROM {} ORDER BY id", columns, type->table), {},
              [&](const Row& row) { out.append(type->table).append(" ").append(row.text(0)).append("\n"); });
  }
  return out;
}

}  // namespace evenkeel::scenario
