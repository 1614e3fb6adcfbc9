// What becomes of the open incidents and tasks of somebody who is away: they are handed over by the commands that people give, a chunk
// at a time, and who comes back is told what of them is still open.
#pragma once
#include <string>

#include "practice/incident/desk.hpp"
#include "store/timers.hpp"

namespace evenkeel::incident {

/// DDL: the index by which the open tasks of a person are found.
std::string absence_work_schema();

/// The timer "absence.work", which people arms when an absence began or ended. `ground` must outlive it.
store::TimerHandlers absence_work_handlers(const Ground& ground);

}  // namespace evenkeel::incident
