#include "practice/people/group_grants.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "practice/people/principal.hpp"

namespace evenkeel::people {

Result<GroupGrant> read_grant(std::string_view line) {
  const auto wrong = [&](const std::string& what) {
    return invalid("directory.bad_grant", "\"" + std::string(line) + "\": " + what + "; it reads: group = team Name, role technician");
  };
  // The last one: names of groups may hold a =, as CN=Network,OU=Groups does.
  const auto equal = line.rfind('=');
  if (equal == std::string_view::npos) return wrong("there is no =");
  GroupGrant grant;
  grant.group = lower_ascii(trim(line.substr(0, equal)));
  if (grant.group.empty()) return wrong("the group has no name");
  std::string given(line.substr(equal + 1));
  std::ranges::replace(given, ';', ',');  // a list in the environment is split at its commas before
  for (std::string_view part : split(given, ',')) {
    part = trim(part);
    const auto space = part.find(' ');
    const std::string_view word = part.substr(0, space);
    const std::string name(space == std::string_view::npos ? std::string_view() : trim(part.substr(space)));
    if (name.empty() || (word != "team" && word != "role")) return wrong("each part is a team or a role");
    if (word == "team") grant.teams.push_back(name);
    else if (record::from_name<Role>(name)) grant.roles.push_back(name);
    else return wrong("there is no role " + name);
  }
  return grant;
}

}  // namespace evenkeel::people
