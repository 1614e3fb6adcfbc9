// The single shifts of a schedule become overrides of its roster, each remembered by its key: one that the source changed is withdrawn and
// made anew, one that is gone there is withdrawn, one that was withdrawn here stays so.
#pragma once
#include "connect/rosters/roster_import.hpp"

namespace evenkeel::rosters {

struct ShiftsOf {
  const SourceRoster& source;
  const std::map<std::string, Match>& people;
  const ImportOptions& options;
};

/// Appends a report for each. What an override may not be is found when it is made.
void rehearse_shifts(store::Connection& db, const ShiftsOf& of, Time now, std::vector<ObjectReport>& out);

void bring_in_shifts(const store::Register& reg, const service::Catalogue& catalogue, const people::Principal& who,
                     const store::Actor& actor, const ShiftsOf& of, Id roster, std::vector<ObjectReport>& out);

}  // namespace evenkeel::rosters
