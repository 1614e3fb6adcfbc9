// The clocks of one incident follow one change of it, in its own transaction: those that are there go on, those that are promised now
// begin, and the incident keeps what is due next.
#pragma once
#include "practice/agreement/clockwork.hpp"

namespace evenkeel::agreement {

/// `before` is null for a new incident. Sets the fields of `after` that clocks keep (incident::due_fields).
void follow(Clockwork& clockwork, incident::Work& w, const incident::Incident* before, incident::Incident& after);

/// Why the clocks of an agreement are cancelled that is no longer in force.
inline const std::string agreement_ended = "the agreement has ended";
bool has_ended(const service::Snapshot& catalogue, const Clock& clock);

/// "clock.paused": what the change log says of a turn.
std::string_view kind_of(Turning turning);

}  // namespace evenkeel::agreement
