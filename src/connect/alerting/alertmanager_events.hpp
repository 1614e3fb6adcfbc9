// Reads what Prometheus, vmalert and amtool post to an Alertmanager (API v2, its openapi.yaml and api.go): a list of alerts with labels,
// annotations and times. An alert is its labels; their fingerprint is its key.
#pragma once
#include <string_view>

#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// An alert without an end has ended so long after it was posted, as with Alertmanager's resolve_timeout.
constexpr std::int64_t resolve_timeout_us = 5 * us_per_minute;

/// The alerts of the body. Reasons are in Alertmanager's words. Unreadable: malformed.
alert::Reading read_posted_alerts(std::string_view body, Time now);

/// As Alertmanager computes it: FNV-1a over names and values of the labels in order, 16 hexadecimal digits.
std::string fingerprint(const alert::Texts& labels);

/// Fields that the readers share.
struct TimeSaid {
  Time at;             // none: not said, or the zero time of Go, 0001-01-01
  bool never = false;  // further ahead than any time here
  bool unreadable = false;
};
TimeSaid read_time(std::string_view text);

}  // namespace evenkeel::alerting
