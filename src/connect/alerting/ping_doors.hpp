// The doors of jobs that report in time: the paths of healthchecks (/ping/<key> and /ping/<key of the source>/<slug>, each with /start,
// /fail, /log or an exit status). Answers are given when the ping is durable.
#pragma once
#include <vector>

#include "http/router.hpp"
#include "practice/alert/source_gate.hpp"
#include "practice/heartbeat/heartbeat_desk.hpp"

namespace evenkeel::alerting {

/// Both must outlive the routes.
std::vector<http::Route> ping_doors(heartbeat::Heartbeats& heartbeats, alert::SourceGate& gate);

/// Whether the path is one that carries a ping's key.
bool is_ping(std::string_view path);

}  // namespace evenkeel::alerting
