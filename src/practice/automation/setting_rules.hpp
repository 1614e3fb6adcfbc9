// What the deeds of a rule that are part of the change do to the incident, by the rules that hold for people's commands: pure.
#pragma once
#include "practice/automation/automation_rules.hpp"

namespace evenkeel::automation {

struct Setting {
  bool changed = false;
  std::string left_out;  // why it cannot be done; the incident is then as it was
};
/// `before`: null for an incident that is opened. `by` stands as the reason in what the incident says of its automatic decisions.
Setting set(const Deed& deed, const std::string& by, const Incident* before, Incident& i, const House& house);

}  // namespace evenkeel::automation
