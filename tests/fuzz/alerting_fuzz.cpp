// Events of monitoring systems under libFuzzer: the first byte chooses the door, what follows is the body. What is refused says why; what
// is read keeps the limits of an event, is UTF-8, and can be told by its key.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/cloud_events.hpp"
#include "connect/alerting/generic_events.hpp"
#include "connect/alerting/opsgenie_events.hpp"
#include "connect/alerting/opsgenie_heartbeats.hpp"
#include "connect/alerting/pagerduty_events.hpp"
#include "connect/alerting/texts.hpp"
#include "connect/alerting/webhook_events.hpp"
#include "must.hpp"
#include "practice/alert/alert_rules.hpp"

using namespace evenkeel;
using namespace evenkeel::alerting;
using evenkeel::fuzz::must;

namespace {

constexpr Time now{1'795'000'000'000'000};  // in November 2026
constexpr std::string_view fresh = "0123456789abcdef0123456789abcdef";

void check_texts(const alert::Texts& texts, std::size_t value_most) {
  must(texts.size() <= alert::labels_most + 10 && std::is_sorted(texts.begin(), texts.end()));
  for (const auto& [name, value] : texts) must(is_valid_utf8(name) && is_valid_utf8(value) && value.size() <= value_most);
}

void check(const alert::Reading& reading) {
  if (reading.unreadable) must(!reading.unreadable->first().code.empty() && !reading.unreadable->first().text.empty());
  must(reading.events.size() <= alert::events_most);
  for (const auto& reject : reading.rejects) must(!reject.reason.empty());
  for (const alert::Event& event : reading.events) {
    must(!event.key.empty() && event.key.size() <= alert::key_bytes_most && is_valid_utf8(event.key));
    must(is_valid_utf8(event.title) && utf8_length(event.title) <= alert::title_points_most);
    must(event.link.size() <= alert::link_bytes_most && is_valid_utf8(event.link));
    for (const char c : event.title) must(static_cast<unsigned char>(c) >= 0x20);
    check_texts(event.labels, alert::label_value_most);
    check_texts(event.annotations, alert::annotation_most);
  }
}

void check(const PagerEvent& event) {
  if (event.errors.empty()) must(!event.key.empty());
  else must(event.reading.events.empty());
  check(event.reading);
}

/// A mapping and, below its line, what it is held against.
std::pair<std::string_view, std::string_view> mapped(std::string_view text) {
  const auto line = text.find('\n');
  return {text.substr(0, line), line == std::string_view::npos ? std::string_view() : text.substr(line + 1)};
}

void check_mapped(std::string_view text) {
  const auto [mapping, body] = mapped(text);
  for (const Problem& problem : problems_of_mapping(mapping)) must(problem.field.starts_with("/mapping") && is_valid_utf8(problem.field));
  if (!problems_of_mapping(mapping).empty()) return;
  std::vector<Remark> remarks;
  check(read_generic(body, mapping, now, &remarks));
  for (const Remark& remark : remarks) must(!remark.field.empty() && is_valid_utf8(remark.field) && is_valid_utf8(remark.text));
}

void check_cloud(std::string_view body, const char* type, std::string_view mapping) {
  http::Request request;
  request.headers = {{"content-type", type}, {"ce-specversion", "1.0"}, {"ce-id", "1"}, {"ce-source", "/a"}, {"ce-type", "t"}};
  request.body = body;
  must(is_cloud_event(request));
  check(read_cloud_events(request, mapping, now));
  const std::string text = as_structured(request);
  must(!is_valid_utf8(body) || is_valid_utf8(text));
}

void check_heartbeat(std::string_view text) {
  const auto said = read_opsgenie_heartbeat(text);
  if (!said) return must(!said.error().first().text.empty());
  service::Heartbeat made;
  if (!lay_over(*said, made)) return;
  const std::string shown = opsgenie_heartbeat_json(made, false, {}, "");
  const auto again = read_opsgenie_heartbeat(shown);
  must(again && again->name == made.name && again->interval == said->interval && again->unit == said->unit);
}

void check_mapped_cloud(std::string_view text) {
  const auto [mapping, body] = mapped(text);
  if (problems_of_mapping(mapping).empty()) check_cloud(body, "application/cloudevents+json", mapping);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  must(is_valid_utf8(readable_text(text, 50)));
  switch (data[0] % 12) {
    case 0: check(read_posted_alerts(text, now)); break;
    case 1: check(read_webhook(text, now)); break;
    case 2: check(read_generic(text, "", now)); break;
    case 3: check_mapped(text); break;
    case 4: check(read_pagerduty(text, fresh, now)); break;
    case 5: check(read_pagerduty_v1(text, fresh, now)); break;
    case 6: check(read_pagerduty_change(text, fresh, now)); break;
    case 7:
      check(read_opsgenie_alert(text, fresh));
      if (!text.empty() && is_valid_utf8(text)) check(opsgenie_closed(std::string(utf8_prefix(text, 100)), now));
      break;
    case 8: check_cloud(text, "application/cloudevents-batch+json", "{}"); break;
    case 9: check_mapped_cloud(text); break;
    case 10: check_heartbeat(text); break;
    default: check_cloud(text, "application/json", "");
  }
  return 0;
}
