#include "connect/alerting/webhook_events.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::AlertState;
using alert::Event;
using alert::Reading;

namespace {

std::string read_one(const bj::value& json, std::string_view group_status, Time now, Event& event) {
  if (!json.is_object()) return "an alert must be an object";
  std::string refusal;
  auto labels = texts_of(member_of(json, "labels"), refusal);
  if (!labels) return refusal;
  const std::string_view said = member_text(json, "status"), status = said.empty() ? group_status : said;
  if (status != "firing" && status != "resolved") return "status must be firing or resolved";
  event.state = status == "firing" ? AlertState::firing : AlertState::resolved;
  const std::string_view print = member_text(json, "fingerprint");
  if (labels->empty() && print.empty()) return "it has neither labels nor a fingerprint";
  if (print.size() > alert::key_bytes_most) return "its fingerprint is too long";
  event.key = print.empty() ? fingerprint(*labels) : std::string(print);
  const TimeSaid starts = read_time(member_text(json, "startsAt")), ends = read_time(member_text(json, "endsAt"));
  if (starts.unreadable || starts.never) return "startsAt is no time";
  if (ends.unreadable) return "endsAt is no time";
  event.starts_at = starts.at;
  // While it fires, Alertmanager sends no end: it ends by a word of its own.
  if (event.state == AlertState::resolved) event.ends_at = ends.at && ends.at <= now ? ends.at : now;
  event.labels = std::move(*labels);
  event.annotations = annotations_of(member_of(json, "annotations"));
  event.title = title_of(event.labels, event.annotations);
  event.severity = severity_of(event.labels);
  event.link = link_of(member_text(json, "generatorURL"));
  return {};
}

/// Grafana before its unified alerting: one rule, its state in a word.
Reading read_old_grafana(const bj::value& json, Time now) {
  Reading reading;
  Event event;
  const std::string_view state = member_text(json, "state"), name = member_text(json, "ruleName");
  const auto* id = member_of(json, "ruleId");
  event.key = "rule:" + (id && id->is_number() ? bj::serialize(*id) : std::string(utf8_prefix(name, 200)));
  event.state = state == "ok" || state == "paused" ? AlertState::resolved : AlertState::firing;
  if (event.state == AlertState::resolved) event.ends_at = now;
  event.labels = {{"alertname", std::string(utf8_prefix(name, 200))}};
  if (const auto text = member_text(json, "message"); !text.empty() && text.size() <= alert::annotation_most)
    event.annotations = {{"description", std::string(text)}};
  event.title = title_of(event.labels, {{"title", std::string(member_text(json, "title"))}});
  event.link = link_of(member_text(json, "ruleUrl"));
  reading.events.push_back(std::move(event));
  return reading;
}

}  // namespace

Reading read_webhook(std::string_view body, Time now) {
  Reading reading;
  auto json = parse_body(body);
  if (!json || !json->is_object()) {
    reading.unreadable = json ? error(Fault::malformed, "body.not_object", "The body must be a JSON object.") : std::move(json.error());
    return reading;
  }
  const auto* alerts = member_of(*json, "alerts");
  if (!alerts && !member_text(*json, "ruleName").empty() && !member_text(*json, "state").empty()) return read_old_grafana(*json, now);
  if (!alerts || !alerts->is_array()) {
    reading.unreadable = invalid("alerts.no_alerts", "The body has no list of alerts.", "/alerts");
    return reading;
  }
  const std::string_view status = member_text(*json, "status");
  std::size_t at = 0;
  for (const bj::value& one : alerts->get_array()) {
    Event event;
    if (at >= alert::events_most) {
      reading.rejects.push_back({at, "too many alerts in one request"});
      break;
    }
    std::string wrong = read_one(one, status, now, event);
    if (wrong.empty()) reading.events.push_back(std::move(event));
    else reading.rejects.push_back({at, std::move(wrong)});
    ++at;
  }
  return reading;
}

}  // namespace evenkeel::alerting
