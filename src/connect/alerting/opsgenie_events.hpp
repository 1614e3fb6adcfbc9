// Reads what Opsgenie's alert API takes (docs.opsgenie.com, opsgenie-go-sdk-v2): an alert made, and one closed. What is said of an alert
// besides (notes, tags, acknowledgements) is said on its incident here.
#pragma once
#include <string>
#include <string_view>

#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// `alias`, or `fresh_key` without one, is the alert's key. Unreadable: malformed, invalid (no message).
alert::Reading read_opsgenie_alert(std::string_view body, std::string_view fresh_key);
/// The alert of this alias or id, which is the same here, was closed.
alert::Reading opsgenie_closed(std::string_view alias, Time now);

}  // namespace evenkeel::alerting
