// Reads PagerDuty's events (Events API v2, its change events, and the older v1), of the openapiv3.json of PagerDuty/api-schema: one event a
// request. The routing key is the key of an alert source.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

struct PagerEvent {
  std::string routing_key;
  std::string key;  // for the answer: the sender's dedup_key, or `fresh_key`
  alert::Reading reading;
  std::vector<std::string> errors;  // why it is none, in PagerDuty's words
};

/// An acknowledgement is read and says nothing: who works on it is said on the incident.
PagerEvent read_pagerduty(std::string_view body, std::string_view fresh_key, Time now);
PagerEvent read_pagerduty_v1(std::string_view body, std::string_view fresh_key, Time now);
/// A change is told for an hour, as information.
PagerEvent read_pagerduty_change(std::string_view body, std::string_view fresh_key, Time now);

}  // namespace evenkeel::alerting
