// Relations between configuration items must stay readable as "what stands on what": nothing stands on itself, neither
// directly nor around a circle of one kind of relation.
#pragma once
#include <functional>
#include <vector>

#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// The items that `ci` points to with active relations of that kind.
using Neighbours = std::function<std::vector<Id>(Id ci, CiRelationKind kind)>;

/// How far a chain is followed; a deeper one is refused rather than half checked.
constexpr std::size_t chain_most = 10'000;

/// What is wrong with adding the relation: ci_relation.self, ci_relation.cycle, ci_relation.too_deep (all at /other).
std::vector<Problem> problems_of(const CiRelation& relation, const Neighbours& neighbours);

}  // namespace evenkeel::service
