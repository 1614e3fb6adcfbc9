// See the header.
#include "practice/service/ci_relations.hpp"

#include <fmt/format.h>

namespace evenkeel::service {

std::vector<Problem> problems_of(const CiRelation& relation, const Neighbours& neighbours) {
  if (!relation.active) return {};
  if (relation.ci == relation.other) return {{"ci_relation.self", "A configuration item cannot relate to itself.", "/other"}};
  std::set<Id> seen{relation.other};
  std::vector<Id> waiting{relation.other};
  while (!waiting.empty()) {
    Id at = waiting.back();
    waiting.pop_back();
    for (Id next : neighbours(at, relation.kind)) {
      if (next == relation.ci)
        return {{"ci_relation.cycle", fmt::format("The relations \"{}\" would go round in a circle.", record::name_of(relation.kind)),
                 "/other"}};
      if (!seen.insert(next).second) continue;
      if (seen.size() > chain_most)
        return {{"ci_relation.too_deep", fmt::format("More than {} items hang on this relation.", chain_most), "/other"}};
      waiting.push_back(next);
    }
  }
  return {};
}

}  // namespace evenkeel::service
