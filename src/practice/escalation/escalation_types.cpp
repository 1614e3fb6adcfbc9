// Descriptions of running escalations and of their steps.
#include "practice/escalation/escalation.hpp"

namespace evenkeel::record {

using namespace escalation;
using enum Access;

namespace {
constexpr std::int64_t why_most = 10'000;  // a condition in its normal form
constexpr std::int64_t digest_most = 64;
constexpr std::int64_t words_most = 4'000;
constexpr std::int64_t notes_most = 20'000;  // a line for each of those who were left out
constexpr std::int64_t mailboxes_most = 20;
}  // namespace

template <>
const RecordType& type_of<Escalation>() {
  static const RecordType type{
      "escalation",
      "escalation",
      "escalations",
      "Escalation",
      "Escalations",
      {
          field<&Escalation::id>("id", {.label = "Id", .access = system}),
          field<&Escalation::version>("version", {.label = "Version", .access = system}),
          field<&Escalation::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Escalation::cycle>("cycle", {.label = "Cycle", .access = system}),
          field<&Escalation::policy>("policy", {.label = "Policy", .ref = "escalation_policy", .required = true, .access = system}),
          field<&Escalation::edition>("edition", {.label = "Version of the policy", .access = system}),
          field<&Escalation::terms>("terms", {.label = "Words of the policy", .max = digest_most, .required = true, .access = system}),
          field<&Escalation::stops>("stops", {.label = "Stops when", .access = system}),
          field<&Escalation::state>("state", {.label = "State", .access = system}),
          field<&Escalation::open>("open", {.label = "Open", .access = system}),
          field<&Escalation::ending>("ending", {.label = "Ended", .access = system}),
          field<&Escalation::why>("why", {.label = "Why", .max = why_most, .access = system}),
          field<&Escalation::begun_at>("begun_at", {.label = "Counts from", .required = true, .access = system}),
          field<&Escalation::round>("round", {.label = "Round", .access = system}),
          field<&Escalation::step>("step", {.label = "Next step", .access = system}),
          field<&Escalation::taken>("taken", {.label = "Steps taken", .access = system}),
          field<&Escalation::unreached>("unreached", {.label = "Steps that reached nobody", .access = system}),
          field<&Escalation::due_at>("due_at", {.label = "Next at", .access = system}),
          field<&Escalation::snoozed_until>("snoozed_until", {.label = "Snoozed until", .access = system}),
          field<&Escalation::snoozed_by>("snoozed_by", {.label = "Snoozed by", .ref = "person", .access = system}),
          field<&Escalation::acknowledged_at>("acknowledged_at", {.label = "Acknowledged", .access = system}),
          field<&Escalation::acknowledged_by>("acknowledged_by", {.label = "Acknowledged by", .ref = "person", .access = system}),
          field<&Escalation::ended_at>("ended_at", {.label = "Ended at", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<EscalationStep>() {
  static const RecordType type{
      "escalation_step",
      "escalation_step",
      "escalation_steps",
      "Step of an escalation",
      "Steps of escalations",
      {
          field<&EscalationStep::id>("id", {.label = "Id", .access = system}),
          field<&EscalationStep::version>("version", {.label = "Version", .access = system}),
          field<&EscalationStep::escalation>("escalation",
                                             {.label = "Escalation", .ref = "escalation", .required = true, .access = system}),
          field<&EscalationStep::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&EscalationStep::round>("round", {.label = "Round", .access = system}),
          field<&EscalationStep::step>("step", {.label = "Step", .access = system}),
          field<&EscalationStep::due_at>("due_at", {.label = "Due", .required = true, .access = system}),
          field<&EscalationStep::taken_at>("taken_at", {.label = "Taken", .required = true, .access = system}),
          field<&EscalationStep::words>("words", {.label = "Words", .max = words_most, .access = system}),
          field<&EscalationStep::outcome>("outcome", {.label = "Outcome", .access = system}),
          field<&EscalationStep::people>("people", {.label = "People", .ref = "person", .access = system}),
          field<&EscalationStep::mailboxes>("mailboxes", {.label = "Mailboxes", .max = mailboxes_most, .access = system}),
          field<&EscalationStep::notes>("notes", {.label = "Notes", .max = notes_most, .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record
