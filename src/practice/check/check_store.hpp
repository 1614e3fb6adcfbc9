// The SQL of checks: how each stands, which is due, and what was answered lately.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "practice/check/check.hpp"
#include "store/db.hpp"

namespace evenkeel::checks {

/// A fresh one when it was never asked.
CheckState state_of(store::Connection& db, Id check);
/// The same for who will change it: another node waits until this is done.
CheckState hold_state(store::Connection& db, Id check);
std::map<Id, CheckState> all_states(store::Connection& db);
void keep_state(store::Connection& db, const CheckState& state);
void forget_state(store::Connection& db, Id check);

/// When the next of the place is due; none: none is asked. And the next of all places but this server.
std::optional<Time> next_due(store::Connection& db, std::string_view place);
std::optional<Time> next_due_elsewhere(store::Connection& db);
/// One that is due; also one that was claimed later than now: the clock was set back, and its next time with it.
std::optional<CheckState> due_state(store::Connection& db, std::string_view place, Time now);
/// One of another place that was due by then and that nobody asks.
std::optional<CheckState> neglected_state(store::Connection& db, Time since);
/// Takes it for who will ask now; false: somebody else has, and nothing changed.
bool claim(store::Connection& db, const CheckState& seen, Time next_at, Time now);

struct ResultRow {
  Id id;
  Time at;
  Probe probe;
};
/// Keeps the newest results_kept of the check.
void insert_result(store::Connection& db, Id check, const ResultRow& row);
/// The newest first.
std::vector<ResultRow> results_of(store::Connection& db, Id check);

}  // namespace evenkeel::checks
