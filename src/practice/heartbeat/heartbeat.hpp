// The facts of heartbeats beyond their catalogue records: the key that pings one, and how it stands. The pulse moves with each ping and is
// no sealed fact; what it led to (missing, failed, back) stands in the change log.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "practice/service/heartbeat.hpp"

namespace evenkeel::heartbeat {

using service::Heartbeat;

/// The secret of a heartbeat's address; it was shown once and is kept as a hash.
struct HeartbeatKey {
  Id id;
  std::int64_t version = 0;
  Id heartbeat;
  std::string secret_hash, shown;  // shown: its last letters
  Id made_by;
  Time made_at;
};

enum class PingKind { success, start, fail, log };
/// As it was left by the last thing that happened. Whether one that waits is late, the clock says.
enum class Standing { fresh, waiting, missing, failed };

struct Pulse {
  Id heartbeat;
  Standing standing = Standing::fresh;
  Time from_at;  // since when the next report is waited for: the last one, or when waiting began anew
  Time last_at;  // the last ping of any kind
  PingKind last_kind = PingKind::success;
  std::int64_t exit_status = 0;
  Time started_at;  // of the run that has not ended; none: nothing runs
  std::string run;  // its id, as the sender said
  std::int64_t took_us = -1;
  Time look_at;  // of its timer
  std::int64_t pings = 0;
  std::string message;  // the last one
  std::string excused;  // why it was given more time, for people
};

struct Ping {
  PingKind kind = PingKind::success;
  std::int64_t exit_status = 0;
  std::string run;      // pairs a start with its end
  std::string message;  // what the job said
  std::string from;     // address of the sender
};

constexpr std::size_t message_most = 100'000;  // bytes; longer ones are cut, as the docs of healthchecks promise
constexpr int pings_kept = 100;                // of one heartbeat
constexpr std::int64_t pings_per_minute = 120;

/// The tables of this practice.
std::string heartbeat_schema();

}  // namespace evenkeel::heartbeat

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<heartbeat::PingKind> = std::array<std::string_view, 4>{"success", "start", "fail", "log"};
template <>
inline constexpr auto enum_names<heartbeat::Standing> = std::array<std::string_view, 4>{"new", "waiting", "missing", "failed"};
template <>
const RecordType& type_of<heartbeat::HeartbeatKey>();
}  // namespace evenkeel::record
