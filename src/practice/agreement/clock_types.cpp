// Descriptions of clocks, of their turns, and of the words they are pinned to.
#include "practice/agreement/clock.hpp"

namespace evenkeel::record {

using namespace agreement;
using enum Access;

namespace {
constexpr std::int64_t why_most = 10'000;  // a condition in its normal form
constexpr std::int64_t span_most = 60;
constexpr std::int64_t digest_most = 64;
constexpr std::int64_t body_most = 300'000;  // all the words of an agreement, or of a calendar with the holidays it takes over
}  // namespace

template <>
const RecordType& type_of<Clock>() {
  static const RecordType type{
      "clock",
      "clock",
      "clocks",
      "Clock",
      "Clocks",
      {
          field<&Clock::id>("id", {.label = "Id", .access = system}),
          field<&Clock::version>("version", {.label = "Version", .access = system}),
          field<&Clock::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Clock::cycle>("cycle", {.label = "Cycle", .access = system}),
          field<&Clock::agreement>("agreement", {.label = "Agreement", .ref = "agreement", .required = true, .access = system}),
          field<&Clock::edition>("edition", {.label = "Version of the agreement", .access = system}),
          field<&Clock::terms>("terms", {.label = "Words of the agreement", .max = digest_most, .required = true, .access = system}),
          field<&Clock::calendar>("calendar", {.label = "Calendar", .ref = "calendar", .required = true, .access = system}),
          field<&Clock::hours>("hours", {.label = "Words of the calendar", .max = digest_most, .required = true, .access = system}),
          field<&Clock::target>("target", {.label = "Target", .max = 40, .required = true, .access = system}),
          field<&Clock::goal_at_begin>("goal_at_begin", {.label = "Goal at the begin", .max = span_most, .access = system}),
          field<&Clock::goal>("goal", {.label = "Goal", .max = span_most, .access = system}),
          field<&Clock::doing>("doing", {.label = "State", .access = system}),
          field<&Clock::open>("open", {.label = "Open", .help = "Running or paused.", .access = system}),
          field<&Clock::verdict>("verdict", {.label = "Verdict", .help = "As contracted.", .access = system}),
          field<&Clock::started_at>("started_at", {.label = "Counts from", .required = true, .access = system}),
          field<&Clock::due_at>("due_at", {.label = "Due", .help = "None: not while it pauses, or never.", .access = system}),
          field<&Clock::look_at>("look_at", {.label = "Looked at again", .access = system}),
          field<&Clock::breached_at>("breached_at", {.label = "Breached", .access = system}),
          field<&Clock::ended_at>("ended_at", {.label = "Ended", .access = system}),
          field<&Clock::warned>("warned", {.label = "Warned at percent", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<ClockTurn>() {
  static const RecordType type{
      "clock_turn",
      "clock_turn",
      "clock_turns",
      "Turn of a clock",
      "Turns of clocks",
      {
          field<&ClockTurn::id>("id", {.label = "Id", .access = system}),
          field<&ClockTurn::version>("version", {.label = "Version", .access = system}),
          field<&ClockTurn::clock>("clock", {.label = "Clock", .ref = "clock", .required = true, .access = system}),
          field<&ClockTurn::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&ClockTurn::happened_at>("happened_at", {.label = "At", .required = true, .access = system}),
          field<&ClockTurn::turning>("turning", {.label = "What", .access = system}),
          field<&ClockTurn::why>("why", {.label = "Why", .max = why_most, .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<PinnedTerms>() {
  static const RecordType type{
      "pinned_terms",
      "pinned_terms",
      "pinned_terms",
      "Pinned words",
      "Pinned words",
      {
          field<&PinnedTerms::id>("id", {.label = "Id", .access = system}),
          field<&PinnedTerms::version>("version", {.label = "Version", .access = system}),
          field<&PinnedTerms::digest>("digest",
                                      {.label = "Digest", .max = digest_most, .required = true, .unique = true, .access = system}),
          field<&PinnedTerms::body>("body", {.label = "Words", .max = body_most, .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record
