// Which way a message takes to a person, and when: pure. Urgent ones go along a ladder until somebody acknowledges; others go as the
// person likes, may wait for the end of quiet hours and come together.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/contact/contact.hpp"

namespace evenkeel::contact {

enum class Urgency { normal, urgent };
/// Urgent: what must be acknowledged.
Urgency urgency_of(std::string_view message_kind);

/// One rung: a point, or mail when it is none, so many minutes after the message came to be.
struct Rung {
  Id point;
  std::int64_t after_minutes = 0;
  bool operator==(const Rung&) const = default;
};
/// A rung later than this belongs to an escalation policy.
constexpr std::int64_t after_minutes_most = 24 * 60;
/// "mail 0", "17 5"; empty when it is neither.
std::optional<Rung> read_rung(std::string_view text);
std::string write_rung(const Rung& rung);
/// "07:30" as minutes since midnight; empty when it is no time of day.
std::optional<std::int64_t> read_minutes(std::string_view text);

/// What is known of the person when a message comes to be.
struct Reachable {
  bool mail = false;
  std::vector<Id> points;  // proven ones whose gateway is active, oldest first
  std::string zone = "UTC";
};

/// A way with its time; no point: mail. `held`: it waits until then for others.
struct Planned {
  Id point;
  Time at, held;
  bool operator==(const Planned&) const = default;
};

/// Minutes between two rungs where the person said nothing.
constexpr std::int64_t default_step_minutes = 3;

/// In the order of their times; empty only when there is neither mail nor point. Rungs whose point cannot be used fall away; when none is
/// left, mail, else the first point.
std::vector<Planned> plan(const ContactRules& rules, const Reachable& who, Urgency urgency, Time now);

}  // namespace evenkeel::contact
