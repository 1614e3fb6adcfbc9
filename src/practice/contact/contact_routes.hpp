// Routes about how one is reached: the own points and rules, those of teams, and a try of a gateway.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/vault.hpp"
#include "http/router.hpp"
#include "practice/people/throttle.hpp"
#include "practice/service/catalogue.hpp"
#include "store/register.hpp"

namespace evenkeel::contact {

/// What the routes are handed; all outlive them.
struct ContactParts {
  store::Register& reg;
  service::Catalogue& catalogue;
  const Vault& vault;
  people::Throttle& throttle;
};

std::vector<http::Route> contact_routes(const ContactParts& parts);
/// JSON Schemas that they name.
std::map<std::string, std::string> contact_schemas();

}  // namespace evenkeel::contact
