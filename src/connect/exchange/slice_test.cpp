// A real event log, when it is at hand: its figures must come out as the source has them.
#include <cstdlib>
#include <filesystem>

#include "support/exchange_register.hpp"

namespace evenkeel::exchange {
namespace {

/// The folder of shared data, or empty.
std::string shared_data() {
  const char* named = std::getenv("EVENKEEL_SHARED_DATA");
  const std::string folder = named && *named ? named : test::source_file("../shared/data");
  return std::filesystem::exists(folder + "/uci498_first300_incidents.csv") ? folder : std::string();
}

class Slice : public test::OnExchangeRegister {
 protected:
  void SetUp() override {
    if (shared_data().empty()) GTEST_SKIP() << "no shared data: name its folder in EVENKEEL_SHARED_DATA";
    OnExchangeRegister::SetUp();
    if (!IsSkipped()) csv = test::text_of(shared_data() + "/uci498_first300_incidents.csv");
  }
  std::int64_t count(const std::string& where) { return r->number("SELECT count(*) FROM incident i WHERE " + where); }
  std::int64_t custom(const std::string& value) {
    return count("i.id IN (SELECT subject_id FROM list_item WHERE field = 'custom.source_made_sla' AND value = '" + value + "')");
  }
  void expect_figures() {
    EXPECT_EQ(count("1=1"), 300);
    EXPECT_EQ(count("state = 'closed' AND open = 0 AND closed_at IS NOT NULL"), 300);
    EXPECT_EQ(count("priority = 1"), 7);
    EXPECT_EQ(count("priority = 2"), 8);
    EXPECT_EQ(count("priority = 3"), 239);
    EXPECT_EQ(count("priority = 4"), 46);
    EXPECT_EQ(count("priority_overridden = 1"), 0);
    EXPECT_EQ(count("hand_overs > 0"), 139);
    EXPECT_EQ(count("reopenings > 0"), 4);
    EXPECT_EQ(r->number("SELECT count(*) FROM cycle"), 4);
    EXPECT_EQ(r->number("SELECT count(*) FROM timer"), 0);
    EXPECT_EQ(r->number("SELECT count(*) FROM message"), 0);
    EXPECT_EQ(count("number = external_ref"), 300);
    EXPECT_EQ(custom(item(true)), 195);
    EXPECT_EQ(custom(item(false)), 105);
  }
  /// As a truth value is mirrored for conditions.
  std::string item(bool value) {
    std::string found;
    r->readers().read([&](store::Connection& db) {
      db.query("SELECT DISTINCT value FROM list_item WHERE field = 'custom.source_made_sla' ORDER BY value", {},
               [&](const store::Row& row) {
                 if (value || found.empty()) found = row.text(0);
               });
    });
    return found;
  }
  std::string csv;
};
ON_BOTH_DATABASES(Slice);

TEST_P(Slice, has_the_figures_of_its_source) {
  const auto mapping = r->mapping_named("servicenow-log");
  const auto report = r->import_text(csv, mapping);
  EXPECT_EQ(report.rows, 2'040);
  EXPECT_EQ(report.incidents_new, 300);
  EXPECT_EQ(report.count(Fate::row_refused), 0);
  EXPECT_EQ(report.count(Fate::cell_refused), 0);
  EXPECT_EQ(report.count("out_of_order"), 2);
  EXPECT_EQ(report.count("before_opened"), 5);
  EXPECT_EQ(report.count("no_beginning"), 11);
  EXPECT_EQ(report.count("no_resolved_time"), 11);
  expect_figures();
  // Opened to resolved, in hours, over all incidents for which the source says when: as its own columns have it.
  const auto i = r->incident_of("INC0000045");
  EXPECT_EQ(format_rfc3339(i->resolved_at), "2016-02-29T11:29:00Z");
  EXPECT_EQ(i->time_to_resolve_s, (10 * 60 + 13) * 60);
  const auto audit = r->audit();
  EXPECT_TRUE(audit.sound()) << audit.findings.front().text;

  const auto changes = r->number("SELECT count(*) FROM change");
  const auto again = r->import_text(csv, mapping);
  EXPECT_EQ(again.rows_known, 2'040);
  EXPECT_EQ(again.incidents_known, 300);
  EXPECT_EQ(again.changes + again.records_created, 0);
  EXPECT_EQ(r->number("SELECT count(*) FROM change"), changes);
}

TEST_P(Slice, in_two_parts_comes_to_the_same) {
  const auto mapping = r->mapping_named("servicenow-log");
  // Cut somewhere inside a row.
  std::size_t at = csv.size() / 2;
  while (csv[at] == '\n' || csv[at - 1] == '\n') ++at;
  const auto first = r->import_text(csv.substr(0, at), mapping);
  EXPECT_EQ(first.count("cut_off"), 1);
  const auto rest = r->import_text(csv, mapping);
  EXPECT_EQ(rest.count(Fate::row_refused), 0);
  EXPECT_EQ(first.incidents_new + rest.incidents_new, 300);
  expect_figures();
  EXPECT_TRUE(r->audit().sound());
}

}  // namespace
}  // namespace evenkeel::exchange
