#include "practice/alert/alert_store.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "practice/alert/label_bits.hpp"
#include "practice/alert/sql_pieces.hpp"
#include "store/row_io.hpp"

namespace evenkeel::alert {
namespace {

using store::Connection;
using store::Param;
using store::Row;
using store::Tx;

constexpr int firing_page = 1'000;  // alerts that lie in memory at once while all are shown

template <class T>
std::vector<T> select(Connection& db, std::string_view rest, store::Params params) {
  const auto& type = record::type_of<T>();
  static const std::string columns = store::select_columns(type, "t");
  std::vector<T> found;
  db.query(fmt::format("SELECT {} FROM {} t {}", columns, type.table, rest), params,
           [&](const Row& row) { found.push_back(record::from_record<T>(store::read_record(type, row))); });
  return found;
}
template <class T>
std::vector<T> select(Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  return select<T>(db, rest, store::Params(params.begin(), params.size()));
}

/// "($1,$2),($3,$4)"
std::string value_rows(std::size_t rows, std::size_t columns) {
  std::string text;
  for (std::size_t row = 0, n = 0; row < rows; ++row) {
    text += row ? ",(" : "(";
    for (std::size_t column = 0; column < columns; ++column) text += fmt::format("{}${}", column ? "," : "", ++n);
    text += ')';
  }
  return text;
}

/// Runs an UPDATE that begins with `set`, of which $1 is the only parameter, for those that wait and have not moved since they were read.
/// One that did was looked at by another node meanwhile, or changed: then everything is decided again on what is there now.
void update_waiting(Connection& db, std::string_view set, const Param& value, std::span<const Waiting> alerts) {
  in_pieces(alerts, [&](auto piece) {
    std::vector<Id> ids;
    for (const Waiting& one : piece) ids.push_back(one.id);
    std::vector<Param> params{value};
    const auto list = marks(std::span<const Id>(ids), params);
    std::string versions;
    for (std::size_t i = 0, places = params.size() - 1; i < places; ++i) {
      params.emplace_back(piece[std::min(i, piece.size() - 1)].version);
      versions += fmt::format(" WHEN ${} THEN ${}", i + 2, params.size());
    }
    const auto met = db.execute_count(
        fmt::format("{} WHERE id IN ({}) AND look_at IS NOT NULL AND version = CASE id{} END", set, list, versions), params);
    if (met != static_cast<std::int64_t>(piece.size())) throw store::DbError(store::DbFault::stale, "another node looked at it");
  });
}

Param text_or_null(const std::string& text) { return text.empty() || text == "{}" ? Param(nullptr) : Param(text); }

constexpr std::string_view alert_columns =
    "id, version, source, key, state, severity, title, labels, annotations, link, starts_at, ends_at, first_seen_at, last_seen_at, "
    "changed_at, count, episode, service, ci, incident, digest, look_at, inhibited_by, label_bits";
constexpr std::size_t alert_column_count = 24;

void bind_row(std::vector<Param>& params, const Alert& a) {
  params.insert(params.end(), {Param(a.id),
                               Param(a.version),
                               Param(a.source),
                               Param(a.key),
                               Param(record::name_of(a.state)),
                               Param(record::name_of(a.severity)),
                               text_or_null(a.title),
                               text_or_null(a.labels.text),
                               text_or_null(a.annotations.text),
                               text_or_null(a.link),
                               Param(a.starts_at),
                               Param(a.ends_at),
                               Param(a.first_seen_at),
                               Param(a.last_seen_at),
                               Param(a.changed_at),
                               Param(a.count),
                               Param(a.episode),
                               Param(a.service),
                               Param(a.ci),
                               Param(a.incident),
                               text_or_null(a.digest),
                               Param(a.look_at),
                               Param(a.inhibited_by),
                               Param(label_bits(read_texts(a.labels.text)))});
}

}  // namespace

std::vector<Alert> alerts_with_keys(Connection& db, Id source, std::span<const std::string_view> keys) {
  std::vector<Alert> all;
  in_pieces(keys, [&](auto piece) {
    std::vector<Param> params{Param(source)};
    const auto list = marks(piece, params);
    auto found = select<Alert>(db, fmt::format("WHERE t.source = $1 AND t.key IN ({})", list), params);
    std::move(found.begin(), found.end(), std::back_inserter(all));
  });
  return all;
}

std::vector<Alert> alerts_with_ids(Connection& db, std::span<const Id> ids) {
  std::vector<Alert> all;
  in_pieces(ids, [&](auto piece) {
    std::vector<Param> params;
    const auto list = marks(piece, params);
    auto found = select<Alert>(db, fmt::format("WHERE t.id IN ({}) ORDER BY t.id", list), params);
    std::move(found.begin(), found.end(), std::back_inserter(all));
  });
  return all;
}

std::vector<Alert> newest_of(Connection& db, Id source, Time since, int most) {
  return select<Alert>(db, "WHERE t.source = $1 AND t.last_seen_at >= $2 ORDER BY t.id DESC LIMIT $3",
                       {Param(source), Param(since), Param(most)});
}

void each_firing(Connection& db, Id source, std::int64_t bits, const std::function<bool(const Alert&)>& show) {
  std::int64_t after = 0;
  for (;;) {
    const auto page = select<Alert>(db,
                                    "WHERE t.source = $1 AND t.state = 'firing' AND t.id > $2 AND (t.label_bits IS NULL OR t.label_bits & "
                                    "$3 = $3) ORDER BY t.id LIMIT $4",
                                    {Param(source), Param(after), Param(bits), Param(firing_page)});
    for (const Alert& a : page)
      if (!show(a)) return;
    if (page.size() < static_cast<std::size_t>(firing_page)) return;
    after = page.back().id.v;
  }
}

void insert_alerts(Connection& db, std::span<const Alert> alerts) {
  while (!alerts.empty()) {
    const auto rows = std::min(rows_at_once, std::bit_floor(alerts.size()));
    std::vector<Param> params;
    params.reserve(rows * alert_column_count);
    for (const Alert& a : alerts.first(rows)) bind_row(params, a);
    db.execute(fmt::format("INSERT INTO alert({}) VALUES {}", alert_columns, value_rows(rows, alert_column_count)), params);
    alerts = alerts.subspan(rows);
  }
}

void write_alert(Connection& db, Alert& a) {
  static const std::string sql = [] {
    std::string set;
    int n = 0;
    for (const auto column : split(alert_columns, ',')) {
      ++n;
      set += fmt::format("{}{} = ${}", n > 1 ? ", " : "", trim(column), n);
    }
    return fmt::format("UPDATE alert SET {} WHERE id = $1 AND version = ${}", set, n + 1);
  }();
  const auto before = a.version++;
  std::vector<Param> params;
  bind_row(params, a);
  params.emplace_back(before);
  db.execute_one(sql, params);
}

void insert_events(Tx& tx, std::span<const Happened> all) {
  for (const Happened& one : all)
    tx.db().execute(
        "INSERT INTO alert_event(alert, at_us, n, kind, incident) VALUES ($1,$2,(SELECT COALESCE(MAX(n), -1) + 1 FROM alert_event WHERE "
        "alert = $1 AND at_us = $2),$3,$4)",
        {Param(one.alert), Param(tx.now()), Param(record::name_of(one.what)), Param(one.incident)});
}

bool has_event(Connection& db, Id alert, Happening what, Time since, Id incident) {
  bool found = false;
  db.query("SELECT 1 FROM alert_event WHERE alert = $1 AND at_us >= $2 AND kind = $3 AND incident = $4 LIMIT 1",
           {Param(alert), Param(since), Param(record::name_of(what)), Param(incident)}, [&](const Row&) { found = true; });
  return found;
}

std::vector<Time> began_again(Connection& db, Id alert, Time since, int most) {
  std::vector<Time> times;
  db.query("SELECT at_us FROM alert_event WHERE alert = $1 AND at_us > $2 AND kind = 'fired_again' ORDER BY at_us DESC, n DESC LIMIT $3",
           {Param(alert), Param(since), Param(most)}, [&](const Row& row) { times.push_back(row.time(0)); });
  std::ranges::reverse(times);
  return times;
}

std::vector<HistoryLine> history_of(Connection& db, Id alert, int most) {
  std::vector<HistoryLine> lines;
  db.query("SELECT at_us, kind, incident FROM alert_event WHERE alert = $1 ORDER BY at_us DESC, n DESC LIMIT $2",
           {Param(alert), Param(most)}, [&](const Row& row) { lines.push_back({row.time(0), std::string(row.text(1)), row.id(2)}); });
  return lines;
}

std::vector<Id> alerts_to_look_at(Connection& db, Time now, int most) {
  std::vector<Id> ids;
  db.query("SELECT id FROM alert WHERE look_at IS NOT NULL AND look_at <= $1 ORDER BY look_at, id LIMIT $2", {Param(now), Param(most)},
           [&](const Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

std::vector<Alert> alerts_ended_by(Connection& db, Time ended, int most) {
  return select<Alert>(db, "WHERE t.state = 'firing' AND t.ends_at IS NOT NULL AND t.ends_at <= $1 ORDER BY t.id LIMIT $2",
                       {Param(ended), Param(most)});
}

Time next_look(Connection& db) {
  Time next;
  db.query("SELECT MIN(look_at) FROM alert WHERE look_at IS NOT NULL", {}, [&](const Row& row) { next = row.time(0); });
  return next;
}
Time next_end(Connection& db) {
  Time next;
  db.query("SELECT MIN(ends_at) FROM alert WHERE state = 'firing'", {}, [&](const Row& row) { next = row.time(0); });
  return next;
}

void looked_at(Connection& db, std::span<const Waiting> alerts, Time next) {
  update_waiting(db, "UPDATE alert SET look_at = $1", Param(next), alerts);
}

void look_again(Connection& db, Time now) {
  db.execute("UPDATE alert SET look_at = $1 WHERE look_at IS NOT NULL AND look_at > $1", {Param(now)});
}

namespace {
constexpr std::string_view group_columns = "g.incident, g.source, g.service, g.basis, g.opened_us, g.joined_us, g.alerts, g.shape";
OpenGroup read_group(const Row& row) {
  return {row.id(0), row.id(1), row.id(2), std::string(row.text(3)), row.time(4), row.time(5), row.integer(6), read_shape(row.text(7))};
}
}  // namespace

std::vector<OpenGroup> open_groups(Connection& db, Id source, Time since, Time until, int most) {
  std::vector<OpenGroup> groups;
  std::vector<Param> params{Param(since), Param(until), Param(most)};
  if (source) params.emplace_back(source);
  db.query(
      fmt::format("SELECT {} FROM alert_group g JOIN incident i ON i.id = g.incident WHERE g.joined_us >= $1 AND g.opened_us <= $2 AND "
                  "i.open = 1 {} ORDER BY g.joined_us DESC, g.incident DESC LIMIT $3",
                  group_columns, source ? "AND g.source = $4" : ""),
      params, [&](const Row& row) { groups.push_back(read_group(row)); });
  return groups;
}

std::optional<OpenGroup> group_of(Connection& db, Id incident) {
  std::optional<OpenGroup> group;
  db.query(fmt::format("SELECT {} FROM alert_group g WHERE g.incident = $1", group_columns), {Param(incident)},
           [&](const Row& row) { group = read_group(row); });
  return group;
}

void insert_group(Connection& db, const OpenGroup& g) {
  db.execute(
      "INSERT INTO alert_group(incident, source, service, basis, opened_us, joined_us, alerts, shape) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
      {Param(g.incident), Param(g.source), Param(g.service), Param(g.basis), Param(g.opened_at), Param(g.joined_at), Param(g.alerts),
       Param(shape_text(g.shape))});
}
void move_group(Connection& db, const OpenGroup& g) {
  db.execute("UPDATE alert_group SET opened_us = $1, joined_us = $2, alerts = $3, shape = $4 WHERE incident = $5",
             {Param(g.opened_at), Param(g.joined_at), Param(g.alerts), Param(shape_text(g.shape)), Param(g.incident)});
}

void join(Tx& tx, Id incident, std::span<const Waiting> alerts) {
  update_waiting(tx.db(), "UPDATE alert SET incident = $1, look_at = NULL, version = version + 1", Param(incident), alerts);
  for (const Waiting& one : alerts)
    tx.db().execute(
        "INSERT INTO alert_member(incident, alert, joined_us) VALUES ($1,$2,$3) ON CONFLICT (incident, alert) DO UPDATE SET left_us = NULL",
        {Param(incident), Param(one.id), Param(tx.now())});
}

bool joined_in_this_episode(Connection& db, Id alert, Id incident) {
  bool joined = false;
  db.query(
      "SELECT kind, incident FROM alert_event WHERE alert = $1 AND kind IN ('fired_again', 'joined', 'left') ORDER BY at_us DESC, n DESC "
      "LIMIT 1",
      {Param(alert)}, [&](const Row& row) { joined = row.text(0) == "joined" && row.id(1) == incident; });
  return joined;
}

void leave(Tx& tx, Id incident, std::span<const Id> alerts) {
  for (Id id : alerts)
    tx.db().execute("UPDATE alert_member SET left_us = $1 WHERE incident = $2 AND alert = $3 AND left_us IS NULL",
                    {Param(tx.now()), Param(incident), Param(id)});
}

std::vector<Id> members_now(Connection& db, Id incident) {
  std::vector<Id> ids;
  db.query(
      "SELECT m.alert FROM alert_member m JOIN alert a ON a.id = m.alert WHERE m.incident = $1 AND m.left_us IS NULL AND a.incident = $1 "
      "ORDER BY m.alert",
      {Param(incident)}, [&](const Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

std::vector<Alert> joined_since(Connection& db, Id incident, Time since, int most) {
  return select<Alert>(db,
                       "WHERE t.id IN (SELECT alert FROM alert_member WHERE incident = $1 AND left_us IS NULL AND joined_us >= $2) AND "
                       "t.incident = $1 AND t.state = 'firing' AND t.look_at IS NULL ORDER BY t.id DESC LIMIT $3",
                       {Param(incident), Param(since), Param(most)});
}

std::vector<Id> members_that_went(Connection& db, Id from, Id to) {
  std::vector<Id> ids;
  db.query(
      "SELECT f.alert FROM alert_member f JOIN alert_member t ON t.alert = f.alert AND t.joined_us = f.left_us JOIN alert a ON a.id = "
      "f.alert WHERE f.incident = $1 AND t.incident = $2 AND t.left_us IS NULL AND a.incident = $2 ORDER BY f.alert",
      {Param(from), Param(to)}, [&](const Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

void move_members(Tx& tx, std::span<const Id> alerts, Id from, Id to) {
  in_pieces(alerts, [&](auto piece) {
    std::vector<Param> params{Param(to)};
    const auto list = marks(piece, params);
    tx.db().execute(fmt::format("UPDATE alert SET incident = $1, version = version + 1 WHERE id IN ({})", list), params);
  });
  leave(tx, from, alerts);
  for (const Id id : alerts)
    tx.db().execute(
        "INSERT INTO alert_member(incident, alert, joined_us) VALUES ($1,$2,$3) "
        "ON CONFLICT (incident, alert) DO UPDATE SET joined_us = excluded.joined_us, left_us = NULL",
        {Param(to), Param(id), Param(tx.now())});
}

std::int64_t firing_in(Connection& db, Id incident) {
  std::int64_t n = 0;
  db.query(
      "SELECT COUNT(*) FROM alert_member m JOIN alert a ON a.id = m.alert WHERE m.incident = $1 AND m.left_us IS NULL AND a.incident = $1 "
      "AND (a.state = 'firing' OR a.look_at IS NOT NULL)",
      {Param(incident)}, [&](const Row& row) { n = row.integer(0); });
  return n;
}

std::vector<Member> members_of(Connection& db, Id incident, int most) {
  const auto& type = record::type_of<Alert>();
  std::vector<Member> all;
  db.query(
      fmt::format("SELECT m.joined_us, m.left_us, {} FROM alert_member m JOIN alert t ON t.id = m.alert WHERE m.incident = $1 ORDER BY "
                  "m.joined_us, m.alert LIMIT $2",
                  store::select_columns(type, "t")),
      {Param(incident), Param(most)},
      [&](const Row& row) { all.push_back({record::from_record<Alert>(store::read_record(type, row, 2)), row.time(0), row.time(1)}); });
  return all;
}

std::vector<Silence> silences(Connection& db, Id source, Time ended_since, int most) {
  return select<Silence>(db, "WHERE t.ends_at > $1 AND (t.source = $2 OR t.source IS NULL) ORDER BY t.ends_at DESC, t.id DESC LIMIT $3",
                         {Param(ended_since), Param(source), Param(most)});
}

std::vector<Silence> active_silences(Connection& db, Id source, Time now, int most) {
  return select<Silence>(
      db, "WHERE t.ends_at > $1 AND t.starts_at <= $1 AND (t.source = $2 OR t.source IS NULL) ORDER BY t.ends_at DESC, t.id DESC LIMIT $3",
      {Param(now), Param(source), Param(most)});
}

std::int64_t silences_to_end(Connection& db, Id source, Time now) {
  std::int64_t n = 0;
  const auto take = [&](const Row& row) { n = row.integer(0); };
  if (source) db.query("SELECT COUNT(*) FROM alert_silence WHERE ends_at > $1 AND source = $2", {Param(now), Param(source)}, take);
  else db.query("SELECT COUNT(*) FROM alert_silence WHERE ends_at > $1 AND source IS NULL", {Param(now)}, take);
  return n;
}

std::optional<Silence> find_silence(Connection& db, std::string_view uuid) {
  auto found = select<Silence>(db, "WHERE t.uuid = $1", {Param(uuid)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<SourceKey> keys_of(Connection& db, Id source) {
  return select<SourceKey>(db, "WHERE t.source = $1 ORDER BY t.id", {Param(source)});
}

std::optional<SourceKey> key_with_hash(Connection& db, std::string_view secret_hash) {
  auto found = select<SourceKey>(db, "WHERE t.secret_hash = $1", {Param(secret_hash)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

SourceState state_of(Connection& db, Id source) {
  SourceState state;
  db.query("SELECT last_event_us, events, refused FROM alert_source_state WHERE source = $1", {Param(source)},
           [&](const Row& row) { state = {row.time(0), row.integer(1), row.integer(2)}; });
  return state;
}

void add_state(Connection& db, Id source, const SourceState& more) {
  db.execute(
      "INSERT INTO alert_source_state(source, last_event_us, events, refused) VALUES ($1,$2,$3,$4) ON CONFLICT (source) DO UPDATE SET "
      "last_event_us = excluded.last_event_us, events = alert_source_state.events + excluded.events, refused = "
      "alert_source_state.refused + excluded.refused",
      {Param(source), Param(more.last_event_at.us), Param(more.events), Param(more.refused)});
}

std::int64_t forget_silences(Tx& tx, Time before, int most) {
  const auto old = select<Silence>(tx.db(), "WHERE t.ends_at < $1 ORDER BY t.ends_at, t.id LIMIT $2", {Param(before), Param(most)});
  for (const Silence& s : old) tx.remove(record::to_record(s), {.kind = "silence.forgotten"});
  return static_cast<std::int64_t>(old.size());
}

std::int64_t forget_resolved(Connection& db, Time before, int most) {
  std::vector<Id> ids;
  db.query("SELECT id FROM alert WHERE state = 'resolved' AND look_at IS NULL AND changed_at < $1 ORDER BY changed_at LIMIT $2",
           {Param(before), Param(most)}, [&](const Row& row) { ids.push_back(row.id(0)); });
  for (const std::string_view table :
       {"alert_event WHERE alert", "alert_member WHERE alert", "alert_inhibitor WHERE alert", "alert WHERE id"})
    in_pieces(std::span<const Id>(ids), [&](auto piece) {
      std::vector<Param> params;
      const auto list = marks(piece, params);
      db.execute(fmt::format("DELETE FROM {} IN ({})", table, list), params);
    });
  return static_cast<std::int64_t>(ids.size());
}

}  // namespace evenkeel::alert
