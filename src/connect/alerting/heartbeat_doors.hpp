// The doors of Opsgenie's heartbeats, below /v2/heartbeats and /in/<key>/v2/heartbeats: pings, and for keys of a source that reads, all
// that its API does with them.
#pragma once
#include <vector>

#include "http/router.hpp"
#include "practice/alert/source_gate.hpp"
#include "practice/heartbeat/heartbeat_desk.hpp"

namespace evenkeel::alerting {

/// Both must outlive the routes.
std::vector<http::Route> heartbeat_doors(heartbeat::Heartbeats& heartbeats, alert::SourceGate& gate);

/// The active heartbeat of a source, by its whole name or by the name in an address. Errors: missing heartbeat.unknown, conflict
/// heartbeat.ambiguous.
Result<Id> heartbeat_named(const service::Snapshot& catalogue, Id source, std::string_view name);

}  // namespace evenkeel::alerting
