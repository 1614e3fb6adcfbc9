// What a message of an escalation lets its reader answer without signing in: I have it, I cannot (the next step now), send it up to the
// manager. Each answer is a link with a keyed digest, as the other links in mails are, bound to the person, the step that was taken and
// the answer; it is good once and for a day.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "practice/escalation/escalation_rules.hpp"
#include "practice/people/mail_links.hpp"

namespace evenkeel::escalation {

enum class Answer { acknowledge, decline, escalate };

/// Whoever reads it later than this has the console; what runs has long gone on.
constexpr std::int64_t answer_life_us = us_per_day;

struct AnswerLink {
  Id escalation, person;
  Time step;  // the instant at which the step that the message tells of was taken
  Answer answer = Answer::acknowledge;
};
std::string answer_token(const Vault& vault, const AnswerLink& link);
std::optional<AnswerLink> read_answer_token(const Vault& vault, std::string_view token);

/// The escalation that a message tells of; none: it names none.
Id cause_of(const std::string& body);

/// Below the public address ("/answer/acknowledge#..."); empty: the person may not, or it is no message of an escalation to a person.
struct AnswerPaths {
  std::string acknowledge, decline, escalate;
};
/// The answers to a message that `person` gets, on whatever channel.
AnswerPaths answer_paths(const Vault& vault, const people::Principal& person, const store::Outgoing& out);

enum class AnswerState {
  ready,         // the answer can be given
  used,          // by this very link
  acknowledged,  // somebody has it
  moved_on,      // the next step was taken already
  last,          // there is no further step
  resolved,
  over,  // the incident is closed, cancelled or merged, or the escalation ended otherwise
  expired,
  refused  // the person may not, or may not see the incident any more
};

/// What an answer is held against.
struct AnswerSight {
  Time now;
  Time used_at;  // this link, before
  const Escalation& escalation;
  Standing incident = Standing::open;
  bool incident_acknowledged = false;
  bool step_since = false;  // another step was taken after that of the link
  bool may = true;
};
/// Whether an answer can be given now, or why not. Pure.
AnswerState answer_state(const AnswerLink& link, const AnswerSight& sight);

}  // namespace evenkeel::escalation

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<escalation::Answer> = std::array<std::string_view, 3>{"acknowledge", "decline", "escalate"};
template <>
inline constexpr auto enum_names<escalation::AnswerState> =
    std::array<std::string_view, 9>{"ready", "used", "acknowledged", "moved_on", "last", "resolved", "over", "expired", "refused"};
}  // namespace evenkeel::record
