// The doors of PagerDuty's events and Opsgenie's alerts, at their original paths and below /in/<key>/: any alert source takes them, whoever
// has its key. Answers, refusals and overload are in each sender's dialect.
#pragma once
#include <vector>

#include "http/router.hpp"
#include "practice/alert/source_gate.hpp"

namespace evenkeel::alerting {

/// Both must outlive the routes.
std::vector<http::Route> event_doors(alert::Alerts& alerts, alert::SourceGate& gate);

}  // namespace evenkeel::alerting
