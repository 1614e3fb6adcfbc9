#include "practice/service/automation_rule.hpp"

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::AutomationRule;

namespace {
constexpr std::int64_t position_most = 100'000;
constexpr std::int64_t fields_most = 20;
constexpr std::int64_t condition_bytes_most = 8'192;  // as the language allows
constexpr std::int64_t deeds_bytes_most = 10'000;
constexpr std::int64_t stopped_bytes_most = 1'000;
}  // namespace

template <>
const RecordType& type_of<AutomationRule>() {
  static const RecordType type{
      "automation_rule",
      "automation_rule",
      "automation_rules",
      "Automation rule",
      "Automation rules",
      service::with_head<AutomationRule>({
          field<&AutomationRule::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&AutomationRule::description>("description", {.label = "Description", .max = service::description_most}),
          field<&AutomationRule::position>(
              "position", {.label = "Order", .help = "Lower ones come first; each sees what those before it did.", .max = position_most}),
          field<&AutomationRule::trigger>(
              "trigger",
              {.label = "Looks at an incident when it is",
               .help = "opened; changed: one of the fields; commented: by staff or by the caller's side; state_changed; any: all "
                       "of these."}),
          field<&AutomationRule::fields>(
              "fields", {.label = "Fields", .help = "Of changed: priority, team. Empty: any field that people see.", .max = fields_most}),
          field<&AutomationRule::applies>("applies", {.label = "When",
                                                      .help = "A condition on the incident after the change: priority = 1. Empty: always.",
                                                      .max = condition_bytes_most}),
          field<&AutomationRule::was>("was", {.label = "And it was",
                                              .help = "A condition on the incident before the change. Empty: whatever it was.",
                                              .max = condition_bytes_most}),
          field<&AutomationRule::deeds>(
              "deeds",
              {.label = "Deeds",
               .help = "A line each: set category = \"Network\"; also subcategory, service, impact, urgency, team, assignee (a "
                       "login); add tag \"vip\"; remove tag \"vip\"; note \"text\"; tell caller \"text\", tell assignee, tell team "
                       "\"text\", tell team \"Network\" \"text\", tell person login \"text\"; link parent INC0000042; escalate up; "
                       "escalate on; call webhook \"Name\".",
               .max = deeds_bytes_most,
               .required = true}),
          field<&AutomationRule::stop_here>("stop_here",
                                            {.label = "Stop here", .help = "No later rule looks at a change that this one matched."}),
          field<&AutomationRule::stopped>(
              "stopped",
              {.label = "Stopped", .help = "Why the house switched it off.", .max = stopped_bytes_most, .access = Access::system}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

std::string automation_rule_schema() { return store::ddl_for(record::type_of<AutomationRule>()); }

}  // namespace evenkeel::service
