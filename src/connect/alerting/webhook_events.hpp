// Reads the webhooks of Alertmanager (version 4 of its body, and 1 as others borrow it) and of Grafana's alerting, the older one included.
// Each alert of a group is an event of its own; what a group leaves out has not ended for that.
#pragma once
#include <string_view>

#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// Unreadable: malformed (no JSON, no object), invalid (an object of another kind).
alert::Reading read_webhook(std::string_view body, Time now);

}  // namespace evenkeel::alerting
