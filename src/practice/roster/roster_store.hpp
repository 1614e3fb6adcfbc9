// SQL of rosters: what a reckoning looks at, overrides, cover requests, calendar addresses. Rosters themselves are catalogue records.
#pragma once
#include <string>
#include <vector>

#include "practice/roster/duty.hpp"
#include "practice/service/catalogue.hpp"
#include "store/tx.hpp"

namespace evenkeel::roster {

/// DDL with the store's tokens, beside service::roster_schema().
std::string roster_schema();

/// Facts of a roster for what lies between two instants; `besides`: whose absences are wanted too. Unknown or inactive: `known` is false.
Facts facts_of(store::Connection& db, const service::Snapshot& catalogue, Id roster, Time from, Time until, Id besides = {});
/// The same for words that are not saved (yet): overrides and absences as they are.
Facts facts_of(store::Connection& db, const service::Snapshot& catalogue, const service::Roster& roster, std::vector<Layer> layers,
               Time from, Time until, Id besides = {});
/// The layers of a roster with the zone filled in; none when they cannot be read, which the checks on saving prevent.
std::vector<Layer> layers_of(const service::Roster& roster);

/// Those that meet the time and were not withdrawn, oldest first, at most 5,000.
std::vector<Override> overrides_in(store::Connection& db, Id roster, Time from, Time until);

/// Open ones of a roster, or with a person: those that the person made or may answer. The earliest first, at most 200.
std::vector<CoverRequest> open_requests(store::Connection& db, Id roster);
/// Of one person as the one who asks, is asked or took it, that have not ended before `since`; the latest first, at most 100.
std::vector<CoverRequest> requests_of(store::Connection& db, Id person, Time since);

/// Addresses that were not revoked, of one person.
std::vector<Feed> feeds_of(store::Connection& db, Id person);

/// What is held about a person beside the plans, as members of an object: their requests, overrides and addresses.
std::string export_person(store::Connection& db, Id person);
/// Takes out what is held about a person who is erased: addresses end, notes go.
void erase_person(store::Tx& tx, Id person);

}  // namespace evenkeel::roster
