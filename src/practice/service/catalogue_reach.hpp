// Which records of the catalogue somebody reads and changes. Most permissions hold for all; what the role of an organisation's
// administrator gives holds for that organisation's locations and for the organisations below it, as a condition that lists, exports and
// commands share. Of places, forms offer everybody outside the staff those of the own organisation's line.
#pragma once
#include <set>

#include "condition/condition.hpp"
#include "practice/api/principal.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/shelf.hpp"

namespace evenkeel::service {

/// The records of the kind for which the permission (catalogue.read, catalogue.edit) holds; always true where it holds everywhere.
condition::Condition catalogue_reach(const record::RecordType& type, const people::Principal& who, std::string_view permission);
bool is_in_reach(const record::Record& r, const people::Principal& who, std::string_view permission);

/// A new record (`before` null) or a change must end in reach and refer to nothing that the principal does not read. Errors, at the field:
/// catalogue.out_of_reach, catalogue.unknown_reference.
Status check_stays_in_reach(const Shelf& shelf, const people::Principal& who, const record::Record* before, const record::Record& after);

/// The organisations, those that they are part of, and those that are part of them: what who belongs to them may name as the place of
/// something.
std::set<Id> line_of(const Snapshot& catalogue, const std::vector<Id>& organisations);

/// The organisation and all below it, at most organisations_most.
std::vector<Id> organisations_below(store::Connection& db, Id organisation);
/// Each is bound in every condition that asks for them.
constexpr int organisations_most = 1'000;

}  // namespace evenkeel::service
