// What must hold of a register at any moment, whatever happened to it: asked of the tables themselves, beside the code that fills them.
#pragma once
#include <string>

#include "store/db.hpp"

namespace evenkeel::sim {

/// Empty when it holds, else what does not.

/// The armed timers are those that the facts ask for; a timer that was put off by a failure may be later.
std::string check_timers(store::Connection& db);
/// Whether the wall clock was ever put back: then instants of different days cannot be compared.
enum class ClockBack { never, once };
/// No step of an escalation was lost, taken twice or taken too early; none is overdue; none runs on after an acknowledgement, and no
/// message of it left afterwards.
std::string check_escalations(store::Connection& db, Time now, ClockBack clock);
/// Versions of each incident have no gap, each state follows from the one before by a step that the table of transitions knows.
std::string check_transitions(store::Connection& db);
/// Sums of holds, hand-overs, reopenings and times to resolve, computed anew from the change log, are what the incident says.
std::string check_measures(store::Connection& db);

}  // namespace evenkeel::sim
