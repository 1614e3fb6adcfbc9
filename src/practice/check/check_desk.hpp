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

struct Claimed {
  Check check;
  Time at;
};
/// One that is due, for who asks it now; its next time is set, so that nobody else does and a crash costs one turn. None: none is due.
std::optional<Claimed> claim_due(Checks& checks, store::Tx& tx);
/// What came of it. Void when the record changed, or somebody else has asked since.
void take_probe(Checks& checks, store::Tx& tx, const Claimed& claimed, const Probe& probe);
/// Has it asked as soon as somebody can; refused when it is paused or inactive. Errors: conflict check.not_asked.
Status ask_now(store::Tx& tx, const Check& check);

store::TimerHandlers check_timer_handlers(Checks& checks);

/// For service::check_later.
void check_check(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::checks
