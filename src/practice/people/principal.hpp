// Who asks. Every door (console, API token, mail, timer) makes a Principal first; desks ask it what it may do.
#pragma once
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "record/record.hpp"
#include "store/tx.hpp"

namespace evenkeel::people {

enum class Role { caller, analyst, technician, incident_manager, problem_manager, service_owner, communication_lead, knowledge_curator, auditor, administrator, supplier };

struct Principal {
  Id person;                       // none: the system itself
  std::string name;                // for the log and the screen
  std::vector<Role> roles;         // everybody is a caller at least
  std::vector<Id> teams;
  Id organisation;
  std::string language = "en", zone = "UTC";
  std::vector<std::string> scopes; // of an API token: permissions it is limited to; empty: all of the person's
  Id token;                        // none: a session
  bool system = false;             // timers, followers, the CLI on this machine: may everything

  bool has(Role role) const;
  bool in_team(Id team) const;
  /// Sees and works the register, not only the own incidents.
  bool is_staff() const;
  /// As the change log names it: "person:17", "person:17 token:4", "system:<name>".
  store::Actor actor() const;
};

/// The system's own hand, named for the log ("auto-close").
Principal system_principal(std::string name);

/// May this principal use the permission ("incident.resolve")? One table says which role may what (permissions.cpp);
/// token scopes narrow it.
bool may(const Principal& who, std::string_view permission);
/// Every permission with its roles, for the API and the documentation.
struct Permission {
  std::string_view name, text;
  std::vector<Role> roles;
};
const std::vector<Permission>& permissions();

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<people::Role> = std::array<std::string_view, 11>{
    "caller", "analyst", "technician", "incident_manager", "problem_manager", "service_owner",
    "communication_lead", "knowledge_curator", "auditor", "administrator", "supplier"};
}
