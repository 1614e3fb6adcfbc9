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
using alert::Reject;

namespace {

constexpr std::string_view pointers[] = {"items", "key", "title", "state", "severity", "starts_at", "ends_at", "link"};
constexpr std::string_view texts_members[] = {"labels", "annotations"};
constexpr std::size_t words_most = 50, word_most = 200, pointer_most = 500, remarks_most = 100;
/// Words for an end, unless the mapping says others.
constexpr std::string_view ended_words[] = {"resolved", "ok", "closed", "recovery", "recovered", "clear", "cleared", "normal", "up"};

/// RFC 6901.
bool is_pointer(std::string_view text) {
  if (text.empty()) return true;
  for (std::size_t i = text.find('~'); i != std::string_view::npos; i = text.find('~', i + 1))
    if (i + 1 >= text.size() || (text[i + 1] != '0' && text[i + 1] != '1')) return false;
  return text.front() == '/' && text.size() <= pointer_most;
}
bool is_pointer(const bj::value& v) { return v.is_string() && is_pointer(std::string_view(v.get_string())); }

struct Mapping {
  bj::value json;
  const bj::string* said(std::string_view name) const {
    const auto* found = member_of(json, name);
    return found ? found->if_string() : nullptr;
  }
  std::string pointer(std::string_view name) const {
    const auto* found = said(name);
    return found ? std::string(*found) : name == "items" ? std::string() : "/" + std::string(name);
  }
  bool ends(std::string_view state) const {
    const std::string word = lower_ascii(trim(state));
    const auto* words = member_of(json, "resolved");
    if (!words || !words->is_array()) return std::ranges::find(ended_words, word) != std::end(ended_words);
    return std::ranges::any_of(words->get_array(),
                               [&](const bj::value& v) { return v.is_string() && equal_ascii_nocase(trim(v.get_string()), word); });
  }
  /// By the mapping's own words first.
  std::optional<alert::AlertSeverity> severity(std::string_view word) const {
    if (const auto* own = member_of(json, "severities"); own && own->is_object())
      for (const auto& [name, value] : own->get_object())
        if (equal_ascii_nocase(trim(name), trim(word)) && value.is_string())
          return record::from_name<alert::AlertSeverity>(std::string_view(value.get_string()));
    return alert::severity_in(word);
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
  if (!found || found->is_null()) return {};
  if (found->is_string()) return read_time(found->get_string());
  if (!found->is_int64() || found->get_int64() < 0) return {{}, false, true};
  const std::int64_t n = found->get_int64();
  if (n >= milliseconds_from * 100) return {{}, false, true};
  return {Time{n >= milliseconds_from ? n * us_per_ms : n * us_per_second}, false, false};
}

/// What a member of the mapping says of texts by name: one object, or a pointer for each name, then gathered in `made`. What is found
/// nowhere is left out.
const bj::value* texts_at(const bj::value& item, const Mapping& mapping, std::string_view member, bj::value& made) {
  const auto* said = member_of(mapping.json, member);
  if (!said || !said->is_object()) return at(item, mapping.pointer(member));
  bj::object texts;
  for (const auto& [name, pointer] : said->get_object()) {
    const auto* found = pointer.is_string() ? at(item, std::string(pointer.get_string())) : nullptr;
    if (found && !found->is_null()) texts[name] = *found;
  }
  made = std::move(texts);
  return &made;
}

/// Says of one item what a mapping meets nothing with, or with no word that is known.
void remark(const bj::value& item, const Mapping& mapping, std::size_t place, std::vector<Remark>& out) {
  const auto say = [&](std::string field, std::string text) {
    if (out.size() < remarks_most) out.push_back({place, std::move(field), std::move(text)});
  };
  const auto nothing_at = [&](std::string field, const bj::value& pointer) {
    if (!pointer.is_string()) return;
    const std::string where(pointer.get_string());
    if (!at(item, where)) say(std::move(field), "Nothing stands at " + where + ".");
  };
  for (const std::string_view name : pointers)
    if (const auto* said = member_of(mapping.json, name); said && name != "items") nothing_at(std::string(name), *said);
  for (const std::string_view name : texts_members) {
    const auto* said = member_of(mapping.json, name);
    if (said && said->is_string()) nothing_at(std::string(name), *said);
    if (said && said->is_object())
      for (const auto& [one, pointer] : said->get_object()) nothing_at(std::string(name) + "/" + std::string(one), pointer);
  }
  const std::string word = text_at(item, mapping.pointer("severity"));
  if (!word.empty() && !mapping.severity(word))
    say("severity", "\"" + std::string(utf8_prefix(word, 100)) + "\" is no severity that is known: it counts as warning.");
}

/// Why it cannot be taken; without a reason it can.
Reject read_one(const bj::value& item, const Mapping& mapping, Time now, Event& event) {
  const auto refuse = [](std::string reason, std::string_view field) { return Reject{0, std::move(reason), std::string(field)}; };
  if (!item.is_object()) return refuse("an event must be an object", "items");
  std::string refusal;
  bj::value made;
  auto labels = texts_of(texts_at(item, mapping, "labels", made), refusal);
  if (!labels) return refuse(refusal, "labels");
  event.labels = std::move(*labels);
  event.annotations = annotations_of(texts_at(item, mapping, "annotations", made));
  const std::string title = text_at(item, mapping.pointer("title"));
  event.title = title.empty() ? title_of(event.labels, event.annotations) : title_of({}, {{"title", title}});
  event.key = text_at(item, mapping.pointer("key"));
  if (event.key.size() > alert::key_bytes_most) return refuse("its key is too long", "key");
  if (event.key.empty() && event.labels.empty() && event.title.empty()) return refuse("it has no key, no labels and no title", "key");
  if (event.key.empty()) event.key = event.labels.empty() ? "title:" + event.title : fingerprint(event.labels);
  event.severity = mapping.severity(text_at(item, mapping.pointer("severity")));
  if (!event.severity) event.severity = severity_of(event.labels);
  const TimeSaid starts = time_at(item, mapping.pointer("starts_at"));
  if (starts.unreadable || starts.never) return refuse("starts_at is no time", "starts_at");
  event.starts_at = starts.at;
  event.state = mapping.ends(text_at(item, mapping.pointer("state"))) ? AlertState::resolved : AlertState::firing;
  // What still fires ends by word: senders write all sorts of things where an end will stand.
  if (event.state == AlertState::resolved) {
    const TimeSaid ends = time_at(item, mapping.pointer("ends_at"));
    event.ends_at = ends.at && ends.at <= now ? ends.at : now;
  }
  event.link = link_of(text_at(item, mapping.pointer("link")));
  return {};
}

bool is_texts(const bj::value& value) {
  if (!value.is_object()) return is_pointer(value);
  return value.get_object().size() <= words_most && std::ranges::all_of(value.get_object(), [](const auto& one) {
           return !one.key().empty() && one.key().size() <= alert::label_name_most && is_pointer(one.value());
         });
}

/// What is wrong with one member; empty: nothing.
std::string wrong_with(std::string_view name, const bj::value& value) {
  if (std::ranges::find(pointers, name) != std::end(pointers)) return is_pointer(value) ? "" : "must be a JSON pointer: /name";
  if (std::ranges::find(texts_members, name) != std::end(texts_members))
    return is_texts(value) ? "" : "must be a JSON pointer, or an object of JSON pointers by name";
  if (name == "resolved") {
    const bool words = value.is_array() && value.get_array().size() <= words_most &&
                       std::ranges::all_of(value.get_array(), [](const bj::value& v) { return v.is_string(); });
    return words ? "" : "must be a list of words";
  }
  if (name == "severities") {
    const bool words =
        value.is_object() && value.get_object().size() <= words_most && std::ranges::all_of(value.get_object(), [](const auto& one) {
          return one.key().size() <= word_most && one.value().is_string() &&
                 record::from_name<alert::AlertSeverity>(std::string_view(one.value().get_string()));
        });
    return words ? "" : "must be an object of words, each with critical, error, warning or info";
  }
  return "is no member of a mapping";
}

}  // namespace

std::vector<Problem> problems_of_mapping(std::string_view mapping) {
  std::vector<Problem> problems;
  if (mapping.empty()) return problems;
  const auto json = record::parse_json(mapping);
  if (!json || !json->is_object()) return {{"alert_source.bad_mapping", "must be an object", "/mapping"}};
  for (const auto& [key, value] : json->get_object())
    if (std::string wrong = wrong_with(key, value); !wrong.empty())
      problems.push_back({"alert_source.bad_mapping", std::move(wrong), "/mapping/" + std::string(utf8_prefix(key, 60))});
  return problems;
}

Reading read_generic(std::string_view body, std::string_view mapping_text, Time now, std::vector<Remark>* remarks) {
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
    if (remarks && item.is_object()) remark(item, mapping, place, *remarks);
    Reject wrong = read_one(item, mapping, now, event);
    wrong.at = place++;
    if (wrong.reason.empty()) reading.events.push_back(std::move(event));
    else reading.rejects.push_back(std::move(wrong));
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
