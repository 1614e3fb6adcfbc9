// Who was erased by law, kept beside the database as a plain list of kinds and ids, so that a restored backup, older than an
// erasure, can be erased again.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "store/db.hpp"

namespace evenkeel::app {

/// In the data folder.
inline constexpr std::string_view erasures_file = "erasures.txt";

using Erasures = std::set<std::pair<std::string, std::int64_t>>;  // kind, id

Erasures erasures_in(store::Connection& db);
/// Lines "kind id"; a missing file holds none.
Erasures read_erasures(const std::string& file);
/// Adds to what the file holds; replaced as a whole, never half written.
void write_erasures(const std::string& file, const Erasures& erasures);

}  // namespace evenkeel::app
