#include "connect/alerting/pagerduty_events.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::AlertState;
using alert::Event;

namespace {

constexpr std::size_t dedup_most = 255;
constexpr std::int64_t change_shown_us = us_per_hour;

/// The names of one version's members.
struct Words {
  std::string_view routing_key, action, dedup_key;
};
constexpr Words v1{"service_key", "event_type", "incident_key"}, v2{"routing_key", "event_action", "dedup_key"};

std::string missing(std::string_view name) { return "'" + std::string(name) + "' is missing or blank"; }

/// Nothing but a body that is none makes it end here.
bool parse(std::string_view body, bj::value& json, PagerEvent& out) {
  auto parsed = parse_body(body);
  if (!parsed) out.errors.push_back("JSON parse error");
  else if (!parsed->is_object()) out.errors.push_back("Event object is not an object");
  else json = std::move(*parsed);
  return out.errors.empty();
}

/// Key and action, which every event has; the action, or nothing when it cannot be taken.
std::string_view read_frame(const bj::value& json, const Words& words, std::string_view fresh_key, PagerEvent& out) {
  out.routing_key = member_text(json, words.routing_key);
  out.key = member_text(json, words.dedup_key);
  const std::string_view action = member_text(json, words.action);
  if (action.empty()) out.errors.push_back(missing(words.action));
  else if (action != "trigger" && action != "acknowledge" && action != "resolve")
    out.errors.push_back("'" + std::string(words.action) + "' is invalid (must be one of: trigger, acknowledge, resolve)");
  if (out.key.size() > dedup_most) out.errors.push_back("'" + std::string(words.dedup_key) + "' is too long (255 bytes at most)");
  if (out.key.empty() && action == "trigger") out.key = fresh_key;
  if (out.key.empty() && out.errors.empty()) out.errors.push_back(missing(words.dedup_key));
  return out.errors.empty() ? action : std::string_view();
}

/// What is short and on one line may name a service or an item; the rest is for people, objects within as JSON.
void add_details(const bj::value* details, Event& event) {
  constexpr std::size_t short_most = 200, labels_most = 50;
  if (!details || details->is_null()) return;
  bj::object flat;
  if (!details->is_object()) flat["details"] = *details;
  else flat = details->get_object();
  for (auto& [name, value] : flat)
    if (value.is_structured()) value = bj::serialize(value);
  const bj::value all(std::move(flat));
  for (auto& [name, value] : annotations_of(&all)) {
    const bool is_short = value.size() <= short_most && value.find('\n') == std::string::npos && event.labels.size() < labels_most;
    (is_short && is_label_name(name) ? event.labels : event.annotations).emplace_back(name, value);
  }
}

void add_label(Event& event, std::string_view name, std::string_view value) {
  if (!value.empty()) event.labels.emplace_back(std::string(name), std::string(utf8_prefix(value, 1'000)));
}

/// In order of the names, each once: what was said first stays.
void sort_texts(alert::Texts& texts) {
  std::ranges::stable_sort(texts, {}, &alert::Texts::value_type::first);
  const auto twice = [](const auto& a, const auto& b) { return a.first == b.first; };
  texts.erase(std::unique(texts.begin(), texts.end(), twice), texts.end());
}

/// The first address among `client_url` and the links.
std::string link_in(const bj::value& json, std::string_view links) {
  if (auto link = link_of(member_text(json, "client_url")); !link.empty()) return link;
  if (const auto* all = member_of(json, links); all && all->is_array())
    for (const bj::value& one : all->get_array())
      if (auto link = link_of(member_text(one, "href")); !link.empty()) return link;
  return {};
}

void finish(Event event, std::string_view title, PagerEvent& out) {
  event.key = out.key;
  event.title = title_of({}, {{"title", std::string(title)}});
  sort_texts(event.labels);
  sort_texts(event.annotations);
  out.reading.events.push_back(std::move(event));
}

/// What a payload says beyond its summary.
void read_payload(const bj::value& payload, Event& event) {
  event.severity = alert::severity_in(member_text(payload, "severity"));
  add_label(event, "instance", member_text(payload, "source"));
  for (const std::string_view name : {"component", "group", "class"}) add_label(event, name, member_text(payload, name));
  add_details(member_of(payload, "custom_details"), event);
  // A time that is none is the sender's clock: the event counts.
  event.starts_at = read_time(member_text(payload, "timestamp")).at;
}

}  // namespace

PagerEvent read_pagerduty(std::string_view body, std::string_view fresh_key, Time now) {
  PagerEvent out;
  bj::value json;
  if (!parse(body, json, out)) return out;
  const std::string_view action = read_frame(json, v2, fresh_key, out);
  const auto* payload = member_of(json, "payload");
  const std::string_view summary = payload ? member_text(*payload, "summary") : std::string_view();
  if (action == "trigger" && (!payload || !payload->is_object())) out.errors.push_back(missing("payload"));
  else if (action == "trigger" && trim(summary).empty()) out.errors.push_back(missing("payload.summary"));
  if (!out.errors.empty() || action == "acknowledge") return out;
  Event event;
  event.state = action == "resolve" ? AlertState::resolved : AlertState::firing;
  if (event.state == AlertState::resolved) event.ends_at = now;
  if (payload) read_payload(*payload, event);
  event.link = link_in(json, "links");
  finish(std::move(event), summary, out);
  return out;
}

PagerEvent read_pagerduty_v1(std::string_view body, std::string_view fresh_key, Time now) {
  PagerEvent out;
  bj::value json;
  if (!parse(body, json, out)) return out;
  const std::string_view action = read_frame(json, v1, fresh_key, out), description = member_text(json, "description");
  if (action == "trigger" && trim(description).empty()) out.errors.push_back(missing("description"));
  if (!out.errors.empty() || action == "acknowledge") return out;
  Event event;
  event.state = action == "resolve" ? AlertState::resolved : AlertState::firing;
  if (event.state == AlertState::resolved) event.ends_at = now;
  event.severity = alert::AlertSeverity::error;  // v1 has no word for it, and woke people
  add_details(member_of(json, "details"), event);
  event.link = link_in(json, "contexts");
  finish(std::move(event), description, out);
  return out;
}

PagerEvent read_pagerduty_change(std::string_view body, std::string_view fresh_key, Time now) {
  PagerEvent out;
  bj::value json;
  if (!parse(body, json, out)) return out;
  out.routing_key = member_text(json, v2.routing_key);
  out.key = "change:" + std::string(fresh_key);
  const auto* payload = member_of(json, "payload");
  const std::string_view summary = payload ? member_text(*payload, "summary") : std::string_view();
  if (trim(summary).empty()) out.errors.push_back(missing("payload.summary"));
  if (!out.errors.empty()) return out;
  Event event;
  read_payload(*payload, event);
  event.severity = alert::AlertSeverity::info;
  event.ends_at = now + change_shown_us;
  event.link = link_in(json, "links");
  finish(std::move(event), summary, out);
  return out;
}

}  // namespace evenkeel::alerting
