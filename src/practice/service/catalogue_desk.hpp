// Commands on catalogue records: one set for all kinds. Each is called inside a command of the writer, decides before it writes,
// and is given the kind's description.
#pragma once
#include <functional>
#include <vector>

#include "practice/service/catalogue.hpp"
#include "record/json.hpp"
#include "store/tx.hpp"

namespace evenkeel::service {

/// Writes a new record and gives it its id; it starts from record::initial_record(). Errors: all that check() finds.
Result<record::Record> add(store::Tx& tx, record::Record r);
/// Writes `after` over `before`, which the caller has just read. Nothing differs: writes nothing. An activated priority matrix
/// ends the one before.
Result<record::Record> change(store::Tx& tx, const record::Record& before, record::Record after);

/// Where the catalogue is referred to: every described kind of the register.
using Referring = std::vector<const record::RecordType*>;
/// Does any record refer to this one? Looks at one row a reference field; custom fields also count where a value is kept.
bool is_referred(store::Connection& db, const Referring& referring, const record::Record& r);

/// Ends what the record is offered for: from now on nothing new can refer to it. Errors: matrix.needed.
Result<record::Record> deactivate(store::Tx& tx, const record::Record& before);

enum class Use { referred, unreferred };
struct Removal {
  bool removed = false;   // else it was, or is now, inactive
  record::Record record;  // as it was before, or as it is now
};
/// Removes the record when nothing refers to it, deactivates it otherwise. `use` is what a reader found after it had been
/// deactivated: then it holds, and the writer need not search through the register. An active one only ends.
Result<Removal> remove(store::Tx& tx, const record::Record& before, Use use);

/// What a fresh register begins with: the 3 x 3 matrix, resolution codes, hold reasons with texts for callers, and the team of
/// the first line. Called once, by setup.
void seed_catalogue(store::Tx& tx);
/// As above, with the first organisation of that name, whose id it returns.
Id found_register(store::Tx& tx, std::string_view organisation);

/// Tables and indexes of the catalogue, with DDL tokens.
std::string service_schema();
/// DDL of the calendar of teams, which came later.
std::string team_calendar_schema();

}  // namespace evenkeel::service
