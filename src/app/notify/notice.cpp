#include "app/notify/notice.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::app::notify {

namespace bj = boost::json;

namespace {

constexpr std::size_t summary_points_most = 1'000, text_points_most = 4'000, key_most = 255;  // of PagerDuty's API
constexpr std::size_t labels_most = 40, label_points_most = 500;

enum class Action { trigger, acknowledge, resolve };

/// Programs hand on what their checks printed: bytes that are no UTF-8 become question marks, control characters blanks.
std::string clean(std::string text, std::size_t points_most) {
  if (!is_valid_utf8(text))
    for (char& c : text)
      if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') c = '?';
  for (char& c : text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f) c = ' ';
  return std::string(utf8_prefix(trim(text), points_most));
}
std::string line(std::string text, std::size_t points_most) {
  std::ranges::replace(text, '\n', ' ');
  return clean(std::move(text), points_most);
}

struct Event {
  Action action = Action::trigger;
  std::string key, summary, source, severity;
  bj::object details;

  void detail(std::string_view name, const std::string& text) {
    if (!text.empty()) details[name] = clean(text, text_points_most);
  }
};

/// A key that is too long keeps its begin, for people, and is told from others by its digest.
std::string short_key(const std::string& key) {
  if (key.size() <= key_most) return key;
  constexpr std::size_t digest_hex = 32;
  std::string begin = key.substr(0, key_most - digest_hex - 1);
  while (!is_valid_utf8(begin)) begin.pop_back();
  return begin + " " + to_hex(sha256(key)).substr(0, digest_hex);
}

Result<Notice> written(Event event, const Said& said, Time now) {
  if (said.labels.size() > labels_most) return invalid("notify.labels", "at most 40 labels", "--label");
  for (const std::string& label : said.labels) {
    const auto equals = label.find('=');
    if (equals == 0 || equals == std::string::npos) return invalid("notify.labels", "a label is written name=value", "--label");
    event.details[line(label.substr(0, equals), label_points_most)] = line(label.substr(equals + 1), label_points_most);
  }
  constexpr std::string_view actions[] = {"trigger", "acknowledge", "resolve"};
  bj::object payload{{"summary", line(event.summary, summary_points_most)},
                     {"source", event.source.empty() ? "evenkeel notify" : line(event.source, label_points_most)},
                     {"severity", event.severity},
                     {"timestamp", format_rfc3339(now)},
                     {"custom_details", std::move(event.details)}};
  bj::object body{{"event_action", actions[static_cast<int>(event.action)]}, {"dedup_key", short_key(line(event.key, text_points_most))}};
  // An end says of what: the alert keeps the words of its problem.
  if (event.action != Action::resolve) body["payload"] = std::move(payload);
  return Notice{bj::serialize(body), {}};
}

std::string severity_of_state(std::string_view state) {
  if (state == "critical" || state == "down" || state == "unreachable") return "critical";
  if (state == "ok" || state == "up") return "info";
  return "warning";  // also UNKNOWN: the check itself does not work
}

/// A macro by its name in either program; the macros of a host and of a service differ in their names.
std::string macro(const Environment& environment, const char* name) {
  for (const char* before : {"NAGIOS_", "ICINGA_"})
    if (auto found = environment((std::string(before) + name).c_str()); !found.empty()) return found;
  return {};
}

Result<Notice> of_check(Said said, const Environment& environment, Time now) {
  const auto unless_said = [&](std::string& word, const char* name) {
    if (word.empty()) word = macro(environment, name);
  };
  unless_said(said.service, "SERVICEDESC");
  const bool service = !said.service.empty();
  unless_said(said.state, service ? "SERVICESTATE" : "HOSTSTATE");
  unless_said(said.output, service ? "SERVICEOUTPUT" : "HOSTOUTPUT");
  unless_said(said.type, "NOTIFICATIONTYPE");
  const std::string type = lower_ascii(trim(said.type)), state = lower_ascii(trim(said.state));
  const bool well = state == "ok" || state == "up" || state == "0";
  for (const char* quiet : {"flapping", "downtime"})
    if (type.starts_with(quiet)) return Notice{{}, said.type + " opens and ends nothing: the problem and its recovery are told"};
  Event event;
  if (type == "recovery" || (type.empty() && well)) event.action = Action::resolve;
  else if (type == "acknowledgement") event.action = Action::acknowledge;
  else if (type == "custom" && well) return Notice{{}, "a message about something that is well opens nothing"};
  else if (type != "problem" && type != "custom" && !type.empty())
    return invalid("notify.type", "the type is PROBLEM, RECOVERY, ACKNOWLEDGEMENT, CUSTOM, FLAPPING... or DOWNTIME...", "--type");
  if (type.empty() && state.empty()) return invalid("notify.state", "say the state, or the type of the notification", "--state");
  // As pd-nagios makes it: who changes over keeps what is open.
  event.key = service ? "event_source=service;host_name=" + said.host + ";service_desc=" + said.service
                      : "event_source=host;host_name=" + said.host;
  const std::string word = said.state.empty() ? said.type : said.state;
  event.summary =
      (service ? said.service + " on " + said.host : said.host) + " is " + word + (said.output.empty() ? "" : ": " + said.output);
  event.source = said.host;
  event.severity = said.severity.empty() ? severity_of_state(state) : said.severity;
  event.detail("host", said.host);
  event.detail("check", said.service);
  event.detail("state", said.state);
  event.detail("output", said.output);
  return written(std::move(event), said, now);
}

/// Of a message, what stands behind "Name:" at the begin of a line.
std::string line_named(std::string_view message, std::string_view name) {
  for (const auto one : split(message, '\n'))
    if (const auto text = trim(one); text.starts_with(name) && text.substr(name.size()).starts_with(':'))
      return std::string(trim(text.substr(name.size() + 1)));
  return {};
}

std::string severity_of_zabbix(std::string_view said) {
  const std::string word = lower_ascii(trim(said));
  if (word == "disaster" || word == "high" || word == "5" || word == "4") return "critical";
  if (word == "average" || word == "3") return "error";
  if (word == "information" || word == "not classified" || word == "1" || word == "0") return "info";
  return "warning";
}

/// The parameters of Zabbix's own media types, as one JSON object: event_value, event_id, event_nseverity ...
Result<Notice> of_parameters(const bj::object& given, const Said& said, Time now) {
  const auto text = [&](std::string_view name) -> std::string {
    const auto* found = given.if_contains(name);
    if (!found) return {};
    return found->is_string() ? std::string(found->get_string()) : found->is_number() ? bj::serialize(*found) : std::string();
  };
  Event event;
  const std::string value = text("event_value"), id = text("event_id"), update = text("event_update_status");
  if (value != "0" && value != "1") return invalid("notify.parameters", "event_value must be 1 (a problem) or 0 (it has ended)", "message");
  if (id.empty()) return invalid("notify.parameters", "event_id is missing", "message");
  if (update == "1") return Notice{{}, "an update of a problem opens and ends nothing"};
  event.action = value == "1" ? Action::trigger : Action::resolve;
  event.key = "zabbix:" + id;
  event.summary = text("alert_subject").empty() ? text("event_name") : text("alert_subject");
  if (trim(event.summary).empty()) return invalid("notify.parameters", "alert_subject is missing", "message");
  event.severity = severity_of_zabbix(text("event_nseverity"));
  event.source = text("host_name");
  for (const char* name : {"trigger_id", "event_id"}) event.detail(name, text(name));
  event.detail("host", text("host_name"));
  event.detail("message", text("alert_message"));
  return written(std::move(event), said, now);
}

/// Arguments of a script: {ALERT.SENDTO} {ALERT.SUBJECT} {ALERT.MESSAGE}, by the words of Zabbix's default messages.
Result<Notice> of_zabbix(const Said& said, Time now) {
  if (said.words.size() != 3) return invalid("notify.words", "Zabbix gives three words: to whom, subject and message", "message");
  const std::string subject = clean(said.words[1], text_points_most), &message = said.words[2];
  if (trim(message).starts_with('{')) {
    const auto json = record::parse_json(trim(message));
    if (!json || !json->is_object()) return invalid("notify.parameters", "the message begins as JSON and is none", "message");
    return of_parameters(json->get_object(), said, now);
  }
  const std::string low = lower_ascii(subject);
  if (low.starts_with("updated problem")) return Notice{{}, "an update of a problem opens and ends nothing"};
  Event event;
  event.action = low.starts_with("resolved") || low.starts_with("recovery") || low.starts_with("ok:") ? Action::resolve : Action::trigger;
  const auto colon = subject.find(':');
  const bool marked = colon != std::string::npos && (event.action == Action::resolve || low.starts_with("problem"));
  event.summary = std::string(trim(marked ? std::string_view(subject).substr(colon + 1) : std::string_view(subject)));
  if (event.summary.empty()) return invalid("notify.subject", "the subject is empty", "subject");
  const std::string id = line_named(message, "Original problem ID");
  event.source = line_named(message, "Host");
  event.key = "zabbix:" + (id.empty() ? event.source + ":" + event.summary : id);
  event.severity = severity_of_zabbix(line_named(message, "Severity"));
  event.detail("host", event.source);
  event.detail("message", message);
  return written(std::move(event), said, now);
}

Result<Notice> of_words(const Said& said, Time now) {
  if (said.key.empty()) return invalid("notify.key", "say with --key what it is about; the same key ends it", "--key");
  if (said.summary.empty() && !said.resolve) return invalid("notify.summary", "say with --summary what is wrong", "--summary");
  Event event;
  event.action = said.resolve ? Action::resolve : Action::trigger;
  event.key = said.key;
  event.summary = said.summary.empty() ? said.key : said.summary;
  event.severity = said.severity.empty() ? "error" : said.severity;
  return written(std::move(event), said, now);
}

}  // namespace

Result<Notice> notice_of(const Said& given, const Environment& environment, Time now) {
  Said said = given;
  said.severity = lower_ascii(trim(said.severity));
  constexpr std::string_view severities[] = {"", "critical", "error", "warning", "info"};
  if (std::ranges::find(severities, said.severity) == std::end(severities))
    return invalid("notify.severity", "the severity is critical, error, warning or info", "--severity");
  const bool generic = !said.key.empty() || !said.summary.empty() || said.resolve;
  const bool check = !said.host.empty() || !said.service.empty() || !said.state.empty() || !said.type.empty();
  if (int{generic} + int{check} + int{!said.words.empty()} > 1)
    return invalid("notify.styles", "arguments of one program at a time: --key ..., --host ..., or the three words of Zabbix");
  if (!said.words.empty()) return of_zabbix(said, now);
  if (generic) return of_words(said, now);
  if (said.host.empty()) said.host = macro(environment, "HOSTNAME");
  if (said.host.empty()) return invalid("notify.host", "say what it is about: --key, or --host, or the three words of Zabbix", "--host");
  return of_check(std::move(said), environment, now);
}

}  // namespace evenkeel::app::notify
