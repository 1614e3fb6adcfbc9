#include "practice/api/principal.hpp"

#include <algorithm>

namespace evenkeel::people {

bool Principal::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

bool Principal::in_team(Id team) const { return team && std::ranges::find(teams, team) != teams.end(); }

bool Principal::is_staff() const {
  return system || std::ranges::any_of(roles, [](Role role) {
           return role != Role::caller && role != Role::supplier && role != Role::organisation_administrator;
         });
}

store::Actor Principal::actor() const {
  if (system) return {"system:" + name, {}};
  std::string text = "person:" + to_string(person);
  if (token) text += " token:" + to_string(token);
  return {std::move(text), person};
}

Principal system_principal(std::string name) {
  Principal who;
  who.name = std::move(name);
  who.system = true;
  return who;
}

std::vector<Role> roles_of(const std::vector<std::string>& names) {
  std::vector<Role> roles;
  for (const std::string& name : names)
    if (auto role = record::from_name<Role>(name)) roles.push_back(*role);
  const bool outside =
      !roles.empty() && std::ranges::all_of(roles, [](Role role) { return role == Role::auditor || role == Role::supplier; });
  if (!outside) roles.push_back(Role::caller);
  std::ranges::sort(roles);
  roles.erase(std::ranges::unique(roles).begin(), roles.end());
  return roles;
}

}  // namespace evenkeel::people
