#include "practice/roster/roster_store.hpp"

#include <fmt/format.h>

#include "base/zone.hpp"
#include "practice/roster/plan.hpp"
#include "practice/service/calendars.hpp"
#include "record/json.hpp"
#include "store/erase.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::roster {
namespace {

using store::Param;

constexpr int overrides_most = 5'000;  // of one roster in the time asked for: more than a hundred a week over a year

template <class T>
std::vector<T> select(store::Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const auto& type = record::type_of<T>();
  static const std::string columns = store::select_columns(type, "t");
  std::vector<T> found;
  db.query(fmt::format("SELECT {} FROM {} t {}", columns, type.table, rest), store::Params(params.begin(), params.size()),
           [&](const store::Row& row) { found.push_back(record::from_record<T>(store::read_record(type, row))); });
  return found;
}

/// "$3,$4,$5" for the ids, appended to the parameters.
std::string placeholders(const std::set<Id>& ids, std::vector<Param>& params) {
  std::string list;
  for (const Id id : ids) {
    params.emplace_back(id);
    list += fmt::format("{}${}", list.empty() ? "" : ",", params.size());
  }
  return list;
}

/// Absences, and whoever is active no more.
std::vector<Away> away_in(store::Connection& db, const std::set<Id>& people, Time from, Time until) {
  std::vector<Away> away;
  if (people.empty()) return away;
  std::vector<Param> params{Param(until.us), Param(from.us)};
  const auto absent = placeholders(people, params);
  db.query(fmt::format("SELECT person, begins_at, ends_at FROM absence WHERE begins_at < $1 AND ends_at > $2 AND person IN ({})", absent),
           store::Params(params), [&](const store::Row& row) { away.push_back({row.id(0), row.time(1), row.time(2)}); });
  params.clear();
  const auto gone = placeholders(people, params);
  db.query(fmt::format("SELECT id FROM person WHERE active = 0 AND id IN ({})", gone), store::Params(params),
           [&](const store::Row& row) { away.push_back({row.id(0), Time{0}, zones_known_until}); });
  return away;
}

}  // namespace

std::string roster_schema() {
  return store::ddl_for(record::type_of<Override>()) + store::ddl_for(record::type_of<CoverRequest>()) +
         store::ddl_for(record::type_of<Feed>()) + R"(
CREATE INDEX roster_override__time ON roster_override(roster, ends_at) WHERE active = 1;
CREATE INDEX cover_request__open ON cover_request(roster, begins_at) WHERE state = 'open';
CREATE INDEX cover_request__person ON cover_request(person, ends_at);
CREATE INDEX cover_request__asked ON cover_request(asked, ends_at) WHERE asked IS NOT NULL;
CREATE INDEX on_call_feed__person ON on_call_feed(person);
CREATE TABLE on_call_feed_shift (
  feed {int} NOT NULL,
  uid {int} NOT NULL,
  person {int} NOT NULL,
  part {text} {bytewise} NOT NULL,
  roster {int} NOT NULL,
  layer {text} {bytewise} NOT NULL,
  begins_at {int} NOT NULL,
  ends_at {int} NOT NULL,
  sequence {int} NOT NULL,
  changed_at {int} NOT NULL,
  cancelled {int} NOT NULL CHECK (cancelled IN (0, 1)),
  PRIMARY KEY (feed, uid)
){strict};
)";
}

std::vector<Layer> layers_of(const service::Roster& roster) {
  auto layers = read_plan(roster.plan.text, roster.zone);
  return layers ? std::move(*layers) : std::vector<Layer>{};
}

Facts facts_of(store::Connection& db, const service::Snapshot& catalogue, const service::Roster& roster, std::vector<Layer> layers,
               Time from, Time until, Id besides) {
  Facts facts;
  facts.roster = roster.id;
  facts.known = roster.active;
  std::shared_ptr<const calendar::WorkingHours> held;
  if (const auto* named = catalogue.get<service::Calendar>(roster.calendar))
    held = std::make_shared<const calendar::WorkingHours>(service::hours_of(catalogue, *named));
  std::set<Id> people = people_of(layers);
  for (Layer& layer : layers) {
    Facts::Held one{std::move(layer), {}, {}};
    if (!one.layer.hours.empty()) {
      auto hours = std::make_shared<calendar::WorkingHours>();
      hours->zone = one.layer.zone;
      (void)calendar::read_week(one.layer.hours, hours->week);  // checked when it was saved
      one.hours = std::move(hours);
    }
    if (one.layer.calendar_use != CalendarUse::any) one.calendar = held;
    facts.layers.push_back(std::move(one));
  }
  facts.overrides = overrides_in(db, roster.id, from, until);
  for (const Override& o : facts.overrides)
    if (o.person) people.insert(o.person);
  if (besides) people.insert(besides);
  facts.away = away_in(db, people, from, until);
  return facts;
}

Facts facts_of(store::Connection& db, const service::Snapshot& catalogue, Id id, Time from, Time until, Id besides) {
  const auto* roster = catalogue.get<service::Roster>(id);
  if (roster) return facts_of(db, catalogue, *roster, layers_of(*roster), from, until, besides);
  Facts facts;
  facts.roster = id;
  facts.known = false;
  return facts;
}

Duty duty_at(store::Connection& db, const service::Snapshot& catalogue, Id roster, Time at) {
  return duty_at(facts_of(db, catalogue, roster, at - gap_days_most * us_per_day, at + gap_days_most * us_per_day), at);
}

std::vector<Override> overrides_in(store::Connection& db, Id roster, Time from, Time until) {
  if (!roster) return {};
  return select<Override>(db, "WHERE t.roster = $1 AND t.active = 1 AND t.ends_at > $2 AND t.begins_at < $3 ORDER BY t.id LIMIT $4",
                          {Param(roster), Param(from.us), Param(until.us), Param(overrides_most)});
}

std::vector<CoverRequest> open_requests(store::Connection& db, Id roster) {
  return select<CoverRequest>(db, "WHERE t.roster = $1 AND t.state = 'open' ORDER BY t.begins_at, t.id LIMIT 200", {Param(roster)});
}

std::vector<CoverRequest> requests_of(store::Connection& db, Id person, Time since) {
  return select<CoverRequest>(
      db, "WHERE (t.person = $1 OR t.asked = $1 OR t.taken_by = $1) AND t.ends_at > $2 ORDER BY t.begins_at DESC, t.id DESC LIMIT 100",
      {Param(person), Param(since.us)});
}

std::vector<Feed> feeds_of(store::Connection& db, Id person) {
  return select<Feed>(db, "WHERE t.person = $1 AND t.revoked = 0 ORDER BY t.id DESC LIMIT 100", {Param(person)});
}

std::string export_person(store::Connection& db, Id person) {
  std::string out;
  const auto append = [&](std::string_view name, const auto& records) {
    out += fmt::format("{}\"{}\":[", out.empty() ? "" : ",", name);
    for (const auto& one : records) {
      if (out.back() != '[') out += ',';
      record::append_json(out, record::to_record(one));
    }
    out += ']';
  };
  append("cover_requests",
         select<CoverRequest>(db, "WHERE t.person = $1 OR t.asked = $1 OR t.taken_by = $1 ORDER BY t.id", {Param(person)}));
  append("roster_overrides",
         select<Override>(db, "WHERE t.person = $1 OR t.instead_of = $1 OR t.made_by = $1 ORDER BY t.id", {Param(person)}));
  append("on_call_feeds", select<Feed>(db, "WHERE t.person = $1 ORDER BY t.id", {Param(person)}));
  return out;
}

void erase_person(store::Tx& tx, Id person) {
  for (const Feed& before : select<Feed>(tx.db(), "WHERE t.person = $1", {Param(person)})) {
    tx.db().execute("DELETE FROM on_call_feed_shift WHERE feed = $1", {Param(before.id)});
    tx.remove(record::to_record(before), {.kind = "on_call_feed.erased", .root = person, .values = store::NoteValues::hidden});
    store::erase_history(tx, person, before.id);
  }
  for (const CoverRequest& before :
       select<CoverRequest>(tx.db(), "WHERE t.person = $1 OR t.asked = $1 OR t.taken_by = $1", {Param(person)})) {
    CoverRequest after = before;
    after.note.clear();
    after.answer.clear();
    tx.update(before, after, {.kind = "cover_request.erased", .root = before.roster, .values = store::NoteValues::hidden});
    store::erase_messages_about(tx, "cover_request", before.id);
    store::erase_history(tx, before.roster, before.id);
  }
  for (const Override& before : select<Override>(tx.db(), "WHERE t.person = $1 OR t.instead_of = $1 OR t.made_by = $1", {Param(person)})) {
    store::erase_messages_about(tx, "roster_override", before.id);
    if (before.note.empty()) continue;
    Override after = before;
    after.note.clear();
    tx.update(before, after, {.kind = "roster_override.erased", .root = before.roster, .values = store::NoteValues::hidden});
    store::erase_history(tx, before.roster, before.id);
  }
}

}  // namespace evenkeel::roster
