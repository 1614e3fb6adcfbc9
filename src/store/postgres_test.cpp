// What only a server can do: go away, time out, find a deadlock, refuse a password.
#include <gtest/gtest.h>

#include <condition_variable>
#include <thread>

#include "support/items.hpp"

namespace evenkeel::store {
namespace {

using test::number;
using test::refused;

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    const std::string reason = test::why_not(Engine::postgres);
    if (!reason.empty()) GTEST_SKIP() << reason;
    database_ = test::make(Engine::postgres);
    killer_ = db().connect(Open::write);
    killer_->script("CREATE TABLE t (n BIGINT PRIMARY KEY, v BIGINT NOT NULL); INSERT INTO t VALUES (1, 0), (2, 0)");
  }
  Database& db() { return **database_; }
  void kill(std::int64_t pid) {
    killer_->query("SELECT pg_terminate_backend(CAST($1 AS INTEGER), 5000)", {pid}, [](const Row& row) { EXPECT_EQ(row.integer(0), 1); });
  }
  static std::int64_t pid_of(Connection& connection) { return number(connection, "SELECT pg_backend_pid()"); }

 private:
  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<Connection> killer_;
};

TEST_F(Postgres, a_lost_connection_is_gone_wherever_it_is_noticed) {
  const auto idle = db().connect(Open::write);
  kill(pid_of(*idle));
  EXPECT_EQ(refused([&] { number(*idle, "SELECT 1"); }).fault(), DbFault::gone);
  EXPECT_EQ(refused([&] { number(*idle, "SELECT 1"); }).fault(), DbFault::gone);
  EXPECT_EQ(refused([&] { idle->begin(Begin::write); }).fault(), DbFault::gone);
  idle->rollback();

  const auto open = db().connect(Open::write);
  open->begin(Begin::write);
  const std::int64_t pid = pid_of(*open);
  open->execute("UPDATE t SET v = 1", {});
  kill(pid);
  EXPECT_EQ(refused([&] { open->commit(); }).fault(), DbFault::gone);
  EXPECT_FALSE(open->in_transaction());

  const auto deferring = db().connect(Open::write);
  deferring->begin(Begin::write);
  deferring->execute("UPDATE t SET v = 1", {});
  kill(pid_of(*deferring));
  EXPECT_EQ(refused([&] {
              for (int i = 0; i < 1'000; ++i) deferring->execute("UPDATE t SET v = $1", {i});
              deferring->commit();
            }).fault(),
            DbFault::gone);
  deferring->rollback();
  EXPECT_EQ(number(*db().connect(Open::read), "SELECT SUM(v) FROM t"), 0);
}

TEST_F(Postgres, a_pool_heals) {
  const auto pool = make_pool(db(), 3);
  std::int64_t first = 0;
  pool->read([&](Connection& c) { first = pid_of(c); });
  pool->read([&](Connection& c) { EXPECT_EQ(pid_of(c), first) << "kept"; });
  kill(first);
  std::int64_t second = 0;
  pool->read([&](Connection& c) { second = pid_of(c); });
  EXPECT_NE(second, first);
  EXPECT_EQ(refused([&] {
              pool->read([&](Connection& c) {
                kill(second);
                number(c, "SELECT 1");
              });
            }).fault(),
            DbFault::gone);
  pool->read([&](Connection& c) { EXPECT_NE(pid_of(c), second); });
}

TEST_F(Postgres, a_deadlock_asks_for_another_try) {
  const auto a = db().connect(Open::write);
  const auto b = db().connect(Open::write);
  constexpr std::string_view update = "UPDATE t SET v = v + 1 WHERE n = $1";
  a->begin(Begin::write);
  b->begin(Begin::write);
  a->execute_one(update, {1});
  a->flush();
  b->execute_one(update, {2});
  b->flush();
  int retries = 0;
  const auto cross = [&](Connection& c, int n) {
    try {
      c.execute_one(update, {n});
      c.commit();
      return 0;
    } catch (const DbError& error) {
      EXPECT_EQ(error.fault(), DbFault::retry) << error.what();
      c.rollback();
      return 1;
    }
  };
  int others = 0;
  std::thread other([&] { others = cross(*b, 1); });
  retries = cross(*a, 2);
  other.join();
  EXPECT_EQ(retries + others, 1);
  EXPECT_EQ(number(*a, "SELECT SUM(v) FROM t"), 2);
}

TEST_F(Postgres, what_takes_too_long_is_busy) {
  const auto c = db().connect(Open::read);
  c->script("SET statement_timeout = '100ms'");
  EXPECT_EQ(refused([&] { number(*c, "SELECT pg_sleep(5)"); }).fault(), DbFault::busy);
  EXPECT_EQ(number(*c, "SELECT 1"), 1);
  const auto holder = db().connect(Open::write);
  const auto waiter = db().connect(Open::write);
  waiter->script("SET lock_timeout = '100ms'");
  holder->begin(Begin::write);
  holder->execute("UPDATE t SET v = 1", {});
  holder->flush();
  EXPECT_EQ(refused([&] { waiter->execute("UPDATE t SET v = 2", {}); }).fault(), DbFault::busy);
  holder->rollback();
}

TEST_F(Postgres, sessions_insist_on_what_rows_are_read_with) {
  const auto setting = [](Connection& c, std::string_view name) {
    std::string value;
    c.query("SELECT current_setting($1)", {name}, [&](const Row& row) { value = row.text(0); });
    return value;
  };
  const auto w = db().connect(Open::write);
  EXPECT_EQ(setting(*w, "application_name"), "evenkeel");
  EXPECT_EQ(setting(*w, "client_encoding"), "UTF8");
  EXPECT_EQ(setting(*w, "TimeZone"), "UTC");
  EXPECT_EQ(setting(*w, "synchronous_commit"), "on");
  const auto r = db().connect(Open::read);
  EXPECT_EQ(setting(*r, "default_transaction_read_only"), "on");
  EXPECT_EQ(setting(*r, "statement_timeout"), "10s");
}

TEST_F(Postgres, statements_that_left_the_cache_leave_the_server) {
  const auto c = db().connect(Open::write);
  for (int i = 0; i < 400; ++i) number(*c, "SELECT " + std::to_string(i));
  EXPECT_LE(number(*c, "SELECT COUNT(*) FROM pg_prepared_statements"), 301);
  for (int i = 0; i < 200; ++i) {
    c->begin(Begin::write);
    c->execute("INSERT INTO t VALUES ($1, $2)", {i + 10, i});
    c->commit();
  }
  EXPECT_LE(number(*c, "SELECT COUNT(*) FROM pg_prepared_statements"), 301);
}

TEST_F(Postgres, nullable_columns_do_not_multiply_statements) {
  const auto c = db().connect(Open::write);
  c->script("CREATE TABLE wide (a BIGINT, b TEXT, c DOUBLE PRECISION, d BYTEA)");
  for (int i = 0; i < 16; ++i) {
    const auto some = [&](int bit, Param p) { return (i >> bit & 1) != 0 ? p : Param(nullptr); };
    c->execute("INSERT INTO wide VALUES ($1, $2, $3, $4)", {some(0, 5'000'000'000), some(1, "text"), some(2, 0.5), some(3, Bytes{"\xff"})});
  }
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM wide WHERE b IS NOT NULL AND d IS NULL"), 4);
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO wide%'"), 1);
}

TEST(PostgresLocation, passwords_are_never_shown) {
  const auto database = open_database("postgresql://keeper:hunter2secret@127.0.0.1:1/register?connect_timeout=2");
  EXPECT_EQ(database->display_name(), "postgres://keeper@127.0.0.1:1/register");
  const DbError error = refused([&] { database->connect(Open::write); });
  EXPECT_EQ(error.fault(), DbFault::gone);
  EXPECT_EQ(std::string(error.what()).find("hunter2secret"), std::string::npos) << error.what();
  EXPECT_NE(std::string(error.what()).find("127.0.0.1"), std::string::npos) << error.what();
  EXPECT_EQ(open_database("postgres://keeper@/register?host=/run/pg&port=5433")->display_name(), "postgres://keeper@/run/pg:5433/register");
  EXPECT_EQ(open_database("postgres://host/register?password=hunter2secret&user=keeper")->display_name(),
            "postgres://keeper@host/register");
}

TEST(PostgresLocation, a_url_that_is_wrong_is_refused_without_repeating_it) {
  for (const char* url : {"postgres://keeper:hunter2secret@host:port with space/db", "postgres://keeper:hunter2secret@host/db?nonsense=1",
                          "postgres://keeper:hunter2secret%zz@host/db", "postgres://keeper:hunter2secret@[host/db"}) {
    const DbError error = refused([&] { open_database(url)->connect(Open::read); });
    EXPECT_EQ(std::string(error.what()).find("hunter2secret"), std::string::npos) << error.what();
    EXPECT_GT(std::string(error.what()).size(), 40u) << error.what();
  }
}

TEST(PostgresLocation, backups_are_left_to_its_own_tools) {
  EXPECT_EQ(refused([] { open_database("postgres://host/db")->backup_to("copy"); }).fault(), DbFault::broken);
}

}  // namespace
}  // namespace evenkeel::store
