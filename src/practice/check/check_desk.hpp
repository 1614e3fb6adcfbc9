// What asking does to checks, inside commands of the writer: who asks claims one, and what came of it is told to the practice of alerts in
// the same transaction that keeps it.
#pragma once
#include <optional>

#include "practice/alert/alerts.hpp"
#include "practice/check/check.hpp"
#include "practice/service/shelf.hpp"
#include "store/timers.hpp"

namespace evenkeel::checks {

/// Must outlive the routes and timers made from it.
struct Checks {
  alert::Alerts& alerts;
  const store::Register& reg() const { return alerts.reg(); }
};

/// Who asks which check as it then was.
struct Turn {
  Id check;
  std::int64_t version = 0;
  Time at;
};
struct Claimed {
  Check check;
  Time at;
  Turn turn() const { return {check.id, check.version, at}; }
};
/// One of the place that is due, for who asks it now; its next time is set, so that nobody else does and a crash costs one turn. None: none
/// is due.
std::optional<Claimed> claim_due(Checks& checks, store::Tx& tx, std::string_view place);
/// What came of it. False: it is void, since the record changed, or somebody else has asked since.
bool take_probe(Checks& checks, store::Tx& tx, const Turn& turn, const Probe& probe);
/// Counts a failure for one of another place that was due by then and that nobody asks. False: there is none.
bool note_neglected(Checks& checks, store::Tx& tx, Time since);
/// Has it asked as soon as somebody can; refused when it is paused or inactive. Errors: conflict check.not_asked.
Status ask_now(store::Tx& tx, const Check& check);

store::TimerHandlers check_timer_handlers(Checks& checks);

/// For service::check_later.
void check_check(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::checks
