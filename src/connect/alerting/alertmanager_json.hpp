// Alerts, silences and the state of the server as Alertmanager's API shows them (its openapi.yaml).
#pragma once
#include <string>

#include "practice/alert/silence_desk.hpp"

namespace evenkeel::alerting {

/// The one receiver that there is.
constexpr std::string_view receiver_name = "evenkeel";

struct Suppressed {
  std::vector<alert::Silences::Match> silenced_by;
  std::string inhibited_by;  // the key of another alert
};
std::string gettable_alert(const alert::Alert& a, const alert::Texts& labels, const Suppressed& by);
std::string gettable_silence(const alert::Silence& s, Time now);
std::string status_json(Time started);
/// A JSON string, as its refusals are.
std::string json_text(std::string_view text);

}  // namespace evenkeel::alerting
