// A register goes from one database to the other and back: nothing is lost, numbers go on, the chain is whole. A backup is
// restored and knows whom the law had erased.
#include "app/copy.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include "app/erasures.hpp"
#include "app/housekeeping.hpp"
#include "app/migrations.hpp"
#include "base/sim_world.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/people/person.hpp"
#include "store/audit.hpp"
#include "store/writer.hpp"
#include "support/test_database.hpp"

namespace evenkeel {
namespace {

constexpr Time start{1'772'438'400 * us_per_second};

void fill(store::Database& database, SimWorld& world, int people) {
  const auto writer = store::make_writer(database, world, {});
  for (int i = 0; i < people; ++i) {
    const auto done = writer->run(store::Lane::people, store::Actor{"system:test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
      people::Person p;
      p.id = tx.new_id();
      p.name = "Person \xc3\xa9 " + std::to_string(i);
      p.roles = {"analyst"};
      tx.insert(p, {"person.added", {}, {}, {}});
      tx.next_number();
      return store::Outcome{};
    });
    ASSERT_TRUE(done);
  }
}

std::int64_t number(store::Database& database, std::string_view sql) {
  std::int64_t n = -1;
  database.connect(store::Open::read)->query(sql, {}, [&](const store::Row& row) { n = row.integer(0); });
  return n;
}

/// All of its bytes, in hexadecimal digits.
std::string file_in(store::Database& database) {
  std::string text;
  const auto* sql = database.engine() == store::Engine::sqlite ? "SELECT hex(bytes) FROM blob ORDER BY part"
                                                               : "SELECT upper(encode(bytes, 'hex')) FROM blob ORDER BY part";
  database.connect(store::Open::read)->query(sql, {}, [&](const store::Row& row) { text += row.text(0); });
  return text;
}

void add_file(store::Database& database) {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  const auto db = database.connect(store::Open::write);
  db->begin(store::Begin::write);
  for (int part = 0; part < 3; ++part) incident::insert_blob_part(*db, std::string(64, 'a'), part, bytes);
  db->commit();
}

bool sound(store::Database& database) {
  store::AuditOptions options;
  options.types = app::audited_types();
  const auto db = database.connect(store::Open::read);
  db->begin(store::Begin::read);
  const auto report = store::verify(*db, options);
  db->rollback();
  return report.sound() && report.changes > 0;
}

void copy(store::Database& from, store::Database& to) {
  store::migrate(to, app::migrations(to.engine()), start);
  const auto reading = from.connect(store::Open::read), writing = to.connect(store::Open::write);
  app::copy_register(*reading, *writing, {});
}

/// From a fresh SQLite register to the engine under test, and back to SQLite.
class Copy : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Copy);

TEST_P(Copy, there_and_back_loses_nothing) {
  SimWorld world(start);
  test::TestSqlite first, third;
  store::migrate(*first, app::migrations(store::Engine::sqlite), start);
  fill(*first, world, 30);
  add_file(*first);
  copy(*first, db());
  EXPECT_TRUE(sound(db()));
  copy(db(), *third);
  EXPECT_TRUE(sound(*third));
  for (const char* sql : {"SELECT COUNT(*) FROM person", "SELECT COUNT(*) FROM change", "SELECT COUNT(*) FROM seal",
                          "SELECT MAX(id) FROM person", "SELECT n FROM counter WHERE name = 'incident_number'"})
    EXPECT_EQ(number(*first, sql), number(*third, sql)) << sql;
  EXPECT_EQ(file_in(*first).size(), 3U * 2 * 256);
  EXPECT_EQ(file_in(db()), file_in(*first));
  EXPECT_EQ(file_in(*third), file_in(*first));
  // The chain goes on where it ended.
  fill(*third, world, 1);
  EXPECT_TRUE(sound(*third));
  EXPECT_EQ(number(*third, "SELECT n FROM counter WHERE name = 'incident_number'"), 31);
}

TEST_P(Copy, a_register_with_something_in_it_is_no_target) {
  SimWorld world(start);
  test::TestSqlite first;
  store::migrate(*first, app::migrations(store::Engine::sqlite), start);
  fill(*first, world, 2);
  store::migrate(db(), app::migrations(GetParam()), start);
  fill(db(), world, 1);
  EXPECT_THROW(copy(*first, db()), store::DbError);
  EXPECT_EQ(number(db(), "SELECT COUNT(*) FROM person"), 1);
  EXPECT_TRUE(sound(db()));
}

TEST_P(Copy, a_backup_is_whole_and_the_newest_are_kept) {
  SimWorld world(start);
  test::TempFolder folder;
  store::migrate(db(), app::migrations(GetParam()), start);
  std::string newest;
  for (int i = 0; i < 4; ++i) {
    fill(db(), world, 1);
    world.advance(us_per_hour);
    newest = app::make_backup(db(), folder.file("backups"), world.now(), 2);
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.file("backups")), {}), 2);
  const auto backup = store::open_database(newest);
  EXPECT_TRUE(sound(*backup));
  EXPECT_EQ(number(*backup, "SELECT COUNT(*) FROM person"), 4);
}

TEST_P(Copy, a_backup_that_cannot_be_finished_leaves_nothing) {
  SimWorld world(start);
  test::TempFolder folder;
  store::migrate(db(), app::migrations(GetParam()), start);
  fill(db(), world, 2'000);  // as many as are copied at once
  const auto backups = folder.file("backups");
  const auto names = [&] {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(backups)) found.insert(entry.path().filename().string());
    return found;
  };
  std::filesystem::create_directories(backups);
  // Of a process that died long ago, and of one that is at it.
  for (const char* part :
       {"evenkeel-20010101T000000Z.db.part", "evenkeel-20010101T000000Z.db.part-wal", "evenkeel-20990101T000000Z.db.part"})
    std::ofstream(backups + "/" + part) << "x";
  const auto stop = [](const std::string&, std::int64_t) { throw std::runtime_error("the server ends"); };
  if (GetParam() == store::Engine::postgres) EXPECT_THROW(app::make_backup(db(), backups, world.now(), 2, stop), std::runtime_error);
  else app::make_backup(db(), backups, world.now(), 2, stop);
  EXPECT_EQ(names().size(), GetParam() == store::Engine::postgres ? 1U : 2U);
  EXPECT_TRUE(names().contains("evenkeel-20990101T000000Z.db.part"));
}

TEST_P(Copy, of_another_schema_is_refused) {
  test::TestSqlite older;
  auto earlier = app::migrations(store::Engine::sqlite);
  earlier.pop_back();
  store::migrate(*older, earlier, start);
  EXPECT_THROW((void)app::copy_into(*older, db(), start, {}), store::DbError);
}

TEST(Erasures, are_remembered_beside_the_database) {
  test::TempFolder folder;
  const auto file = folder.file("erasures.txt");
  EXPECT_TRUE(app::read_erasures(file).empty());
  app::write_erasures(file, {{"person", 7}});
  app::write_erasures(file, {{"person", 9}});
  EXPECT_EQ(app::read_erasures(file), (app::Erasures{{"person", 7}, {"person", 9}}));
}

}  // namespace
}  // namespace evenkeel
