// What store/db.hpp promises, held by both engines: values, keys, refusals, transactions.
#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "support/test_database.hpp"

namespace evenkeel::store {
namespace {

class Db : public test::OnBothDatabases {
 protected:
  std::unique_ptr<Connection> writer() { return db().connect(Open::write); }
  std::unique_ptr<Connection> reader() { return db().connect(Open::read); }

  /// A connection to a database with the table that most tests use.
  std::unique_ptr<Connection> with_table() {
    auto connection = writer();
    connection->script(db().render(
        "CREATE TABLE item (id {int} PRIMARY KEY, name {text} {bytewise} NOT NULL, rank {int} NOT NULL DEFAULT 0,"
        " body {text}, raw {bytes}, share {real},"
        " CONSTRAINT rank_is_small CHECK (rank < 100)) {strict};"
        "CREATE UNIQUE INDEX item_by_name ON item (name);"
        "CREATE TABLE part (id {int} PRIMARY KEY, item {int} NOT NULL, CONSTRAINT part_of_item FOREIGN KEY (item) REFERENCES item (id)) {strict}"));
    return connection;
  }
};
ON_BOTH_DATABASES(Db);

std::int64_t count(Connection& connection, std::string_view sql) {
  std::int64_t n = -1;
  connection.query(sql, {}, [&](const Row& row) { n = row.integer(0); });
  return n;
}

template <class Body>
DbError refused(Body body) {
  try {
    body();
  } catch (const DbError& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was refused";
  return DbError(DbFault::broken, "not thrown");
}

constexpr std::string_view insert_item = "INSERT INTO item (id, name, rank) VALUES ($1, $2, $3)";

TEST_P(Db, values_come_back_as_they_went_in) {
  auto c = with_table();
  const std::string raw("\0\x01\xff\x00z", 5);
  constexpr std::string_view insert = "INSERT INTO item (id, name, body, raw, share) VALUES ($1, $2, $3, $4, $5)";
  c->execute(insert, {std::numeric_limits<std::int64_t>::max(), "größe 漢字 😀", "", Bytes{raw}, 0.1});
  c->execute(insert, {std::numeric_limits<std::int64_t>::min(), "", nullptr, Bytes{{}}, nullptr});
  c->execute(insert, {1, "it's \"quoted\" \\ $1", "line\nbreak", nullptr, -1e300});
  std::vector<std::string> seen;
  c->query("SELECT id, name, body, raw, share FROM item ORDER BY id", {}, [&](const Row& row) {
    ASSERT_EQ(row.columns(), 5);
    seen.emplace_back(row.text(1));
    if (seen.size() == 1) {
      EXPECT_EQ(row.integer(0), std::numeric_limits<std::int64_t>::min());
      EXPECT_FALSE(row.is_null(1));
      EXPECT_TRUE(row.is_null(2));
      EXPECT_EQ(row.text(2), "");
      EXPECT_FALSE(row.is_null(3)) << "empty bytes are not NULL";
      EXPECT_EQ(row.bytes(3), "");
      EXPECT_TRUE(row.is_null(4));
      EXPECT_EQ(row.real(4), 0.0);
    } else if (seen.size() == 2) {
      EXPECT_EQ(row.text(2), "line\nbreak");
      EXPECT_TRUE(row.is_null(3));
      EXPECT_EQ(row.real(4), -1e300);
    } else {
      EXPECT_EQ(row.id(0).v, std::numeric_limits<std::int64_t>::max());
      EXPECT_FALSE(row.is_null(2)) << "an empty text is not NULL";
      EXPECT_EQ(row.bytes(3), raw);
      EXPECT_EQ(row.real(4), 0.1);
    }
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"", "it's \"quoted\" \\ $1", "größe 漢字 😀"}));
}

TEST_P(Db, integers_keep_64_bits_in_arithmetic_and_comparison) {
  auto c = with_table();
  c->query("SELECT $1 + 1, $1 = 5000000000, COUNT(*), SUM(rank) FROM item WHERE rank < $1", {5'000'000'000}, [](const Row& row) {
    EXPECT_EQ(row.integer(0), 5'000'000'001);
    EXPECT_EQ(row.integer(1), 1);
    EXPECT_EQ(row.integer(2), 0);
    EXPECT_TRUE(row.is_null(3));
    EXPECT_EQ(row.integer(3), 0);
  });
}

TEST_P(Db, parameters_bind_by_their_number_not_their_place) {
  auto c = with_table();
  c->execute("INSERT INTO item (name, id, rank) VALUES ($2, $1, $3)", {7, "seven", 3});
  std::int64_t met = 0;
  c->query("SELECT id FROM item WHERE rank = $2 AND name = $1 AND rank = $2", {"seven", 3}, [&](const Row& row) { met += row.integer(0); });
  EXPECT_EQ(met, 7);
}

TEST_P(Db, a_parameter_may_be_null_or_not_from_call_to_call) {
  auto c = with_table();
  constexpr std::string_view insert = "INSERT INTO item (id, name, body, share) VALUES ($1, $2, $3, $4)";
  c->execute(insert, {1, "a", nullptr, nullptr});
  c->execute(insert, {2, "b", "text", nullptr});
  c->execute(insert, {3, "c", nullptr, 2.5});
  c->execute(insert, {4, "d", "text", 5'000'000'000});  // an integer where a real was
  c->execute(insert, {5, "e", nullptr, 1.5});
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item WHERE body IS NULL"), 3);
  c->query("SELECT SUM(share) FROM item", {}, [](const Row& row) { EXPECT_EQ(row.real(0), 5'000'000'004.0); });
}

TEST_P(Db, row_values_page_by_key) {
  auto c = with_table();
  for (int i = 0; i < 9; ++i) c->execute(insert_item, {i, std::string(1, static_cast<char>('a' + i)), i / 3});
  std::vector<std::int64_t> page;
  c->query("SELECT id FROM item WHERE (rank, id) > ($1, $2) ORDER BY rank, id LIMIT $3", {1, 4, 3}, [&](const Row& row) { page.push_back(row.integer(0)); });
  EXPECT_EQ(page, (std::vector<std::int64_t>{5, 6, 7}));
}

TEST_P(Db, text_sorts_by_bytes_and_like_minds_case) {
  auto c = with_table();
  int id = 0;
  for (const char* name : {"b", "B", "ä", "a", "Z"}) c->execute(insert_item, {++id, name, 0});
  std::string order;
  c->query("SELECT name FROM item ORDER BY name", {}, [&](const Row& row) { order += row.text(0); });
  EXPECT_EQ(order, "BZabä");
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item WHERE name LIKE 'b%'"), 1);
}

TEST_P(Db, insert_or_update_returns_the_row) {
  auto c = with_table();
  constexpr std::string_view upsert =
      "INSERT INTO item (id, name, rank) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET rank = item.rank + excluded.rank RETURNING id, rank";
  std::vector<std::int64_t> seen;
  const auto keep = [&](const Row& row) { seen.insert(seen.end(), {row.integer(0), row.integer(1)}); };
  c->query(upsert, {1, "a", 10}, keep);
  c->query(upsert, {2, "a", 5}, keep);
  EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 10, 1, 15}));
  EXPECT_EQ(c->execute_count("INSERT INTO item (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", {3, "a"}), 0);
}

TEST_P(Db, execute_count_counts) {
  auto c = with_table();
  for (int i = 0; i < 5; ++i) c->execute(insert_item, {i, std::to_string(i), i});
  EXPECT_EQ(c->execute_count("UPDATE item SET body = $1 WHERE rank >= $2", {"x", 2}), 3);
  EXPECT_EQ(c->execute_count("UPDATE item SET body = $1 WHERE rank > $2", {"x", 50}), 0);
  EXPECT_EQ(c->execute_count("DELETE FROM item", {}), 5);
}

TEST_P(Db, execute_one_refuses_none_and_several) {
  auto c = with_table();
  c->execute(insert_item, {1, "a", 1});
  c->execute(insert_item, {2, "b", 1});
  EXPECT_EQ(refused([&] { c->execute_one("UPDATE item SET rank = 2 WHERE id = $1", {9}); }).fault(), DbFault::stale);
  c->execute_one("UPDATE item SET rank = 2 WHERE id = $1", {1});
  EXPECT_EQ(count(*c, "SELECT rank FROM item WHERE id = 1"), 2);
  c->begin(Begin::write);
  const DbError several = refused([&] {
    c->execute_one("UPDATE item SET rank = 3", {});
    c->flush();
  });
  EXPECT_EQ(several.fault(), DbFault::stale);
  c->rollback();
  EXPECT_EQ(count(*c, "SELECT MAX(rank) FROM item"), 2);
}

TEST_P(Db, a_violated_constraint_has_the_same_name_on_both) {
  auto c = with_table();
  c->execute(insert_item, {1, "a", 1});
  const auto name_of = [&](std::string_view sql, std::initializer_list<Param> params) {
    const DbError error = refused([&] { c->execute(sql, params); });
    EXPECT_EQ(error.fault(), DbFault::constraint) << error.what();
    return error.constraint();
  };
  EXPECT_EQ(name_of(insert_item, {2, "a", 1}), "item.name");
  EXPECT_EQ(name_of(insert_item, {1, "b", 1}), "item.id");
  EXPECT_EQ(name_of(insert_item, {2, "b", 100}), "rank_is_small");
  EXPECT_EQ(name_of(insert_item, {2, nullptr, 1}), "item.name");
  // SQLite does not say which foreign key.
  const std::string key = name_of("INSERT INTO part (id, item) VALUES (1, 99)", {});
  EXPECT_EQ(key, GetParam() == Engine::postgres ? "part_of_item" : "");
  c->script("CREATE TABLE pair (a BIGINT, \"order\" BIGINT, c BIGINT, PRIMARY KEY (a, \"order\")); CREATE UNIQUE INDEX pair_sum ON pair ((a + c))");
  c->execute("INSERT INTO pair VALUES (1, 2, 3)", {});
  EXPECT_EQ(name_of("INSERT INTO pair VALUES (1, 2, 9)", {}), "pair.a, pair.order");
  EXPECT_EQ(name_of("INSERT INTO pair VALUES (3, 2, 1)", {}), "pair_sum");
}

TEST_P(Db, wrong_statements_are_refused_and_hurt_nothing) {
  auto c = with_table();
  EXPECT_EQ(refused([&] { c->execute("SELEKT 1", {}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->execute("SELECT * FROM nothing", {}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->execute("INSERT INTO item (id, name) VALUES ($1, $2)", {"not a number", "a"}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->execute("INSERT INTO item (id, name) VALUES ($1, $2)", {1}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->execute("SELECT 1; SELECT 2", {}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->execute("SELECT \"name\" FROM item WHERE name = \"text in double quotes\"", {}); }).fault(), DbFault::broken);
  EXPECT_EQ(refused([&] { c->query("SELECT 'abc'", {}, [](const Row& row) { row.integer(0); }); }).fault(), DbFault::broken);
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 0);
}

TEST_P(Db, queries_nest) {
  auto c = with_table();
  for (int i = 1; i <= 3; ++i) c->execute(insert_item, {i, std::to_string(i), i});
  constexpr std::string_view above = "SELECT id FROM item WHERE rank > $1 ORDER BY id";
  std::string seen;
  c->query(above, {0}, [&](const Row& outer) {
    seen += outer.text(0);
    c->query(above, {outer.integer(0)}, [&](const Row& inner) { seen += "(" + std::string(inner.text(0)) + ")"; });
  });
  EXPECT_EQ(seen, "1(2)(3)2(3)3");
}

TEST_P(Db, what_a_callback_throws_passes_through) {
  auto c = with_table();
  c->execute(insert_item, {1, "a", 1});
  c->execute(insert_item, {2, "b", 1});
  c->begin(Begin::write);
  EXPECT_THROW(c->query("SELECT id FROM item", {}, [](const Row&) { throw std::out_of_range("mine"); }), std::out_of_range);
  c->execute(insert_item, {3, "c", 1});
  c->commit();
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 3);
}

TEST_P(Db, more_statements_than_are_kept) {
  auto c = with_table();
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 700; ++i) EXPECT_EQ(count(*c, "SELECT " + std::to_string(i)), i);
}

TEST_P(Db, many_rows_and_a_large_value) {
  auto c = with_table();
  const std::string large(8'000'000, 'x');
  c->begin(Begin::write);
  for (int i = 0; i < 5'000; ++i) c->execute(insert_item, {i, std::to_string(i), i % 100});
  c->execute("UPDATE item SET body = $1 WHERE id = $2", {large, 17});
  c->commit();
  std::int64_t rows = 0;
  std::size_t bytes = 0;
  c->query("SELECT a.id, CASE b.id WHEN 0 THEN a.body END FROM item a CROSS JOIN item b WHERE b.id < 20", {}, [&](const Row& row) {
    ++rows;
    bytes = std::max(bytes, row.text(1).size());
  });
  EXPECT_EQ(rows, 100'000);
  EXPECT_EQ(bytes, large.size());
}

TEST_P(Db, a_deferred_refusal_carries_the_tag_of_its_statement) {
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
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 1);
}

TEST_P(Db, a_stale_row_stops_the_commit) {
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
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 0);
}

TEST_P(Db, a_query_sees_what_was_deferred_before_it) {
  auto c = with_table();
  c->begin(Begin::write);
  for (int i = 0; i < 1'000; ++i) c->execute(insert_item, {i, std::to_string(i), 1});
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 1'000);
  c->execute_one("UPDATE item SET rank = 2 WHERE id = 3", {});
  EXPECT_EQ(count(*c, "SELECT rank FROM item WHERE id = 3"), 2);
  c->commit();
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 1'000);
}

TEST_P(Db, large_deferred_statements_do_not_block_each_other) {
  auto c = with_table();
  // Both directions fill their buffers: with parameters on the way there, with the rows of RETURNING on the way back.
  const std::string large(600'000, 'y');
  c->begin(Begin::write);
  for (int i = 0; i < 40; ++i) c->execute("INSERT INTO item (id, name, body) VALUES ($1, $2, $3) RETURNING body", {i, std::to_string(i), large});
  c->commit();
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item WHERE LENGTH(body) = 600000"), 40);
}

TEST_P(Db, a_failed_transaction_refuses_until_rolled_back) {
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
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 0);
  c->begin(Begin::write);
  c->execute(insert_item, {1, "a", 1});
  c->commit();
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 1);
}

TEST_P(Db, statements_first_used_in_a_failed_transaction_work_afterwards) {
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
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item WHERE body = 'x'"), 1);
}

TEST_P(Db, transactions_are_all_or_nothing) {
  auto c = with_table();
  c->begin(Begin::write);
  c->execute(insert_item, {1, "a", 1});
  EXPECT_TRUE(c->in_transaction());
  c->rollback();
  c->rollback();
  EXPECT_FALSE(c->in_transaction());
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM item"), 0);
  EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::broken);
  c->begin(Begin::write);
  EXPECT_EQ(refused([&] { c->begin(Begin::write); }).fault(), DbFault::broken);
  c->rollback();
}

TEST_P(Db, a_foreign_key_may_be_refused_only_at_the_commit) {
  auto c = with_table();
  c->script(db().render("CREATE TABLE late (id {int} PRIMARY KEY, item {int} REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED) {strict}"));
  c->begin(Begin::write);
  c->execute("INSERT INTO late VALUES (1, 5)", {});
  c->flush();
  EXPECT_EQ(refused([&] { c->commit(); }).fault(), DbFault::constraint);
  EXPECT_FALSE(c->in_transaction());
  EXPECT_EQ(count(*c, "SELECT COUNT(*) FROM late"), 0);
}

TEST_P(Db, readers_keep_their_snapshot_while_one_writes) {
  auto w = with_table();
  w->execute(insert_item, {1, "a", 1});
  auto r = reader();
  r->begin(Begin::read);
  EXPECT_EQ(count(*r, "SELECT COUNT(*) FROM item"), 1);
  w->begin(Begin::write);
  w->execute(insert_item, {2, "b", 1});
  w->flush();
  EXPECT_EQ(count(*r, "SELECT COUNT(*) FROM item"), 1);
  w->commit();
  EXPECT_EQ(count(*r, "SELECT COUNT(*) FROM item"), 1);
  r->rollback();
  EXPECT_EQ(count(*r, "SELECT COUNT(*) FROM item"), 2);
}

TEST_P(Db, read_connections_and_read_transactions_cannot_write) {
  auto w = with_table();
  auto r = reader();
  EXPECT_EQ(refused([&] { r->execute(insert_item, {1, "a", 1}); }).fault(), DbFault::busy);
  EXPECT_EQ(refused([&] { r->begin(Begin::write); }).fault(), DbFault::broken);
  EXPECT_FALSE(r->in_transaction());
  w->begin(Begin::read);
  EXPECT_EQ(refused([&] { w->execute(insert_item, {1, "a", 1}); }).fault(), DbFault::busy);
  w->rollback();
  EXPECT_EQ(count(*r, "SELECT COUNT(*) FROM item"), 0);
}

TEST_P(Db, two_writers_take_turns) {
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
  EXPECT_EQ(count(*first, "SELECT rank FROM item WHERE id = 1"), 2 * rounds);
}

TEST_P(Db, a_changed_table_does_not_spoil_kept_statements) {
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
  EXPECT_EQ(columns(*c), 7);
  try {
    EXPECT_EQ(columns(*other), 7);
  } catch (const DbError& error) {
    EXPECT_EQ(error.fault(), DbFault::retry) << error.what();
    EXPECT_EQ(columns(*other), 7);
  }
}

TEST_P(Db, ddl_tokens_are_rendered_and_unknown_ones_refused) {
  EXPECT_EQ(db().render("a {int} DEFAULT '{}' {"), GetParam() == Engine::sqlite ? "a INTEGER DEFAULT '{}' {" : "a BIGINT DEFAULT '{}' {");
  EXPECT_EQ(refused([&] { db().render("a {integer}"); }).fault(), DbFault::broken);
}

}  // namespace
}  // namespace evenkeel::store
