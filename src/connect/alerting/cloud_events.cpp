#include "connect/alerting/cloud_events.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connect/alerting/generic_events.hpp"
#include "connect/alerting/texts.hpp"

namespace evenkeel::alerting {

namespace bj = boost::json;
using alert::Reading;

namespace {

constexpr std::string_view structured = cloud_event_type, batch = "application/cloudevents-batch+json";
constexpr std::string_view attributes[] = {"specversion", "id", "source", "type", "subject", "time"};

std::string_view media_type(const http::Request& request) {
  const std::string_view type = request.header("content-type");
  return trim(type.substr(0, type.find(';')));
}

/// Headers carry percent-encoded UTF-8, which none of these needs to be understood by.
bj::object from_headers(const http::Request& request, bj::value data) {
  bj::object event;
  for (const std::string_view name : attributes)
    if (const std::string_view said = request.header("ce-" + std::string(name)); !said.empty() && is_valid_utf8(said)) event[name] = said;
  event["data"] = std::move(data);
  return event;
}

/// Why it is no event; empty when it is one.
std::string wrong_with(const bj::value& event) {
  if (!event.is_object()) return "an event must be an object";
  if (member_text(event, "specversion") != "1.0") return "specversion must be \"1.0\"";
  for (const std::string_view name : {"id", "source", "type"})
    if (member_text(event, name).empty()) return std::string(name) + " is missing";
  return {};
}

/// As any JSON is read: what `data` says, and what the attributes say where it says nothing.
bj::value as_item(const bj::value& event) {
  const auto* data = member_of(event, "data");
  bj::object item = data && data->is_object() ? data->get_object() : bj::object();
  const auto unless_said = [&](std::string_view name, std::string_view text) {
    if (!item.contains(name) && !text.empty()) item[name] = text;
  };
  const std::string_view subject = member_text(event, "subject"), source = member_text(event, "source"), type = member_text(event, "type");
  unless_said("key", subject.empty() ? std::string(source) + " " + std::string(type) : std::string(subject));
  unless_said("title", data && data->is_string() ? std::string_view(data->get_string()) : type);
  unless_said("starts_at", member_text(event, "time"));
  if (!item.contains("labels")) item["labels"] = bj::object{{"source", source}, {"type", type}};
  return bj::value(std::move(item));
}

}  // namespace

bool is_cloud_event(const http::Request& request) {
  const std::string_view type = media_type(request);
  return equal_ascii_nocase(type, structured) || equal_ascii_nocase(type, batch) || !request.header("ce-specversion").empty();
}

std::string as_structured(const http::Request& request) {
  if (request.header("ce-specversion").empty()) return request.body;
  auto json = request.body.empty() ? Result<bj::value>(bj::value()) : parse_body(request.body);
  return json ? bj::serialize(from_headers(request, std::move(*json))) : request.body;
}

Reading read_cloud_events(const http::Request& request, std::string_view mapping, Time now) {
  Reading reading;
  auto json = request.body.empty() ? Result<bj::value>(bj::value()) : parse_body(request.body);
  if (!json) {
    reading.unreadable = std::move(json.error());
    return reading;
  }
  bj::array events;
  if (equal_ascii_nocase(media_type(request), batch)) {
    if (!json->is_array()) {
      reading.unreadable = error(Fault::malformed, "body.not_array", "A batch must be a JSON array.");
      return reading;
    }
    events = std::move(json->get_array());
  } else if (equal_ascii_nocase(media_type(request), structured)) {
    events.push_back(std::move(*json));
  } else {
    events.push_back(from_headers(request, std::move(*json)));
  }
  std::size_t at = 0;
  const bool own_words = !mapping.empty() && mapping != "{}";
  for (const bj::value& event : events) {
    if (at >= alert::events_most || reading.events.size() >= alert::events_most) {
      reading.rejects.push_back({at, "too many events in one request"});
      break;
    }
    if (std::string wrong = wrong_with(event); !wrong.empty()) {
      reading.rejects.push_back({at++, std::move(wrong)});
      continue;
    }
    Reading one = read_generic(bj::serialize(own_words ? event : as_item(event)), mapping, now);
    for (auto& e : one.events) reading.events.push_back(std::move(e));
    for (auto& reject : one.rejects) reading.rejects.push_back({at, std::move(reject.reason), std::move(reject.field)});
    if (one.unreadable) reading.rejects.push_back({at, one.unreadable->first().text});
    ++at;
  }
  return reading;
}

}  // namespace evenkeel::alerting
