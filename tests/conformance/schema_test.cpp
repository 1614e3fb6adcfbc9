// The schema that the migrations make is the one that was agreed: any difference must be a decision, not an accident.
// EVENKEEL_UPDATE_GOLDEN=1 writes the golden files anew.
#include <fstream>
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

TEST_P(Schema, of_a_newer_program_is_refused) {
  const Time now{1'772'438'400 * us_per_second};
  store::migrate(db(), app::migrations(GetParam()), now);
  auto newer = app::migrations(GetParam());
  const int next = newer.back().number + 1;
  newer.push_back({next, "of tomorrow", "CREATE TABLE tomorrow (id {int} PRIMARY KEY) {strict};"});
  store::migrate(db(), newer, now);
  EXPECT_THROW(store::migrate(db(), app::migrations(GetParam()), now), store::DbError);
}

}  // namespace
}  // namespace evenkeel
