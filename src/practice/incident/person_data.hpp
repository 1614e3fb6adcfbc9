// What incidents hold about a person: taken out on request, and erased when the law asks for it.
#pragma once
#include <string>

#include "store/tx.hpp"

namespace evenkeel::incident {

/// Members of an export: incidents that the person called in or reported, and entries, files, tasks and ended cycles that hang on
/// those it called in or that it wrote elsewhere: all that erase_person() would empty.
std::string export_person(store::Connection& db, Id person);

/// Empties every text of the incidents that the person called in, with all that hangs on them, and what the person wrote
/// or attached on others from the caller's side. Facts that figures rest on (states, times, references) stay.
void erase_person(store::Tx& tx, Id person);

}  // namespace evenkeel::incident
