// Whoever has something in a list of theirs: the members of a team, the holders of a role, those with a skill.
#pragma once
#include <string_view>
#include <vector>

#include "base/id.hpp"

namespace evenkeel::store {
class Connection;
}

namespace evenkeel::people {

/// Active people with this in a list of theirs: field "teams" or "skills" with an id, "roles" with a name. In order of ids, at most `most`.
std::vector<Id> people_with(store::Connection& db, std::string_view field, std::string_view value, int most);

}  // namespace evenkeel::people
