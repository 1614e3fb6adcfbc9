// What membership in a group of another system gives here, as an operator writes it: one table for the directory, for provisioning
// and for sign-on.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::people {

struct GroupGrant {
  std::string group;  // its name, small letters
  std::vector<std::string> roles, teams;
};

/// "network = team Network, role technician". Error: directory.bad_grant, with the line.
Result<GroupGrant> read_grant(std::string_view line);

}  // namespace evenkeel::people
