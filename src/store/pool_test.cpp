// The pool of readers on both engines: snapshots, bound, waiting, failing bodies.

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>

#include "support/test_database.hpp"

namespace evenkeel::store {
namespace {

class PoolTest : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    writer_ = db().connect(Open::write);
    writer_->script("CREATE TABLE t (n BIGINT NOT NULL)");
    writer_->execute("INSERT INTO t VALUES (1)", {});
  }
  static std::int64_t rows(Connection& connection) {
    std::int64_t n = 0;
    connection.query("SELECT COUNT(*) FROM t", {}, [&](const Row& row) { n = row.integer(0); });
    return n;
  }
  std::unique_ptr<Connection> writer_;
};
ON_BOTH_DATABASES(PoolTest);

TEST_P(PoolTest, reads_in_one_snapshot_and_sees_news_the_next_time) {
  const auto pool = make_pool(db(), 2);
  pool->read([&](Connection& c) {
    EXPECT_EQ(rows(c), 1);
    writer_->execute("INSERT INTO t VALUES (2)", {});
    EXPECT_EQ(rows(c), 1);
  });
  pool->read([](Connection& c) { EXPECT_EQ(rows(c), 2); });
}

TEST_P(PoolTest, connections_are_kept_and_bounded) {
  const auto pool = make_pool(db(), 2);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::mutex mutex;
  std::set<const Connection*> seen;
  const auto work = [&] {
    for (int i = 0; i < 10; ++i)
      pool->read([&](Connection& c) {
        most = std::max(most.load(), ++inside);
        EXPECT_EQ(rows(c), 1);
        const std::lock_guard lock(mutex);
        seen.insert(&c);
        --inside;
      });
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 5; ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  EXPECT_LE(most, 2);
  EXPECT_LE(seen.size(), 2u);
}

TEST_P(PoolTest, who_waits_too_long_is_told_so) {
  const auto pool = make_pool(db(), 1, 50);
  pool->read([&](Connection&) {
    try {
      pool->read([](Connection&) { FAIL(); });
      FAIL();
    } catch (const DbError& error) {
      EXPECT_EQ(error.fault(), DbFault::busy);
    }
  });
  pool->read([](Connection& c) { EXPECT_EQ(rows(c), 1); });
}

TEST_P(PoolTest, a_body_that_fails_leaves_a_usable_connection) {
  const auto pool = make_pool(db(), 1, 50);
  EXPECT_THROW(pool->read([](Connection&) { throw std::runtime_error("mine"); }), std::runtime_error);
  EXPECT_THROW(pool->read([](Connection& c) { c.execute("SELECT * FROM nothing", {}); }), DbError);
  EXPECT_THROW(pool->read([](Connection& c) { c.execute("DELETE FROM t", {}); }), DbError);
  pool->read([](Connection& c) { EXPECT_EQ(rows(c), 1); });
}

}  // namespace
}  // namespace evenkeel::store
