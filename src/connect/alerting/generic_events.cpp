#include "connect/alerting/generic_events.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/alertmanager_events.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/alert/alert_rules.hpp"
#include "record/json.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::AlertState;
using alert::Event;
using alert::Reading;

namespace {

constexpr std::string_view pointers[] = {"items", "key", "title", "state", "severity", "labels", "annotations", "starts_at", "link"};
constexpr std::size_t words_most = 50;
/// Words for an end, unless the mapping says others.
constexpr std::string_view ended_words[] = {"resolved", "ok", "closed", "recovery", "recovered", "clear", "cleared", "normal", "up"};

bool is_pointer(std::string_view text) { return text.empty() || (text.starts_with('/') && text.size() <= 500); }

struct Mapping {
  bj::value json;
  std::string pointer(std::string_view name) const {
    const auto* said = member_of(json, name);
    return said && said->is_string() ? std::string(said->get_string()) : name == "items" ? std::string() : "/" + std::string(name);
  }
  bool ends(std::string_view state) const {
    const std::string word = lower_ascii(trim(state));
    const auto* said = member_of(json, "resolved");
    if (!said || !said->is_array()) return std::ranges::find(ended_words, word) != std::end(ended_words);
    return std::ranges::any_of(said->get_array(),
                               [&](const bj::value& v) { return v.is_string() && equal_ascii_nocase(v.get_string(), word); });
  }
};

const bj::value* at(const bj::value& root, const std::string& pointer) {
  if (pointer.empty()) return &root;
  bj::error_code ec;
  return root.find_pointer(pointer, ec);
}

std::string text_at(const bj::value& root, const std::string& pointer) {
  const auto* found = at(root, pointer);
  if (!found) return {};
  if (found->is_string()) return std::string(found->get_string());
  return found->is_number() || found->is_bool() ? bj::serialize(*found) : std::string();
}

/// RFC 3339, or seconds or milliseconds since 1970.
TimeSaid time_at(const bj::value& root, const std::string& pointer) {
  constexpr std::int64_t milliseconds_from = 100'000'000'000;  // as seconds that is the year 5138
  const auto* found = at(root, pointer);
  if (!found) return {};
  if (found->is_string()) return read_time(found->get_string());
  if (!found->is_int64() || found->get_int64() < 0) return {{}, false, true};
  const std::int64_t n = found->get_int64();
  if (n >= milliseconds_from * 100) return {{}, false, true};
  return {Time{n >= milliseconds_from ? n * us_per_ms : n * us_per_second}, false, false};
}

std::string read_one(const bj::value& item, const Mapping& mapping, Time now, Event& event) {
  if (!item.is_object()) return "an event must be an object";
  std::string refusal;
  auto labels = texts_of(at(item, mapping.pointer("labels")), refusal);
  if (!labels) return refusal;
  event.labels = std::move(*labels);
  event.annotations = annotations_of(at(item, mapping.pointer("annotations")));
  const std::string title = text_at(item, mapping.pointer("title"));
  event.title = title.empty() ? title_of(event.labels, event.annotations) : title_of({}, {{"title", title}});
  event.key = text_at(item, mapping.pointer("key"));
  if (event.key.size() > alert::key_bytes_most) return "its key is too long";
  if (event.key.empty() && event.labels.empty() && event.title.empty()) return "it has no key, no labels and no title";
  if (event.key.empty()) event.key = event.labels.empty() ? "title:" + event.title : fingerprint(event.labels);
  event.severity = alert::severity_in(text_at(item, mapping.pointer("severity")));
  if (!event.severity) event.severity = severity_of(event.labels);
  const TimeSaid starts = time_at(item, mapping.pointer("starts_at"));
  if (starts.unreadable || starts.never) return "starts_at is no time";
  event.starts_at = starts.at;
  event.state = mapping.ends(text_at(item, mapping.pointer("state"))) ? AlertState::resolved : AlertState::firing;
  if (event.state == AlertState::resolved) event.ends_at = now;
  event.link = link_of(text_at(item, mapping.pointer("link")));
  return {};
}

}  // namespace

std::vector<Problem> problems_of_mapping(std::string_view mapping) {
  std::vector<Problem> problems;
  if (mapping.empty()) return problems;
  const auto json = record::parse_json(mapping);
  if (!json || !json->is_object()) return {{"alert_source.bad_mapping", "must be an object", "/mapping"}};
  for (const auto& [key, value] : json->get_object()) {
    const std::string_view name = key;
    const std::string field = "/mapping/" + std::string(utf8_prefix(name, 60));
    if (name == "resolved") {
      const bool words = value.is_array() && value.get_array().size() <= words_most &&
                         std::ranges::all_of(value.get_array(), [](const bj::value& v) { return v.is_string(); });
      if (!words) problems.push_back({"alert_source.bad_mapping", "must be a list of words", field});
    } else if (std::ranges::find(pointers, name) == std::end(pointers)) {
      problems.push_back({"alert_source.bad_mapping", "is no member of a mapping", field});
    } else if (!value.is_string() || !is_pointer(value.get_string())) {
      problems.push_back({"alert_source.bad_mapping", "must be a JSON pointer: /name", field});
    }
  }
  return problems;
}

Reading read_generic(std::string_view body, std::string_view mapping_text, Time now) {
  Reading reading;
  auto json = parse_body(body);
  if (!json) {
    reading.unreadable = std::move(json.error());
    return reading;
  }
  Mapping mapping;
  if (auto parsed = record::parse_json(mapping_text.empty() ? "{}" : mapping_text)) mapping.json = std::move(*parsed);
  const std::string where = mapping.pointer("items");
  const auto* items = at(*json, where);
  if (!items || !(items->is_array() || items->is_object())) {
    reading.unreadable = invalid("alerts.no_alerts", "There is neither a list nor an object where the mapping says.", where);
    return reading;
  }
  std::size_t place = 0;
  const auto take = [&](const bj::value& item) {
    Event event;
    std::string wrong = read_one(item, mapping, now, event);
    if (wrong.empty()) reading.events.push_back(std::move(event));
    else reading.rejects.push_back({place, std::move(wrong)});
    ++place;
  };
  if (items->is_object()) take(*items);
  else
    for (const bj::value& item : items->get_array()) {
      if (place >= alert::events_most) {
        reading.rejects.push_back({place, "too many events in one request"});
        break;
      }
      take(item);
    }
  return reading;
}

}  // namespace evenkeel::alerting
