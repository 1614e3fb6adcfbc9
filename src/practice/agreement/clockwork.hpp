// Clocks beside their incidents: begun, paused and ended in the transaction of the command that changed the incident, looked at again at
// the instants at which something is to be told, and moved on when a calendar is corrected.
#pragma once
#include "practice/agreement/book.hpp"
#include "practice/agreement/clock_store.hpp"
#include "practice/incident/desk.hpp"
#include "practice/service/shelf.hpp"
#include "store/timers.hpp"

namespace evenkeel::agreement {

/// What this practice stands on; outlives the reaction and the timers.
struct Clockwork {
  const incident::Ground& ground;
  Book book = {};
  std::string public_key = {};                             // of the seals
  std::function<std::string(std::string_view)> sign = {};  // by its secret half; empty: proofs are not signed
};

/// For incident::Ground: moves the clocks of an incident and keeps in it what is due next. Without any agreement it reads and writes
/// nothing.
incident::Derivation clock_derivation(Clockwork& clockwork);

/// "clock.look", service's "calendar.changed" and "agreement.ended", and "incident.imported".
store::TimerHandlers clock_timer_handlers(Clockwork& clockwork);

/// Everything wrong with an agreement's words; for service::check_later.
void check_agreement(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::agreement
