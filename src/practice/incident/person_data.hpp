// What incidents hold about a person: taken out on request, and erased when the law asks for it.
#pragma once
#include <string>

#include "practice/incident/desk.hpp"

namespace evenkeel::incident {

/// Members of an export: incidents that the person called in or reported, and entries, files, tasks and ended cycles that hang on
/// those it called in or that it wrote elsewhere: all that erase_person() would empty, as far as the reader may read it.
std::string export_person(const Ground& ground, store::Connection& db, Id person, const people::Principal& reader);

/// Empties every text of the incidents that the person called in, with all that hangs on them, and what the person wrote
/// or attached on others from the caller's side. Facts that figures rest on (states, times, references) stay.
void erase_person(store::Tx& tx, Id person);

constexpr std::int64_t link_life_us = 30 * us_per_day;  // after closure: to reject, rate and read once more

/// Whether a mailed link to the incident still opens it for the person: its caller, until link_life_us after it was closed.
bool link_opens(store::Connection& db, Id incident, Id person, Time now);

}  // namespace evenkeel::incident
