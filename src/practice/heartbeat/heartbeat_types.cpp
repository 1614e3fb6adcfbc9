// The description of a heartbeat's key, and all tables of this practice.
#include "practice/heartbeat/heartbeat.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using heartbeat::HeartbeatKey;
using enum Access;

template <>
const RecordType& type_of<HeartbeatKey>() {
  static const RecordType type{
      "heartbeat_key",
      "heartbeat_key",
      "heartbeat_keys",
      "Key of a heartbeat",
      "Keys of heartbeats",
      {
          field<&HeartbeatKey::id>("id", {.label = "Id", .access = system}),
          field<&HeartbeatKey::version>("version", {.label = "Version", .access = system}),
          field<&HeartbeatKey::heartbeat>("heartbeat",
                                          {.label = "Heartbeat", .ref = "heartbeat", .required = true, .unique = true, .access = system}),
          field<&HeartbeatKey::secret_hash>("secret_hash", {.label = "Secret", .required = true, .unique = true, .access = secret}),
          field<&HeartbeatKey::shown>("shown", {.label = "Ends with", .access = system}),
          field<&HeartbeatKey::made_by>("made_by", {.label = "Made by", .ref = "person", .access = system}),
          field<&HeartbeatKey::made_at>("made_at", {.label = "Made", .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::heartbeat {

std::string heartbeat_schema() {
  return store::ddl_for(record::type_of<HeartbeatKey>()) + R"(
CREATE TABLE heartbeat_pulse (
  heartbeat {int} PRIMARY KEY,
  standing {text} NOT NULL CHECK (standing IN ('new', 'waiting', 'missing', 'failed')),
  from_at {int},
  last_at {int},
  last_kind {text} NOT NULL CHECK (last_kind IN ('success', 'start', 'fail', 'log')),
  exit_status {int} NOT NULL,
  started_at {int},
  run {text} NOT NULL,
  took_us {int} NOT NULL,
  look_at {int},
  pings {int} NOT NULL,
  message {text} NOT NULL,
  excused {text} NOT NULL
) {strict};
CREATE TABLE heartbeat_ping (
  id {int} PRIMARY KEY,
  heartbeat {int} NOT NULL,
  at {int} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('success', 'start', 'fail', 'log')),
  exit_status {int} NOT NULL,
  run {text} NOT NULL,
  took_us {int} NOT NULL,
  sender {text} NOT NULL
) {strict};
CREATE INDEX heartbeat_ping__heartbeat ON heartbeat_ping(heartbeat, id);
CREATE TABLE heartbeat_watch (
  id {int} PRIMARY KEY,
  alive_at {int} NOT NULL
) {strict};
)";
}

}  // namespace evenkeel::heartbeat
