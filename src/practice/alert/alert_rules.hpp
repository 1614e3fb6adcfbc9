// What follows from an event for its alert, and from alerts for incidents. Pure functions with the time as an argument.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "practice/alert/event.hpp"
#include "practice/alert/matchers.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::alert {

// ---- from event to alert ---------------------------------------------------------------------------------------------

/// A word for severity as tools use them ("critical", "P1", "warn", "5"), in any case; none: no word that is known.
std::optional<AlertSeverity> severity_in(std::string_view word);
/// What the event says, as 32 hexadecimal digits: equal for two that say the same. Ends of firing ones do not count: they move each time.
std::string digest_of(const Event& event);

enum class News { none, began, began_again, changed, ended };
struct Decision {
  News news = News::none;
  Alert after;                         // when there is news
  std::optional<Happening> happening;  // for the history
};
/// What becomes of the alert (null: there is none of this key yet). An end of what never began is no news; nor is a repetition. What
/// fires begins a new episode when it had ended, unless it is the late twin of the firing that ended just now.
Decision decide(const Alert* before, const Event& event, const service::AlertSource& source, Time now);
/// So long after an end the same beginning is taken for a late twin: two senders of one pair are no further apart.
constexpr std::int64_t twin_us = us_per_minute;

// ---- what it is about ------------------------------------------------------------------------------------------------

/// Where its labels may say which service and which item it is about, in the order in which they are asked.
std::vector<std::string> service_labels_of(const service::AlertSource& source);
std::vector<std::string> item_labels_of(const service::AlertSource& source);
struct About {
  Id service;
  std::string why;  // "label service names it"
};
/// The active service that a label names, in any case of its letters; else the source's own.
About service_of(const Texts& labels, const service::AlertSource& source, const service::Snapshot& catalogue);

// ---- from alert to incident ------------------------------------------------------------------------------------------

/// Whether and when an alert opens an incident.
struct Opening {
  bool opens = false;
  Time not_before;  // look again then; none: never
  std::string why;
  Id inhibited_by = {};
};
/// Silenced ones wait for the end of the silence, those of a source that waits for its time.
Opening opening_of(const Alert& alert, const service::AlertSource& source, Time silenced_until, Time now);

/// Whether an alert flaps: it begins and ends again and again, and its ends mean nothing. `again` is when it began once more, in order.
struct Flapping {
  std::int64_t times = 0;  // within flap_window_us; none: it does not flap
  Time calm_at;            // when it does no more unless it begins again
  Time since;              // the first return of this fit
};
Flapping flapping_of(std::span<const Time> again, Time now);
/// So often within an hour it flaps; once it does, until it has been quiet for half of that. An alert that ended for good after three
/// returns is believed at once.
constexpr std::size_t flap_least = 4;
constexpr std::int64_t flap_window_us = us_per_hour;
constexpr std::int64_t flap_calm_us = 30 * us_per_minute;

/// The level of the matrix for a severity: spread over its levels, the worst for critical.
std::string urgency_of(AlertSeverity severity, const service::PriorityMatrix& matrix);
/// For people: one line, and what the alert says, in Markdown in which labels are only text.
std::string incident_title(const Alert& alert);
std::string incident_description(const Alert& alert, const std::string& source_name);

}  // namespace evenkeel::alert
