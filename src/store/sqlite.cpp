// A register in one SQLite file: how the file is opened (durable, bounded in memory, distrustful) and copied while in use.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>

#include "store/engines.hpp"
#include "store/sqlite_connection.hpp"
#include "store/sqlite_fault.hpp"

namespace evenkeel::store {
namespace {

/// Longer than any transaction of ours; another process (a shell, a backup tool) may hold the file a moment.
constexpr int busy_timeout_ms = 5'000;

/// For every connection. DQS off: a misspelt "column" must not become a text, PostgreSQL would refuse it. LIKE as PostgreSQL's.
constexpr const char* pragmas_for_all =
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA case_sensitive_like=ON;"
    "PRAGMA temp_store=MEMORY;";

/// The writer: 16 MiB of pages, no mmap (a stray write or a media error must not reach it that way). A checkpoint each
/// 16 MiB of log; the log file shrinks back to 64 MiB after a long reader had pinned it.
constexpr const char* pragmas_for_writing =
    "PRAGMA cache_size=-16384;"
    "PRAGMA mmap_size=0;"
    "PRAGMA wal_autocheckpoint=4000;"
    "PRAGMA journal_size_limit=67108864;";

/// A reader: there may be one for each worker, so 2 MiB of its own; the mapping is shared by all.
constexpr const char* pragmas_for_reading =
    "PRAGMA cache_size=-2048;"
    "PRAGMA mmap_size=0;"
    "PRAGMA query_only=ON;";

void run_pragmas(sqlite3* db, const char* pragmas) {
  const int code = sqlite3_exec(db, pragmas, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite(db, code, SqlitePhase::statement, pragmas, 0);
}

std::string pragma_text(sqlite3* db, const char* pragma) {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(db, pragma, -1, &statement, nullptr);
  std::string text;
  if (code == SQLITE_OK) {
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) text = static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement, 0)));
  }
  sqlite3_finalize(statement);
  if (code != SQLITE_ROW) throw_sqlite(db, code, SqlitePhase::statement, pragma, 0);
  return text;
}

/// A register is for its owner's eyes. Only for a file that is not there yet: closing a descriptor of a file that
/// SQLite has open would drop its locks.
void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0) ::close(file);
}

void require_openable(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) throw DbError(DbFault::broken, path + " is a folder, not a database file");
  const auto folder = std::filesystem::path(path).parent_path();
  if (!std::filesystem::is_directory(folder, error)) throw DbError(DbFault::broken, "the folder " + folder.string() + " does not exist");
}

SqliteHandle open_handle(const std::string& path, Open mode) {
  require_openable(path);
  if (mode == Open::write) create_private(path);
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  SqliteHandle db(opened);
  if (code != SQLITE_OK)
    throw DbError(DbFault::broken, path + " cannot be opened: " + (db ? sqlite3_errmsg(db.get()) : sqlite3_errstr(code)));
  sqlite3_busy_timeout(db.get(), busy_timeout_ms);
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  if (mode == Open::write && sqlite3_db_readonly(db.get(), "main") == 1)
    throw DbError(DbFault::busy, path + " can only be read: its permissions or its file system forbid writing");
  return db;
}

void configure(sqlite3* db, Open mode) {
  run_pragmas(db, pragmas_for_all);
  if (mode == Open::write) {
    const std::string journal = pragma_text(db, "PRAGMA journal_mode=WAL");
    if (journal != "wal")
      throw DbError(DbFault::broken, "the file system does not support SQLite's write-ahead log (it stays at " + journal + ")");
  }
  run_pragmas(db, mode == Open::write ? pragmas_for_writing : pragmas_for_reading);
}

/// Makes what was written to `path` (a file, or a folder's entries) durable.
void sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int error = errno;
  if (file >= 0) ::close(file);
  if (!synced) throw DbError(error == ENOSPC ? DbFault::full : DbFault::broken, path + " cannot be made durable: " + std::strerror(error));
}

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}
  Engine engine() const override { return Engine::sqlite; }
  std::string render(std::string_view ddl) const override { return render_ddl(Engine::sqlite, ddl); }
  std::string display_name() const override { return path_; }

  std::unique_ptr<Connection> connect(Open mode) override {
    SqliteHandle db = open_handle(path_, mode);
    try {
      configure(db.get(), mode);
    } catch (const DbError& error) {
      throw DbError(error.fault(), path_ + ": " + error.what());
    }
    return std::make_unique<SqliteConnection>(std::move(db), mode);
  }

  void backup_to(const std::string& path) override {
    const std::string target = std::filesystem::absolute(path).string();
    std::error_code missing;
    if (std::filesystem::equivalent(target, path_, missing))
      throw DbError(DbFault::broken, "a register cannot be copied onto itself: " + target);
    const std::string partial = target + ".partial";
    require_openable(target);
    std::filesystem::remove(partial, missing);
    create_private(partial);
    try {
      copy_into(partial);
      sync_path(partial, O_RDWR);
      std::filesystem::rename(partial, target);
      sync_path(std::filesystem::path(target).parent_path().string(), O_RDONLY | O_DIRECTORY);
    } catch (...) {
      std::filesystem::remove(partial, missing);
      throw;
    }
  }

 private:
  void copy_into(const std::string& partial) const {
    const SqliteHandle db = open_handle(path_, Open::read);
    run_pragmas(db.get(), pragmas_for_all);
    std::string literal;
    for (const char c : partial) literal += c == '\'' ? std::string("''") : std::string(1, c);
    run_pragmas(db.get(), ("VACUUM INTO '" + literal + "'").c_str());
  }

  std::string path_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path) {
  if (path.empty() || path.starts_with(":") || path.starts_with("file:"))
    throw DbError(DbFault::broken, "\"" + path + "\" is no database file: a register must be an ordinary file that outlives the process");
  static std::once_flag once;
  // Counting every allocation costs a lock that all connections share; nobody reads the count.
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
  return std::make_unique<SqliteDatabase>(std::filesystem::absolute(path).string());
}

}  // namespace evenkeel::store
