// What store/db.hpp promises of statements, held by both engines: values, keys, counts, refusals.
#include <gtest/gtest.h>

#include <limits>

#include "support/items.hpp"

namespace evenkeel::store {
namespace {

using test::insert_item;
using test::number;
using test::refused;

class Db : public test::OnItems {};
ON_BOTH_DATABASES(Db);

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
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item WHERE body IS NULL"), 3);
  c->query("SELECT SUM(share) FROM item", {}, [](const Row& row) { EXPECT_EQ(row.real(0), 5'000'000'004.0); });
}

TEST_P(Db, row_values_page_by_key) {
  auto c = with_table();
  for (int i = 0; i < 9; ++i) c->execute(insert_item, {i, std::string(1, static_cast<char>('a' + i)), i / 3});
  std::vector<std::int64_t> page;
  c->query("SELECT id FROM item WHERE (rank, id) > ($1, $2) ORDER BY rank, id LIMIT $3", {1, 4, 3},
           [&](const Row& row) { page.push_back(row.integer(0)); });
  EXPECT_EQ(page, (std::vector<std::int64_t>{5, 6, 7}));
}

TEST_P(Db, text_sorts_by_bytes_and_like_minds_case) {
  auto c = with_table();
  int id = 0;
  for (const char* name : {"b", "B", "ä", "a", "Z"}) c->execute(insert_item, {++id, name, 0});
  std::string order;
  c->query("SELECT name FROM item ORDER BY name", {}, [&](const Row& row) { order += row.text(0); });
  EXPECT_EQ(order, "BZabä");
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item WHERE name LIKE 'b%'"), 1);
}

TEST_P(Db, insert_or_update_returns_the_row) {
  auto c = with_table();
  constexpr std::string_view upsert =
      "INSERT INTO item (id, name, rank) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET rank = item.rank + excluded.rank RETURNING "
      "id, rank";
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
  EXPECT_EQ(number(*c, "SELECT rank FROM item WHERE id = 1"), 2);
  c->begin(Begin::write);
  const DbError several = refused([&] {
    c->execute_one("UPDATE item SET rank = 3", {});
    c->flush();
  });
  EXPECT_EQ(several.fault(), DbFault::stale);
  c->rollback();
  EXPECT_EQ(number(*c, "SELECT MAX(rank) FROM item"), 2);
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
  c->script(
      "CREATE TABLE pair (a BIGINT, \"order\" BIGINT, c BIGINT, PRIMARY KEY (a, \"order\")); CREATE UNIQUE INDEX pair_sum ON pair ((a + "
      "c))");
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
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 0);
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
  EXPECT_EQ(number(*c, "SELECT COUNT(*) FROM item"), 3);
}

TEST_P(Db, more_statements_than_are_kept) {
  auto c = with_table();
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 700; ++i) EXPECT_EQ(number(*c, "SELECT " + std::to_string(i)), i);
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

}  // namespace
}  // namespace evenkeel::store
