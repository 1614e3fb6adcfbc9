// Who asks and what they may. Every door (console, API token, mail, timer) makes a Principal first; routes and desks ask it.
// It stands before all practices, because each of them begins with this question.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "record/record.hpp"
#include "store/tx.hpp"

namespace evenkeel::people {

enum class Role {
  caller,
  analyst,
  technician,
  incident_manager,
  problem_manager,
  service_owner,
  communication_lead,
  knowledge_curator,
  auditor,
  administrator,
  supplier,
  organisation_administrator  // of the own organisation and those below it, of nothing else
};
inline constexpr std::size_t role_count = 12;

/// The scope that stands for all the person may, now and later. It has to be said: a list that was left out gives nothing.
inline constexpr std::string_view everything_scope = "everything";

/// What a session is good for, beyond what the roles give.
enum class Limit {
  none,
  second_factor,  // nothing but setting up the second factor that the person's role demands
  incident,       // opened by a link in a mail: what a caller does with one incident
};

struct Principal {
  Id person;                // none: the system itself
  std::string name;         // for the log and the screen
  std::vector<Role> roles;  // as roles_of() gives them
  std::vector<Id> teams;
  Id organisation;
  std::vector<Id> organisations;  // the own one; for its administrator also all below it
  std::string language = "en", zone = "UTC";
  Id token;                         // none: a session
  std::vector<std::string> scopes;  // of a token: permissions it is limited to, or everything_scope; none: it may nothing
  Limit limit = Limit::none;        // of a session
  Id only_incident;                 // with Limit::incident: no other is seen
  bool system = false;              // timers, followers, the CLI on this machine: may everything

  bool has(Role role) const;
  bool in_team(Id team) const;
  /// Sees and works the register, not only the own incidents: any role but caller, supplier and organisation administrator.
  bool is_staff() const;
  /// As the change log names it: "person:17", "person:17 token:4", "system:<name>".
  store::Actor actor() const;
};

/// The system's own hand, named for the log ("auto-close").
Principal system_principal(std::string name);

/// The roles a person acts in. Everybody is a caller, but whose only roles are auditor (changes nothing) or supplier (sees only
/// what is assigned to the supplier's team) is one only when it is said. Names that are no role are left out.
std::vector<Role> roles_of(const std::vector<std::string>& names);

/// May this principal use the permission ("incident.resolve")? One table says which role may what (permissions.cpp);
/// the scopes of a token narrow it. An unknown permission is nobody's but the system's.
bool may(const Principal& who, std::string_view permission);

/// How the principal stands to the record in question.
struct Standing {
  bool own = false;              // the caller, the reporter, or the person itself
  bool in_team = false;          // assigned to a team of the principal
  bool in_organisation = false;  // of an organisation that the principal administers
};
/// As may(), for one record: what the caller role gives counts only on own records, what the supplier role gives only on those
/// of the own teams, what the role of an organisation's administrator gives only on those of the organisation; other roles count on all.
bool may(const Principal& who, std::string_view permission, Standing standing);
/// Not only on the records of the own organisations: what a condition of visibility need not narrow.
bool may_everywhere(const Principal& who, std::string_view permission);

/// Every permission with its roles, for the API and the documentation.
struct Permission {
  std::string_view name, text;
  std::vector<Role> roles;
};
const std::vector<Permission>& permissions();
/// Names of the permissions this principal has, in the order of the table.
std::vector<std::string_view> permissions_of(const Principal& who);

/// The closed list of what each role may write: may this principal set the input field of a record of this kind? On a record
/// that exists, `standing` narrows it as above. Meant for record::read_patch. What a command sets is the command's affair.
bool may_write(const Principal& who, std::string_view kind, std::string_view field, Standing standing = {true, true, true});

}  // namespace evenkeel::people

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<people::Limit> = std::array<std::string_view, 3>{"none", "second_factor", "incident"};
template <>
inline constexpr auto enum_names<people::Role> = std::array<std::string_view, people::role_count>{
    "caller",          "analyst",       "technician",         "incident_manager",
    "problem_manager", "service_owner", "communication_lead", "knowledge_curator",
    "auditor",         "administrator", "supplier",           "organisation_administrator"};
}  // namespace evenkeel::record
