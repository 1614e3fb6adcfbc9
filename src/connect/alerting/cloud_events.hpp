// Reads CloudEvents 1.0.2 over HTTP: structured, a batch, or binary (its attributes as headers). What is said of the alert stands in `data`
// under the names that any JSON is read by, or where the source's mapping says, from the event's root.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "practice/alert/event.hpp"

namespace evenkeel::alerting {

/// Whether the request is one, by its content type or its headers.
bool is_cloud_event(const http::Request& request);
/// Events of one subject are one alert; without a subject those of one source and type. Reasons name the attribute that is missing.
alert::Reading read_cloud_events(const http::Request& request, std::string_view mapping, Time now);
/// The media type of an event as JSON.
inline constexpr std::string_view cloud_event_type = "application/cloudevents+json";
/// One whose attributes stand in headers, as JSON; the body as it is when it is no JSON.
std::string as_structured(const http::Request& request);

}  // namespace evenkeel::alerting
