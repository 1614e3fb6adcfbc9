// Migrations on both engines: up once, all or nothing, refused where they do not belong; and the text of the schema.

#include "store/migrate.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "support/test_database.hpp"

namespace evenkeel::store {
namespace {

constexpr Migration first{1, "boats", R"(
  CREATE TABLE boat ( -- one row a boat
    id {int} PRIMARY KEY,
    name {text} {bytewise} NOT NULL DEFAULT 'it''s, (new)',
    keel {real},
    picture {bytes},
    CONSTRAINT named CHECK (name <> '')
  ) {strict};
  CREATE UNIQUE INDEX boat__name ON boat (name);)"};
constexpr Migration second{2, "crews", R"(
  CREATE TABLE crew (boat {int} NOT NULL REFERENCES boat (id), place {int} NOT NULL, PRIMARY KEY (boat, place)) {strict};
  ALTER TABLE boat ADD COLUMN colour {text};)"};
constexpr Migration broken{3, "broken", "CREATE TABLE half (id {int}) {strict}; CREATE TABLE half (id {int}) {strict};"};
constexpr Time now{1'700'000'000'000'000};

class Migrate : public test::OnBothDatabases {
 protected:
  int number() { return schema_number(*db().connect(Open::read)); }
  std::string dump() { return dump_schema(*db().connect(Open::read)); }
  void up(std::vector<Migration> steps) { migrate(db(), steps, now); }
  std::string refusal(std::vector<Migration> steps) {
    try {
      up(std::move(steps));
    } catch (const DbError& error) {
      return error.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
  }
};
ON_BOTH_DATABASES(Migrate);

TEST_P(Migrate, goes_up_step_by_step_and_only_once) {
  db().connect(Open::write);
  EXPECT_EQ(number(), 0);
  up({first});
  EXPECT_EQ(number(), 1);
  db().connect(Open::write)->execute("INSERT INTO boat (id) VALUES (1)", {});
  up({first, second});
  up({first, second});
  EXPECT_EQ(number(), 2);
  std::string log;
  db().connect(Open::read)->query("SELECT number, name, applied_at_us FROM schema_version ORDER BY number", {}, [&](const Row& row) {
    log += std::string(row.text(0)) + std::string(row.text(1)) + " ";
    EXPECT_EQ(row.time(2), now);
  });
  EXPECT_EQ(log, "1boats 2crews ");
  db().connect(Open::read)->query("SELECT name FROM boat", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "it's, (new)"); });
}

TEST_P(Migrate, a_step_that_fails_leaves_the_register_as_it_was) {
  up({first, second});
  const std::string before = dump();
  const std::string text = refusal({first, second, broken});
  EXPECT_NE(text.find("\"broken\" failed"), std::string::npos) << text;
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(number(), 2);
}

TEST_P(Migrate, refuses_a_register_of_a_newer_program) {
  up({first, second});
  const std::string text = refusal({first});
  EXPECT_NE(text.find("newer Evenkeel"), std::string::npos) << text;
  EXPECT_NE(text.find("crews"), std::string::npos) << text;
  EXPECT_EQ(number(), 2);
}

TEST_P(Migrate, refuses_what_another_program_made) {
  db().connect(Open::write)->script("CREATE TABLE theirs (id BIGINT)");
  EXPECT_NE(refusal({first}).find("another program"), std::string::npos);
  EXPECT_EQ(number(), 0);
}

TEST_P(Migrate, refuses_a_step_that_changed_its_name_and_gaps) {
  up({first, second});
  EXPECT_NE(refusal({first, {2, "ships", ""}}).find("belongs to another program"), std::string::npos);
  EXPECT_NE(refusal({first, {3, "ships", ""}}).find("stands at place 2"), std::string::npos);
}

TEST_P(Migrate, nodes_that_start_together_take_turns) {
  std::vector<std::thread> nodes;
  for (int i = 0; i < 4; ++i) nodes.emplace_back([&] { EXPECT_NO_THROW(up({first, second})); });
  for (auto& node : nodes) node.join();
  EXPECT_EQ(number(), 2);
}

TEST_P(Migrate, the_dump_shows_every_table_column_index_and_constraint) {
  up({first, second});
  constexpr std::string_view sqlite = R"(CREATE TABLE boat (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT 'it''s, (new)',
  keel REAL,
  picture BLOB,
  colour TEXT,
  CONSTRAINT named CHECK (name <> '')
) STRICT;
CREATE UNIQUE INDEX boat__name ON boat (name);

CREATE TABLE crew (
  boat INTEGER NOT NULL REFERENCES boat (id),
  place INTEGER NOT NULL,
  PRIMARY KEY (boat, place)
) STRICT;

CREATE TABLE schema_version (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at_us INTEGER NOT NULL
) STRICT;
)";
  constexpr std::string_view postgres = R"(CREATE TABLE boat (
  id bigint NOT NULL,
  name text COLLATE "C" NOT NULL DEFAULT 'it''s, (new)'::text,
  keel double precision,
  picture bytea,
  colour text,
  CONSTRAINT boat_pkey PRIMARY KEY (id),
  CONSTRAINT named CHECK (name <> ''::text)
);
CREATE UNIQUE INDEX boat__name ON boat USING btree (name);

CREATE TABLE crew (
  boat bigint NOT NULL,
  place bigint NOT NULL,
  CONSTRAINT crew_boat_fkey FOREIGN KEY (boat) REFERENCES boat(id),
  CONSTRAINT crew_pkey PRIMARY KEY (boat, place)
);

CREATE TABLE schema_version (
  number bigint NOT NULL,
  name text NOT NULL,
  applied_at_us bigint NOT NULL,
  CONSTRAINT schema_version_pkey PRIMARY KEY (number)
);
)";
  EXPECT_EQ(dump(), GetParam() == Engine::sqlite ? sqlite : postgres);
}

}  // namespace
}  // namespace evenkeel::store
