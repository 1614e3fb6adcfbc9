// Descriptions of alerts, silences and keys of sources, and their tables.
#include "practice/alert/alert.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using alert::Alert;
using alert::Silence;
using alert::SourceKey;
using enum Access;

namespace {
constexpr std::int64_t key_most = 512;
constexpr std::int64_t title_most = 300;
constexpr std::int64_t link_most = 2'000;
constexpr std::int64_t matchers_most = 20'000;
constexpr std::int64_t comment_most = 2'000;
}  // namespace

template <>
const RecordType& type_of<Alert>() {
  static const RecordType type{
      "alert",
      "alert",
      "alerts",
      "Alert",
      "Alerts",
      {
          field<&Alert::id>("id", {.label = "Id", .access = system}),
          field<&Alert::version>("version", {.label = "Version", .access = system}),
          field<&Alert::source>("source", {.label = "Source", .ref = "alert_source", .required = true, .access = system}),
          field<&Alert::key>(
              "key", {.label = "Key", .help = "Events of one key are one alert.", .max = key_most, .required = true, .access = system}),
          field<&Alert::state>("state", {.label = "State", .access = system}),
          field<&Alert::severity>("severity", {.label = "Severity", .access = system}),
          field<&Alert::title>("title", {.label = "Title", .max = title_most, .access = system}),
          field<&Alert::labels>("labels", {.label = "Labels", .access = system}),
          field<&Alert::annotations>("annotations", {.label = "Annotations", .access = system}),
          field<&Alert::link>("link", {.label = "Where it comes from", .max = link_most, .access = system}),
          field<&Alert::starts_at>("starts_at", {.label = "Began", .access = system}),
          field<&Alert::ends_at>("ends_at", {.label = "Ends", .help = "Of a firing one: unless it is heard of again.", .access = system}),
          field<&Alert::first_seen_at>("first_seen_at", {.label = "First seen", .access = system}),
          field<&Alert::last_seen_at>("last_seen_at", {.label = "Last seen", .help = "Up to a minute old.", .access = system}),
          field<&Alert::changed_at>("changed_at", {.label = "Changed", .access = system}),
          field<&Alert::count>("count", {.label = "Events", .access = system}),
          field<&Alert::episode>("episode", {.label = "Episode", .help = "How often it began.", .access = system}),
          field<&Alert::service>("service", {.label = "Service", .ref = "service", .access = system}),
          field<&Alert::ci>("ci", {.label = "Configuration item", .ref = "ci", .access = system}),
          field<&Alert::incident>("incident", {.label = "Incident", .ref = "incident", .access = system}),
          field<&Alert::digest>("digest", {.label = "Digest", .access = secret}),
          field<&Alert::look_at>("look_at", {.label = "Looked at next", .access = system}),
          field<&Alert::inhibited_by>("inhibited_by", {.label = "Inhibited by", .ref = "alert", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Silence>() {
  static const RecordType type{
      "silence",
      "alert_silence",
      "silences",
      "Silence",
      "Silences",
      {
          field<&Silence::id>("id", {.label = "Id", .access = system}),
          field<&Silence::version>("version", {.label = "Version", .access = system}),
          field<&Silence::uuid>("uuid", {.label = "UUID", .required = true, .unique = true, .access = system}),
          field<&Silence::source>("source", {.label = "Source", .help = "None: of all.", .ref = "alert_source", .access = system}),
          field<&Silence::matchers>("matchers", {.label = "Matchers", .max = matchers_most, .required = true, .access = system}),
          field<&Silence::starts_at>("starts_at", {.label = "From", .required = true, .access = system}),
          field<&Silence::ends_at>("ends_at", {.label = "Until", .required = true, .access = system}),
          field<&Silence::created_by>("created_by", {.label = "Created by", .personal = true, .access = system}),
          field<&Silence::comment>("comment", {.label = "Comment", .max = comment_most, .access = system}),
          field<&Silence::updated_at>("updated_at", {.label = "Changed", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<SourceKey>() {
  static const RecordType type{
      "alert_key",
      "alert_key",
      "alert_keys",
      "Key of an alert source",
      "Keys of alert sources",
      {
          field<&SourceKey::id>("id", {.label = "Id", .access = system}),
          field<&SourceKey::version>("version", {.label = "Version", .access = system}),
          field<&SourceKey::source>("source", {.label = "Source", .ref = "alert_source", .required = true, .access = system}),
          field<&SourceKey::secret_hash>("secret_hash", {.label = "Secret", .required = true, .unique = true, .access = secret}),
          field<&SourceKey::shown>("shown", {.label = "Ends with", .access = system}),
          field<&SourceKey::made_by>("made_by", {.label = "Made by", .ref = "person", .access = system}),
          field<&SourceKey::made_at>("made_at", {.label = "Made", .access = system}),
          field<&SourceKey::ends_at>("ends_at", {.label = "Good until", .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::alert {

// A new alert is one row with three entries: its key, its identity, and that it fires. What happened to it later, and which incidents it
// was in, are rows beside it. Where the rate of new alerts counts, there is no more.
std::string alert_schema() {
  static constexpr std::string_view later[] = {"inhibited_by"};
  return store::ddl_for(record::type_of<Alert>(), later) + store::ddl_for(record::type_of<Silence>()) +
         store::ddl_for(record::type_of<SourceKey>()) + R"(
CREATE UNIQUE INDEX alert__key ON alert(source, key);
CREATE INDEX alert__firing ON alert(source, id) WHERE state = 'firing';
CREATE INDEX alert__look_at ON alert(look_at) WHERE look_at IS NOT NULL;
CREATE INDEX alert__resolved ON alert(changed_at) WHERE state = 'resolved';
CREATE INDEX alert_key__source ON alert_key(source);
CREATE INDEX alert_silence__ends_at ON alert_silence(ends_at);

CREATE TABLE alert_event (
  alert {int} NOT NULL,
  at_us {int} NOT NULL,
  n {int} NOT NULL,
  kind {text} {bytewise} NOT NULL,
  incident {int},
  PRIMARY KEY (alert, at_us, n)
) {strict};

CREATE TABLE alert_member (
  incident {int} NOT NULL,
  alert {int} NOT NULL,
  joined_us {int} NOT NULL,
  left_us {int},
  PRIMARY KEY (incident, alert)
) {strict};
CREATE INDEX alert_member__alert ON alert_member(alert);

CREATE TABLE alert_group (
  incident {int} PRIMARY KEY,
  source {int} NOT NULL,
  service {int},
  basis {text} {bytewise} NOT NULL,
  opened_us {int} NOT NULL,
  joined_us {int} NOT NULL,
  alerts {int} NOT NULL
) {strict};
CREATE INDEX alert_group__source ON alert_group(source, joined_us);

CREATE TABLE alert_source_state (
  source {int} PRIMARY KEY,
  last_event_us {int} NOT NULL,
  events {int} NOT NULL,
  refused {int} NOT NULL
) {strict};
)";
}

std::string label_bits_schema() {
  return R"(
ALTER TABLE alert ADD COLUMN label_bits {int};
DROP INDEX alert__firing;
CREATE INDEX alert__firing ON alert(source, id, label_bits) WHERE state = 'firing';
)";
}

}  // namespace evenkeel::alert
