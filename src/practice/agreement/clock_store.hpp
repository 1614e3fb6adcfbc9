// The SQL of clocks: tables, and what is found by incident, by calendar and by digest.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "practice/agreement/clock.hpp"
#include "store/db.hpp"

namespace evenkeel::agreement {

/// DDL of all tables of this practice with their indexes.
std::string clock_schema();

/// A clock with its whole course.
struct Running {
  Clock clock;
  Course course;
};
/// All clocks of an incident, oldest first, whatever their cycle.
std::vector<Running> clocks_of(store::Connection& db, Id incident);
/// The same without what befell them.
std::vector<Clock> clock_rows(store::Connection& db, Id incident);
std::optional<Running> clock_with_course(store::Connection& db, Id clock);

/// Open clocks whose `column` ("calendar", "agreement") is this id, after `after`, in order of ids.
std::vector<Id> open_clocks(store::Connection& db, std::string_view column, Id id, Id after, int most);

/// The words that were pinned under this digest.
std::optional<std::string> find_terms(store::Connection& db, std::string_view digest);

}  // namespace evenkeel::agreement
