// What only a file can do: fill the disk, be read-only, be damaged, fail to sync, be copied.
#include <errno.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "store/audit.hpp"
#include "store/schema.hpp"
#include "store/sqlite_connection.hpp"
#include "support/items.hpp"
#include "support/sample_record.hpp"

namespace evenkeel::store {
namespace {

using test::refused;

std::int64_t count(Connection& connection, std::string_view sql = "SELECT COUNT(*) FROM t") { return test::number(connection, sql); }

void fill(Database& database, int rows) {
  const auto c = database.connect(Open::write);
  c->script("CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT) STRICT");
  c->begin(Begin::write);
  for (int i = 0; i < rows; ++i) c->execute("INSERT INTO t VALUES ($1, $2)", {i, std::string(1'000, 'x')});
  c->commit();
}

/// While it lives, SQLite's writes to files fail with an error number.
class FailingWrites {
 public:
  explicit FailingWrites(int error) {
    error_ = error;
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    for (const char* call : calls) vfs->xSetSystemCall(vfs, call, pointer(&fail));
  }
  ~FailingWrites() {
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    for (const char* call : calls) vfs->xSetSystemCall(vfs, call, nullptr);
  }

 private:
  static constexpr const char* calls[] = {"write", "pwrite", "pwrite64"};
  static int error_;
  static ssize_t fail(int, const void*, size_t) {
    errno = error_;
    return -1;
  }
  template <class Function>
  static sqlite3_syscall_ptr pointer(Function* function) {
    return reinterpret_cast<sqlite3_syscall_ptr>(reinterpret_cast<void (*)()>(function));
  }
};
int FailingWrites::error_ = 0;

TEST(Sqlite, refuses_names_that_are_no_files) {
  const test::TempFolder folder;
  for (const char* name : {":memory:", "", "file:x.db?mode=memory"})
    EXPECT_EQ(refused([&] { open_database(name); }).fault(), DbFault::broken) << name;
  EXPECT_NE(std::string(refused([] { open_database("mysql://host/db"); }).what()).find("mysql"), std::string::npos);
  const auto nowhere = open_database(folder.file("missing/evenkeel.db"));
  EXPECT_NE(std::string(refused([&] { nowhere->connect(Open::write); }).what()).find("does not exist"), std::string::npos);
  const auto absent = open_database(folder.file("absent.db"));
  EXPECT_EQ(refused([&] { absent->connect(Open::read); }).fault(), DbFault::broken);
  EXPECT_FALSE(std::filesystem::exists(folder.file("absent.db"))) << "a reader must not make a file";
  EXPECT_NE(std::string(refused([&] { open_database(folder.file(""))->connect(Open::write); }).what()).find("folder"), std::string::npos);
}

TEST(Sqlite, is_durable_private_and_checked) {
  test::TestSqlite database;
  const auto w = database->connect(Open::write);
  w->script("CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT");
  EXPECT_EQ(count(*w, "PRAGMA synchronous"), 2);
  EXPECT_EQ(count(*w, "PRAGMA foreign_keys"), 1);
  EXPECT_EQ(count(*w, "PRAGMA trusted_schema"), 0);
  w->query("PRAGMA journal_mode", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "wal"); });
  EXPECT_EQ(count(*database->connect(Open::read), "PRAGMA query_only"), 1);
  struct stat file;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    ASSERT_EQ(stat((database.location() + suffix).c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777, 0600u) << suffix;
  }
}

TEST(Sqlite, a_full_disk_rolls_back_and_reading_goes_on) {
  test::TestSqlite database;
  fill(*database, 100);
  const auto c = database->connect(Open::write);
  c->script("PRAGMA max_page_count = 60");
  c->begin(Begin::write);
  EXPECT_EQ(refused([&] {
              for (int i = 100; i < 500; ++i) c->execute("INSERT INTO t VALUES ($1, $2)", {i, std::string(1'000, 'x')});
              c->commit();
            }).fault(),
            DbFault::full);
  // SQLite may have rolled back by itself: nothing may slip through outside a transaction.
  EXPECT_EQ(refused([&] { c->execute("DELETE FROM t", {}); }).fault(), DbFault::broken);
  c->rollback();
  EXPECT_EQ(count(*c), 100);
  c->script("PRAGMA max_page_count = 100000");
  c->begin(Begin::write);
  c->execute("INSERT INTO t VALUES (100, 'y')", {});
  c->commit();
  EXPECT_EQ(count(*c), 101);
}

TEST(Sqlite, no_room_on_the_medium_at_the_commit_is_survived) {
  test::TestSqlite database;
  fill(*database, 10);
  const auto c = database->connect(Open::write);
  c->begin(Begin::write);
  c->execute("INSERT INTO t VALUES (10, 'y')", {});
  {
    const FailingWrites no_room(ENOSPC);
    EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::full);
  }
  EXPECT_FALSE(c->in_transaction());
  EXPECT_EQ(count(*c), 10);
  c->execute("INSERT INTO t VALUES (10, 'y')", {});
  EXPECT_EQ(count(*c), 11);
}

TEST(Sqlite, a_commit_that_the_medium_did_not_take_says_so) {
  test::TestSqlite database;
  fill(*database, 10);
  const auto c = database->connect(Open::write);
  c->begin(Begin::write);
  c->execute("INSERT INTO t VALUES (10, 'y')", {});
  const FailingWrites broken_medium(EIO);
  EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::failed_sync);
}

TEST(Sqlite, a_file_locked_by_another_is_busy) {
  test::TestSqlite database;
  fill(*database, 1);
  const auto one = database->connect(Open::write);
  const auto two = database->connect(Open::write);
  two->script("PRAGMA busy_timeout = 50");
  one->begin(Begin::write);
  EXPECT_EQ(refused([&] { two->begin(Begin::write); }).fault(), DbFault::busy);
  EXPECT_FALSE(two->in_transaction());
  one->rollback();
  two->begin(Begin::write);
  two->rollback();
}

TEST(Sqlite, a_read_only_file_is_refused_for_writing) {
  test::TestSqlite database;
  fill(*database, 1);
  ASSERT_EQ(chmod(database.location().c_str(), 0444), 0);
  constexpr int nobody = 65534;
  if (geteuid() == 0) setfsuid(nobody);  // root may write to everything
  const DbError error = refused([&] { database->connect(Open::write); });
  if (geteuid() == 0) setfsuid(0);
  EXPECT_EQ(error.fault(), DbFault::busy);
  EXPECT_NE(std::string(error.what()).find("can only be read"), std::string::npos) << error.what();
}

TEST(Sqlite, what_is_no_database_is_named_as_such) {
  const test::TempFolder folder;
  const std::string path = folder.file("notes.txt");
  std::ofstream(path) << std::string(5'000, 'n');
  const DbError error = refused([&] { open_database(path)->connect(Open::write); });
  EXPECT_EQ(error.fault(), DbFault::corrupt);
  EXPECT_NE(std::string(error.what()).find("notes.txt"), std::string::npos) << error.what();
  EXPECT_NE(std::string(error.what()).find("not a database"), std::string::npos) << error.what();
}

TEST(Sqlite, a_damaged_page_is_reported_not_read) {
  test::TestSqlite database;
  fill(*database, 500);
  {
    std::fstream file(database.location(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(40'960, '\xfe');
  }
  const auto c = database->connect(Open::read);
  EXPECT_EQ(refused([&] { count(*c, "SELECT SUM(LENGTH(body)) FROM t"); }).fault(), DbFault::corrupt);
}

TEST(Sqlite, a_query_that_reads_too_much_is_ended) {
  test::TestSqlite database;
  fill(*database, 1);
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open(database.location().c_str(), &file), SQLITE_OK);
  SqliteConnection c(SqliteHandle(file), Open::read, 2);
  const DbError error =
      refused([&] { count(c, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"); });
  EXPECT_EQ(error.fault(), DbFault::busy);
  EXPECT_EQ(count(c), 1);
}

TEST(Sqlite, a_proof_reads_the_log_once_however_many_facts_there_are) {
  test::TestSqlite database;
  {
    const auto c = database->connect(Open::write);
    c->script(database->render(core_schema() + ddl_for(record::type_of<test::Sample>())));
    // So many changes that no statement may do more with all of them than count them.
    c->execute(
        "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 500000) "
        "INSERT INTO change(seq, at_us, recorded_at_us, actor, subject_kind, subject_id, version, root_id, kind, body_hash, fact_hash) "
        "SELECT i, 0, 0, 'system:test', 'sample', i, 1, i, 'sample.added', x'00', x'00' FROM n",
        {});
  }
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open(database.location().c_str(), &file), SQLITE_OK);
  SqliteConnection limited(SqliteHandle(file), Open::read, 3);
  AuditOptions options;
  options.types = {&record::type_of<test::Sample>()};
  AuditReport report;
  EXPECT_NO_THROW(report = verify(limited, options));
  EXPECT_FALSE(report.sound()) << "they lie outside every seal";
}

TEST(Sqlite, a_backup_is_a_whole_register_made_while_one_writes) {
  test::TestSqlite database;
  const test::TempFolder folder;
  const std::string copy = folder.file("it's a copy.db");
  fill(*database, 50);
  const auto c = database->connect(Open::write);
  c->begin(Begin::write);
  c->execute("DELETE FROM t", {});
  database->backup_to(copy);
  c->commit();
  database->backup_to(folder.file("later.db"));
  EXPECT_EQ(count(*open_database(copy)->connect(Open::read)), 50);
  EXPECT_EQ(count(*open_database(folder.file("later.db"))->connect(Open::read)), 0);
  database->backup_to(copy);  // again, over the old one
  EXPECT_EQ(count(*open_database(copy)->connect(Open::read)), 0);
  struct stat file;
  ASSERT_EQ(stat(copy.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);
  EXPECT_FALSE(std::filesystem::exists(copy + ".partial"));
}

TEST(Sqlite, a_backup_that_fails_leaves_the_older_one) {
  test::TestSqlite database;
  const test::TempFolder folder;
  const std::string copy = folder.file("copy.db");
  fill(*database, 50);
  database->backup_to(copy);
  database->connect(Open::write)->execute("DELETE FROM t", {});
  {
    const FailingWrites no_room(ENOSPC);
    EXPECT_EQ(refused([&] { database->backup_to(copy); }).fault(), DbFault::full);
  }
  EXPECT_EQ(count(*open_database(copy)->connect(Open::read)), 50);
  EXPECT_FALSE(std::filesystem::exists(copy + ".partial"));
  EXPECT_EQ(refused([&] { database->backup_to(database.location()); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { database->backup_to(folder.file("missing/copy.db")); }).fault(), DbFault::broken);
  EXPECT_EQ(count(*database->connect(Open::read)), 0);
}

}  // namespace
}  // namespace evenkeel::store
