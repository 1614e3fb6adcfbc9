// What the register remembers of imports: which rows of which incident it has taken, so that a file may come again or grow, and
// which numbers it keeps free for a source, so that an incident keeps its number and none is ever given twice.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/tx.hpp"

namespace evenkeel::exchange {

/// DDL of the tables, with tokens.
std::string exchange_schema();

/// What was taken of one incident of a source.
struct Mark {
  Id incident;
  std::int64_t version = 0;  // of the incident, as the import left it
  std::int64_t rows = 0;
  std::string digest;  // of these rows
};
/// Of those of `refs` that were imported from the source, by ref.
std::unordered_map<std::string, Mark> find_marks(store::Connection& db, std::string_view source, const std::vector<std::string>& refs);
/// Nobody worked on the incident since: what clocks keep in it moves by itself.
bool only_clocks_moved(store::Connection& db, const Mark& mark);
void insert_mark(store::Connection& db, std::string_view source, std::string_view ref, const Mark& mark);
/// Replaces the mark that says `rows_before`; DbFault::stale when another import was faster.
void update_mark(store::Connection& db, std::string_view source, std::string_view ref, std::int64_t rows_before, const Mark& mark);

/// Numbers first < n <= last belong to incidents of the source.
struct NumberRange {
  std::int64_t first = 0, last = 0;
};
std::vector<NumberRange> number_ranges(store::Connection& db, std::string_view source);
/// Raises the counter of incident numbers to `last` and keeps what lies between for the source; does nothing when it is there
/// already.
void keep_numbers(store::Tx& tx, std::string_view source, std::int64_t last);

/// n of "INC0000042"; empty for any other form, and beyond ten digits.
std::optional<std::int64_t> own_number(std::string_view text);

}  // namespace evenkeel::exchange
