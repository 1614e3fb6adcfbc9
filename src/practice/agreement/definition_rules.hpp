// Whether an agreement can work at all: a clock that can never start, never stop or always pauses is refused when it is saved, not found
// out months later. Asked of the instants of an incident's usual life, with everything else left open.
#pragma once
#include <vector>

#include "practice/agreement/terms.hpp"

namespace evenkeel::agreement {

/// Codes agreement.never_holds (a condition that contradicts itself), agreement.never_starts, agreement.never_stops,
/// agreement.pauses_for_ever, with the pointers of their fields. `words` are those that the terms were read with.
std::vector<Problem> problems_in(const Terms& terms, const condition::Vocabulary& words);

}  // namespace evenkeel::agreement
