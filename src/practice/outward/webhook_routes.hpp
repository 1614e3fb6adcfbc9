// Routes of webhooks, and of the changes that integrators fetch themselves.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/vault.hpp"
#include "practice/incident/incidents.hpp"

namespace evenkeel::outward {

/// What the routes are handed; all outlive them.
struct WebhookParts {
  const incident::Incidents& incidents;
  const Vault& vault;
  std::string source;  // the address of this register, in events
};
/// The source of events: the public address, or a word when there is none.
std::string source_of(const std::string& public_url);

std::vector<http::Route> webhook_routes(const WebhookParts& parts);
/// JSON Schemas that they name.
std::map<std::string, std::string> webhook_schemas();

}  // namespace evenkeel::outward
