// What the register remembers of rosters that came from another tool: which schedule became which roster, which shift which override,
// and how the import left them, so that a file may come again and nobody's later work is written over.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "store/tx.hpp"

namespace evenkeel::rosters {

/// DDL with tokens.
std::string roster_import_schema();

struct ImportMark {
  Id record;           // the roster, or the override
  std::string digest;  // of what the import wrote
};

/// The mark of a schedule: source ("pagerduty") and its key there.
std::optional<ImportMark> find_mark(store::Connection& db, std::string_view source, std::string_view schedule);
/// Of the single shifts of a schedule, by their keys.
std::map<std::string, ImportMark> shift_marks(store::Connection& db, std::string_view source, std::string_view schedule);
/// `shift` empty: of the schedule itself. Replaces the one that is there.
void put_mark(store::Tx& tx, std::string_view source, std::string_view schedule, std::string_view shift, const ImportMark& mark);
void drop_mark(store::Tx& tx, std::string_view source, std::string_view schedule, std::string_view shift);

}  // namespace evenkeel::rosters
