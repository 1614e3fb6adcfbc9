// What a register holds, looked up in the tables themselves: where a word is, and the figures that reports rest on.
#pragma once
#include <string>
#include <vector>

#include "store/db.hpp"

namespace evenkeel::scenario {

/// "table.column" of every place that holds the word, in text, in bytes or in the search index; small letters are looked for as well.
std::vector<std::string> places_of(store::Database& database, const std::string& word);

/// Every number, time and reference of incidents and what hangs on them, and how many of each there are; no texts, no versions.
std::string figures_of(store::Database& database);

}  // namespace evenkeel::scenario
