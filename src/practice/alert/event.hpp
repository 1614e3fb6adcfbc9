// What every reader of a protocol makes of the bytes it got: events, and what could not be read, with the reason. Pure facts; no reader
// knows more of the house than this.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "practice/alert/alert.hpp"

namespace evenkeel::alert {

/// Texts by name, in the order of the names, each once.
using Texts = std::vector<std::pair<std::string, std::string>>;
/// Empty: there is none of the name.
inline std::string_view text_in(const Texts& texts, std::string_view name) {
  const auto found = std::ranges::lower_bound(texts, name, {}, &Texts::value_type::first);
  return found != texts.end() && found->first == name ? std::string_view(found->second) : std::string_view();
}

struct Event {
  std::string key;
  AlertState state = AlertState::firing;
  std::optional<AlertSeverity> severity;  // none: the sender did not say, or in no word that is known
  std::string title;
  Texts labels, annotations;
  std::string link;
  Time starts_at;  // none: not said
  Time ends_at;    // firing: after which it has ended unless it is sent again, none: never; resolved: when it ended
};

/// One event that could not be taken.
struct Reject {
  std::size_t at = 0;  // its place among what was sent, from 0
  std::string reason;
  std::string field = {};  // a generic one: the member of the mapping that led to it
};

struct Reading {
  std::vector<Event> events;
  std::vector<Reject> rejects;
  std::optional<Error> unreadable;  // nothing of it could be read
};

// Limits of what a sender may say; more than any known one sends.
constexpr std::size_t events_most = 10'000;       // of one request
constexpr std::size_t labels_most = 100;          // of one event, and as many annotations
constexpr std::size_t label_name_most = 200;      // bytes
constexpr std::size_t label_value_most = 4'096;   // bytes
constexpr std::size_t annotation_most = 16'384;   // bytes; longer ones are cut, they are words for people
constexpr std::size_t texts_bytes_most = 60'000;  // of all labels or all annotations together: a field of a record
constexpr std::size_t key_bytes_most = 512;
constexpr std::size_t title_points_most = 300;
constexpr std::size_t link_bytes_most = 2'000;

/// The key of a heartbeat's alert is this and the heartbeat's id.
constexpr std::string_view heartbeat_prefix = "heartbeat:";
/// The same of a check.
constexpr std::string_view check_prefix = "check:";

}  // namespace evenkeel::alert
