// What may be done with an incident, when and by whom: one table of commands, read by the desk (which refuses), by the
// screens (which offer) and by the documentation. Pure: facts in, verdict out.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "practice/incident/incident.hpp"
#include "practice/people/principal.hpp"

namespace evenkeel::incident {

/// Everything that can be done with an incident that exists. `edit` is PATCH; the others are commands of the same name.
enum class Verb {
  edit,
  assign,
  take,
  hand_back,
  escalate,
  acknowledge,
  start,
  hold,
  resume,
  comment,
  note,
  override_priority,
  reset_priority,
  categorise,
  resolve,
  confirm,
  reject,
  rate,
  close,
  reopen,
  cancel,
  mark,
  merge,
  unmerge,
  split,
  link,
  unlink,
  watch,
  unwatch,
  follow_up,
  promise,
  attach,
  task,
  undo
};

/// In which states a verb may be used.
using States = std::uint8_t;
constexpr States bit(State s) { return static_cast<States>(1u << static_cast<unsigned>(s)); }
inline constexpr States open_states = bit(State::new_) | bit(State::in_progress) | bit(State::on_hold);
inline constexpr States ended_states = bit(State::resolved) | bit(State::closed) | bit(State::cancelled);
inline constexpr States all_states = open_states | ended_states;

/// One row of the table of transitions.
struct Transition {
  Verb verb;
  States from;
  std::optional<State> to;     // none: the state stays
  std::string_view requires_;  // what must be said with it, in words
};
const std::vector<Transition>& transitions();
const Transition& transition_of(Verb verb);

/// "incident.resolve".
const std::string& permission_of(Verb verb);

/// How the principal stands to the incident. Affected people and watchers count as its own for what everybody on the caller's
/// side may do (comment, attach, watch); only caller, reporter and who logged it for the caller speak about its end.
people::Standing standing_of(const people::Principal& who, const Incident& incident, Verb verb);

/// Whether the verb may be used now: forbidden without the permission, conflict when the state or another fact forbids it.
Status permit(const people::Principal& who, const Incident& incident, Verb verb);
/// Only what the facts say, for commands of the system.
Status allows(const Incident& incident, Verb verb, Id person);

/// The commands that this principal can use now, in the order of the table; for screens.
std::vector<std::string_view> commands_now(const people::Principal& who, const Incident& incident);

/// A time at which to look at an incident again.
struct Due {
  std::string_view kind;  // "incident.auto_close"
  Time at;
  bool operator==(const Due&) const = default;
};
inline constexpr std::string_view timer_auto_close = "incident.auto_close";
inline constexpr std::string_view timer_follow_up = "incident.follow_up";
inline constexpr std::string_view timer_promise = "incident.promise";
inline constexpr std::string_view timer_task_due = "incident.task_due";
inline constexpr std::string_view timer_spread = "incident.spread";
/// Armed for open incidents that a file brought in without a command, so that what later practices keep in them is found. On the first of
/// them; `key` has the ids of all, with a blank between.
inline constexpr std::string_view timer_imported = "incident.imported";

bool holds(const std::vector<Id>& list, Id id);

/// All timers that must be armed for these facts, at most one of a kind; equal to the armed rows after each command.
std::vector<Due> timers_for(const Incident& incident);
std::vector<Due> timers_for(const Task& task);
std::vector<Due> timers_for(const Spread& spread);

}  // namespace evenkeel::incident

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<incident::Verb> =
    std::array<std::string_view, 34>{"edit",           "assign",     "take",    "hand_back", "escalate", "acknowledge",
                                     "start",          "hold",       "resume",  "comment",   "note",     "override_priority",
                                     "reset_priority", "categorise", "resolve", "confirm",   "reject",   "rate",
                                     "close",          "reopen",     "cancel",  "mark",      "merge",    "unmerge",
                                     "split",          "link",       "unlink",  "watch",     "unwatch",  "follow_up",
                                     "promise",        "attach",     "task",    "undo"};
}
