// A schema as text, for the golden files: SQLite keeps the statements that made it, PostgreSQL is asked what it made.
#include "store/migrate.hpp"

namespace evenkeel::store {
namespace {

/// One layout for a CREATE statement however it was written: comments gone, white space single, a line for each column.
std::string laid_out(std::string_view sql) {
  std::string out;
  int depth = 0;
  char quote = 0;
  const auto newline = [&](std::string_view indent) {
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out.append("\n").append(indent);
  };
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (quote != 0) {
      out += c;
      if (c == quote) quote = 0;
    } else if (sql.substr(i, 2) == "--") {
      while (i + 1 < sql.size() && sql[i + 1] != '\n') ++i;
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
    } else if (c == '(' && ++depth == 1) {
      out += c;
      newline("  ");
      while (i + 1 < sql.size() && (sql[i + 1] == ' ' || sql[i + 1] == '\n')) ++i;
    } else if (c == ')' && --depth == 0) {
      newline("");
      out += c;
    } else if (c == ',' && depth == 1) {
      out += c;
      newline("  ");
      while (i + 1 < sql.size() && (sql[i + 1] == ' ' || sql[i + 1] == '\n')) ++i;
    } else {
      if (c == '\'' || c == '"') quote = c;
      out += c;
    }
  }
  return out;
}

/// The tables that FTS5 keeps for itself are left out: they follow from the table that is kept.
std::string dump_sqlite(Connection& connection) {
  std::string out;
  connection.query(
      "SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
      " ORDER BY tbl_name, type <> 'table', name",
      {}, [&](const Row& row) {
        const bool table = row.text(0) == "table";
        const std::string statement = table ? laid_out(row.text(1)) : std::string(row.text(1));
        if (table && !out.empty()) out += '\n';
        out += statement + ";\n";
      });
  return out;
}

struct Table {
  std::int64_t oid;
  std::string name;
};

std::vector<Table> postgres_tables(Connection& connection) {
  std::vector<Table> tables;
  connection.query(
      "SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
      " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE \"C\"",
      {}, [&](const Row& row) { tables.push_back({row.integer(0), std::string(row.text(1))}); });
  return tables;
}

/// Columns in their order, then constraints by name.
std::vector<std::string> postgres_parts(Connection& connection, std::int64_t table) {
  std::vector<std::string> parts;
  connection.query(
      "SELECT a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN c.collname END,"
      " a.attnotnull, a.attgenerated = 's', pg_get_expr(d.adbin, d.adrelid, true), a.attidentity <> ''"
      " FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation c ON c.oid = a.attcollation"
      " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
      " WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
      {table}, [&](const Row& row) {
        std::string column = std::string(row.text(0)) + " " + std::string(row.text(1));
        if (!row.is_null(2)) column += " COLLATE \"" + std::string(row.text(2)) + "\"";
        if (row.integer(3) != 0) column += " NOT NULL";
        if (!row.is_null(5))
          column += (row.integer(4) != 0 ? " GENERATED ALWAYS AS (" : " DEFAULT ") + std::string(row.text(5)) +
                    (row.integer(4) != 0 ? ") STORED" : "");
        if (row.integer(6) != 0) column += " GENERATED AS IDENTITY";
        parts.push_back(column);
      });
  connection.query(
      "SELECT conname, pg_get_constraintdef(oid, true) FROM pg_constraint WHERE conrelid = $1 AND contype IN ('c', 'f', 'p', 'u', 'x')"
      " ORDER BY conname COLLATE \"C\"",
      {table}, [&](const Row& row) { parts.push_back("CONSTRAINT " + std::string(row.text(0)) + " " + std::string(row.text(1))); });
  return parts;
}

/// Indexes that belong to no constraint, then triggers.
std::vector<std::string> postgres_attachments(Connection& connection, std::int64_t table) {
  std::vector<std::string> statements;
  const auto keep = [&](const Row& row) { statements.emplace_back(row.text(0)); };
  connection.query(
      "SELECT pg_get_indexdef(i.indexrelid, 0, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1"
      " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))"
      " ORDER BY c.relname COLLATE \"C\"",
      {table}, keep);
  connection.query(
      "SELECT pg_get_triggerdef(oid, true) FROM pg_trigger WHERE tgrelid = $1 AND NOT tgisinternal ORDER BY tgname COLLATE \"C\"", {table},
      keep);
  return statements;
}

/// Views, sequences and functions that no extension brought.
std::vector<std::string> postgres_others(Connection& connection) {
  std::vector<std::string> statements;
  const auto keep = [&](const Row& row) { statements.emplace_back(row.text(0)); };
  connection.query(
      "SELECT CASE c.relkind WHEN 'S' THEN 'CREATE SEQUENCE ' || c.relname ELSE 'CREATE VIEW ' || c.relname || ' AS' || "
      "pg_get_viewdef(c.oid, true) END"
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind IN ('S', 'v', 'm')"
      " AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e') ORDER BY c.relname COLLATE \"C\"",
      {}, keep);
  connection.query(
      "SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = current_schema()"
      " AND p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')"
      " ORDER BY p.proname COLLATE \"C\", p.oid",
      {}, keep);
  return statements;
}

std::string dump_postgres(Connection& connection) {
  std::string out;
  for (const Table& table : postgres_tables(connection)) {
    if (!out.empty()) out += '\n';
    out += "CREATE TABLE " + table.name + " (";
    std::string separator = "\n  ";
    for (const std::string& part : postgres_parts(connection, table.oid)) {
      out += separator + part;
      separator = ",\n  ";
    }
    out += "\n);\n";
    for (const std::string& statement : postgres_attachments(connection, table.oid)) out += statement + ";\n";
  }
  for (const std::string& statement : postgres_others(connection)) out += "\n" + statement + ";\n";
  return out;
}

}  // namespace

std::string dump_schema(Connection& connection) {
  return connection.engine() == Engine::sqlite ? dump_sqlite(connection) : dump_postgres(connection);
}

}  // namespace evenkeel::store
