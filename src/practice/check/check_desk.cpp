#include "practice/check/check_desk.hpp"

#include "practice/alert/own_alerts.hpp"
#include "practice/check/check_rules.hpp"
#include "practice/check/check_store.hpp"

namespace evenkeel::checks {
namespace {

using alert::AlertState;
using store::Tx;

constexpr std::string_view timer_look = "check.look", kind = "check";

void log(Tx& tx, Id id, std::string what, std::string_view reason) {
  std::string why = R"({"reason":)";
  record::append_json_string(why, reason);
  tx.log(kind, id, {.kind = std::move(what), .root = {}, .why = why + "}"});
}

void tell(Tx& tx, const service::Snapshot& catalogue, const Check& check, const CheckState& state, AlertState alert) {
  const auto* source = catalogue.get<service::AlertSource>(check.source);
  if (!source) return;
  const auto places = alert::places_of(tx, catalogue, *source, check.service, check.ci);
  alert::take_in_here(tx, catalogue, *source, {event_of(check, state, alert, places, tx.now())});
}

/// Its record changed: it is asked anew by what that says now.
void look(Checks& checks, Tx& tx, Id id) {
  const auto catalogue = checks.alerts.catalogue().now();
  const auto* check = catalogue->get<Check>(id);
  if (!check) {
    alert::end_own_alerts(tx, *catalogue, alert_key(id), {});
    return forget_state(tx.db(), id);
  }
  CheckState state = hold_state(tx.db(), id);
  state.claimed_at = tx.now();
  state.place = check->place;
  if (check->paused || !check->active) {
    if (state.standing == Standing::down) {
      log(tx, id, "check.up", "it is not asked any more");
      tell(tx, *catalogue, *check, state, AlertState::resolved);
    }
    alert::end_own_alerts(tx, *catalogue, alert_key(id), check->source);
    state.standing = Standing::fresh;
    state.failures = state.successes = 0;
    state.next_at = {};
  } else {
    if (alert::end_own_alerts(tx, *catalogue, alert_key(id), check->source) && state.standing == Standing::down)
      tell(tx, *catalogue, *check, state, AlertState::firing);
    state.next_at = tx.now() + spread_us(*check);
  }
  keep_state(tx.db(), state);
}

std::optional<Claimed> claimed(Checks& checks, Tx& tx, const std::optional<CheckState>& state) {
  if (!state) return std::nullopt;
  const auto catalogue = checks.alerts.catalogue().now();
  const auto* check = catalogue->get<Check>(state->check);
  if (!check) {
    forget_state(tx.db(), state->check);
    return std::nullopt;
  }
  if (!claim(tx.db(), *state, next_after(*check, state->next_at, tx.now()), tx.now())) return std::nullopt;
  return Claimed{*check, tx.now()};
}

}  // namespace

std::optional<Claimed> claim_due(Checks& checks, Tx& tx, std::string_view place) {
  return claimed(checks, tx, due_state(tx.db(), place, tx.now()));
}

bool take_probe(Checks& checks, Tx& tx, const Turn& turn, const Probe& probe) {
  const auto catalogue = checks.alerts.catalogue().now();
  const auto* check = catalogue->get<Check>(turn.check);
  const CheckState before = hold_state(tx.db(), turn.check);
  if (!check || check->version != turn.version || before.claimed_at != turn.at || !before.next_at) return false;
  const CheckState after = after_probe(*check, before, probe, tx.now());
  insert_result(tx.db(), check->id, {tx.new_id(), tx.now(), after.last});
  keep_state(tx.db(), after);
  if (after.standing == before.standing) return true;
  if (after.standing == Standing::down) {
    log(tx, check->id, "check.down", after.last.text);
    tell(tx, *catalogue, *check, after, AlertState::firing);
  } else if (before.standing == Standing::down) {
    log(tx, check->id, "check.up", after.last.text);
    tell(tx, *catalogue, *check, after, AlertState::resolved);
  }
  return true;
}

bool note_neglected(Checks& checks, Tx& tx, Time since) {
  const auto found = claimed(checks, tx, neglected_state(tx.db(), since));
  if (!found) return false;
  return take_probe(checks, tx, found->turn(), nobody_asked(found->check));
}

Status ask_now(Tx& tx, const Check& check) {
  CheckState state = hold_state(tx.db(), check.id);
  if (check.paused || !check.active || !state.next_at)
    return error(Fault::conflict, "check.not_asked", "It is paused or inactive, so nobody asks it.");
  state.next_at = tx.now();
  keep_state(tx.db(), state);
  return Done{};
}

store::TimerHandlers check_timer_handlers(Checks& checks) {
  store::TimerHandlers all;
  all[std::string(timer_look)] = [&checks](Tx& tx, const store::Timer& timer) -> Status {
    look(checks, tx, timer.subject);
    return Done{};
  };
  return all;
}

void check_check(const service::Shelf&, const record::Record& after, std::vector<Problem>& out) {
  for (auto& problem : problems_of(record::from_record<Check>(after))) out.push_back(std::move(problem));
}

}  // namespace evenkeel::checks
