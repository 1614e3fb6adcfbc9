// Which rules match a change of an incident, and what they make of it: pure. They go in their order, each sees what those before it did;
// what they changed is looked at again by the others, in bounded rounds. A preview asks the same function about changes that were.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "practice/automation/rule_terms.hpp"
#include "practice/incident/incident.hpp"
#include "practice/people/person.hpp"

namespace evenkeel::automation {

using incident::Incident;
using RulePtr = std::shared_ptr<const Rule>;
/// In their order.
using Rules = std::vector<RulePtr>;

/// Rounds of one change: more is two rules that undo each other.
constexpr int rounds_most = 10;
/// Deeds of one change, all rules together.
constexpr std::size_t effects_most = 50;

/// One deed that was done or left out.
struct Effect {
  const Deed* deed = nullptr;
  std::string left_out;  // why; empty: it was done, or is to be done with or after the change
};

/// One rule that matched and had something to do.
struct Firing {
  RulePtr rule;
  std::vector<Effect> effects;
};

struct Loop {
  RulePtr rule;  // that went round
  std::string why;
};

struct Outcome {
  std::vector<Firing> firings;
  std::optional<Loop> loop;
};

/// What deeds look at.
struct House {
  const service::Snapshot& catalogue;
  std::function<std::optional<people::Person>(std::string_view login)> person;
  bool (*is_news)(std::string_view field);  // of an incident, to people
  Time now;
};

/// Lays over `after` what the rules set. `before`: null for an incident that is opened. A deed that cannot be done is left out, with why.
Outcome act(const Rules& rules, const Incident* before, Incident& after, const House& house);

/// "rule Network goes first (version 3)"
std::string name_of(const AutomationRule& rule);

}  // namespace evenkeel::automation
