// Files of other tools, and who is on call by their own rules: reckoned by hand, over the change of the clocks and over midnight.
#include "connect/rosters/source.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "connect/rosters/shape.hpp"
#include "practice/calendar/working_hours.hpp"
#include "practice/roster/duty.hpp"

namespace evenkeel::rosters {
namespace {

Time at(const char* text) { return *parse_rfc3339(text); }
const Time now = *parse_rfc3339("2026-03-01T00:00:00Z");

/// One roster with numbers for people, as the import makes it.
struct Bench {
  SourceFile file;
  roster::Facts facts;
  std::vector<std::string> keys;

  explicit Bench(Format format, const std::string& text, const Hints& hints = {"Cal", "Europe/Berlin"}) {
    auto read = read_source(format, text, hints, now);
    EXPECT_TRUE(read) << (read ? "" : read.error().first().text);
    if (!read || read->rosters.empty()) return;
    file = std::move(*read);
    for (const SourceLayer& layer : file.rosters.front().layers) add(layer);
    for (const SourceShift& shift : file.rosters.front().shifts) {
      roster::Override o;
      o.id = {static_cast<std::int64_t>(facts.overrides.size()) + 1};
      o.kind = shift.kind;
      o.person = id(shift.person);
      if (!shift.instead_of.empty()) o.instead_of = id(shift.instead_of);
      o.begins_at = shift.from;
      o.ends_at = shift.until;
      facts.overrides.push_back(o);
    }
  }
  Id id(const std::string& key) {
    auto found = std::ranges::find(keys, key);
    if (found == keys.end()) found = keys.insert(found, key);
    return {found - keys.begin() + 1};
  }
  void add(const SourceLayer& layer) {
    roster::Facts::Held held{layer.layer, {}, {}};
    roster::LineUp line_up{layer.layer.first_day, {}};
    for (const auto& turn : layer.turns) {
      line_up.turns.emplace_back();
      for (const auto& key : turn) line_up.turns.back().people.push_back(id(key));
    }
    held.layer.line_ups = {line_up};
    if (!layer.layer.hours.empty()) {
      auto hours = std::make_shared<calendar::WorkingHours>();
      hours->zone = layer.layer.zone;
      EXPECT_EQ(calendar::read_week(layer.layer.hours, hours->week), "") << layer.layer.hours;
      held.hours = hours;
    }
    facts.layers.push_back(std::move(held));
  }
  /// "A,B"; "-" for nobody.
  std::string who(const char* time) const {
    std::string out;
    for (const Id person : roster::duty_at(facts, at(time)).on_duty())
      out += (out.empty() ? "" : ",") + keys[static_cast<std::size_t>(person.v - 1)];
    return out.empty() ? "-" : out;
  }
  std::string left_out() const {
    std::string out;
    for (const auto* list : {&file.left_out, file.rosters.empty() ? &file.left_out : &file.rosters.front().left_out})
      for (const LeftOut& one : *list) out += one.why.code + ";";
    return out;
  }
};

std::string code_of(Format format, const std::string& text) {
  const auto read = read_source(format, text, {}, now);
  return read ? "" : read.error().first().code;
}

// ---- PagerDuty -------------------------------------------------------------------------------------------------------

std::string pd(const std::string& layers, const std::string& more = "") {
  return R"({"schedule":{"id":"P1","name":"Network","time_zone":"Europe/Berlin","schedule_layers":[)" + layers + "]" + more +
         R"(},"users":[{"id":"A","name":"First line 01","email":"a@example.org"}]})";
}
std::string pd_layer(const char* id, const char* start, const char* anchor, long seconds, const std::string& users, const char* rest = "") {
  std::string list;
  for (const char user : users) list += std::string(list.empty() ? "" : ",") + R"({"user":{"id":")" + user + R"(","summary":"Somebody"}})";
  return std::string(R"({"id":")") + id + R"(","name":"Layer )" + id + R"(","start":")" + start +
         R"(","end":null,"rotation_virtual_start":")" + anchor + R"(","rotation_turn_length_seconds":)" + std::to_string(seconds) +
         R"(,"users":[)" + list + "]" + rest + "}";
}

TEST(PagerDuty, a_hand_off_keeps_its_time_over_the_change_of_the_clocks) {
  const Bench b(Format::pagerduty, pd(pd_layer("1", "2026-03-02T09:00:00+01:00", "2026-03-02T09:00:00+01:00", 604'800, "AB")));
  EXPECT_EQ(b.who("2026-03-02T07:59:59Z"), "-");
  EXPECT_EQ(b.who("2026-03-02T08:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-09T08:00:00Z"), "B");
  // 09:00 in Berlin is 07:00 UTC from 29 March on.
  EXPECT_EQ(b.who("2026-03-30T06:59:59Z"), "B");
  EXPECT_EQ(b.who("2026-03-30T07:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-10-26T07:59:59Z"), b.who("2026-10-20T12:00:00Z")) << "and 08:00 UTC again in winter";
  EXPECT_NE(b.who("2026-10-26T08:00:00Z"), b.who("2026-10-26T07:59:59Z"));
  EXPECT_EQ(b.file.people.at("A").mail, "a@example.org");
}

TEST(PagerDuty, the_first_layer_of_the_answer_wins_and_restrictions_go_over_midnight) {
  const Bench b(Format::pagerduty,
                pd(pd_layer("2", "2026-01-05T09:00:00+01:00", "2026-01-05T09:00:00+01:00", 86'400, "CD",
                            R"(,"restrictions":[{"type":"daily_restriction","start_time_of_day":"18:00:00","duration_seconds":50400}])") +
                   "," + pd_layer("1", "2026-01-05T09:00:00+01:00", "2026-01-05T09:00:00+01:00", 604'800, "A")));
  ASSERT_EQ(b.file.rosters.front().layers.size(), 2U);
  EXPECT_EQ(b.file.rosters.front().layers.back().layer.hours, "Mon-Sun 18:00-08:00");
  EXPECT_EQ(b.who("2026-03-10T16:59:59Z"), "A");
  // 5 January is C's day, 10 March the 64th after it.
  EXPECT_EQ(b.who("2026-03-10T17:00:00Z"), "C");
  EXPECT_EQ(b.who("2026-03-11T06:59:59Z"), "C") << "a night is one turn's: the hand-off is at nine";
  EXPECT_EQ(b.who("2026-03-11T07:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-11T17:00:00Z"), "D");
  // The night to 29 March: clocks go from two to three, the end is still eight by the wall.
  EXPECT_EQ(b.who("2026-03-29T05:59:59Z"), "C");
  EXPECT_EQ(b.who("2026-03-29T06:00:00Z"), "A");
}

TEST(PagerDuty, a_weekend_is_one_restriction_over_days) {
  const Bench b(Format::pagerduty,
                pd(pd_layer("1", "2026-03-02T08:00:00+01:00", "2026-03-02T08:00:00+01:00", 604'800, "AB",
                            R"(,"restrictions":[{"type":"weekly_restriction","start_time_of_day":"18:00:00","start_day_of_week":5,)"
                            R"("duration_seconds":223200}])")));
  EXPECT_EQ(b.who("2026-03-06T16:59:59Z"), "-");
  EXPECT_EQ(b.who("2026-03-06T17:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-09T06:59:59Z"), "A");
  EXPECT_EQ(b.who("2026-03-09T07:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-15T12:00:00Z"), "B");
}

TEST(PagerDuty, turns_are_counted_from_the_virtual_start) {
  const Bench b(Format::pagerduty, pd(pd_layer("1", "2026-02-23T09:00:00+01:00", "2026-01-05T09:00:00+01:00", 604'800, "ABC")));
  // The 7th week after 5 January is B's (7 mod 3 = 1).
  EXPECT_EQ(b.who("2026-02-23T08:00:00Z"), "B");
  EXPECT_EQ(b.who("2026-02-23T07:59:59Z"), "-");
  EXPECT_EQ(b.who("2026-03-02T08:00:00Z"), "C");
  EXPECT_EQ(b.who("2026-03-09T08:00:00Z"), "A");
}

TEST(PagerDuty, half_days_over_the_change_of_the_clocks) {
  const Bench b(Format::pagerduty, pd(pd_layer("1", "2026-03-27T08:00:00+01:00", "2026-03-27T08:00:00+01:00", 43'200, "AB")));
  EXPECT_EQ(b.who("2026-03-28T19:00:00Z"), "B");
  EXPECT_EQ(b.who("2026-03-29T05:59:59Z"), "B");
  EXPECT_EQ(b.who("2026-03-29T06:00:00Z"), "A") << "eight o'clock by the wall";
}

TEST(PagerDuty, overrides_replace_and_what_has_ended_is_told) {
  const Bench b(
      Format::pagerduty,
      pd(pd_layer("1", "2026-01-05T09:00:00+01:00", "2026-01-05T09:00:00+01:00", 604'800, "A") + "," +
             R"({"id":"9","name":"Old","start":"2025-01-01T00:00:00Z","end":"2025-06-01T00:00:00Z",)"
             R"("rotation_virtual_start":"2025-01-01T00:00:00Z","rotation_turn_length_seconds":86400,"users":[{"user":{"id":"B"}}]},)"
             R"({"id":"8","name":"Odd","start":"2026-01-05T09:00:00Z","rotation_virtual_start":"2026-01-05T09:00:00Z",)"
             R"("rotation_turn_length_seconds":5400,"users":[{"user":{"id":"B"}}]})",
         R"(,"overrides":[{"id":"O1","start":"2026-03-03T10:00:00+01:00","end":"2026-03-03T12:00:00+01:00","user":{"id":"B"}}])"));
  EXPECT_EQ(b.who("2026-03-03T08:59:59Z"), "A");
  EXPECT_EQ(b.who("2026-03-03T09:00:00Z"), "B");
  EXPECT_EQ(b.who("2026-03-03T11:00:00Z"), "A");
  EXPECT_EQ(b.left_out(), "over;turn_length;");
}

TEST(PagerDuty, a_layer_that_ends_does_so) {
  std::string layer = pd_layer("1", "2026-03-02T09:00:00+01:00", "2026-03-02T09:00:00+01:00", 86'400, "AB");
  layer.replace(layer.find(R"("end":null)"), 10, R"("end":"2026-03-05T09:00:00+01:00")");
  const Bench b(Format::pagerduty, pd(layer));
  EXPECT_EQ(b.who("2026-03-05T07:59:59Z"), "A");
  EXPECT_EQ(b.who("2026-03-05T08:00:00Z"), "-");
  EXPECT_TRUE(b.file.rosters.front().layers.front().remarks.empty());
}

TEST(PagerDuty, an_override_of_more_than_a_year_is_left_out) {
  const Bench b(Format::pagerduty,
                pd(pd_layer("1", "2026-03-02T09:00:00+01:00", "2026-03-02T09:00:00+01:00", 604'800, "A"),
                   R"(,"overrides":[{"id":"O1","start":"2026-03-03T10:00:00+01:00","end":"2027-03-04T10:00:01+01:00","user":{"id":"B"}},)"
                   R"({"id":"O2","start":"2026-03-03T10:00:00+01:00","end":"2027-03-04T10:00:00+01:00","user":{"id":"C"}}])"));
  EXPECT_EQ(b.left_out(), "too_long;");
  EXPECT_EQ(b.who("2026-03-03T10:00:00Z"), "C");
}

// ---- Opsgenie --------------------------------------------------------------------------------------------------------

std::string og_rotation(const char* id, const char* type, int length, const std::string& users, const char* rest = "") {
  std::string list;
  for (const char user : users)
    list += std::string(list.empty() ? "" : ",") +
            (user == '0' ? std::string(R"({"type":"none"})") : std::string(R"({"type":"user","username":")") + user + R"(@example.org"})");
  return std::string(R"({"id":")") + id + R"(","name":"Rota )" + id + R"(","startDate":"2026-03-02T08:00:00Z","type":")" + type +
         R"(","length":)" + std::to_string(length) + R"(,"participants":[)" + list + "]" + rest + "}";
}
std::string og(const std::string& rotations, const std::string& overrides = "") {
  return R"([{"data":[{"id":"S1","name":"Ops","timezone":"Europe/Berlin","enabled":true,"rotations":[)" + rotations + R"(]}]},{"data":[)" +
         overrides + "]}]";
}

TEST(Opsgenie, rotations_stand_beside_one_another) {
  const Bench b(Format::opsgenie, og(og_rotation("1", "weekly", 1, "ab") + "," +
                                     og_rotation("2", "daily", 1, "c0",
                                                 R"(,"timeRestriction":{"type":"time-of-day","restriction":{"startHour":22,"startMin":30,)"
                                                 R"("endHour":6,"endMin":0}})")));
  EXPECT_EQ(b.who("2026-03-02T12:00:00Z"), "a@example.org");
  EXPECT_EQ(b.who("2026-03-02T21:30:00Z"), "a@example.org,c@example.org");
  EXPECT_EQ(b.who("2026-03-03T04:59:59Z"), "a@example.org,c@example.org");
  EXPECT_EQ(b.who("2026-03-03T05:00:00Z"), "a@example.org");
  EXPECT_EQ(b.who("2026-03-03T22:00:00Z"), "a@example.org") << "the second day's turn names nobody";
  EXPECT_EQ(b.who("2026-03-30T07:00:00Z"), "a@example.org") << "nine by the wall, in summer";
  EXPECT_EQ(b.who("2026-03-30T06:59:59Z"), "b@example.org");
  EXPECT_EQ(b.file.people.at("a@example.org").mail, "a@example.org");
}

TEST(Opsgenie, restrictions_by_weekday_go_over_the_weekend) {
  const Bench b(
      Format::opsgenie,
      og(og_rotation("1", "weekly", 1, "ab",
                     R"(,"timeRestriction":{"type":"weekday-and-time-of-day","restrictions":[{"startDay":"friday","startHour":17,)"
                     R"("startMin":0,"endDay":"monday","endHour":8,"endMin":30}]})")));
  EXPECT_EQ(b.who("2026-03-06T15:59:59Z"), "-");
  EXPECT_EQ(b.who("2026-03-06T16:00:00Z"), "a@example.org");
  EXPECT_EQ(b.who("2026-03-09T07:29:59Z"), "a@example.org");
  EXPECT_EQ(b.who("2026-03-09T07:30:00Z"), "-");
}

TEST(Opsgenie, an_override_of_one_rotation_leaves_the_others) {
  const std::string override_of_one =
      R"({"_parent":{"id":"S1"},"alias":"X","user":{"type":"user","username":"z@example.org"},"startDate":"2026-03-03T08:00:00Z",)"
      R"("endDate":"2026-03-03T12:00:00Z","rotations":[{"id":"2"}]})";
  const Bench b(Format::opsgenie, og(og_rotation("1", "weekly", 1, "a") + "," + og_rotation("2", "weekly", 1, "b"), override_of_one));
  EXPECT_EQ(b.who("2026-03-03T07:59:59Z"), "a@example.org,b@example.org");
  EXPECT_EQ(b.who("2026-03-03T08:00:00Z"), "a@example.org,z@example.org");
  EXPECT_EQ(b.who("2026-03-03T12:00:00Z"), "a@example.org,b@example.org");
}

TEST(Opsgenie, teams_as_participants_are_told) {
  std::string rotation = og_rotation("1", "weekly", 1, "a");
  rotation.replace(rotation.find(R"({"type":"user")"), 14, R"({"type":"team","name":"Web","id":"T")");
  const Bench b(Format::opsgenie, og(rotation));
  ASSERT_EQ(b.file.rosters.front().layers.size(), 1U);
  EXPECT_EQ(b.file.rosters.front().layers.front().remarks.front().code, "not_a_person");
  EXPECT_EQ(b.who("2026-03-03T08:00:00Z"), "-");
}

// ---- Grafana OnCall --------------------------------------------------------------------------------------------------

std::string gr(const std::string& shifts, const char* ids) {
  return R"([{"results":[{"id":"G1","name":"Web","type":"web","time_zone":"Europe/Berlin","shifts":[)" + std::string(ids) +
         R"(]}]},{"results":[)" + shifts + R"(]},{"results":[{"id":"A","username":"a","email":"a@example.org"}]}])";
}

TEST(Grafana, users_roll_by_the_week_on_its_days) {
  const Bench b(Format::grafana,
                gr(R"({"id":"1","name":"Day","type":"rolling_users","level":1,"start":"2026-03-02T09:00:00","duration":28800,)"
                   R"("frequency":"weekly","interval":1,"week_start":"MO","by_day":["MO","TU","WE","TH","FR"],)"
                   R"("rolling_users":[["A"],["B","C"]],"start_rotation_from_user_index":1})",
                   R"("1")"));
  EXPECT_EQ(b.who("2026-03-02T08:00:00Z"), "B,C");
  EXPECT_EQ(b.who("2026-03-02T16:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-06T15:59:59Z"), "B,C");
  EXPECT_EQ(b.who("2026-03-07T10:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-09T08:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-30T07:00:00Z"), "B,C") << "nine by the wall";
}

TEST(Grafana, users_roll_by_the_day_over_its_days_only) {
  const Bench b(Format::grafana,
                gr(R"({"id":"1","name":"Day","type":"rolling_users","level":0,"start":"2026-03-02T20:00:00","duration":43200,)"
                   R"("frequency":"daily","interval":1,"by_day":["MO","TU","WE","TH","FR"],"rolling_users":[["A"],["B"],["C"]]})",
                   R"("1")"));
  EXPECT_EQ(b.who("2026-03-02T19:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-03T06:59:59Z"), "A");
  EXPECT_EQ(b.who("2026-03-03T07:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-04T20:00:00Z"), "C");
  EXPECT_EQ(b.who("2026-03-06T20:00:00Z"), "B");
  EXPECT_EQ(b.who("2026-03-07T20:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-09T20:00:00Z"), "C");
  EXPECT_EQ(b.who("2026-03-10T20:00:00Z"), "A");
}

TEST(Grafana, higher_levels_win_equal_ones_are_on_together_and_overrides_replace) {
  const Bench b(
      Format::grafana,
      gr(R"({"id":"1","name":"Low","type":"recurrent_event","level":1,"start":"2026-03-02T00:00:00","duration":86400,)"
         R"("frequency":"daily","users":["A"]},)"
         R"({"id":"2","name":"Low too","type":"recurrent_event","level":1,"start":"2026-03-02T00:00:00","duration":604800,)"
         R"("frequency":"weekly","users":["B"]},)"
         R"({"id":"3","name":"High","type":"single_event","level":2,"start":"2026-03-03T12:00:00","duration":7200,"users":["C"]},)"
         R"({"id":"4","name":"O","type":"override","start":"2026-03-04T12:00:00","duration":7200,"rolling_users":[["D"]]})",
         R"("1","2","3","4")"));
  EXPECT_EQ(b.who("2026-03-02T12:00:00Z"), "A,B");
  EXPECT_EQ(b.who("2026-03-03T11:00:00Z"), "C");
  EXPECT_EQ(b.who("2026-03-03T13:00:00Z"), "A,B");
  EXPECT_EQ(b.who("2026-03-04T11:30:00Z"), "D");
  EXPECT_EQ(b.left_out(), "");
}

TEST(Grafana, what_no_layer_says_and_calendars_are_told) {
  const Bench b(Format::grafana, gr(R"({"id":"1","name":"M","type":"recurrent_event","start":"2026-03-01T00:00:00","duration":86400,)"
                                    R"("frequency":"monthly","users":["A"]})",
                                    R"("1","7")"));
  EXPECT_EQ(b.left_out(), "no_shift;not_expressible;");
  const auto read = read_source(Format::grafana, R"([{"id":"G","name":"I","type":"ical","time_zone":"UTC"}])", {}, now);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->left_out.front().why.code, "calendar");
}

// ---- calendars -------------------------------------------------------------------------------------------------------

std::string ics(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Standby\r\n" + events + "END:VCALENDAR\r\n";
}
std::string vevent(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

TEST(Calendar, rules_become_layers_beside_one_another) {
  const Bench b(Format::icalendar,
                ics(vevent("UID:1\r\nSUMMARY:On call: First line 01\r\nDTSTART;TZID=Europe/Berlin:20260302T090000\r\n"
                           "DTEND;TZID=Europe/Berlin:20260309T090000\r\nRRULE:FREQ=WEEKLY;INTERVAL=2\r\n") +
                    vevent("UID:2\r\nSUMMARY:x\r\nATTENDEE;CN=B:mailto:B@example.org\r\nDTSTART;TZID=Europe/Berlin:20260309T090000\r\n"
                           "DTEND;TZID=Europe/Berlin:20260316T090000\r\nRRULE:FREQ=WEEKLY;INTERVAL=2\r\n")));
  EXPECT_EQ(b.who("2026-03-02T08:00:00Z"), "On call: First line 01");
  EXPECT_EQ(b.who("2026-03-09T08:00:00Z"), "b@example.org");
  EXPECT_EQ(b.who("2026-03-30T06:59:59Z"), "b@example.org");
  EXPECT_EQ(b.who("2026-03-30T07:00:00Z"), "On call: First line 01");
  const auto& names = b.file.people.at("On call: First line 01").names;
  EXPECT_NE(std::ranges::find(names, "First line 01"), names.end());
}

TEST(Calendar, exceptions_and_other_rules_are_followed_date_by_date) {
  const Bench b(
      Format::icalendar,
      ics(vevent("UID:1\r\nSUMMARY:A\r\nDTSTART;TZID=Europe/Berlin:20260302T220000\r\nDTEND;TZID=Europe/Berlin:20260303T060000\r\n"
                 "RRULE:FREQ=DAILY\r\nEXDATE;TZID=Europe/Berlin:20260304T220000\r\n") +
          vevent("UID:2\r\nSUMMARY:B\r\nDTSTART:20260304T210000Z\r\nDTEND:20260305T050000Z\r\n") +
          vevent("UID:3\r\nSUMMARY:C\r\nDTSTART;VALUE=DATE:20260310\r\nSTATUS:CANCELLED\r\n")));
  EXPECT_EQ(b.who("2026-03-02T21:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-03T05:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-04T22:00:00Z"), "B");
  EXPECT_EQ(b.who("2026-03-05T21:00:00Z"), "A");
  EXPECT_EQ(b.left_out(), "unreadable;followed;");
}

TEST(Calendar, an_occurrence_that_was_moved_is_where_it_was_moved_to) {
  const Bench b(Format::icalendar, ics(vevent("UID:1\r\nSUMMARY:A\r\nDTSTART:20260302T100000Z\r\nDTEND:20260302T120000Z\r\n"
                                              "RRULE:FREQ=DAILY;COUNT=3\r\n") +
                                       vevent("UID:1\r\nRECURRENCE-ID:20260303T100000Z\r\nSUMMARY:A\r\nDTSTART:20260303T140000Z\r\n"
                                              "DTEND:20260303T150000Z\r\n")));
  EXPECT_EQ(b.who("2026-03-02T11:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-03T11:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-03T14:30:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-04T11:00:00Z"), "A");
  EXPECT_EQ(b.who("2026-03-05T11:00:00Z"), "-");
}

TEST(Calendar, until_is_the_last_begin) {
  const Bench b(Format::icalendar, ics(vevent("UID:1\r\nSUMMARY:A\r\nDTSTART;TZID=Europe/Berlin:20260302T220000\r\nDURATION:PT8H\r\n"
                                              "RRULE:FREQ=DAILY;UNTIL=20260304T210000Z\r\n")));
  EXPECT_EQ(b.who("2026-03-05T04:59:59Z"), "A");
  EXPECT_EQ(b.who("2026-03-05T05:00:00Z"), "-");
  EXPECT_EQ(b.who("2026-03-05T21:30:00Z"), "-");
}

// ---- all ---------------------------------------------------------------------------------------------------------------

TEST(Sources, words_of_the_week) {
  EXPECT_EQ(week_words({{0, minutes_a_week}}), "");
  EXPECT_EQ(week_words({{540, 480}, {540 + 1440, 480}}), "Mon-Tue 09:00-17:00");
  EXPECT_EQ(week_words({{6 * 1440 + 1320, 480}}), "Sun 22:00-06:00");
  EXPECT_EQ(week_words({{4 * 1440 + 1080, 3720}}), "Mon 00:00-08:00; Fri 18:00-24:00; Sat-Sun 00:00-24:00");
  EXPECT_EQ(week_words({{0, 1440}, {1440, 1440}}), "Mon-Tue 00:00-24:00");
}

TEST(Sources, other_files_are_refused) {
  for (const Format format : {Format::pagerduty, Format::opsgenie, Format::grafana}) {
    EXPECT_EQ(code_of(format, ""), "json.syntax");
    EXPECT_EQ(code_of(format, "{}"), "roster_file.nothing");
    EXPECT_EQ(code_of(format, "[1,null,\"x\"]"), "roster_file.nothing");
    EXPECT_EQ(code_of(format, std::string(file_bytes_most + 1, ' ')), "roster_file.too_large");
  }
  EXPECT_EQ(code_of(Format::icalendar, "name,date\n"), "roster_file.unreadable");
  EXPECT_EQ(code_of(Format::icalendar, ics(vevent("UID:1\r\nSUMMARY:\xe4\r\nDTSTART:20270302T220000Z\r\n"))), "roster_file.unreadable");
  EXPECT_EQ(code_of(Format::icalendar, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "roster_file.name_needed");
  EXPECT_EQ(code_of(Format::pagerduty, R"({"schedules":[{"id":"1","name":"n","time_zone":"UTC"}]})"), "") << "told, not refused";
}

RC_GTEST_PROP(Sources, damaged_files_end_in_layers_that_can_be_reckoned, ()) {
  const auto format = *rc::gen::elementOf(std::vector{Format::pagerduty, Format::opsgenie, Format::grafana, Format::icalendar});
  std::string text =
      format == Format::pagerduty  ? pd(pd_layer("1", "2026-03-02T09:00:00+01:00", "2026-01-02T09:00:00+01:00", 604'800, "AB"))
      : format == Format::opsgenie ? og(og_rotation("1", "weekly", 1, "ab"))
      : format == Format::grafana
          ? gr(R"({"id":"1","name":"D","type":"rolling_users","level":1,"start":"2026-03-02T09:00:00","duration":28800,)"
               R"("frequency":"weekly","interval":1,"by_day":["MO","FR"],"rolling_users":[["A"],["B"]],)"
               R"("rotation_start":"2026-03-12T00:00:00"})",
               R"("1")")
          : ics(vevent(
                "UID:1\r\nSUMMARY:A\r\nDTSTART;TZID=Europe/Berlin:20260302T220000\r\nDURATION:PT8H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH\r\n"));
  for (int cuts = *rc::gen::inRange(1, 5); cuts > 0; --cuts)
    text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::elementOf(std::string("0129-:\",}{T"));
  const auto read = read_source(format, text, {"n", ""}, now);
  if (!read) return;
  for (const SourceRoster& roster : read->rosters)
    for (const SourceLayer& layer : roster.layers) {
      calendar::Week week;
      RC_ASSERT(calendar::read_week(layer.layer.hours, week) == "");
      RC_ASSERT(!layer.turns.empty() && layer.layer.every > 0);
    }
}

}  // namespace
}  // namespace evenkeel::rosters
