// Critical periods: in them an incident on the service weighs more (month end in accounting, enrolment week). They recur
// by the clock on the wall of their zone, so a period from 8 to 18 stays one across daylight saving. Pure functions.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// Everything wrong with a period: recurrence, zone, order of times, later than zone rules are known, longer than its
/// recurrence (it would overlap itself), an impact the matrix does not know. Codes critical_period.*, with pointers.
std::vector<Problem> problems_of(const CriticalPeriod& period, const PriorityMatrix& matrix);

/// Half open: an incident at `ends` is outside.
struct Occurrence {
  Time starts, ends;
};
/// The occurrence that `now` lies in. The first one is exactly as written; later ones start and end at the same wall time, a
/// day of the month that is missing becomes the last day (31st -> 28 February), a wall time that clocks skip is the jump,
/// one that happens twice starts at the first and ends at the second.
std::optional<Occurrence> occurrence_at(const CriticalPeriod& period, Time now);

struct WeightedImpact {
  std::string impact;
  std::string why;  // empty when no period changed it: "critical period Month end (books close): impact medium -> high"
  Id period;
};
/// The impact with the effect of the active periods of the service at `now`: the worst that any of them demands.
WeightedImpact weigh_impact(const PriorityMatrix& matrix, std::string_view impact, std::span<const CriticalPeriod* const> periods,
                            Id service, Time now);

}  // namespace evenkeel::service
