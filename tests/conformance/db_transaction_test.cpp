// What store/db.hpp promises of transactions, held by both engines: deferred refusals, isolation, all or nothing.
#include <gtest/gtest.h>

#include <thread>

#include "support/items.hpp"

namespace evenkeel::store {
namespace {

using test::insert_item;
using test::number;
using test::refused;

class DbTransaction : public test::OnItems {};
ON_BOTH_DATABASES(DbTransaction);

TEST_P(DbTransaction, a_deferred_refusal_carries_the_tag_of_its_statement) {
  auto c = with_table();
  c->execute(insert_item, {1, "a", 1});
  c->begin(Begin::write);
  const DbError error = refused([&] {
    c->set_tag(71);
    c->execute(insert_item, {2, "b", 1});
    c->set_tag(72);
    c->execute(insert_item, {3, "a", 1});
    c->set_tag(73);
    c->execute(insert_item, {4, "d", 1});
    c->execute_one("UPDATE item SET rank = 5 WHERE id = $1", {99});
    c->commit();
  });
  c->rollback();
  EXPECT_EQ(error.tag(), 72u);
  EXPECT_EQ(error.fault(), DbFault::constraint);
  EXPECT_EQ(error.constraint(), "item.name");
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 1);
}

TEST_P(DbTransaction, a_stale_row_stops_the_commit) {
  auto c = with_table();
  c->begin(Begin::write);
  const DbError error = refused([&] {
    c->set_tag(5);
    c->execute(insert_item, {1, "a", 1});
    c->set_tag(6);
    c->execute_one("UPDATE item SET rank = 5 WHERE id = $1 AND rank = $2", {1, 9});
    c->set_tag(7);
    c->execute(insert_item, {2, "b", 1});
    c->commit();
  });
  c->rollback();
  EXPECT_EQ(error.fault(), DbFault::stale);
  EXPECT_EQ(error.tag(), 6u);
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 0);
}

TEST_P(DbTransaction, a_query_sees_what_was_deferred_before_it) {
  auto c = with_table();
  c->begin(Begin::write);
  for (int i = 0; i < 1'000; ++i) c->execute(insert_item, {i, std::to_string(i), 1});
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 1'000);
  c->execute_one("UPDATE item SET rank = 2 WHERE id = 3", {});
  EXPECT_EQ(number(*c, "SELECT rank FROM item WHERE id = 3"), 2);
  c->commit();
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 1'000);
}

TEST_P(DbTransaction, large_deferred_statements_do_not_block_each_other) {
  auto c = with_table();
  // Both directions fill their buffers: with parameters on the way there, with the rows of RETURNING on the way back.
  const std::string large(600'000, 'y');
  c->begin(Begin::write);
  for (int i = 0; i < 40; ++i)
    c->execute("INSERT INTO item (id, name, body) VALUES ($1, $2, $3) RETURNING body", {i, std::to_string(i), large});
  c->commit();
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item WHERE LENGTH(body) = 600000"), 40);
}

TEST_P(DbTransaction, a_failed_transaction_refuses_until_rolled_back) {
  auto c = with_table();
  c->begin(Begin::write);
  c->execute(insert_item, {1, "a", 1});
  EXPECT_EQ(refused([&] {
              c->execute(insert_item, {1, "b", 1});
              c->flush();
            }).fault(),
            DbFault::constraint);
  EXPECT_TRUE(c->in_transaction());
  EXPECT_EQ(refused([&] { c->execute(insert_item, {2, "c", 1}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::broken);
  EXPECT_FALSE(c->in_transaction()) << "a commit ends the transaction, whatever it says";
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 0);
  c->begin(Begin::write);
  c->execute(insert_item, {1, "a", 1});
  c->commit();
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 1);
}

TEST_P(DbTransaction, statements_first_used_in_a_failed_transaction_work_afterwards) {
  auto c = with_table();
  constexpr std::string_view update = "UPDATE item SET body = $1 WHERE id = $2";
  c->begin(Begin::write);
  EXPECT_EQ(refused([&] {
              c->execute(insert_item, {1, nullptr, 1});  // refused; deferred or not, what follows is never prepared
              c->execute(update, {"x", 1});
              c->commit();
            }).fault(),
            DbFault::constraint);
  c->rollback();
  c->begin(Begin::write);
  c->execute(insert_item, {1, "a", 1});
  c->execute_one(update, {"x", 1});
  c->commit();
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item WHERE body = 'x'"), 1);
}

TEST_P(DbTransaction, transactions_are_all_or_nothing) {
  auto c = with_table();
  c->begin(Begin::write);
  c->execute(insert_item, {1, "a", 1});
  EXPECT_TRUE(c->in_transaction());
  c->rollback();
  c->rollback();
  EXPECT_FALSE(c->in_transaction());
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 0);
  EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::broken);
  c->begin(Begin::write);
  EXPECT_EQ(refused([&] { c->begin(Begin::write); }).fault(), DbFault::broken);
  c->rollback();
}

TEST_P(DbTransaction, a_foreign_key_may_be_refused_only_at_the_commit) {
  auto c = with_table();
  c->script(
      db().render("CREATE TABLE late (id {int} PRIMARY KEY, item {int} REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED) {strict}"));
  c->begin(Begin::write);
  c->execute("INSERT INTO late VALUES (1, 5)", {});
  c->flush();
  EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::constraint);
  EXPECT_FALSE(c->in_transaction());
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM late"), 0);
}

TEST_P(DbTransaction, readers_keep_their_snapshot_while_one_writes) {
  auto w = with_table();
  w->execute(insert_item, {1, "a", 1});
  auto r = reader();
  r->begin(Begin::read);
  EXPECT_EQ(number(*r, "SELECT COUNT(*) FROM item"), 1);
  w->begin(Begin::write);
  w->execute(insert_item, {2, "b", 1});
  w->flush();
  EXPECT_EQ(number(*r, "SELECT COUNT(*) FROM item"), 1);
  w->commit();
  EXPECT_EQ(number(*r, "SELECT COUNT(*) FROM item"), 1);
  r->rollback();
  EXPECT_EQ(number(*r, "SELECT COUNT(*) FROM item"), 2);
}

TEST_P(DbTransaction, read_connections_and_read_transactions_cannot_write) {
  auto w = with_table();
  auto r = reader();
  EXPECT_EQ(refused([&] { r->execute(insert_item, {1, "a", 1}); }).fault(), DbFault::busy);
  EXPECT_EQ(refused([&] { r->begin(Begin::write); }).fault(), DbFault::broken);
  EXPECT_FALSE(r->in_transaction());
  w->begin(Begin::read);
  EXPECT_EQ(refused([&] { w->execute(insert_item, {1, "a", 1}); }).fault(), DbFault::busy);
  w->rollback();
  EXPECT_EQ(number(*r, "SELECT COUNT(*) FROM item"), 0);
}

TEST_P(DbTransaction, two_writers_take_turns) {
  auto first = with_table();
  first->execute(insert_item, {1, "a", 0});
  constexpr int rounds = 30;
  const auto work = [&] {
    auto c = writer();
    for (int i = 0; i < rounds; ++i) {
      c->begin(Begin::write);
      c->execute_one("UPDATE item SET rank = rank + 1 WHERE id = $1", {1});
      c->commit();
    }
  };
  std::thread other(work);
  work();
  other.join();
  EXPECT_EQ(number(*first, "SELECT rank FROM item WHERE id = 1"), 2 * rounds);
}

TEST_P(DbTransaction, a_changed_table_does_not_spoil_kept_statements) {
  auto c = with_table();
  auto other = writer();
  c->execute(insert_item, {1, "a", 1});
  const auto columns = [](Connection& connection) {
    int n = 0;
    connection.query("SELECT * FROM item", {}, [&](const Row& row) { n = row.columns(); });
    return n;
  };
  EXPECT_EQ(columns(*c), 6);
  EXPECT_EQ(columns(*other), 6);
  c->script(db().render("ALTER TABLE item ADD COLUMN extra {text}"));
  for (Connection* connection : {c.get(), other.get()}) {
    try {
      EXPECT_EQ(columns(*connection), 7);
    } catch (const DbError& error) {
      EXPECT_EQ(error.fault(), DbFault::retry) << error.what();
      EXPECT_EQ(columns(*connection), 7);
    }
  }
}

TEST_P(DbTransaction, ddl_tokens_are_rendered_and_unknown_ones_refused) {
  EXPECT_EQ(db().render("a {int} DEFAULT '{}' {"), GetParam() == Engine::sqlite ? "a INTEGER DEFAULT '{}' {" : "a BIGINT DEFAULT '{}' {");
  EXPECT_EQ(refused([&] { db().render("a {integer}"); }).fault(), DbFault::broken);
}

}  // namespace
}  // namespace evenkeel::store
