// What the links of a message carry, and whether an answer can be given now: pure decisions, so that each of them has a test.
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/escalation/answer.hpp"

namespace evenkeel::escalation {
namespace {

constexpr std::string_view purpose = "answer";

std::string text_of(const AnswerLink& link) {
  return to_string(link.escalation) + '.' + to_string(link.person) + '.' + std::to_string(link.step.us) + '.' +
         std::string(record::name_of(link.answer));
}

bool is_acknowledged(const Escalation& e) { return e.acknowledged_at || e.ending == Ending::acknowledged; }

/// It ended, and not because somebody has it or because all was said.
bool is_gone(const Escalation& e) { return e.ending != Ending::none && e.ending != Ending::exhausted; }

AnswerState to_acknowledge(const AnswerSight& s) {
  if (is_acknowledged(s.escalation)) return AnswerState::acknowledged;
  if (is_gone(s.escalation)) return AnswerState::over;
  return s.incident_acknowledged && !s.escalation.open ? AnswerState::acknowledged : AnswerState::ready;
}

AnswerState to_decline(const AnswerSight& s) {
  const Escalation& e = s.escalation;
  if (e.state == State::acknowledged || e.ending == Ending::acknowledged) return AnswerState::acknowledged;
  if (is_gone(e)) return AnswerState::over;
  if (s.step_since) return AnswerState::moved_on;
  if (!e.open) return AnswerState::last;
  return e.due_at && e.due_at <= s.now ? AnswerState::moved_on : AnswerState::ready;
}

}  // namespace

std::string answer_token(const Vault& vault, const AnswerLink& link) { return people::signed_text(vault, purpose, text_of(link)); }

std::optional<AnswerLink> read_answer_token(const Vault& vault, std::string_view token) {
  const auto text = people::proven_text(vault, purpose, token);
  if (!text) return std::nullopt;
  const auto parts = split(*text, '.');
  if (parts.size() != 4) return std::nullopt;
  const auto escalation = parse_id(parts[0]), person = parse_id(parts[1]), step_us = parse_id(parts[2]);  // a time is written like an id
  const auto answer = record::from_name<Answer>(parts[3]);
  if (!escalation || !person || !step_us || !answer) return std::nullopt;
  return AnswerLink{*escalation, *person, Time{step_us->v}, *answer};
}

Id cause_of(const std::string& body) {
  boost::json::error_code ec;
  const auto parsed = boost::json::parse(body, ec);
  const auto* cause = ec || !parsed.is_object() ? nullptr : parsed.get_object().if_contains("cause");
  return cause && cause->is_string() ? parse_id(std::string_view(cause->get_string().c_str())).value_or(Id{}) : Id{};
}

AnswerPaths answer_paths(const Vault& vault, const people::Principal& person, const store::Outgoing& out) {
  if (out.kind != message_escalation || !out.person || out.person != person.person) return {};
  const Id escalation = cause_of(out.body);
  if (!escalation) return {};
  // A message and the step it tells of are of one transaction, and so of one instant.
  const auto path = [&](Answer answer) {
    return "/answer/" + std::string(record::name_of(answer)) + '#' + answer_token(vault, {escalation, out.person, out.created, answer});
  };
  AnswerPaths paths;
  if (people::may(person, "incident.acknowledge")) paths.acknowledge = path(Answer::acknowledge);
  if (people::may(person, "incident.escalate")) {
    paths.decline = path(Answer::decline);
    paths.escalate = path(Answer::escalate);
  }
  return paths;
}

AnswerState answer_state(const AnswerLink& link, const AnswerSight& sight) {
  if (!sight.may) return AnswerState::refused;
  if (sight.used_at) return AnswerState::used;
  if (sight.now >= link.step + answer_life_us) return AnswerState::expired;
  if (sight.incident == Standing::over) return AnswerState::over;
  if (sight.incident == Standing::resolved) return AnswerState::resolved;
  switch (link.answer) {
    case Answer::acknowledge: return to_acknowledge(sight);
    case Answer::decline: return to_decline(sight);
    case Answer::escalate: return AnswerState::ready;
  }
  return AnswerState::refused;
}

}  // namespace evenkeel::escalation
