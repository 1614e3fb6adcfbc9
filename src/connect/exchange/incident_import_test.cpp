// Incidents out of event logs: histories, and every trap that such logs hold.
#include "support/exchange_register.hpp"

namespace evenkeel::exchange {
namespace {

using Lines = std::vector<std::string>;
using incident::State;

class IncidentImport : public test::OnExchangeRegister {};
ON_BOTH_DATABASES(IncidentImport);

TEST_P(IncidentImport, a_history_keeps_its_times_and_durations) {
  const auto report = r->import_file("life.csv");
  EXPECT_EQ(r->told(), Lines{});
  EXPECT_EQ(report.rows, 10);
  EXPECT_EQ(report.incidents_new, 1);
  const auto i = r->incident_of("INC0000007");
  ASSERT_TRUE(i);
  EXPECT_EQ(
      r->story(i->id),
      (Lines{"2016-03-01T09:00:00Z incident.logged", "2016-03-01T09:05:00Z incident.assigned", "2016-03-01T09:30:00Z incident.started",
             "2016-03-01T10:00:00Z incident.held", "2016-03-01T12:00:00Z incident.resumed", "2016-03-01T12:30:00Z incident.assigned",
             "2016-03-01T13:00:00Z incident.held", "2016-03-01T16:00:00Z incident.resolved", "2016-03-02T09:00:00Z incident.reopened",
             "2016-03-03T10:00:00Z incident.resolved", "2016-03-08T12:00:00Z incident.closed"}));
  EXPECT_EQ(report.changes, 12);  // and the cycle that ended
  EXPECT_EQ(i->number, "INC0000007");
  EXPECT_EQ(i->title, "Symptom 1: Subcategory 1");
  EXPECT_EQ(i->state, State::closed);
  EXPECT_EQ(i->channel, incident::Channel::phone);
  EXPECT_EQ(i->priority, 3);
  EXPECT_FALSE(i->priority_overridden);
  EXPECT_EQ(i->time_to_acknowledge_s, 30 * 60);
  EXPECT_EQ(i->hold_caller_s, 2 * 3'600);
  EXPECT_EQ(i->hold_problem_s, 3 * 3'600);
  EXPECT_EQ(i->hold_other_s, 0);
  EXPECT_EQ(i->hand_overs, 1);
  EXPECT_EQ(i->team_changes, 1);
  EXPECT_EQ(i->reopenings, 1);
  EXPECT_EQ(i->cycle, 2);
  EXPECT_EQ(i->time_to_resolve_s, 49 * 3'600);
  EXPECT_FALSE(i->first_contact_resolution);
  EXPECT_EQ(i->custom.text, R"({"source_made_sla":false,"source_priority_confirmed":false,"source_symptom":"Symptom 1"})");
  EXPECT_EQ(r->number("SELECT time_to_resolve_s FROM cycle"), 7 * 3'600);
  EXPECT_EQ(r->number("SELECT count(*) FROM incident WHERE resolved_by IN (SELECT id FROM person WHERE name = 'Resolved by 1')"), 1);
  EXPECT_EQ(
      r->number(
          "SELECT count(*) FROM category WHERE name = 'Subcategory 1' AND parent IN (SELECT id FROM category WHERE name = 'Category 1')"),
      1);
  EXPECT_EQ(r->number("SELECT count(*) FROM timer") + r->number("SELECT count(*) FROM message"), 0);
  EXPECT_EQ(r->number("SELECT count(*) FROM change WHERE recorded_at_us = 1772438400000000"), r->number("SELECT count(*) FROM change"));
  EXPECT_EQ(r->number("SELECT count(*) FROM list_item WHERE field = 'custom.source_made_sla'"), 1);
  const auto audit = r->audit();
  EXPECT_TRUE(audit.sound()) << audit.findings.front().text;
}

TEST_P(IncidentImport, the_future_is_not_used_before_it_came) {
  r->import_file("life_begins.csv");
  const auto i = r->incident_of("INC0000007");
  ASSERT_TRUE(i);
  EXPECT_EQ(i->state, State::in_progress);
  EXPECT_FALSE(i->resolved_at);
  EXPECT_FALSE(i->closed_at);
  EXPECT_FALSE(i->resolved_by);
  EXPECT_FALSE(i->resolution_code);
  EXPECT_EQ(r->number("SELECT count(*) FROM person WHERE name = 'Resolved by 1'"), 0);
}

TEST_P(IncidentImport, the_same_file_writes_nothing_and_a_longer_one_goes_on) {
  r->import_file("life_begins.csv");
  const auto changes = r->number("SELECT count(*) FROM change");
  auto again = r->import_file("life_begins.csv");
  EXPECT_EQ(r->number("SELECT count(*) FROM change"), changes);
  EXPECT_EQ(again.incidents_known, 1);
  EXPECT_EQ(again.rows_known, 4);
  EXPECT_EQ(again.changes, 0);

  const auto longer = r->import_file("life.csv");
  EXPECT_EQ(longer.incidents_continued, 1);
  EXPECT_EQ(longer.rows_known, 4);
  const auto i = r->incident_of("INC0000007");
  EXPECT_EQ(i->state, State::closed);
  EXPECT_EQ(i->hold_caller_s, 2 * 3'600);
  EXPECT_EQ(i->reopenings, 1);
  EXPECT_EQ(r->story(i->id).size(), 11u);
  EXPECT_TRUE(r->audit().sound());

  const auto all = r->number("SELECT count(*) FROM change");
  const auto shorter = r->import_file("life_begins.csv");
  EXPECT_EQ(r->told(), Lines{"noted shorter 2"});
  EXPECT_EQ(shorter.incidents_known, 1);
  EXPECT_EQ(r->number("SELECT count(*) FROM change"), all);
}

TEST_P(IncidentImport, what_was_worked_on_here_is_not_written_over) {
  r->import_file("life_begins.csv");
  (void)r->writer().run(store::Lane::people, {"system:test", {}}, [&](store::Tx& tx) -> Result<store::Outcome> {
    const auto before = tx.find<incident::Incident>(r->incident_of("INC0000007")->id);
    auto after = *before;
    after.title = "Corrected by hand";
    tx.update(*before, after, {"incident.edited", before->id, {}, {}});
    return store::Outcome{};
  });
  const auto report = r->import_file("life.csv");
  EXPECT_EQ(r->told(), Lines{"row changed_here 6"});
  EXPECT_EQ(report.changes, 0);
  EXPECT_EQ(r->incident_of("INC0000007")->title, "Corrected by hand");
}

TEST_P(IncidentImport, rows_that_changed_in_the_file_are_refused) {
  r->import_file("life_begins.csv");
  auto csv = test::text_of(test::source_file("tests/import/life.csv"));
  csv.replace(csv.find("Group 1"), 7, "Group 9");
  r->import_text(csv, r->mapping_named("servicenow-log"));
  EXPECT_EQ(r->told().size(), 10u);
  EXPECT_EQ(r->told().front(), "row rows_differ 2");
  EXPECT_EQ(r->incident_of("INC0000007")->state, State::in_progress);
}

TEST_P(IncidentImport, an_unknown_state_is_reported_and_its_row_not_taken) {
  const auto report = r->import_file("unknown_state.csv");
  EXPECT_EQ(r->told(), (Lines{"row unknown_state 3", "row unknown_state 6", "row unknown_state 7"}));
  EXPECT_NE(r->findings.front().why.find("\"-100\""), std::string::npos);
  EXPECT_EQ(report.incidents_new, 2);
  EXPECT_EQ(r->incident_of("INC0000001")->state, State::resolved);
  EXPECT_EQ(r->incident_of("INC0000002")->state, State::new_);
  EXPECT_FALSE(r->incident_of("INC0000003"));
}

TEST_P(IncidentImport, rows_out_of_order_are_taken_in_the_order_of_the_file_and_noted) {
  r->import_file("out_of_order.csv");
  EXPECT_EQ(r->told(), Lines{"noted out_of_order 3"});
  const auto i = r->incident_of("INC0000001");
  EXPECT_EQ(r->story(i->id)[2], "2016-03-01T09:52:00Z incident.started");
  EXPECT_EQ(i->state, State::resolved);
  EXPECT_EQ(format_rfc3339(i->updated_at), "2016-03-01T12:00:00Z");
}

TEST_P(IncidentImport, rows_from_before_the_opening_are_noted) {
  r->import_file("before_opened.csv");
  EXPECT_EQ(r->told(), Lines{"noted before_opened 2"});
  const auto i = r->incident_of("INC0000001");
  EXPECT_EQ(format_rfc3339(i->opened_at), "2016-03-01T09:00:00Z");
  EXPECT_EQ(r->story(i->id)[1], "2016-03-01T07:27:00Z incident.assigned");
}

TEST_P(IncidentImport, an_incident_without_a_beginning_is_noted) {
  r->import_file("resolved_only.csv");
  EXPECT_EQ(r->told(), (Lines{"noted no_beginning 2", "noted no_beginning 4", "noted no_resolved_time 4"}));
  EXPECT_EQ(r->incident_of("INC0000001")->time_to_resolve_s, 3 * 3'600);
  EXPECT_EQ(r->incident_of("INC0000002")->time_to_resolve_s, 2 * 3'600);
  EXPECT_EQ(r->incident_of("INC0000002")->state, State::closed);
}

TEST_P(IncidentImport, a_file_cut_in_the_middle_is_reported_and_nothing_invented) {
  const auto cut = r->import_file("cut_off.csv");
  EXPECT_EQ(r->told(), Lines{"row cut_off 8"});
  EXPECT_EQ(cut.rows, 7);
  EXPECT_EQ(r->incident_of("INC0000001")->state, State::closed);
  EXPECT_EQ(r->incident_of("INC0000002")->state, State::in_progress);
  // The whole file goes on where the cut one ended.
  r->import_text(test::text_of(test::source_file("tests/import/cut_off.csv")) + ":00\n", r->mapping_named("servicenow-log"));
  EXPECT_EQ(r->incident_of("INC0000002")->state, State::resolved);
}

TEST_P(IncidentImport, unknown_values_leave_the_cell_out) {
  r->import_file("unknown_value.csv");
  EXPECT_EQ(r->told(), (Lines{"cell unknown_value 2", "cell unknown_value 2"}));
  const auto i = r->incident_of("INC0000001");
  EXPECT_EQ(i->channel, incident::Channel::import);
  EXPECT_EQ(i->missing, "service impact");
}

TEST_P(IncidentImport, bad_times_refuse_the_row) {
  const auto report = r->import_file("bad_time.csv");
  EXPECT_EQ(r->told(), (Lines{"row bad_time 3", "row bad_time 4", "row in_future 5", "cell bad_time 6", "row not_opened 6"}));
  EXPECT_EQ(report.incidents_new, 1);
  EXPECT_EQ(r->incident_of("INC0000001")->state, State::new_);
}

TEST_P(IncidentImport, a_row_that_stands_there_twice_counts_once) {
  r->import_file("duplicate.csv");
  EXPECT_EQ(r->told(), Lines{"row duplicate 3"});
  EXPECT_EQ(r->incident_of("INC0000001")->state, State::in_progress);
}

TEST_P(IncidentImport, contradictions_are_noted_and_the_first_word_kept) {
  r->import_file("contradiction.csv");
  EXPECT_EQ(r->told(), (Lines{"noted contradiction 3", "noted count_differs 4", "noted contradiction 4"}));
  const auto i = r->incident_of("INC0000001");
  EXPECT_EQ(format_rfc3339(i->opened_at), "2016-03-01T09:00:00Z");
  EXPECT_EQ(format_rfc3339(i->resolved_at), "2016-03-01T12:00:00Z");
  EXPECT_EQ(i->hand_overs, 3);
}

TEST_P(IncidentImport, rows_that_stand_apart_are_refused) {
  r->import_file("not_together.csv");
  EXPECT_EQ(r->told(), Lines{"row not_together 4"});
  EXPECT_EQ(r->incident_of("INC0000001")->state, State::new_);
}

TEST_P(IncidentImport, rows_that_are_none_are_refused_one_by_one) {
  const auto report = r->import_file("broken_rows.csv");
  EXPECT_EQ(r->told(), (Lines{"row cells 3", "row not_csv 4", "row no_number 5"}));
  EXPECT_EQ(report.rows, 5);
  EXPECT_EQ(r->incident_of("INC0000001")->state, State::resolved);
}

TEST_P(IncidentImport, a_dry_run_writes_nothing) {
  const auto before = r->number("SELECT count(*) FROM change");
  const auto report = r->import_file("life.csv", "servicenow-log", Run::dry);
  EXPECT_EQ(report.incidents_new, 1);
  EXPECT_EQ(report.rows, 10);
  EXPECT_GT(report.records_created, 5);
  EXPECT_EQ(r->number("SELECT count(*) FROM change"), before);
  EXPECT_EQ(r->number("SELECT count(*) FROM incident") + r->number("SELECT count(*) FROM import_mark"), 0);
}

TEST_P(IncidentImport, numbers_are_kept_where_they_are_free_and_never_given_twice) {
  std::int64_t given = 0;
  const auto draw = [&](store::Tx& tx) -> Result<store::Outcome> {
    given = tx.next_number();
    return store::Outcome{};
  };
  for (int i = 0; i < 3; ++i) (void)r->writer().run(store::Lane::people, {"system:test", {}}, draw);
  const auto highest = given;
  r->import_file("unknown_state.csv");  // INC0000001 and 2: given here already
  const auto told = r->told();
  EXPECT_EQ(std::count(told.begin(), told.end(), "noted new_number 2"), 1);
  const auto first = r->incident_of("INC0000001")->number, second = r->incident_of("INC0000002")->number;
  EXPECT_NE(first, "INC0000001");
  EXPECT_NE(first, second);
  r->import_text(test::text_of(test::source_file("tests/import/life.csv")), [&] {
    auto mapping = r->mapping_named("servicenow-log");
    mapping.source = "another";
    return mapping;
  }());
  const auto kept = r->incident_of("INC0000007");
  (void)r->writer().run(store::Lane::people, {"system:test", {}}, draw);
  EXPECT_GT(given, highest);
  if (GetParam() == store::Engine::sqlite) {
    EXPECT_EQ(kept->number, "INC0000007");
    EXPECT_EQ(given, 8);
  }
  EXPECT_EQ(r->number("SELECT count(*) - count(DISTINCT number) FROM incident"), 0);
  EXPECT_EQ(r->number("SELECT count(*) FROM incident WHERE number = '" + incident::format_number(given) + "'"), 0);
}

}  // namespace
}  // namespace evenkeel::exchange
