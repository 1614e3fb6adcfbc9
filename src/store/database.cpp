// Chooses the engine from the location, and renders DDL tokens. No database library is seen here.
#include "store/engines.hpp"

namespace evenkeel::store {
namespace {

struct Token {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};

constexpr Token tokens[] = {
    {"int", "INTEGER", "BIGINT"},         {"text", "TEXT", "TEXT"}, {"bytes", "BLOB", "BYTEA"},
    {"real", "REAL", "DOUBLE PRECISION"}, {"strict", "STRICT", ""}, {"bytewise", "", "COLLATE \"C\""},
};

bool is_token_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

std::string_view rendered(Engine engine, std::string_view name) {
  for (const Token& token : tokens)
    if (token.name == name) return engine == Engine::sqlite ? token.sqlite : token.postgres;
  throw DbError(DbFault::broken, "unknown DDL token {" + std::string(name) + "}");
}

}  // namespace

std::string render_ddl(Engine engine, std::string_view ddl) {
  std::string out;
  out.reserve(ddl.size() + ddl.size() / 4);
  for (std::size_t i = 0; i < ddl.size();) {
    std::size_t end = i + 1;
    if (ddl[i] == '{')
      while (end < ddl.size() && is_token_letter(ddl[end])) ++end;
    // '{}' and other braces, as in a JSON default, are not tokens.
    const bool token = ddl[i] == '{' && end > i + 1 && end < ddl.size() && ddl[end] == '}';
    if (token) {
      out += rendered(engine, ddl.substr(i + 1, end - i - 1));
      i = end + 1;
    } else {
      out += ddl[i++];
    }
  }
  return out;
}

std::unique_ptr<Database> open_database(const std::string& location) {
  if (location.starts_with("postgres://") || location.starts_with("postgresql://")) return open_postgres(location);
  const std::size_t scheme = location.find("://");
  if (scheme != std::string::npos)
    throw DbError(DbFault::broken,
                  "unknown kind of database \"" + location.substr(0, scheme) + "://\": give a file name or postgres://...");
  return open_sqlite(location);
}

}  // namespace evenkeel::store
