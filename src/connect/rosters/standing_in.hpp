// Overrides of the source that stand in for those of some layers only, or lie over one another: taken apart into overrides of ours.
#pragma once
#include "connect/rosters/source.hpp"

namespace evenkeel::rosters {

/// `shift` for whoever is on duty by these layers in its time: an override for each of their stretches, named "<key>#<n>".
std::vector<SourceShift> for_those_of(const std::vector<const SourceLayer*>& layers, const SourceShift& shift);

/// Several that replace everybody at the same time stand there together: where one before it replaces already, a later one comes
/// besides. Pieces are named "<key>#<n>" where there is more than one.
std::vector<SourceShift> together(std::vector<SourceShift> shifts);

}  // namespace evenkeel::rosters
