// A rule of automation: when a change of an incident matches, these deeds are done, as an administrator describes them. What the words
// mean is of practice/automation.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

enum class AutomationTrigger { opened, changed, commented, state_changed, any };

struct AutomationRule {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  std::int64_t position = 100;  // lower ones come first
  AutomationTrigger trigger = AutomationTrigger::opened;
  std::vector<std::string> fields;  // of `changed`: one of these; empty: any
  std::string applies;              // of the incident after the change; empty: always
  std::string was;                  // of the incident before it; empty: whatever it was
  std::string deeds;                // a line each
  bool stop_here = false;           // no later rule looks at a change that this one matched
  std::string stopped;              // why the house switched it off; empty: it never did
};

/// Its table.
std::string automation_rule_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::AutomationTrigger> =
    std::array<std::string_view, 5>{"opened", "changed", "commented", "state_changed", "any"};
template <>
const RecordType& type_of<service::AutomationRule>();
}  // namespace evenkeel::record
