// What the two engines share below db.hpp: how each is opened, and how DDL tokens become its words.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "store/db.hpp"

namespace evenkeel::store {

/// A register in one file; the file is made when first connected for writing. Refuses names that SQLite treats specially.
std::unique_ptr<Database> open_sqlite(const std::string& path);
/// A register on a PostgreSQL server; `url` is a libpq connection URL. Does not connect yet.
std::unique_ptr<Database> open_postgres(const std::string& url);

/// Database::render for `engine`. A word in braces that is no token is DbFault::broken.
std::string render_ddl(Engine engine, std::string_view ddl);

}  // namespace evenkeel::store
