#include "practice/contact/contact_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "practice/people/people_store.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::contact {
namespace {

using store::Connection;
using store::Param;
using store::Row;
using store::Way;

/// A storm: so many messages to one person on one way within a minute; what follows goes together at the end of the next short while.
constexpr std::int64_t storm_least = 10;
constexpr std::int64_t storm_span_us = us_per_minute;
constexpr std::int64_t storm_wait_us = us_per_minute;
constexpr std::int64_t storm_wait_urgent_us = 20 * us_per_second;  // somebody has to get up

/// Columns of contact_point that are younger than its table.
constexpr std::string_view browser_columns[] = {"subscription", "withdrawn_at"};

template <class T>
std::vector<T> select(Connection& db, std::string_view where, const Param& id) {
  const record::RecordType& type = record::type_of<T>();
  std::vector<T> found;
  db.query(fmt::format("SELECT {} FROM {} t WHERE {}", store::select_columns(type, "t"), type.table, where), {id},
           [&](const Row& row) { found.push_back(record::from_record<T>(store::read_record(type, row))); });
  return found;
}

constexpr std::string_view usable =
    "t.verified_at IS NOT NULL AND t.withdrawn_at IS NULL "
    "AND (t.gateway IS NULL OR EXISTS (SELECT 1 FROM gateway g WHERE g.id = t.gateway AND g.active = 1))";

constexpr std::string_view point_indexes = R"(
CREATE INDEX contact_point__person ON contact_point(person, id) WHERE person IS NOT NULL;
CREATE INDEX contact_point__team ON contact_point(team, id) WHERE team IS NOT NULL;
)";

std::vector<ContactPoint> usable_points(Connection& db, std::string_view owner, Id id) {
  return select<ContactPoint>(db, fmt::format("t.{} = $1 AND {} ORDER BY t.id", owner, usable), Param(id));
}

Way way_of(const ContactPoint& p, Time at, Time held = {}) { return {p.channel, p.shown, p.id, at, held}; }

/// Messages to the person on this way in the last while.
std::int64_t lately(store::Tx& tx, Id person, const Way& way) {
  std::int64_t count = 0;
  tx.db().query(
      "SELECT COUNT(*) FROM message m JOIN delivery d ON d.message_id = m.id WHERE m.person_id = $1 AND m.created_us > $2 "
      "AND d.channel = $3 AND COALESCE(d.point, 0) = $4",
      {Param(person), Param(tx.now() - storm_span_us), Param(way.channel), Param(static_cast<std::int64_t>(way.point.v))},
      [&](const Row& row) { count = row.integer(0); });
  return count;
}

void queue_up(Urgency urgency, Id line, std::vector<Way>& ways) {
  for (Way& way : ways) {
    way.hurry = urgency == Urgency::urgent ? store::Hurry::urgent : store::Hurry::normal;
    way.line = line;
  }
}

/// In a storm what would leave now waits for the end of a short while, which is the same for all of it.
void calm(store::Tx& tx, const people::Person& person, Urgency urgency, std::vector<Way>& ways) {
  const std::int64_t wait = urgency == Urgency::urgent ? storm_wait_urgent_us : storm_wait_us;
  for (Way& way : ways)
    if (!way.held && way.at <= tx.now() && lately(tx, person.id, way) >= storm_least)
      way.at = way.held = Time{(tx.now().us / wait + 1) * wait};
}

}  // namespace

std::string contact_schema() {
  return store::ddl_for(record::type_of<ContactPoint>(), browser_columns) + store::ddl_for(record::type_of<ContactRules>()) +
         std::string(point_indexes) + R"(
CREATE TABLE contact_code (
  id {int} PRIMARY KEY,
  point {int} NOT NULL,
  asked_by {int} NOT NULL,
  sent_us {int} NOT NULL
) {strict};
CREATE INDEX contact_code__point ON contact_code(point, sent_us);
CREATE INDEX contact_code__asked_by ON contact_code(asked_by, sent_us);
)";
}

std::string browser_schema(store::Engine engine) {
  const auto& type = record::type_of<ContactPoint>();
  constexpr std::string_view found_by =
      "CREATE INDEX contact_point__subscription ON contact_point(subscription) WHERE subscription IS NOT NULL;\n";
  if (engine == store::Engine::postgres)
    return "ALTER TABLE contact_point ALTER COLUMN gateway DROP NOT NULL;\n" + store::ddl_adding(type, browser_columns) +
           std::string(found_by);
  // SQLite takes no NOT NULL back: the table is made anew.
  std::string columns;
  for (const auto& field : type.fields)
    if (std::ranges::find(browser_columns, field.name) == std::end(browser_columns))
      columns += fmt::format("{}{}", columns.empty() ? "" : ", ", field.name);
  return fmt::format(
      "ALTER TABLE contact_point RENAME TO contact_point_before;\nDROP INDEX contact_point__person;\nDROP INDEX contact_point__team;\n{0}"
      "INSERT INTO contact_point({1}) SELECT {1} FROM contact_point_before;\nDROP TABLE contact_point_before;\n{2}{3}",
      store::ddl_for(type), columns, point_indexes, found_by);
}

std::vector<ContactPoint> points_of_person(Connection& db, Id person) {
  return select<ContactPoint>(db, "t.person = $1 ORDER BY t.id", Param(person));
}
std::vector<ContactPoint> points_of_team(Connection& db, Id team) {
  return select<ContactPoint>(db, "t.team = $1 ORDER BY t.id", Param(team));
}
std::vector<ContactPoint> points_of_browser(Connection& db, std::string_view subscription) {
  return select<ContactPoint>(db, "t.subscription = $1 ORDER BY t.id", Param(subscription));
}

std::optional<ContactPoint> find_point(Connection& db, Id point) {
  auto found = select<ContactPoint>(db, "t.id = $1", Param(point));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<ContactRules> rules_of(Connection& db, Id person) {
  auto found = select<ContactRules>(db, "t.person = $1", Param(person));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

bool can_be_reached(Connection& db, const people::Person& person) { return !person.mail.empty() || has_point(db, person.id); }

bool has_channel(Connection& db, Id team) { return !usable_points(db, "team", team).empty(); }

bool has_point(Connection& db, Id person) { return !usable_points(db, "person", person).empty(); }

bool send_to_person(store::Tx& tx, store::Message message, const people::Person& person, Id line) {
  // Who set nothing up has one question asked; rules are there as soon as there is a point.
  const auto rules = rules_of(tx.db(), person.id);
  const auto points = rules ? usable_points(tx.db(), "person", person.id) : std::vector<ContactPoint>{};
  Reachable who{!person.mail.empty(), {}, person.zone};
  for (const ContactPoint& p : points) who.points.push_back(p.id);
  const Urgency urgency = urgency_of(message.kind);
  std::vector<Way> ways;
  for (const Planned& planned : plan(rules.value_or(ContactRules{}), who, urgency, tx.now())) {
    const auto point = std::ranges::find(points, planned.point, &ContactPoint::id);
    if (planned.point) ways.push_back(way_of(*point, planned.at, planned.held));
    else ways.push_back({"mail", person.mail, {}, planned.at, planned.held});
  }
  message.person = person.id;
  if (ways.empty()) {
    // Nothing leaves, but the console lists it for who signs in.
    if (!person.login.empty()) store::send(tx, message, {});
    return false;
  }
  // A caller has a mail for each of their own reports.
  if (std::ranges::any_of(person.roles, [](const std::string& role) { return role != "caller"; })) calm(tx, person, urgency, ways);
  queue_up(urgency, line, ways);
  store::send(tx, message, ways);
  return true;
}

bool send_to_team(store::Tx& tx, store::Message message, Id team, const std::string& mail, Id line) {
  std::vector<Way> ways;
  if (!mail.empty()) ways.push_back({"mail", mail, {}, tx.now(), {}});
  for (const ContactPoint& p : usable_points(tx.db(), "team", team)) ways.push_back(way_of(p, tx.now()));
  if (ways.empty()) return false;
  queue_up(urgency_of(message.kind), line, ways);
  store::send(tx, message, ways);
  return true;
}

void try_next_way(store::Tx& tx, const store::Outgoing& out) {
  const auto promoted = tx.db().execute_count(
      "UPDATE delivery SET next_us = $1 WHERE id = (SELECT id FROM delivery WHERE message_id = $2 AND id <> $3 AND state = 'waiting' "
      "AND attempt = 0 AND next_us > $1 AND held_us IS NULL ORDER BY next_us, id LIMIT 1)",
      {Param(tx.now()), Param(out.message), Param(out.delivery)});
  if (promoted > 0) return tx.deliveries_changed();
  if (!out.person || out.channel == "mail" || out.kind.starts_with("contact.")) return;  // a proof or a test goes this way or none
  bool another = false;
  tx.db().query(
      "SELECT 1 FROM delivery WHERE message_id = $1 AND (channel = 'mail' OR (id <> $2 AND state IN ('waiting','leased','sent')))",
      {Param(out.message), Param(out.delivery)}, [&](const Row&) { another = true; });
  const auto person = another ? std::nullopt : people::find_person(tx.db(), out.person);
  if (!person || !person->active || person->erased || person->mail.empty()) return;
  store::add_way(tx, out.message, {"mail", person->mail, {}, tx.now(), {}, out.hurry, out.line});
}

LastOutcome last_outcome(Connection& db, Id point) {
  LastOutcome last;
  db.query("SELECT state, last_error, ended_us, next_us FROM delivery WHERE point = $1 ORDER BY id DESC LIMIT 1", {Param(point)},
           [&](const Row& row) {
             last.state = row.text(0) == "leased" ? std::string_view("waiting") : row.text(0);
             last.reason = row.is_null(1) ? std::string_view() : row.text(1);
             last.at = row.is_null(2) ? row.time(3) : row.time(2);
           });
  return last;
}

}  // namespace evenkeel::contact
