// The schema that the migrations make is the one that was agreed: any difference must be a decision, not an accident.
// EVENKEEL_UPDATE_GOLDEN=1 writes the golden files anew.
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "app/migrations.hpp"
#include "support/test_database.hpp"

namespace evenkeel {
namespace {

class Schema : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Schema);

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST_P(Schema, is_the_golden_one_and_migrating_again_changes_nothing) {
  const Time now{1'772'438'400 * us_per_second};
  store::migrate(db(), app::migrations(GetParam()), now);
  store::migrate(db(), app::migrations(GetParam()), now);
  const auto connection = db().connect(store::Open::write);
  const auto schema = store::dump_schema(*connection);
  const auto path = std::string(EVENKEEL_GOLDEN) + "/schema." + (GetParam() == store::Engine::sqlite ? "sqlite" : "postgres") + ".txt";
  if (std::getenv("EVENKEEL_UPDATE_GOLDEN")) {
    std::ofstream(path) << schema;
    return;
  }
  EXPECT_EQ(schema, read_file(path))
      << "run with EVENKEEL_UPDATE_GOLDEN=1 when the difference is wanted, with a migration for released registers";
}

TEST_P(Schema, keeps_the_rows_of_a_table_that_is_made_anew) {
  const Time now{1'772'438'400 * us_per_second};
  constexpr int before = 42;  // checks from elsewhere came next
  auto earlier = app::migrations(GetParam());
  earlier.resize(before);
  store::migrate(db(), earlier, now);
  const auto connection = db().connect(store::Open::write);
  connection->execute(
      "INSERT INTO service_check(id, version, active, name, kind, address, every, timeout_s, slow_ms, certificate_days, failures, "
      "successes, severity, source, paused) VALUES (7, 3, 1, 'Shop', 'tcp', 'a:1', '1m', 10, 0, 0, 3, 2, 'error', 5, 0)",
      {});
  store::migrate(db(), app::migrations(GetParam()), now);
  std::string found;
  connection->query("SELECT id, version, name, address, place FROM service_check", {}, [&](const store::Row& row) {
    for (int i = 0; i < 5; ++i) found += std::string(row.text(i)) + "|";
  });
  EXPECT_EQ(found, "7|3|Shop|a:1||");
}

TEST_P(Schema, of_a_newer_program_is_refused) {
  const Time now{1'772'438'400 * us_per_second};
  store::migrate(db(), app::migrations(GetParam()), now);
  auto newer = app::migrations(GetParam());
  const int next = newer.back().number + 1;
  newer.push_back({next, "of tomorrow", "CREATE TABLE tomorrow (id {int} PRIMARY KEY) {strict};"});
  store::migrate(db(), newer, now);
  EXPECT_THROW(store::migrate(db(), app::migrations(GetParam()), now), store::DbError);
}

/// Versioned rows that no change explains, each with the reason why the audit does not look at them.
const std::map<std::string, std::string, std::less<>> not_audited = {
    {"alert", "what a source says, thousands a minute; what became of it stands in the story of its incident"},
    {"idempotency", "answers kept for a day for whoever asks twice; its version is that of the answer"},
    {"import_mark", "how far an import came; what it wrote is audited, and a wrong mark only makes it look again"},
};

TEST_P(Schema, has_no_table_of_records_that_the_audit_leaves_out) {
  store::migrate(db(), app::migrations(GetParam()), Time{1'772'438'400 * us_per_second});
  std::set<std::string, std::less<>> audited;
  for (const auto* type : app::audited_types()) audited.emplace(type->table);
  const auto connection = db().connect(store::Open::read);
  const std::string_view sql =
      GetParam() == store::Engine::sqlite
          ? "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'version' "
            "AND m.name NOT IN ('change','schema_version')"
          : "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'version' "
            "AND table_name NOT IN ('change','schema_version')";
  std::set<std::string, std::less<>> versioned;
  connection->query(sql, {}, [&](const store::Row& row) { versioned.emplace(row.text(0)); });
  EXPECT_GT(versioned.size(), 40u);
  for (const auto& table : versioned)
    EXPECT_NE(audited.contains(table), not_audited.contains(table))
        << table << ": a record type belongs into audited_types(), or here with the reason why not";
  for (const auto& table : audited) EXPECT_TRUE(versioned.contains(table)) << table;
}

}  // namespace
}  // namespace evenkeel
