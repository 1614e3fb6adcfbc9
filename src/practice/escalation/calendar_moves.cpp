// A calendar that is corrected moves the steps that are reckoned by it, as it moves clocks: some escalations at a time, each move a
// recorded change. Those that wait for the point of a clock follow the clock.
#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/escalation/escalation_store.hpp"
#include "practice/escalation/escalation_work.hpp"

namespace evenkeel::escalation {
namespace {

using incident::Work;
using store::Timer;
using store::Tx;

/// Where the walk has come to stands in the key: incident and escalation.
constexpr std::string_view timer_calendar = "escalation.calendar";
/// Escalations looked at in one transaction; most go by another calendar.
constexpr int chunk = 100;

void move(Escalating& escalating, Work& w, const Escalation& e, Id calendar) {
  const Ways ways = ways_of(escalating, w.tx.db(), e, w.catalogue);
  if (!ways || ways.policy->policy.calendar != calendar) return;
  Escalation after = e;
  reckon_anew(after, ways.policy->terms, *ways.hours, last_step_of(w.tx.db(), e), w.tx.now());
  save_escalation(w.tx, e, after, "its calendar was corrected");
}

Status walk(Escalating& escalating, Work& w, const Timer& timer) {
  const auto words = split(timer.key, ' ');
  const auto at = [&](std::size_t i) { return i < words.size() ? parse_id(words[i]).value_or(Id{}) : Id{}; };
  const auto rows = open_after(w.tx.db(), at(0), at(1), chunk);
  for (const Escalation& e : rows) move(escalating, w, e, timer.subject);
  if (rows.size() == chunk)
    w.tx.arm(timer.kind, timer.subject_kind, timer.subject, w.tx.now(),
             fmt::format("{} {}", to_string(rows.back().incident), to_string(rows.back().id)));
  return Done{};
}

}  // namespace

store::TimerHandler calendar_handler(store::TimerHandler clocks) {
  return [clocks = std::move(clocks)](Tx& tx, const Timer& timer) -> Status {
    CHECK_OK(clocks(tx, timer));
    // With a key it is the clocks' own walk that goes on.
    if (timer.key.empty()) tx.arm(timer_calendar, timer.subject_kind, timer.subject, tx.now());
    return Done{};
  };
}

store::TimerHandlers calendar_walk(Escalating& escalating) {
  return {{std::string(timer_calendar), [&escalating, who = people::system_principal("calendars")](Tx& tx, const Timer& timer) -> Status {
             Work w(tx, escalating.ground, who);
             return walk(escalating, w, timer);
           }}};
}

}  // namespace evenkeel::escalation
