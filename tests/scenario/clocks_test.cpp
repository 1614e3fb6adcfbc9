// The change log alone gives every clock again: lives drawn at random are played through the whole house, and what is stored must be what
// a replay of each incident's changes comes to.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "practice/agreement/beginning.hpp"
#include "practice/agreement/clock_work.hpp"
#include "practice/agreement/history.hpp"
#include "practice/incident/incidents.hpp"
#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

using namespace agreement;

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

class Clocks : public test::OnBothDatabases {};
ON_BOTH_DATABASES(Clocks);

/// What the log says of a clock that began with its cycle.
Course replayed(const Clock& clock, const Offer& offer, const std::vector<Moment>& moments, const condition::Lookup& lookup) {
  Course course;
  std::optional<incident::Incident> before;
  for (const Moment& moment : moments) {
    const auto after = record::from_record<incident::Incident>(moment.facts);
    Seen seen(after, lookup);
    Look look = look_of(offer, *target_of(offer, clock.target), before ? &*before : nullptr, seen);
    look.at = moment.at;
    look.begins = clock.started_at;
    before = after;
    if (after.cycle != clock.cycle) {
      // What has ended by then is left alone.
      if (course.empty() || after.cycle < clock.cycle || standing_of(course).end) continue;
      look.gone = "the incident is in another cycle";
    }
    const auto turns = next_turns(course, look);
    course.insert(course.end(), turns.begin(), turns.end());
  }
  return course;
}

std::size_t compare_all(Stage& stage, Clockwork& clockwork) {
  std::size_t compared = 0;
  const auto catalogue = stage.house().catalogue().now();
  const condition::Lookup lookup = [&](std::string_view kind, Id id) { return catalogue->find(kind, id); };
  stage.house().reg().readers.read([&](store::Connection& db) {
    std::vector<Id> incidents;
    db.query("SELECT id FROM incident ORDER BY id", {}, [&](const store::Row& row) { incidents.push_back(row.id(0)); });
    for (Id incident : incidents) {
      const auto moments = moments_of(db, incident);
      for (const Running& stored : clocks_of(db, incident)) {
        const Ways ways = ways_of(clockwork, db, stored.clock, catalogue);
        const Course again = replayed(stored.clock, *ways.offer, moments, lookup);
        EXPECT_EQ(again, stored.course) << stored.clock.target << " of cycle " << stored.clock.cycle;
        for (const auto& one : replay(*ways.offer, *target_of(*ways.offer, stored.clock.target), moments, lookup)) {
          if (one.cycle != stored.clock.cycle) continue;
          EXPECT_EQ(one.course, stored.course) << stored.clock.target << " replayed as a preview does";
        }
        const auto r = reckon(again, *ways.hours, ways.offer->terms.warn_percents, stage.world.now());
        EXPECT_EQ(r.verdict, stored.clock.verdict);
        EXPECT_EQ(r.doing, stored.clock.doing);
        EXPECT_EQ(r.due.value_or(Time{}), stored.clock.due_at);
        EXPECT_EQ(r.breached_at, stored.clock.breached_at);
        ++compared;
      }
    }
  });
  return compared;
}

TEST_P(Clocks, are_what_the_change_log_says) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const auto team = office.must("admin", "/api/v1/teams", R"({"name":"Network"})")["id"];
  office.add("first01", "analyst", R"("teams":[")" + team + R"("])");
  const auto code = office.must("admin", "/api/v1/resolution_codes", R"({"name":"Mended"})")["id"];
  const auto calendar = office.must("admin", "/api/v1/calendars",
                                    R"({"name":"Desk","zone":"Europe/Berlin","hours":"Mon-Fri 08:00-12:00, 13:00-17:00"})")["id"];
  office.must("admin", "/api/v1/agreements",
              R"({"name":"Gold","calendar":")" + calendar +
                  R"(","goals":"acknowledgement 30m\nresponse 1h\nupdate 3h elapsed\nrestoration 4h when priority = 1\n)"
                  R"(restoration, resolution 2 working days","pauses":"restoration, resolution when state = on_hold",)"
                  R"("warnings":"50, 90"})");
  std::vector<std::string> paths;
  for (int i = 0; i < 4; ++i)
    paths.push_back("/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"One of four"})")["id"]);
  const std::vector<std::pair<std::string, std::string>> commands{
      {"take", "{}"},
      {"acknowledge", "{}"},
      {"hold", R"({"kind":"supplier"})"},
      {"hold", R"({"kind":"other"})"},
      {"resume", "{}"},
      {"comment", R"({"text":"We look at it."})"},
      {"note", R"({"text":"Looked."})"},
      {"override_priority", R"({"priority":1,"reason":"all are down"})"},
      {"override_priority", R"({"priority":4,"reason":"one only"})"},
      {"resolve", R"({"resolution_code":")" + code + R"(","resolution_notes":"done"})"},
      {"undo", "{}"},
      {"reopen", R"({"reason":"not done"})"},
      {"cancel", R"({"reason":"none after all"})"}};
  std::uint32_t chance = 7;
  const auto draw = [&](std::size_t n) { return (chance = chance * 1'664'525 + 1'013'904'223) / 65'536 % n; };
  std::size_t done = 0;
  for (int step = 0; step < 160; ++step) {
    const auto& [name, body] = commands[draw(draw(6) == 0 ? commands.size() : commands.size() - 1)];
    done += office.post("first01", paths[draw(paths.size())] + "/" + name, body).status < 300 ? 1 : 0;
    stage.advance(static_cast<std::int64_t>(draw(90)) * us_per_minute);
  }
  EXPECT_GT(done, 40u);
  Clockwork clockwork{stage.house().incidents().ground};
  EXPECT_GT(compare_all(stage, clockwork), 20u);
  EXPECT_EQ(stage.audit(), "");
}

TEST_P(Clocks, c18_what_a_correction_has_not_reached_is_judged_by_the_hours_of_now) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("first01", "analyst");
  const auto calendar =
      office.must("admin", "/api/v1/calendars", R"({"name":"Desk","zone":"Europe/Berlin","hours":"Mon-Fri 08:00-17:00"})")["id"];
  office.must("admin", "/api/v1/agreements", R"({"name":"Gold","calendar":")" + calendar + R"(","goals":"restoration 4h"})");
  const auto path = "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"Slow"})")["id"];
  // Nothing ran meanwhile, so the look at the clock comes before the walk over the calendar's clocks.
  stage.world.advance(5 * us_per_hour);
  const auto mended = office.ask("admin", http::Verb::patch, "/api/v1/calendars/" + calendar,
                                 R"({"exceptions":"2026-11-20 08:00-11:00 half a day"})", {{"if-match", "*"}});
  ASSERT_EQ(mended.status, 200) << mended.text;
  const auto clocks = office.get("first01", path + "/clocks");
  const auto& clock = clocks.body.at("items").at(0);
  EXPECT_EQ(clock.at("verdict").as_string(), "open") << clocks.text;
  EXPECT_EQ(clock.at("due_at").as_string(), "2026-11-23T09:00:00Z") << clocks.text;
}

/// Somebody altered the words behind our back, or an older program wrote what this one cannot read.
void spoil_pinned_agreements(Stage& stage) {
  const auto db = stage.database().connect(store::Open::write);
  db->begin(store::Begin::write);
  db->execute("UPDATE pinned_terms SET body = '{\"goals\":\"restoration 2d\"}' WHERE body LIKE '%goals%'", {});
  db->commit();
}
std::int64_t logged(Stage& stage, const std::string& kind) {
  std::int64_t n = 0;
  stage.house().reg().readers.read([&](store::Connection& db) {
    db.query("SELECT count(*) FROM change WHERE kind = $1", {store::Param(kind)}, [&](const store::Row& row) { n = row.integer(0); });
  });
  return n;
}

TEST_P(Clocks, that_cannot_be_read_any_more_go_on_by_the_words_of_now_or_end_and_say_so) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  office.add("first01", "analyst");
  const auto calendar =
      office.must("admin", "/api/v1/calendars", R"({"name":"Desk","zone":"Europe/Berlin","hours":"Mon-Fri 08:00-17:00"})")["id"];
  const auto agreement = office.must("admin", "/api/v1/agreements",
                                     R"({"name":"Gold","calendar":")" + calendar + R"(","goals":"restoration 4h\nresolution 8h"})")["id"];
  const auto path = "/api/v1/incidents/" + office.must("first01", "/api/v1/incidents", R"({"title":"Slow"})")["id"];
  office.ask("admin", http::Verb::patch, "/api/v1/agreements/" + agreement, R"({"goals":"restoration 6h"})", {{"if-match", "*"}});
  spoil_pinned_agreements(stage);
  stage.crash();
  // The command is nothing to the clocks; that their words are gone is.
  office.must("first01", path + "/note", R"({"text":"Looked."})");
  const auto clocks = office.get("first01", path + "/clocks");
  ASSERT_EQ(clocks.body.at("items").as_array().size(), 1u) << clocks.text;  // of the other nothing can be shown any more
  const auto& restoration = clocks.body.at("items").at(0);
  EXPECT_EQ(restoration.at("goal").as_string(), "6h") << clocks.text;
  EXPECT_EQ(restoration.at("agreement_version").as_int64(), 2) << clocks.text;
  EXPECT_EQ(restoration.at("state").as_string(), "running");
  EXPECT_EQ(logged(stage, "clock.words_lost"), 1);
  stage.advance(7 * us_per_hour);
  EXPECT_EQ(office.get("first01", path + "/clocks").body.at("items").at(0).at("verdict").as_string(), "breached");
  EXPECT_EQ(office.get("first01", path).body.at("breached").as_bool(), true);
}

}  // namespace
}  // namespace evenkeel::scenario
