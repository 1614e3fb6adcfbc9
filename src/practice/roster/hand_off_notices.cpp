#include "practice/roster/hand_off_notices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/contact/contact_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/person.hpp"
#include "practice/roster/hand_off_rules.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/roster_store.hpp"
#include "record/json.hpp"
#include "store/row_io.hpp"

namespace evenkeel::roster {
namespace {

using incident::Incident;
using people::Person;
using store::Param;

constexpr std::int64_t look_again_us = 15 * us_per_minute;  // absences, and people who leave, arm no timer of ours
constexpr std::int64_t late_us = 12 * us_per_hour;          // who came on while no server ran is told when one runs again
constexpr std::int64_t late_for_leavers_us = us_per_hour;   // who went off longer ago knows it
constexpr std::int64_t remembered_us = 3 * us_per_day;      // beyond the notice of a day before, and being late
constexpr int open_most = 20;                               // a mail is no queue
constexpr std::int64_t high_priority = 2;

/// What is open in the team, and needs somebody.
struct Open {
  std::vector<record::Record> unacknowledged, escalated, urgent;
};

Open open_in(store::Connection& db, Id team) {
  Open open;
  if (!team) return open;
  const auto& type = record::type_of<Incident>();
  db.query(fmt::format("SELECT {} FROM incident t WHERE t.open = 1 AND t.team = $1 AND "
                       "(t.acknowledged_at IS NULL OR t.escalation_level > 0 OR t.priority <= $2) "
                       "ORDER BY t.priority, t.opened_at, t.id LIMIT $3",
                       store::select_columns(type, "t")),
           {Param(team), Param(high_priority), Param(open_most)}, [&](const store::Row& row) {
             auto r = store::read_record(type, row);
             const auto i = record::from_record<Incident>(r);
             (!i.acknowledged_at ? open.unacknowledged : i.escalation_level > 0 ? open.escalated : open.urgent).push_back(std::move(r));
           });
  return open;
}

/// A line an incident, of those that the person may see.
std::string lines_for(const people::Principal& reader, const std::vector<record::Record>& incidents) {
  std::string lines;
  for (const record::Record& r : incidents) {
    if (!incident::may_see(reader, r)) continue;
    const auto i = record::from_record<Incident>(r);
    lines += fmt::format("{}{}  P{}  {}", lines.empty() ? "" : "\n", i.number, i.priority, i.title);
  }
  return lines;
}

people::Principal reader_of(const Person& person) {
  people::Principal reader;
  reader.person = person.id;
  reader.roles = people::roles_of(person.roles);
  reader.teams = person.teams;
  reader.organisation = person.organisation;
  return reader;
}

class Telling {
 public:
  Telling(store::Tx& tx, const service::Snapshot& catalogue, const service::Roster& roster)
      : tx_(tx), catalogue_(catalogue), roster_(roster) {}

  /// Tells what is due and returns when to look again.
  Time run(std::int64_t before_us) {
    const Time now = tx_.now(), from = now - late_us, until = now + before_us + look_again_us;
    const Facts facts = facts_of(tx_.db(), catalogue_, roster_.id, from, until);
    const auto on_duty_now = stretches(facts, now, now + 1).front().people;
    const auto is_on = [&](Id person) {
      return std::ranges::any_of(on_duty_now, [&](const Shift& s) { return s.person == person && s.part == Part::on_duty; });
    };
    const auto all = hand_offs(facts, from, until);
    take_back(all, until);
    Time next = now + look_again_us;
    for (const HandOff& one : all) {
      if (one.at - before_us > now) {
        next = std::min(next, one.at - before_us);
        continue;
      }
      for (const Id person : one.coming)
        if (one.at > now || is_on(person)) tell(one, person, Told::coming);
      for (const Id person : one.going)
        if (one.at > now - late_for_leavers_us) tell(one, person, Told::going);
    }
    tx_.db().execute("DELETE FROM hand_off_notice WHERE roster = $1 AND at < $2", {Param(roster_.id), Param((now - remembered_us).us)});
    return next;
  }

 private:
  enum class Told { coming, going };

  /// Whoever was told that they come on, and does not any more because the roster was changed since. What lies behind `until`, where `all`
  /// ends, is looked at when it comes near.
  void take_back(const std::vector<HandOff>& all, Time until) {
    std::vector<std::pair<Time, Id>> told;
    tx_.db().query(
        "SELECT at, person FROM hand_off_notice WHERE roster = $1 AND at > $2 AND at < $3 AND part = 'coming' ORDER BY at, person",
        {Param(roster_.id), Param(tx_.now().us), Param(until.us)},
        [&](const store::Row& row) { told.emplace_back(row.time(0), row.id(1)); });
    for (const auto& [at, id] : told) {
      const auto one = std::ranges::find(all, at, &HandOff::at);
      if (one != all.end() && std::ranges::find(one->coming, id) != one->coming.end()) continue;
      tx_.db().execute("DELETE FROM hand_off_notice WHERE roster = $1 AND at = $2 AND person = $3 AND part = 'coming'",
                       {Param(roster_.id), Param(at.us), Param(id)});
      const auto person = tx_.find<Person>(id);
      if (!person || !person->active) continue;
      body_ = "{";
      add("roster", roster_.name);
      add("begins_at", format_rfc3339(at));
      contact::send_to_person(tx_, {"roster.comes_not", "roster", roster_.id, id, {}, {}, body_ + "}"}, *person);
    }
  }

  /// False when it was told before.
  bool remember(const HandOff& one, Id person, std::string_view part) {
    return tx_.db().execute_count(
               "INSERT INTO hand_off_notice (roster, at, person, part) VALUES ($1, $2, $3, $4) ON CONFLICT (roster, at, person, part) DO "
               "NOTHING",
               {Param(roster_.id), Param(one.at.us), Param(person), Param(part)}) > 0;
  }

  void tell(const HandOff& one, Id id, Told part) {
    const auto person = tx_.find<Person>(id);
    if (!person || !person->active) return;
    if (!remember(one, id, part == Told::coming ? "coming" : "going")) return;
    body_ = "{";
    add("roster", roster_.name);
    add("begins_at", format_rfc3339(one.at));
    if (part == Told::coming) {
      if (const Time until = end_of(one.at, id)) add("ends_at", format_rfc3339(until));
      add("before", names_of(one.before, id));
      add_open(*person);
    } else {
      add("after", names_of(one.after, id));
    }
    contact::send_to_person(
        tx_, {part == Told::coming ? "roster.comes_on" : "roster.goes_off", "roster", roster_.id, id, {}, {}, body_ + "}"}, *person);
  }

  /// When the shift that begins then ends, as far as it is known.
  Time end_of(Time at, Id person) {
    const Facts ahead = facts_of(tx_.db(), catalogue_, roster_.id, at, at + gap_days_most * us_per_day);
    for (const Shift& shift : duty_at(ahead, at).people)
      if (shift.person == person) return shift.until;
    return {};
  }

  std::string names_of(const std::vector<Id>& people, Id but) {
    std::string names;
    for (const Id id : people) {
      if (id == but) continue;
      if (const auto person = tx_.find<Person>(id)) names += (names.empty() ? "" : ", ") + person->name;
    }
    return names;
  }

  void add_open(const Person& person) {
    if (!open_) open_ = open_in(tx_.db(), roster_.team);
    const people::Principal reader = reader_of(person);
    const auto size = body_.size();
    add("unacknowledged", lines_for(reader, open_->unacknowledged));
    add("escalated", lines_for(reader, open_->escalated));
    add("urgent", lines_for(reader, open_->urgent));
    if (roster_.team && body_.size() == size) add("nothing", "yes");
  }

  /// What is empty is left out: the text has a sentence for what is there.
  void add(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    body_ += fmt::format(R"({}"{}":)", body_.size() > 1 ? "," : "", name);
    record::append_json_string(body_, text);
  }

  store::Tx& tx_;
  const service::Snapshot& catalogue_;
  const service::Roster& roster_;
  std::optional<Open> open_;
  std::string body_;
};

}  // namespace

std::string hand_off_schema() {
  return R"(
CREATE TABLE hand_off_notice (
  roster {int} NOT NULL,
  at {int} NOT NULL,
  person {int} NOT NULL,
  part {text} {bytewise} NOT NULL CHECK (part IN ('coming', 'going')),
  PRIMARY KEY (roster, at, person, part)
) {strict};
)";
}

store::TimerHandlers hand_off_timer_handlers(const service::Catalogue& catalogue) {
  return {{std::string(timer_hand_off), [&catalogue](store::Tx& tx, const store::Timer& timer) -> Status {
             const auto snapshot = catalogue.now();
             const auto* roster = snapshot->get<service::Roster>(timer.subject);
             const auto minutes = roster && roster->active ? notice_minutes(roster->plan.text) : std::nullopt;
             if (!minutes) return Done{};
             const Time next = Telling(tx, *snapshot, *roster).run(*minutes * us_per_minute);
             tx.arm(timer_hand_off, "roster", timer.subject, next);
             return Done{};
           }}};
}

}  // namespace evenkeel::roster
