// The demo as an operator makes it, small: sound, complete, at rest, and the same from the same seed.
#include "app/demo/demo.hpp"

#include "practice/people/people.hpp"
#include "support/test_database.hpp"

namespace evenkeel::app::demo {
namespace {

const Time thursday = *parse_rfc3339("2026-03-12T13:40:00Z");

/// One demo with its register, gone with it.
struct Scene {
  Scene(store::Database& database, int days, std::uint64_t seed) : world(demo_begin(thursday, days), seed) {
    Config config;
    config.data_folder = folder.file("");
    HouseOptions options;
    house = std::make_unique<House>(config, database, world, options);
    made = make_demo(*house, world, thursday, {seed, days, "not a hash: nobody signs in", {}});
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = 0;
    house->reg().readers.read([&](store::Connection& db) { db.query(sql, {}, [&](const store::Row& row) { n = row.integer(0); }); });
    return n;
  }
  std::string newest_seal() {
    std::string hash;
    house->reg().readers.read([&](store::Connection& db) { hash = store::newest_anchor(db, "")->hash; });
    return hash;
  }
  test::TempFolder folder;
  SimWorld world;
  std::unique_ptr<House> house;
  Made made;
};

class Demo : public test::OnBothDatabases {};

void has_life_in_every_corner(Scene& scene);
void leaves_nothing_undone(Scene& scene);

TEST_P(Demo, IsSoundAtRestAndHasLifeInEveryCorner) {
  Scene scene(db(), 5, 1);
  for (const auto& refused : scene.made.refused) ADD_FAILURE() << format_rfc3339(refused.at) << " " << refused.who << ": " << refused.what;
  const auto report = scene.house->verify_audit();
  EXPECT_TRUE(report.sound()) << report.findings.front().text;
  EXPECT_TRUE(scene.house->setup_code().empty());
  has_life_in_every_corner(scene);
  leaves_nothing_undone(scene);
}

void has_life_in_every_corner(Scene& scene) {
  // Every state, and of each kind of hold, as the screens show them.
  for (const auto& [what, least] : std::initializer_list<std::pair<std::string, int>>{
           {"state = 'new' AND assignee IS NULL", 8},
           {"state = 'new'", 8},
           {"state = 'in_progress'", 10},
           {"state = 'in_progress' AND priority = 1", 1},
           {"state = 'new' AND priority = 1 AND assignee IS NULL", 1},
           {"state = 'on_hold'", 10},
           {"state = 'on_hold' AND hold_kind = 'caller'", 2},
           {"state = 'on_hold' AND hold_kind = 'supplier'", 2},
           {"open = 1 AND hold_until <= " + std::to_string(thursday.us) + " AND reminded_at >= hold_until", 3},
           {"state = 'resolved'", 8},
           {"state = 'closed' AND confirmation = 'confirmed'", 3},
           {"state = 'closed' AND confirmation = 'silent'", 1},
           {"state = 'closed' AND merged_into IS NOT NULL", 1},
           {"state = 'cancelled'", 1},
           {"parent IS NOT NULL AND resolved_with_parent = 1", 20},
           {"confidential = 1", 3},
           {"escalation_level > 0", 1},
           {"team_changes > 1", 1},
           {"rating > 0 AND rating_comment IS NOT NULL", 1},
           {"supplier IS NOT NULL", 1},
           {"reopenings > 0", 1},
           {"open = 1 AND due_at IS NOT NULL", 10},
           {"open = 1 AND due_paused = 1", 1},
           {"open = 1 AND breached = 1", 1},
           {"open = 0 AND breached = 0", 3},
       })
    EXPECT_GE(scene.count("SELECT count(*) FROM incident WHERE " + what), least) << what;
  for (const auto& [table, least] :
       std::initializer_list<std::pair<std::string, int>>{{"attachment", 3},
                                                          {"task", 5},
                                                          {"task WHERE state = 'done'", 2},
                                                          {"service", 25},
                                                          {"ci_relation", 30},
                                                          {"custom_field", 5},
                                                          {"critical_period", 4},
                                                          {"incident_template", 5},
                                                          {"tag", 8},
                                                          {"agreement", 6},
                                                          {"agreement WHERE kind <> 'sla'", 2},
                                                          {"roster", 2},
                                                          {"roster_override", 1},
                                                          {"escalation_policy", 6},
                                                          {"skill", 3},
                                                          {"gateway", 2},
                                                          {"automation_rule", 3},
                                                          {"automation_run", 3},
                                                          {"alert WHERE state = 'firing'", 4},
                                                          {"alert WHERE state = 'resolved'", 2},
                                                          {"alert_member", 4},
                                                          {"heartbeat", 2},
                                                          {"alert WHERE title LIKE '%warehouse%' AND state = 'firing'", 1},
                                                          {"inhibition_rule", 1},
                                                          {"maintenance_window", 1},
                                                          {"alert_silence", 1},
                                                          {"incoming_mail WHERE state = 'done'", 2},
                                                          {"incoming_mail WHERE state = 'quarantined'", 1},
                                                          {"incoming_mail WHERE state = 'ignored'", 1},
                                                          {"person", 250},
                                                          {"person WHERE login IS NOT NULL", 7}})
    EXPECT_GE(scene.count("SELECT count(*) FROM " + table), least) << table;
}

void leaves_nothing_undone(Scene& scene) {
  const auto now = std::to_string(thursday.us);
  EXPECT_EQ(scene.world.now(), thursday);
  EXPECT_EQ(scene.count("SELECT count(*) FROM timer WHERE due_us <= " + now), 0);
  EXPECT_GT(scene.count("SELECT count(*) FROM timer WHERE due_us > " + now), 10);
  EXPECT_EQ(scene.count("SELECT count(*) FROM delivery WHERE state <> 'dropped'"), 0);
  EXPECT_GT(scene.count("SELECT count(*) FROM delivery WHERE last_error = 'a demo sends no mail'"), 100);
  EXPECT_EQ(scene.count("SELECT count(*) FROM person WHERE mail NOT LIKE '%example.org'"), 0);
  EXPECT_EQ(scene.count("SELECT count(*) FROM change WHERE at_us > " + now), 0);
  EXPECT_EQ(scene.house->step(), 0u) << "followers are behind";
  EXPECT_EQ(scene.count("SELECT count(*) FROM incident WHERE channel = 'monitoring' AND external_ref LIKE 'evenkeel:%'"), 0);
  // Ids carry the time of the story, to within what one batch holds.
  EXPECT_EQ(scene.count("SELECT count(*) FROM incident WHERE (id / 4194304 + 1577836800000) * 1000 - opened_at NOT BETWEEN -1000 AND " +
                        std::to_string(15 * us_per_minute)),
            0);
}

TEST_P(Demo, IsTheSameFromTheSameSeed) {
  const auto other = test::make(GetParam());
  EXPECT_EQ(Scene(db(), 1, 7).newest_seal(), Scene(**other, 1, 7).newest_seal());
}

ON_BOTH_DATABASES(Demo);

}  // namespace
}  // namespace evenkeel::app::demo
