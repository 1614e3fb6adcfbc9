// The tables and helpers that the conformance tests of both engines share.
#pragma once
#include "support/test_database.hpp"

namespace evenkeel::test {

/// What `body` is refused with; a failure of the test when it is not.
template <class Body>
store::DbError refused(Body body) {
  try {
    body();
  } catch (const store::DbError& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was refused";
  return store::DbError(store::DbFault::broken, "not thrown");
}

/// The first column of the last row; -1 when there is none.
inline std::int64_t number(store::Connection& connection, std::string_view sql) {
  std::int64_t n = -1;
  connection.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); });
  return n;
}

constexpr std::string_view insert_item = "INSERT INTO item (id, name, rank) VALUES ($1, $2, $3)";

class OnItems : public OnBothDatabases {
 protected:
  std::unique_ptr<store::Connection> writer() { return db().connect(store::Open::write); }
  std::unique_ptr<store::Connection> reader() { return db().connect(store::Open::read); }

  /// A connection to a database with the table that most tests use.
  std::unique_ptr<store::Connection> with_table() {
    auto connection = writer();
    connection->script(
        db().render("CREATE TABLE item (id {int} PRIMARY KEY, name {text} {bytewise} NOT NULL, rank {int} NOT NULL DEFAULT 0,"
                    " body {text}, raw {bytes}, share {real},"
                    " CONSTRAINT rank_is_small CHECK (rank < 100)) {strict};"
                    "CREATE UNIQUE INDEX item_by_name ON item (name);"
                    "CREATE TABLE part (id {int} PRIMARY KEY, item {int} NOT NULL, CONSTRAINT part_of_item FOREIGN KEY (item) REFERENCES "
                    "item (id)) {strict}"));
    return connection;
  }
};

}  // namespace evenkeel::test
