// The SQL of heartbeats: how each stands, what came lately, whose key it is, and when a server was last alive.
#pragma once
#include <map>
#include <vector>

#include "practice/heartbeat/heartbeat.hpp"
#include "store/db.hpp"

namespace evenkeel::heartbeat {

/// A fresh one when nothing ever came.
Pulse pulse_of(store::Connection& db, Id heartbeat);
/// The same for who will change it: another node waits until this is done.
Pulse hold_pulse(store::Connection& db, Id heartbeat);
std::map<Id, Pulse> all_pulses(store::Connection& db);
void keep_pulse(store::Connection& db, const Pulse& pulse);

struct PingRow {
  Id id;
  Time at;
  Ping ping;  // without its message
  std::int64_t took_us = -1;
};
void insert_ping(store::Connection& db, Id heartbeat, const PingRow& row);
/// The newest first.
std::vector<PingRow> pings_of(store::Connection& db, Id heartbeat, int most);
/// Leaves the newest pings_kept.
void trim_pings(store::Connection& db, Id heartbeat);
/// When the run of this id began, by what is still kept; none: not known.
Time run_began(store::Connection& db, Id heartbeat, std::string_view run);

std::optional<HeartbeatKey> key_of(store::Connection& db, Id heartbeat);
/// The heartbeat whose key has this hash; none: nobody's.
Id heartbeat_with_key(store::Connection& db, std::string_view secret_hash);

/// When a server looked last; none: there is nothing to look at.
Time alive_at(store::Connection& db);
void keep_alive_at(store::Connection& db, Time at);
void forget_alive_at(store::Connection& db);

}  // namespace evenkeel::heartbeat
