#include "practice/heartbeat/heartbeat_store.hpp"

#include <fmt/format.h>

#include "store/row_io.hpp"

namespace evenkeel::heartbeat {
namespace {

using store::Param;
using store::Row;

constexpr std::string_view pulse_columns =
    "heartbeat, standing, from_at, last_at, last_kind, exit_status, started_at, run, took_us, look_at, pings, message, excused";
constexpr std::string_view ping_columns = "id, heartbeat, at, kind, exit_status, run, took_us, sender";

Pulse read_pulse(const Row& row) {
  Pulse p;
  p.heartbeat = row.id(0);
  p.standing = record::from_name<Standing>(row.text(1)).value_or(Standing::fresh);
  p.from_at = row.time(2);
  p.last_at = row.time(3);
  p.last_kind = record::from_name<PingKind>(row.text(4)).value_or(PingKind::success);
  p.exit_status = row.integer(5);
  p.started_at = row.time(6);
  p.run = row.text(7);
  p.took_us = row.integer(8);
  p.look_at = row.time(9);
  p.pings = row.integer(10);
  p.message = row.text(11);
  p.excused = row.text(12);
  return p;
}

}  // namespace

Pulse pulse_of(store::Connection& db, Id heartbeat) {
  Pulse pulse;
  pulse.heartbeat = heartbeat;
  db.query(fmt::format("SELECT {} FROM heartbeat_pulse WHERE heartbeat = $1", pulse_columns), {Param(heartbeat)},
           [&](const Row& row) { pulse = read_pulse(row); });
  return pulse;
}

Pulse hold_pulse(store::Connection& db, Id heartbeat) {
  if (db.engine() == store::Engine::postgres)
    db.query("SELECT 1 FROM heartbeat_pulse WHERE heartbeat = $1 FOR UPDATE", {Param(heartbeat)}, [](const Row&) {});
  return pulse_of(db, heartbeat);
}

std::map<Id, Pulse> all_pulses(store::Connection& db) {
  std::map<Id, Pulse> all;
  db.query(fmt::format("SELECT {} FROM heartbeat_pulse ORDER BY heartbeat", pulse_columns), {}, [&](const Row& row) {
    Pulse p = read_pulse(row);
    all.emplace(p.heartbeat, std::move(p));
  });
  return all;
}

void keep_pulse(store::Connection& db, const Pulse& p) {
  db.execute(fmt::format("INSERT INTO heartbeat_pulse({}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) "
                         "ON CONFLICT (heartbeat) DO UPDATE SET standing = excluded.standing, from_at = excluded.from_at, "
                         "last_at = excluded.last_at, last_kind = excluded.last_kind, exit_status = excluded.exit_status, "
                         "started_at = excluded.started_at, run = excluded.run, took_us = excluded.took_us, look_at = excluded.look_at, "
                         "pings = excluded.pings, message = excluded.message, excused = excluded.excused",
                         pulse_columns),
             {Param(p.heartbeat), Param(record::name_of(p.standing)), Param(p.from_at), Param(p.last_at),
              Param(record::name_of(p.last_kind)), Param(p.exit_status), Param(p.started_at), Param(p.run), Param(p.took_us),
              Param(p.look_at), Param(p.pings), Param(p.message), Param(p.excused)});
}

void insert_ping(store::Connection& db, Id heartbeat, const PingRow& row) {
  db.execute(fmt::format("INSERT INTO heartbeat_ping({}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)", ping_columns),
             {Param(row.id), Param(heartbeat), Param(row.at), Param(record::name_of(row.ping.kind)), Param(row.ping.exit_status),
              Param(row.ping.run), Param(row.took_us), Param(row.ping.from)});
}

std::vector<PingRow> pings_of(store::Connection& db, Id heartbeat, int most) {
  std::vector<PingRow> all;
  db.query(fmt::format("SELECT {} FROM heartbeat_ping WHERE heartbeat = $1 ORDER BY id DESC LIMIT $2", ping_columns),
           {Param(heartbeat), Param(most)}, [&](const Row& row) {
             PingRow one;
             one.id = row.id(0);
             one.at = row.time(2);
             one.ping.kind = record::from_name<PingKind>(row.text(3)).value_or(PingKind::success);
             one.ping.exit_status = row.integer(4);
             one.ping.run = row.text(5);
             one.took_us = row.integer(6);
             one.ping.from = row.text(7);
             all.push_back(std::move(one));
           });
  return all;
}

void trim_pings(store::Connection& db, Id heartbeat) {
  db.execute(
      "DELETE FROM heartbeat_ping WHERE heartbeat = $1 AND id <= "
      "(SELECT id FROM heartbeat_ping WHERE heartbeat = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)",
      {Param(heartbeat), Param(pings_kept)});
}

Time run_began(store::Connection& db, Id heartbeat, std::string_view run) {
  Time began;
  db.query("SELECT at FROM heartbeat_ping WHERE heartbeat = $1 AND run = $2 AND kind = 'start' ORDER BY id DESC LIMIT 1",
           {Param(heartbeat), Param(run)}, [&](const Row& row) { began = row.time(0); });
  return began;
}

std::optional<HeartbeatKey> key_of(store::Connection& db, Id heartbeat) {
  const auto& type = record::type_of<HeartbeatKey>();
  std::optional<HeartbeatKey> key;
  db.query(fmt::format("SELECT {} FROM heartbeat_key k WHERE k.heartbeat = $1", store::select_columns(type, "k")), {Param(heartbeat)},
           [&](const Row& row) { key = record::from_record<HeartbeatKey>(store::read_record(type, row)); });
  return key;
}

Id heartbeat_with_key(store::Connection& db, std::string_view secret_hash) {
  Id heartbeat;
  db.query("SELECT heartbeat FROM heartbeat_key WHERE secret_hash = $1", {Param(secret_hash)},
           [&](const Row& row) { heartbeat = row.id(0); });
  return heartbeat;
}

Time alive_at(store::Connection& db) {
  Time at;
  db.query("SELECT alive_at FROM heartbeat_watch WHERE id = 1", {}, [&](const Row& row) { at = row.time(0); });
  return at;
}

void keep_alive_at(store::Connection& db, Time at) {
  db.execute("INSERT INTO heartbeat_watch(id, alive_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at",
             {Param(at)});
}

void forget_alive_at(store::Connection& db) { db.execute("DELETE FROM heartbeat_watch", {}); }

}  // namespace evenkeel::heartbeat
