#include "connect/alerting/alertmanager_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "connect/alerting/texts.hpp"
#include "practice/alert/label_bits.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::AlertState;
using alert::Event;
using alert::Reading;
using alert::Texts;

namespace {

constexpr int first_year = 1970, last_year = 2199;  // of what an instant here can be

/// Beginning and end as api.go settles them; the reason when they cannot be.
std::string settle_times(const bj::value& json, Time now, Event& event) {
  const TimeSaid starts = read_time(member_text(json, "startsAt")), ends = read_time(member_text(json, "endsAt"));
  if (starts.unreadable || starts.never) return "startsAt is no time";
  if (ends.unreadable) return "endsAt is no time";
  event.starts_at = starts.at;
  event.ends_at = ends.at;
  if (starts.at && ends.at && ends.at < starts.at) return "start time must be before end time";
  if (!ends.at && !ends.never) event.ends_at = now + resolve_timeout_us;
  event.state = event.ends_at && event.ends_at <= now ? AlertState::resolved : AlertState::firing;
  return {};
}

std::string read_one(const bj::value& json, Time now, Event& event) {
  if (!json.is_object()) return "an alert must be an object";
  std::string refusal;
  auto labels = texts_of(member_of(json, "labels"), refusal);
  if (!labels) return "invalid label set: " + refusal;
  if (labels->empty()) return "at least one label pair required";
  for (const auto& [name, value] : *labels)
    if (!is_label_name(name)) return "invalid label set: invalid name \"" + name + "\"";
  if (auto wrong = settle_times(json, now, event); !wrong.empty()) return wrong;
  event.labels = std::move(*labels);
  event.annotations = annotations_of(member_of(json, "annotations"));
  event.key = fingerprint(event.labels);
  event.title = title_of(event.labels, event.annotations);
  event.severity = severity_of(event.labels);
  event.link = link_of(member_text(json, "generatorURL"));
  return {};
}

}  // namespace

std::string fingerprint(const Texts& labels) {
  constexpr std::string_view between = "\xff";
  std::uint64_t hash = alert::fnv1a("");
  for (const auto& [name, value] : labels)
    hash = alert::fnv1a(between, alert::fnv1a(value, alert::fnv1a(between, alert::fnv1a(name, hash))));
  return fmt::format("{:016x}", hash);
}

TimeSaid read_time(std::string_view text) {
  if (text.empty()) return {};
  if (const auto time = parse_rfc3339(text)) return {*time, false, false};
  const bool shaped = text.size() >= 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' &&
                      std::ranges::all_of(text.substr(0, 4), [](char c) { return c >= '0' && c <= '9'; });
  if (!shaped) return {{}, false, true};
  int year = 0;
  for (char c : text.substr(0, 4)) year = year * 10 + (c - '0');
  if (year < first_year) return {};
  return {{}, year > last_year, year <= last_year};
}

Reading read_posted_alerts(std::string_view body, Time now) {
  Reading reading;
  auto json = parse_body(body);
  if (!json) {
    reading.unreadable = error(Fault::malformed, json.error().first().code, "parsing alerts body: " + json.error().first().text);
    return reading;
  }
  if (!json->is_array()) {
    reading.unreadable = error(Fault::malformed, "alerts.not_a_list", "parsing alerts body from \"\" failed, because it is no list");
    return reading;
  }
  std::size_t at = 0;
  for (const bj::value& one : json->get_array()) {
    Event event;
    if (at >= alert::events_most) {
      reading.rejects.push_back({at, "too many alerts in one request"});
      break;
    }
    std::string wrong = read_one(one, now, event);
    if (wrong.empty()) reading.events.push_back(std::move(event));
    else reading.rejects.push_back({at, std::move(wrong)});
    ++at;
  }
  return reading;
}

}  // namespace evenkeel::alerting
