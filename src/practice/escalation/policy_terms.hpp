// What an escalation policy says, read from the words that an administrator writes: a line a step, with its delay, what is done and with
// whom. Read once for a text; whether it is for an incident is asked again at every change.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/agreement/terms.hpp"

namespace evenkeel::escalation {

enum class Deed {
  tell,     // a message
  involve,  // hierarchical: becomes a watcher, and is told
  reassign  // functional: gets the incident
};

enum class WhomKind {
  assignee,
  team,       // that has the incident; with a name: that one
  next_team,  // of functional escalation
  person,     // by login
  manager,    // of the team or of the assignee, so many levels up
  role,       // everybody who has it
  roster,     // who is on call
  supplier,   // the supplier's team
  owner       // of the service
};

/// By what a step chooses among those of a roster, a team or a role.
enum class Choice {
  none,    // all of them
  skill,   // those who have the one that is named
  needed,  // those who have what the service and the category of the incident ask for
};

struct Whom {
  WhomKind kind = WhomKind::assignee;
  std::string name;          // of a team, a person (login), a role, a roster
  int level = 1;             // of a manager: 2 is the manager's manager
  bool of_assignee = false;  // a manager: not of the team
  Choice choice = Choice::none;
  std::string skill;  // of the choice by one
  std::string words;
};

struct Step {
  calendar::Span delay{calendar::Measure::elapsed, 0};  // after the step before it, or the begin
  bool in_hours = false;                                // waits for the next opening when it falls outside
  std::vector<Deed> deeds;
  std::vector<Whom> whom;
  std::string words;
  bool does(Deed deed) const;
};

/// A point of a clock: 100 percent is the breach.
struct Point {
  std::string target;
  int percent = 100;
};

struct Terms {
  agreement::Clause applies;
  service::EscalationTrigger trigger = service::EscalationTrigger::unacknowledged;
  std::optional<Point> point;
  std::vector<Step> steps;
  std::int64_t repeat = 0;
  std::vector<Whom> fallback;
  service::EscalationStop stops = service::EscalationStop::acknowledged;
  std::optional<calendar::Span> acknowledged_for;
};

constexpr std::size_t steps_most = 20;  // more is no plan that anybody remembers
constexpr std::size_t whom_most = 10;   // of one step
constexpr int level_most = 9;

/// Reads all of it; all problems at once with the pointer of their field. `words` as agreement::words_for gives them.
Result<Terms> read_policy(const service::EscalationPolicy& policy, const condition::Vocabulary& words);

}  // namespace evenkeel::escalation

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<escalation::Deed> = std::array<std::string_view, 3>{"tell", "involve", "reassign"};
template <>
inline constexpr auto enum_names<escalation::WhomKind> =
    std::array<std::string_view, 9>{"assignee", "team", "next_team", "person", "manager", "role", "roster", "supplier", "owner"};
}  // namespace evenkeel::record
