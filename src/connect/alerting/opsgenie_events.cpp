#include "connect/alerting/opsgenie_events.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/texts.hpp"
#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::Event;
using alert::Reading;

namespace {

std::string tags_in(const bj::value& json) {
  std::string all;
  if (const auto* tags = member_of(json, "tags"); tags && tags->is_array())
    for (const bj::value& tag : tags->get_array())
      if (tag.is_string() && all.size() < 1'000) all += (all.empty() ? "" : ",") + std::string(utf8_prefix(tag.get_string(), 50));
  return all;
}

}  // namespace

Reading read_opsgenie_alert(std::string_view body, std::string_view fresh_key) {
  Reading reading;
  const auto json = parse_body(body);
  if (!json || !json->is_object()) {
    reading.unreadable = error(Fault::malformed, "body.not_object", "Request body is not processable. Please check the errors.");
    return reading;
  }
  const auto refuse = [&](std::string_view field, std::string text) {
    reading.unreadable = invalid("alert.invalid", std::move(text), "/" + std::string(field));
    return reading;
  };
  const std::string_view message = member_text(*json, "message"), alias = member_text(*json, "alias");
  if (trim(message).empty()) return refuse("message", "Message can not be empty.");
  if (alias.size() > alert::key_bytes_most) return refuse("alias", "Alias should not be longer than 512 bytes.");
  Event event;
  std::string wrong;
  auto labels = texts_of(member_of(*json, "details"), wrong);
  if (!labels) return refuse("details", wrong);
  event.key = alias.empty() ? std::string(fresh_key) : std::string(alias);
  event.labels = std::move(*labels);
  for (const auto& [name, member] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"instance", "entity"}, {"origin", "source"}, {"tags", ""}}) {
    const std::string said = member.empty() ? tags_in(*json) : std::string(utf8_prefix(member_text(*json, member), 1'000));
    const bool known = std::ranges::find(event.labels, name, &alert::Texts::value_type::first) != event.labels.end();
    if (!said.empty() && !known) event.labels.emplace_back(name, said);
  }
  std::ranges::sort(event.labels);
  bj::object annotations;
  for (const std::string_view name : {"description", "note"})
    if (const auto* said = member_of(*json, name)) annotations[name] = *said;
  const bj::value texts(std::move(annotations));
  event.annotations = annotations_of(&texts);
  event.title = title_of({}, {{"title", std::string(message)}});
  const std::string_view priority = member_text(*json, "priority");
  event.severity = alert::severity_in(priority.empty() ? "P3" : priority);
  reading.events.push_back(std::move(event));
  return reading;
}

Reading opsgenie_closed(std::string_view alias, Time now) {
  Event event;
  event.key = utf8_prefix(alias, alert::key_bytes_most);
  event.state = alert::AlertState::resolved;
  event.ends_at = now;
  Reading reading;
  reading.events.push_back(std::move(event));
  return reading;
}

}  // namespace evenkeel::alerting
