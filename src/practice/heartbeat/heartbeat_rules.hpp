// When a heartbeat is due, what a ping does to it, and what is said when it does not come. Pure functions with the time as an argument.
#pragma once
#include <vector>

#include "practice/alert/event.hpp"
#include "practice/heartbeat/heartbeat.hpp"

namespace evenkeel::heartbeat {

/// As healthchecks names them; late: due, and within its grace.
enum class State { fresh, waiting, late, missing, failed, paused };

/// Everything wrong with it, codes heartbeat.*, with pointers.
std::vector<Problem> problems_of(const Heartbeat& heartbeat);

/// When the report after `from` is due; none: never.
Time due_after(const Heartbeat& heartbeat, Time from);
struct Expected {
  Time due;         // none: nothing is expected
  Time missing_at;  // when it has not come until then
};
/// What is expected of it now: the next report, or the end of the run that has begun, whichever comes first.
Expected expected_of(const Heartbeat& heartbeat, const Pulse& pulse);
State state_of(const Heartbeat& heartbeat, const Pulse& pulse, Time now);

/// What a ping makes of it; `run_began` is when the run that it ends began, none: not known.
Pulse after_ping(const Pulse& before, const Ping& ping, Time run_began, Time now);

/// The time in which nobody could report: no server ran, or its clock jumped.
struct Gap {
  Time from, until;
};
/// Whether the report that is waited for may have been lost in the gap: its time, from a moment before it is due to when it would be
/// missed, touches it. Then waiting begins anew at the end of the gap: what we could not hear is not the sender's fault.
bool may_be_lost_in(const Heartbeat& heartbeat, const Pulse& pulse, Gap gap);
/// So much earlier than due a report may have come, and been lost.
constexpr std::int64_t early_us = us_per_minute;

/// The last path segment of its address by name: "Backup of mail" -> "backup-of-mail".
std::string slug_of(std::string_view name);

/// The alert of a heartbeat: the same key for good.
std::string alert_key(Id heartbeat);
/// What is said when it is missing or failed (state firing), or well again.
alert::Event event_of(const Heartbeat& heartbeat, const Pulse& pulse, alert::AlertState state, const alert::Texts& places, Time now);

}  // namespace evenkeel::heartbeat

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<heartbeat::State> =
    std::array<std::string_view, 6>{"new", "waiting", "late", "missing", "failed", "paused"};
}  // namespace evenkeel::record
