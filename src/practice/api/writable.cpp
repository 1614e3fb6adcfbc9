// Which input fields each role may write: a closed list, so that a new field is nobody's until it stands here. Commands set
// further fields (state, team, resolution) under their own permissions.
#include <algorithm>
#include <span>

#include "practice/api/principal.hpp"

namespace evenkeel::people {
namespace {

using Fields = std::span<const std::string_view>;

// What a caller says when logging; afterwards callers add comments.
constexpr std::string_view incident_of_caller[] = {"title",  "description", "service",        "ci",       "category", "subcategory",
                                                   "impact", "urgency",     "affected_count", "location", "custom",   "began_at"};
constexpr std::string_view incident_of_staff[] = {
    "title",        "description",   "channel",  "caller",      "reporter", "affected",    "affected_count", "tags",
    "organisation", "location",      "service",  "ci",          "category", "subcategory", "confidential",   "named",
    "custom",       "external_ref",  "impact",   "urgency",     "team",     "assignee",    "began_at",       "detected_at",
    "problem_ref",  "caused_by_ref", "supplier", "supplier_ref"};
constexpr std::string_view incident_of_problem_manager[] = {"tags", "problem_ref", "caused_by_ref"};
constexpr std::string_view incident_of_supplier[] = {"supplier_ref"};

constexpr std::string_view task_of_worker[] = {"title",  "description", "state",      "team",    "assignee",
                                               "due_at", "items",       "items_done", "position"};

constexpr std::string_view person_of_administrator[] = {"active",   "name",  "mail",         "phone",    "login",
                                                        "language", "zone",  "organisation", "location", "manager",
                                                        "vip",      "roles", "teams",        "skills",   "external_ref"};
// Not the teams, which open the work of others, nor what a directory or an import keeps.
constexpr std::string_view person_of_organisation_administrator[] = {"active", "name",         "mail",     "phone",   "login", "language",
                                                                     "zone",   "organisation", "location", "manager", "roles"};
constexpr std::string_view person_of_oneself[] = {"phone", "language", "zone"};

constexpr std::string_view token_of_anybody[] = {"person", "name", "scopes", "expires_at"};

Fields incident_fields(Role role) {
  switch (role) {
    case Role::caller: return incident_of_caller;
    case Role::analyst:
    case Role::technician:
    case Role::incident_manager: return incident_of_staff;
    case Role::problem_manager: return incident_of_problem_manager;
    case Role::supplier: return incident_of_supplier;
    default: return {};
  }
}

Fields task_fields(Role role) {
  switch (role) {
    case Role::analyst:
    case Role::technician:
    case Role::incident_manager:
    case Role::problem_manager:
    case Role::supplier: return task_of_worker;
    default: return {};
  }
}

Fields person_fields(Role role, Standing standing) {
  if (role == Role::administrator) return person_of_administrator;
  if (role == Role::organisation_administrator && standing.in_organisation) return person_of_organisation_administrator;
  return standing.own ? Fields(person_of_oneself) : Fields();
}

constexpr std::string_view catalogue_kinds[] = {"organisation",
                                                "location",
                                                "team",
                                                "service",
                                                "ci",
                                                "ci_relation",
                                                "category",
                                                "skill",
                                                "supplier",
                                                "resolution_code",
                                                "hold_reason",
                                                "tag",
                                                "priority_matrix",
                                                "critical_period",
                                                "calendar",
                                                "agreement",
                                                "roster",
                                                "escalation_policy",
                                                "message_text",
                                                "gateway",
                                                "chat_workspace",
                                                "chat_channel",
                                                "alert_source",
                                                "heartbeat",
                                                "check",
                                                "maintenance_window",
                                                "inhibition_rule",
                                                "automation_rule",
                                                "custom_field",
                                                "incident_template"};

constexpr std::string_view kinds_of_organisations[] = {"organisation", "location"};

bool holds(Fields fields, std::string_view field) { return std::ranges::find(fields, field) != fields.end(); }

bool role_may_write(Role role, std::string_view kind, std::string_view field, Standing standing) {
  if (kind == "person") return holds(person_fields(role, standing), field);
  if (role == Role::caller && !standing.own) return false;
  if (role == Role::supplier && !standing.in_team) return false;
  if (kind == "webhook") return role == Role::administrator;
  if (kind == "incident") return holds(incident_fields(role), field);
  if (kind == "task") return holds(task_fields(role), field);
  if (kind == "token") return role != Role::caller && holds(token_of_anybody, field);
  // Everything that describes a catalogue record may be edited by who edits the catalogue: it holds no field that is more than that.
  // But for the references by which imports find a record: another customer's incidents would follow them.
  if (role == Role::organisation_administrator)
    return standing.in_organisation && holds(kinds_of_organisations, kind) && field != "external_ref";
  return role == Role::administrator && holds(catalogue_kinds, kind);
}

}  // namespace

bool may_write(const Principal& who, std::string_view kind, std::string_view field, Standing standing) {
  if (who.system) return true;
  return std::ranges::any_of(who.roles, [&](Role role) { return role_may_write(role, kind, field, standing); });
}

}  // namespace evenkeel::people
