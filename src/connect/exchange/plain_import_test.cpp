// Plain tables: one row one incident; and the way back out of the register.
#include "record/csv.hpp"
#include "support/exchange_register.hpp"

namespace evenkeel::exchange {
namespace {

using Lines = std::vector<std::string>;
using incident::State;

class PlainImport : public test::OnExchangeRegister {};
ON_BOTH_DATABASES(PlainImport);

TEST_P(PlainImport, one_row_is_one_incident_with_the_history_its_columns_tell) {
  const auto report = r->import_file("plain.csv", "plain");
  EXPECT_EQ(r->told(), Lines{"row not_together 8"});
  EXPECT_EQ(report.incidents_new, 5);
  const auto printer = r->incident_of("T-2");
  EXPECT_EQ(printer->state, State::closed);
  EXPECT_EQ(printer->time_to_resolve_s, 150 * 60);
  EXPECT_EQ(printer->resolution_notes, "Paper was removed.");
  EXPECT_EQ(r->story(printer->id), (Lines{"2026-02-01T09:00:00Z incident.logged", "2026-02-01T11:30:00Z incident.resolved",
                                          "2026-02-06T09:00:00Z incident.closed"}));
  const auto network = r->incident_of("T-4");
  EXPECT_EQ(network->hold_kind, incident::HoldKind::supplier);
  EXPECT_EQ(format_rfc3339(network->held_since), "2026-02-27T12:00:00Z");
  EXPECT_EQ(r->incident_of("T-3")->resolution_notes, "Use the old\npassword page.");
  EXPECT_TRUE(r->incident_of("T-3")->workaround);
  EXPECT_EQ(r->incident_of("T-1")->priority, 1);
  EXPECT_EQ(r->number("SELECT count(*) FROM person WHERE mail = 'first01@example.org'"), 1);
  EXPECT_EQ(r->number("SELECT count(*) FROM resolution_code WHERE name = 'Solution provided'"), 1);
  EXPECT_TRUE(r->audit().sound());
}

TEST_P(PlainImport, only_a_window_that_is_still_open_starts_a_timer_and_nobody_is_mailed) {
  r->import_file("plain.csv", "plain");
  const auto recent = r->incident_of("T-3"), past = r->incident_of("T-5");
  EXPECT_EQ(recent->confirmation, incident::Confirmation::awaited);
  EXPECT_EQ(format_rfc3339(recent->confirmed_until), "2026-03-05T07:30:00Z");
  EXPECT_EQ(past->state, State::resolved);
  EXPECT_EQ(past->confirmation, incident::Confirmation::none);
  EXPECT_FALSE(past->confirmed_until);
  EXPECT_EQ(r->number("SELECT count(*) FROM timer WHERE kind <> 'incident.imported'"), 1) << "the other looks at what is due";
  EXPECT_EQ(r->number("SELECT count(*) FROM timer WHERE subject_id = " + to_string(recent->id)), 1);
  EXPECT_EQ(r->number("SELECT count(*) FROM message"), 0);
}

/// Without the columns that say how and when it came in.
std::string comparable(const std::string& csv) {
  std::istringstream in(csv);
  record::CsvReader reader(in);
  std::vector<std::string> heading, cells;
  reader.next(heading);
  std::string out;
  const std::set<std::string> left_out = {"number", "external_ref", "updated_at", "why", "missing"};
  while (reader.next(cells) == record::CsvReader::Outcome::row) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!left_out.contains(heading[i])) out += heading[i] + "=" + cells[i] + "\n";
    out += "\n";
  }
  return out;
}

TEST_P(PlainImport, what_is_exported_can_be_imported_again) {
  r->import_file("plain.csv", "plain");
  const auto incidents = r->exported("incidents");
  EXPECT_NE(incidents.find(",first01@example.org,"), std::string::npos);
  const auto other_database = test::make(GetParam());
  {
    test::ExchangeRegister other(**other_database);
    const auto report = other.import_text(incidents, other.mapping_named("plain"));
    EXPECT_EQ(report.incidents_new, 5);
    EXPECT_EQ(other.told(), Lines{});
    EXPECT_EQ(comparable(other.exported("incidents")), comparable(incidents));
    EXPECT_TRUE(other.audit().sound());
  }
}

TEST_P(PlainImport, a_filter_and_a_history) {
  r->import_file("plain.csv", "plain");
  const auto closed = r->exported("incidents", "state = closed and category.name = Printing", Format::jsonl, Story::with_history);
  EXPECT_EQ(std::count(closed.begin(), closed.end(), '\n'), 1);
  EXPECT_NE(closed.find("\"kind\":\"incident.resolved\""), std::string::npos);
  EXPECT_NE(closed.find("\"entries\":[]"), std::string::npos);
  ExportOptions options;
  options.type = kind_named("incidents");
  options.filter = "state = asleep";
  EXPECT_FALSE(export_records(r->reg(), options, [](std::string_view) {}));
  options.filter = {};
  options.story = Story::with_history;
  EXPECT_EQ(export_records(r->reg(), options, [](std::string_view) {}).error().first().code, "export.history");
}

TEST_P(PlainImport, formulas_and_guards_survive_the_round_trip) {
  const auto mapping = r->mapping_named("plain");
  const auto report =
      r->import_text("number,title,opened_at,team\nA-1,\"'=1+1\",2026-03-01 10:00,'@home\nA-2,=2+2,2026-03-01 10:00,-team-\n", mapping);
  EXPECT_EQ(report.incidents_new, 2);
  EXPECT_EQ(r->incident_of("A-1")->title, "=1+1");
  EXPECT_EQ(r->incident_of("A-2")->title, "=2+2");
  EXPECT_EQ(r->number("SELECT count(*) FROM team WHERE name IN ('@home', '-team-')"), 2);
  const auto csv = r->exported("incidents");
  EXPECT_EQ(csv.find(",=1+1"), std::string::npos);
  EXPECT_NE(csv.find("'=1+1"), std::string::npos);
}

}  // namespace
}  // namespace evenkeel::exchange
