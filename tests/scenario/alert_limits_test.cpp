// What a source may fill at most: alerts that fire, and incidents that people work through.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenario/office.hpp"

namespace evenkeel::scenario {
namespace {

const Time begin{1'795'161'600 * us_per_second};  // Friday, 2026-11-20T08:00:00Z

class AlertLimits : public test::OnBothDatabases {};
ON_BOTH_DATABASES(AlertLimits);

std::int64_t one_number(Stage& stage, const std::string& sql) {
  std::int64_t n = 0;
  stage.database().connect(store::Open::read)->query(sql, {}, [&](const store::Row& row) { n = row.integer(0); });
  return n;
}

struct Source {
  std::string id, door;
};
Source source_of(Office& office) {
  const auto id = office.must("admin", "/api/v1/alert_sources",
                              R"({"name":"Own tool","kind":"generic","mapping":{"items":"/events","key":"/id","title":"/name",)"
                              R"("state":"/status","severity":"/level","starts_at":"/since"}})")["id"];
  return {id, "/in/" + office.must("admin", "/api/v1/alert_sources/" + id + "/keys")["secret"]};
}

/// Each of another name and some minutes away, so that none belongs to another and they are no storm.
std::string events(int from, int until) {
  std::string all;
  for (int i = from; i < until; ++i)
    all += fmt::format(R"({}{{"id":"own {}","name":"Machine {} is silent","status":"firing","level":"critical","since":"{}"}})",
                       i > from ? "," : "", i, i, format_rfc3339(begin - (i + 1) * 3 * us_per_minute));
  return R"({"events":[)" + all + "]}";
}

TEST_P(AlertLimits, r54_a_source_opens_200_incidents_and_further_alerts_join_the_newest) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const Source source = source_of(office);
  for (int from = 0; from < 200; from += 100) {
    ASSERT_EQ(office.post("", source.door, events(from, from + 100)).status, 200);
    stage.advance(us_per_minute);
  }
  ASSERT_EQ(one_number(stage, "SELECT count(*) FROM incident"), 200);
  ASSERT_EQ(office.post("", source.door, events(200, 203)).status, 200);
  stage.advance(us_per_minute);
  EXPECT_EQ(one_number(stage, "SELECT count(*) FROM incident"), 200);
  EXPECT_EQ(one_number(stage, "SELECT count(*) FROM alert WHERE incident IS NULL"), 0) << "none is lost";
  EXPECT_EQ(one_number(stage, "SELECT count(*) FROM alert WHERE incident = (SELECT max(id) FROM incident)"), 4);
  EXPECT_EQ(stage.audit(), "");
}

TEST_P(AlertLimits, r54_beyond_250000_alerts_that_fire_a_source_is_refused_more_and_what_ends_makes_room) {
  Stage stage(GetParam(), begin);
  Office office(stage);
  const Source source = source_of(office);
  // Put there as rows: to send them would take minutes, and what counts is that they are there. Too light to open anything.
  stage.database()
      .connect(store::Open::write)
      ->execute(fmt::format("INSERT INTO alert(id, version, source, key, state, severity, title, count, episode) "
                            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 249997) "
                            "SELECT 1000 + i, 1, {}, 'row ' || i, 'firing', 'info', 'Load', 1, 1 FROM n",
                            source.id),
                {});
  stage.crash();  // the next server reads what fires
  const auto taken = office.post("", source.door, events(0, 4));
  ASSERT_EQ(taken.status, 200) << taken.text;
  EXPECT_EQ(taken.body.at("new").as_int64(), 2) << taken.text;
  EXPECT_EQ(taken.body.at("refused").as_int64(), 2) << taken.text;
  stage.advance(us_per_minute);
  EXPECT_EQ(one_number(stage, "SELECT count(*) FROM alert WHERE state = 'firing'"), 250'000);
  const auto state = office.get("admin", "/api/v1/alert_sources/" + source.id + "/state");
  EXPECT_NE(state.text.find("too many alerts"), std::string::npos) << "whoever looks after the source sees it: " << state.text;
  // What fires already is heard, and an end makes room for one.
  EXPECT_EQ(office.post("", source.door, events(0, 2)).body.at("refused").as_int64(), 0);
  office.post("", source.door, R"({"events":[{"id":"own 0","name":"Machine 0 is silent","status":"ok"}]})");
  const auto after = office.post("", source.door, events(2, 4));
  EXPECT_EQ(after.body.at("new").as_int64(), 1) << after.text;
  EXPECT_EQ(after.body.at("refused").as_int64(), 1) << after.text;
}

}  // namespace
}  // namespace evenkeel::scenario
