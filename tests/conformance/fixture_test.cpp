// A register that an earlier version made comes up to the present schema and proves itself. The fixture is its dump as text, made by
// the databases' own tools, with the public key of its seals in the first line.
//
// EVENKEEL_UPDATE_FIXTURE=1 makes it anew, on both databases. Until the first release that is right after a change of a table;
// afterwards the fixture of a released version stays as it is and a new version adds one of its own.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/migrations.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "scenario/office.hpp"
#include "store/audit.hpp"
#include "support/test_database.hpp"

namespace evenkeel {
namespace {

using scenario::Office;
using scenario::Stage;

const Time begin{1'772'438'400 * us_per_second};
constexpr std::string_view key_line = "-- public key of the seals: ";

class Fixture : public test::OnBothDatabases {
 protected:
  static std::string name() { return GetParam() == store::Engine::sqlite ? "sqlite" : "postgres"; }
  static std::string path() { return std::string(EVENKEEL_FIXTURES) + "/register." + name() + ".sql"; }
  static void run(const std::string& command) { ASSERT_EQ(std::system(command.c_str()), 0) << command; }
  std::string file() const { return location(); }
};
ON_BOTH_DATABASES(Fixture);

/// A bit of everything: a catalogue, people, an incident with a whole life, a confidential one, a merge, a task, a file, a failed mail.
void live(Stage& stage) {
  Office office(stage);
  office.add("caller01", "caller", R"("mail":"caller01@example.org")");
  office.add("first01", "analyst", R"("mail":"first01@example.org")");
  const auto code = office.must("admin", "/api/v1/resolution_codes", R"({"name":"Mended"})")["id"];
  const auto category = office.must("admin", "/api/v1/categories", R"({"name":"Printing"})")["id"];
  auto log = [&](const std::string& who, const std::string& title) {
    return "/api/v1/incidents/" + office.must(who, "/api/v1/incidents", R"({"title":")" + title + "\"}")["id"];
  };
  const auto one = log("caller01", "Drucker in Raum 7 druckt nicht"), two = log("caller01", "The same again"),
             three = log("first01", "Something to keep quiet");
  office.must("first01", one + "/acknowledge");
  office.must("first01", one + "/comment", R"({"text":"We look at it."})");
  office.must("first01", one + "/note", R"({"text":"Old drum."})");
  office.must("first01", one + "/tasks", R"({"title":"Order a drum","due_at":"2026-03-03T08:00:00Z"})");
  office.ask("first01", http::Verb::post, one + "/attachments?name=log.txt", "line one\n", {{"content-type", "application/octet-stream"}});
  office.must("first01", two + "/merge", R"({"into":")" + one.substr(one.rfind('/') + 1) + R"(","reason":"the same printer"})");
  stage.advance(us_per_hour);
  stage.mail_works = false;
  office.must("first01", one + "/resolve",
              R"({"resolution_code":")" + code + R"(","resolution_notes":"New drum.","closing_category":")" + category + "\"}");
  office.must("first01", three + "/hold", R"({"kind":"other","reason":"waiting for a part","until":"2026-03-05T08:00:00Z"})");
}

void make_fixture(store::Engine engine, const std::string& to) {
  Stage stage(engine, begin);
  live(stage);
  stage.advance(us_per_day);
  const auto key = to_hex(stage.public_key());
  {
    std::ofstream out(to);
    out << key_line << key << '\n';
  }
  const auto from = stage.location();
  const std::string dump =
      engine == store::Engine::sqlite ? "sqlite3 '" + from + "' .dump" : "pg_dump --no-owner --no-privileges --inserts '" + from + "'";
  // A number that a new pg_dump draws for psql alone would make each dump another one.
  ASSERT_EQ(std::system((dump + " | grep -v '^.restrict\\|^.unrestrict' >>'" + to + "'").c_str()), 0);
}

std::string read_all(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST_P(Fixture, of_an_earlier_version_comes_up_and_proves_itself) {
  if (std::getenv("EVENKEEL_UPDATE_FIXTURE")) make_fixture(GetParam(), path());
  const std::string load = GetParam() == store::Engine::sqlite
                               ? "sqlite3 '" + file() + "' <'" + path() + "'"
                               : "psql -q -v ON_ERROR_STOP=1 '" + location() + "' <'" + path() + "' >/dev/null";
  run(load);
  store::migrate(db(), app::migrations(GetParam()), begin + 30 * us_per_day);

  const auto connection = db().connect(store::Open::write);
  EXPECT_EQ(store::dump_schema(*connection), read_all(std::string(EVENKEEL_GOLDEN) + "/schema." + name() + ".txt"))
      << "the migrated register differs from a fresh one: a table changed without a step for registers that exist";
  std::string first;
  std::ifstream file(path());
  std::getline(file, first);
  ASSERT_TRUE(first.starts_with(key_line));
  store::AuditOptions audit;
  audit.types = app::audited_types();
  audit.public_key = from_hex(first.substr(key_line.size()));
  const auto report = store::verify(*connection, audit);
  EXPECT_TRUE(report.sound()) << report.findings.front().text << ' ' << report.findings.front().subject_kind;
  EXPECT_GT(report.changes, 30);
  EXPECT_GT(report.facts, 10);

  test::TempFolder folder;
  app::Config config;
  config.data_folder = folder.file("");
  SimWorld world(begin + 30 * us_per_day);
  app::House house(config, db(), world, {});
  EXPECT_EQ(house.setup_code(), "") << "it is set up already";
  while (house.step() > 0) {}
  std::int64_t closed = 0;
  connection->query("SELECT COUNT(*) FROM incident WHERE state = 'closed'", {}, [&](const store::Row& row) { closed = row.integer(0); });
  EXPECT_EQ(closed, 2) << "the merged one, and the one whose confirmation window passed meanwhile";
}

}  // namespace
}  // namespace evenkeel
