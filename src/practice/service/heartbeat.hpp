// A heartbeat: something that must report in time (a backup, an import), as an administrator describes it. When it reported last stands
// elsewhere (practice/heartbeat), and so does its key.
#pragma once
#include "practice/service/alert_source.hpp"

namespace evenkeel::service {

struct Heartbeat {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  std::string every;           // "1d": the longest time from one report to the next; or:
  std::string schedule, zone;  // "0 3 * * *" by the clocks of the zone; empty zone: UTC
  std::string grace = "5m";    // how much later than that it may come
  AlertSeverity severity = AlertSeverity::error;
  Id source;                      // by whose rules its alerts become incidents; its keys ping it by name
  Id team, service, ci;           // whose it is
  bool paused = false;            // nobody expects it
  std::string message;            // the title of its alert when it is missing; empty: in our own words
  std::vector<std::string> tags;  // of its alert
};

/// Its table.
std::string heartbeat_schema();
/// What an alert of it says in its own words; came after heartbeat_schema.
std::string heartbeat_words_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
const RecordType& type_of<service::Heartbeat>();
}  // namespace evenkeel::record
