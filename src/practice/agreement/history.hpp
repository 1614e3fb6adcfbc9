// An incident as it was at each of its changes, read back from the change log: what a clock that begins late looks at, and what proves
// that a course is what the log says.
#pragma once
#include <vector>

#include "record/record.hpp"
#include "store/db.hpp"

namespace evenkeel::agreement {

struct Moment {
  Time at;
  record::Record facts;
};
/// In order. Facts that were erased by law are absent from then on; changes that the batch under way has not written yet are not in it.
std::vector<Moment> moments_of(store::Connection& db, Id incident);

/// Whether its life, or the beginning of it, came from a file of another system.
bool was_imported(store::Connection& db, Id incident);

}  // namespace evenkeel::agreement
