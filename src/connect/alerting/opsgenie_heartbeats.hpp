// Heartbeats as Opsgenie's API describes them, and as they are kept here: an interval without a grace, a priority, the words of the alert.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "practice/service/heartbeat.hpp"

namespace evenkeel::alerting {

/// What a body says of one; what it does not name is absent.
struct HeartbeatSaid {
  std::string name, owner_team, owner_team_id;
  std::optional<std::string> description, message;
  std::optional<std::int64_t> interval;
  std::string unit;  // "m", "h" or "d", as durations are written here
  std::optional<bool> enabled;
  std::optional<service::AlertSeverity> severity;
  std::optional<std::vector<std::string>> tags;
};

/// Members that nobody knows are passed over, as there. Errors: malformed (no JSON object), invalid with a pointer for each member.
Result<HeartbeatSaid> read_opsgenie_heartbeat(std::string_view body);
/// Lays it over one; a new one that is not said to be enabled is paused, as there. Error: invalid, when a new one lacks its name or
/// interval, or a unit has no interval.
Status lay_over(const HeartbeatSaid& said, service::Heartbeat& heartbeat);

/// The members that Opsgenie shows. One that reports at times of a schedule has no interval there: 0.
std::string opsgenie_heartbeat_json(const service::Heartbeat& heartbeat, bool expired, Time last_at, std::string_view team_name);

}  // namespace evenkeel::alerting
