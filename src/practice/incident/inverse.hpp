// Turning a change of the log around: the facts as they were before it, for undo and for taking a merge back.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "practice/incident/incident.hpp"

namespace evenkeel::incident {

/// The incident with every field of the change's diff set back to what it was before. Errors: incident.not_reversible when the
/// body was erased, or when a field no longer holds what the change gave it (somebody changed it since).
Result<Incident> before_change(const Incident& now, std::string_view change_body);

/// Members of the change's `why`: texts, numbers as digits, and lists of ids.
struct WhyMembers {
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, std::vector<Id>, std::less<>> ids;
};
WhyMembers why_of(std::string_view change_body);

}  // namespace evenkeel::incident
