// The practice of incidents, assembled: what app hands it and what it offers to app: routes, schemas of the API, names,
// timers (desk.hpp) and what follows the change log.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.hpp"
#include "practice/incident/desk.hpp"
#include "store/feed.hpp"
#include "store/followers.hpp"

namespace evenkeel::incident {

/// Looks at the bytes of a file before it is kept, for example with a virus scanner; runs on a worker, before the commit.
using Scanner = std::function<Status(std::string_view bytes, std::string_view media_type)>;

/// Must outlive the routes made from it.
struct Incidents {
  store::Register reg;
  Ground ground;
  condition::Kinds kinds;  // what conditions may reach: person, team, service ...
  Scanner scan = {};       // empty: files are not scanned
};

std::vector<http::Route> incident_routes(const Incidents& practice);
/// JSON Schemas that the routes name.
std::map<std::string, std::string> incident_schemas();

/// Names of incidents (their numbers) for answers, for readers who may see them.
void provide_names(api::Names& names, const store::Register& reg);

/// Keeps the search in step with the change log: the words of an incident and of its journal.
store::Follow search_follower();

/// Which hints of the feed this principal may get: of incidents it may see, and of notes only who reads notes.
std::vector<store::Hint> visible_hints(store::Connection& db, const people::Principal& who, Time now,
                                       const std::vector<store::Hint>& hints);

}  // namespace evenkeel::incident
