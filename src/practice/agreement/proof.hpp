// What a clock came to, so that somebody who trusts neither us nor our program can reckon it again: the words of agreement and calendar,
// the course, the changes of the incident, and the verdict, signed by the key of the seals. share/proof/check_clock.py checks it.
#pragma once
#include <string>

#include "practice/agreement/clock_work.hpp"

namespace evenkeel::agreement {

/// What is put before the text when it is signed, so that a signature of one thing never passes for one of another.
inline constexpr std::string_view proof_context = "evenkeel-clock-proof 1\n";

/// {"proof":1,"signed":"<JSON text>","public_key":..,"signature":..}; without a key the last two are null. Of the incident only what clocks
/// go by is in it, no text that people wrote.
std::string proof_json(Clockwork& clockwork, store::Connection& db, const record::Record& incident, const Running& running,
                       const Ways& ways, Time now);

}  // namespace evenkeel::agreement
