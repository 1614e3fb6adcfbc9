// The facts of alerts. An event is one message from a source; the alert is the condition that events with one deduplication key describe.
// There is one row for each source and key: a condition that comes again begins a new episode of the same alert.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/service/alert_source.hpp"
#include "record/record.hpp"

namespace evenkeel::alert {

using service::AlertSeverity;

enum class AlertState { firing, resolved };

struct Alert {
  Id id;
  std::int64_t version = 0;
  Id source;
  std::string key;  // of its source; unique there
  AlertState state = AlertState::firing;
  AlertSeverity severity = AlertSeverity::warning;
  std::string title;
  record::JsonObject labels, annotations;  // texts by name
  std::string link;                        // to what computed it
  Time starts_at;
  Time ends_at;  // firing: when it ends unless heard of again, none: never; resolved: when it ended
  Time first_seen_at, last_seen_at, changed_at;
  std::int64_t count = 1;    // events
  std::int64_t episode = 1;  // how often it began
  Id service, ci;            // what it is about, as far as the catalogue knows
  Id incident;               // the one that it is in, or was in last
  std::string digest;        // of what its last event said, to tell news from repetition
  Time look_at;              // when it is looked at next, to make an incident of it; none: it was
  Id inhibited_by;           // the alert that keeps it from opening one while it fires
};

/// What happened to an alert after its beginning, for its history.
enum class Happening { fired_again, resolved, expired, worse, better, joined, left, flaps, inhibited };

/// A silence, with the words and semantics of Alertmanager.
struct Silence {
  Id id;
  std::int64_t version = 0;
  std::string uuid;      // as Alertmanager's programs name it
  Id source;             // whose alerts it silences; none: everybody's
  std::string matchers;  // JSON: [{"name":..,"value":..,"isRegex":..,"isEqual":..}]
  Time starts_at, ends_at;
  std::string created_by, comment;
  Time updated_at;
};

/// The key of a source; its secret was shown once and is kept as a hash.
struct SourceKey {
  Id id;
  std::int64_t version = 0;
  Id source;
  std::string secret_hash;
  std::string shown;  // its last letters, to tell keys apart
  Id made_by;
  Time made_at;
  Time ends_at;  // none: until it is revoked
};

/// The tables of this practice.
std::string alert_schema();
/// What finds alerts by a label; came after alert_schema.
std::string label_bits_schema();

}  // namespace evenkeel::alert

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<alert::AlertState> = std::array<std::string_view, 2>{"firing", "resolved"};
template <>
inline constexpr auto enum_names<alert::Happening> =
    std::array<std::string_view, 9>{"fired_again", "resolved", "expired", "worse", "better", "joined", "left", "flaps", "inhibited"};
template <>
const RecordType& type_of<alert::Alert>();
template <>
const RecordType& type_of<alert::Silence>();
template <>
const RecordType& type_of<alert::SourceKey>();
}  // namespace evenkeel::record
