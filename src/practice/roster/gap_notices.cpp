#include "practice/roster/gap_notices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/zone.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/people_with.hpp"
#include "practice/people/person.hpp"
#include "practice/roster/gap_rules.hpp"
#include "practice/roster/on_call_view.hpp"
#include "practice/roster/plan.hpp"
#include "record/json.hpp"

namespace evenkeel::roster {
namespace {

using people::Person;
using store::Param;

constexpr std::int64_t look_again_us = 6 * us_per_hour;  // calendars, contact points: what arms no timer of ours
constexpr std::size_t more_most = 20;                    // further gaps in one message
constexpr int told_most = 50;                            // incident managers: a message to everybody is read by nobody

/// By the clocks of `zone`: "2026-03-05 09:00".
std::string wall_text(const std::string& zone, Time t) {
  const auto wall = format_rfc3339(Time{wall_us(zone, t) / us_per_minute * us_per_minute});
  return wall.substr(0, 10) + " " + wall.substr(11, 5);
}

/// Whoever of them is active, here and within reach; when `also_away` those who are away as well.
std::vector<Person> reachable(store::Tx& tx, const std::vector<Id>& ids, bool also_away) {
  std::vector<Person> found;
  for (const Id id : ids) {
    auto person = id ? tx.find<Person>(id) : std::nullopt;
    if (!person || !person->active || !contact::can_be_reached(tx.db(), *person)) continue;
    if (also_away || !people::absent_until(tx.db(), id)) found.push_back(std::move(*person));
  }
  return found;
}

/// The manager of the roster's team; where there is none who is here, those who administer rosters.
std::vector<Person> who_is_told(store::Tx& tx, const service::Snapshot& catalogue, const service::Roster& roster) {
  const auto* team = catalogue.get<service::Team>(roster.team);
  const std::vector<Id> manager = team ? std::vector<Id>{team->manager} : std::vector<Id>{};
  const auto managers = people::people_with(tx.db(), "roles", "incident_manager", told_most);
  const auto administrators = people::people_with(tx.db(), "roles", "administrator", told_most);
  for (const bool also_away : {false, true})
    for (const auto* ids : {&manager, &managers, &administrators})
      if (auto found = reachable(tx, *ids, also_away); !found.empty()) return found;
  return {};
}

class Looking {
 public:
  Looking(store::Tx& tx, const service::Snapshot& catalogue, const service::Roster& roster)
      : tx_(tx), catalogue_(catalogue), roster_(roster) {}

  /// Tells what is due and returns when to look again; none: there is nothing that could be missing.
  Time run() {
    const auto days = gap_notice_days(roster_.plan.text);
    const auto layers = layers_of(roster_);
    if (days.empty() || layers.empty()) {
      tx_.db().execute("DELETE FROM roster_gap_notice WHERE roster = $1", {Param(roster_.id)});
      return {};
    }
    const Time now = tx_.now();
    const Time until = std::min(now + (2 * std::ranges::max(days) + 1) * us_per_day, zones_known_until);
    const Time again = now + look_again_us;
    if (until <= now) return {};
    auto lacks = lacks_ahead(layers, now, until);
    const auto notice = gap_notice(lacks, warned(), days, now, until);
    for (const Warned& w : notice.forget)
      tx_.db().execute("DELETE FROM roster_gap_notice WHERE roster = $1 AND person = $2 AND days = $3 AND from_at = $4",
                       {Param(roster_.id), Param(w.person.v), Param(w.days), Param(w.from.us)});
    remember(notice.keep);
    // Whom nothing could be told now may be reached at the next look.
    if (!notice.tell.empty() && tell(notice.tell, until)) remember(notice.add);
    return notice.next ? std::min(notice.next, again) : again;
  }

 private:
  void remember(const std::vector<Warned>& all) {
    for (const Warned& w : all)
      tx_.db().execute(
          "INSERT INTO roster_gap_notice (roster, person, days, from_at, until_at) VALUES ($1, $2, $3, $4, $5) "
          "ON CONFLICT (roster, person, days, from_at) DO UPDATE SET until_at = excluded.until_at",
          {Param(roster_.id), Param(w.person.v), Param(w.days), Param(w.from.us), Param(w.until.us)});
  }

  std::vector<Lack> lacks_ahead(const std::vector<Layer>& layers, Time now, Time until) {
    const auto all = stretches(facts_of(tx_.db(), catalogue_, roster_, layers, now, until), now, until);
    std::set<Id> on_duty, unreachable;
    for (const Stretch& stretch : all)
      for (const Shift& shift : stretch.people)
        if (shift.part == Part::on_duty) on_duty.insert(shift.person);
    for (const Id id : on_duty) {
      const auto person = tx_.find<Person>(id);
      if (!person || !contact::can_be_reached(tx_.db(), *person)) unreachable.insert(id);
    }
    auto lacks = lacks_in(all, unreachable, covered_by(roster_).get());
    // A roster that has not begun yet lacks nobody.
    const auto first = std::ranges::min_element(layers, {}, &Layer::first_day);
    const Time begins = instant_of_wall(first->zone, first->first_day * us_per_day + first->hand_off * us_per_minute, Twice::first);
    std::erase_if(lacks, [&](const Lack& l) { return l.until <= begins; });
    return lacks;
  }

  std::vector<Warned> warned() {
    std::vector<Warned> all;
    tx_.db().query("SELECT days, person, from_at, until_at FROM roster_gap_notice WHERE roster = $1 ORDER BY days, person, from_at",
                   {Param(roster_.id)},
                   [&](const store::Row& row) { all.push_back({row.integer(0), row.id(1), row.time(2), row.time(3)}); });
    return all;
  }

  bool tell(const std::vector<Lack>& lacks, Time looked_until) {
    bool told = false;
    for (const Person& person : who_is_told(tx_, catalogue_, roster_))
      told |= contact::send_to_person(tx_, {"roster.gap", "roster", roster_.id, person.id, {}, {}, body_for(person, lacks, looked_until)},
                                      person);
    return told;
  }

  std::string body_for(const Person& reader, const std::vector<Lack>& lacks, Time looked_until) {
    const Lack& first = lacks.front();
    std::string body = "{\"roster\":", more;
    record::append_json_string(body, roster_.name);
    const auto add = [&](std::string_view name, std::string_view text) {
      if (text.empty()) return;
      body += fmt::format(R"(,"{}":)", name);
      record::append_json_string(body, text);
    };
    add("begins_at", format_rfc3339(first.from));
    if (first.until < looked_until) add("ends_at", format_rfc3339(first.until));
    if (first.person) add("unreachable", names_of({first.person}));
    else if (first.why != Nobody::no_roster) add(record::name_of(first.why), "yes");
    add("missing", names_of(first.missing));
    for (std::size_t i = 1; i < lacks.size() && i <= more_most; ++i) {
      const Lack& l = lacks[i];
      more += fmt::format("{}{} – {}", more.empty() ? "" : "\n", wall_text(reader.zone, l.from),
                          l.until < looked_until ? wall_text(reader.zone, l.until) : "...");
      if (l.person) more += " (" + names_of({l.person}) + ")";
    }
    if (lacks.size() > more_most + 1) more += fmt::format("\n+ {}", lacks.size() - more_most - 1);
    add("more", more);
    return body + "}";
  }

  std::string names_of(const std::vector<Id>& people) {
    std::string names;
    for (const Id id : people)
      if (const auto person = tx_.find<Person>(id)) names += (names.empty() ? "" : ", ") + person->name;
    return names;
  }

  store::Tx& tx_;
  const service::Snapshot& catalogue_;
  const service::Roster& roster_;
};

/// The person takes turns on it, or an override that still counts puts them on.
bool concerns(store::Connection& db, const service::Roster& roster, Id person, Time now) {
  if (people_of(layers_of(roster)).contains(person)) return true;
  return std::ranges::any_of(overrides_in(db, roster.id, now, zones_known_until), [&](const Override& o) { return o.person == person; });
}

}  // namespace

std::string gap_notice_schema() {
  return R"(
CREATE TABLE roster_gap_notice (
  roster {int} NOT NULL,
  person {int} NOT NULL,
  days {int} NOT NULL,
  from_at {int} NOT NULL,
  until_at {int} NOT NULL,
  PRIMARY KEY (roster, person, days, from_at)
) {strict};
INSERT INTO timer(id, kind, subject_kind, subject_id, key, due_us, attempt)
SELECT id, 'roster.gaps', 'roster', id, '', 0, 0 FROM roster WHERE active = 1;
)";
}

store::TimerHandlers gap_timer_handlers(const service::Catalogue& catalogue) {
  return {{std::string(timer_gaps),
           [&catalogue](store::Tx& tx, const store::Timer& timer) -> Status {
             const auto snapshot = catalogue.now();
             const auto* roster = snapshot->get<service::Roster>(timer.subject);
             if (!roster || !roster->active) return Done{};
             if (const Time next = Looking(tx, *snapshot, *roster).run()) tx.arm(timer_gaps, "roster", roster->id, next);
             return Done{};
           }},
          {std::string(timer_away), [&catalogue](store::Tx& tx, const store::Timer& timer) -> Status {
             const auto snapshot = catalogue.now();
             for (const auto* roster : snapshot->active<service::Roster>())
               if (concerns(tx.db(), *roster, timer.subject, tx.now())) tx.arm(timer_gaps, "roster", roster->id, tx.now() + settle_us);
             return Done{};
           }}};
}

}  // namespace evenkeel::roster
