#include "connect/alerting/alertmanager_json.hpp"

#include <fmt/format.h>

#include "practice/alert/alert_rules.hpp"
#include "record/json.hpp"

namespace evenkeel::alerting {

std::string json_text(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

namespace {
/// What Go prints for a time that is none.
std::string time_text(Time t) { return t ? format_rfc3339(t) : "0001-01-01T00:00:00Z"; }
}  // namespace

std::string gettable_alert(const alert::Alert& a, const alert::Texts& labels, const Suppressed& by) {
  std::string silences;
  for (const auto& match : by.silenced_by) silences += (silences.empty() ? "\"" : ",\"") + match.uuid + "\"";
  const bool active = by.silenced_by.empty() && by.inhibited_by.empty();
  return fmt::format(
      R"({{"annotations":{},"endsAt":"{}","fingerprint":{},"receivers":[{{"name":"{}"}}],"startsAt":"{}","status":{{"inhibitedBy":[{}],)"
      R"("mutedBy":[],"silencedBy":[{}],"state":"{}"}},"updatedAt":"{}","generatorURL":{},"labels":{}}})",
      a.annotations.text.empty() ? "{}" : a.annotations.text, time_text(a.ends_at), json_text(a.key), receiver_name, time_text(a.starts_at),
      by.inhibited_by.empty() ? "" : json_text(by.inhibited_by), silences, active ? "active" : "suppressed", time_text(a.last_seen_at),
      json_text(a.link), alert::texts_json(labels));
}

std::string gettable_silence(const alert::Silence& s, Time now) {
  return fmt::format(R"({{"id":"{}","status":{{"state":"{}"}},"updatedAt":"{}","comment":{},"createdBy":{},"endsAt":"{}","matchers":{},)"
                     R"("startsAt":"{}","annotations":{{}}}})",
                     s.uuid, record::name_of(alert::state_of(s, now)), time_text(s.updated_at), json_text(s.comment),
                     json_text(s.created_by), time_text(s.ends_at), s.matchers, time_text(s.starts_at));
}

std::string status_json(Time started) {
  // amtool reads the configuration as Alertmanager's own: one route to one receiver.
  return fmt::format(
      R"({{"cluster":{{"name":"evenkeel","peers":[],"status":"disabled"}},)"
      R"("config":{{"original":"route:\n  receiver: {0}\nreceivers:\n- name: {0}\n"}},)"
      R"("uptime":"{1}","versionInfo":{{"branch":"","buildDate":"","buildUser":"","goVersion":"","revision":"","version":"0.27.0"}}}})",
      receiver_name, format_rfc3339(started));
}

}  // namespace evenkeel::alerting
