// Absences: entered ahead or at once, begun and ended by timers, ended early by coming back. What is done with the person's open work
// is the affair of those who hold it: they look at the absence when its timer "absence.work" is due.
#pragma once
#include <map>

#include "practice/people/absence.hpp"
#include "practice/people/people.hpp"
#include "store/timers.hpp"

namespace evenkeel::people {

/// DDL with the store's tokens.
std::string absence_schema();

/// Begins at once when `given` names no begin or one in the past. Errors: person.missing, person.inactive, absence.bad_period,
/// absence.overlaps, absence.substitute_needed, absence.substitute_useless, person.unknown_reference.
Result<Absence> create_absence(store::Tx& tx, Id person, Absence given);
/// Ends a current one now; one that is still planned will not begin. Error: absence.ended.
Result<Absence> end_absence(store::Tx& tx, Id id);
/// Takes out what is held about the absences of an erased person.
void erase_absences(store::Tx& tx, Id person);

std::optional<Absence> find_absence(store::Connection& db, Id id);
/// Of one person, the newest first, at most 100.
std::vector<Absence> list_absences(store::Connection& db, Id person);
/// Current and planned ones of the people for whom the condition holds, the earliest first, at most 500.
std::vector<Absence> coming_absences(store::Connection& db, const condition::Condition& people, const condition::Asker& asker);
/// Who of these is away now, and until when.
std::map<Id, Time> absent_until(store::Connection& db, const std::vector<Id>& people);
/// Until when the person is away now; none: they are here.
Time absent_until(store::Connection& db, Id person);

/// The absence in which the person is away at this instant, also one that is only planned.
std::optional<Absence> absence_at(store::Connection& db, Id person, Time at);

store::TimerHandlers absence_timer_handlers();

}  // namespace evenkeel::people
