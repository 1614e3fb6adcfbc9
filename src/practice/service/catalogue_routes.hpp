// The catalogue over HTTP: the same rows for every kind, made from the descriptions, and two answers for the console: what
// kinds there are, and what pick lists offer.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/api/api.hpp"
#include "practice/service/catalogue_desk.hpp"

namespace evenkeel::service {

/// What app hands in; all of it outlives the routes.
struct CatalogueParts {
  const store::Register& reg;
  Catalogue& catalogue;
  const api::Names& names;
  Referring referring;  // every described kind of the register: what may refer to the catalogue, and what GET /kinds tells of
};

std::vector<http::Route> catalogue_routes(const CatalogueParts& parts);
/// JSON Schemas that these routes name: Team, TeamRequest, TeamChange, TeamList ...
std::map<std::string, std::string> catalogue_schemas();

/// Names of catalogue records for other practices' answers: from the snapshot, of configuration items by query.
void provide_names(api::Names& names, const store::Register& reg, const Catalogue& catalogue);

/// GET /kinds: every kind with its fields, for administration screens and builders of conditions.
std::string kinds_json(const Referring& kinds);
/// Whom forms offer something. Callers get what the portal asks for, the others every list; of organisations and locations only staff
/// gets all, everybody else those of the own line, and what belongs to no organisation.
struct Audience {
  enum class Of { callers, suppliers, staff };
  Of of = Of::callers;
  std::vector<Id> organisations = {};  // the own ones, when not of the staff
  auto operator<=>(const Audience&) const = default;
};
/// GET /catalogue: the active records that forms offer.
std::string pick_lists_json(const Snapshot& catalogue, const Audience& audience);

}  // namespace evenkeel::service
