#include "practice/agreement/clock_work.hpp"

#include <fmt/format.h>

namespace evenkeel::agreement {
namespace {

/// "restoration of SLA gold: 4h, due 2026-11-20T15:30:00Z"
std::string clock_text(const Clock& clock, const Offer& offer) {
  const auto goal = calendar::parse_span(clock.goal);
  std::string text = fmt::format("{} ({}): {}", offer.agreement.name, clock.target, goal ? calendar::format_span(*goal) : clock.goal);
  const Time due = clock.due_at ? clock.due_at : clock.breached_at;
  if (due) text += fmt::format(", {}", format_rfc3339(due));
  return text;
}

/// Why nothing is promised for this incident at all; empty when something may be.
std::string gone_for(const service::Agreement& agreement, const incident::Incident& i) {
  if (i.merged_into) return "it lives on in another incident";
  if (i.state == incident::State::cancelled) return "the incident was cancelled";
  if (i.mark == incident::RequestMark::service_request) return "it is a service request";
  if (agreement.customer && i.organisation != agreement.customer) return "it is not of this customer";
  if (agreement.team && i.team != agreement.team) return "the team does not have it";
  if (agreement.supplier && i.supplier != agreement.supplier) return "the supplier does not have it";
  return {};
}

void sync_timer(store::Tx& tx, Time before, const Clock& after) {
  if (before == after.look_at) return;
  if (after.look_at) tx.arm(timer_clock, "clock", after.id, after.look_at);
  else tx.disarm(timer_clock, "clock", after.id);
}

}  // namespace

Ways ways_of(Clockwork& clockwork, store::Connection& db, const Clock& clock, const SnapshotPtr& catalogue) {
  return {clockwork.book.pinned(db, clock.terms, catalogue), clockwork.book.hours(db, clock.hours)};
}

const Target* target_of(const Offer& offer, std::string_view name) {
  for (const Target& target : offer.terms.targets)
    if (target.name == name) return &target;
  return nullptr;
}

Look look_of(const Offer& offer, const Target& target, const incident::Incident* before, const incident::Incident& after,
             const condition::Lookup& lookup) {
  const record::Record facts = record::to_record(after);
  Look look = look_at(offer.terms, target, {facts, lookup});
  if (auto gone = gone_for(offer.agreement, after); !gone.empty()) look.gone = std::move(gone);
  look.restarts = target.restarts && before && after.comments_by_staff > before->comments_by_staff;
  return look;
}

void settle(Clock& clock, std::span<const Turn> course, const Ways& ways, Time now, Reached reached) {
  const Reckoning r = reckon(course, *ways.hours, ways.offer->terms.warn_percents, now, clock.breached_at);
  clock.goal = standing_of(course).goal;
  clock.doing = r.doing;
  clock.open = r.doing == Doing::running || r.doing == Doing::paused;
  clock.verdict = r.verdict;
  clock.due_at = r.due.value_or(Time{});
  clock.breached_at = r.breached_at;
  clock.ended_at = r.ended;
  std::int64_t percent = 0;
  Time next;
  for (const Warning& warning : r.warnings) {
    if (warning.at && *warning.at <= now) percent = warning.percent;
    else if (warning.at && !next) next = *warning.at;
  }
  if (reached == Reached::passed_over) clock.warned = percent;
  if (reached == Reached::told_now) clock.warned = std::max(clock.warned, percent);
  if (clock.warned < percent) next = now;
  if (!next || (clock.due_at && clock.due_at < next)) next = clock.due_at;
  clock.look_at = clock.open && !clock.breached_at ? next : Time{};
}

void save_clock(store::Tx& tx, const Clock& before, Clock& after, const store::Note& note) {
  if (tx.update(before, after, note)) sync_timer(tx, before.look_at, after);
}

void insert_clock(store::Tx& tx, Clock& clock, const store::Note& note) {
  tx.insert(clock, note);
  sync_timer(tx, {}, clock);
}

void insert_turns(store::Tx& tx, const Clock& clock, std::span<const Turn> turns) {
  for (const Turn& turn : turns) {
    ClockTurn row;
    row.id = tx.new_id();
    row.clock = clock.id;
    row.incident = clock.incident;
    row.happened_at = turn.at;
    row.turning = turn.to;
    row.why = turn.why;
    tx.insert(row, store::Note{.kind = "clock.turned", .root = clock.incident, .at = turn.at});
  }
}

void tell_what_happened(incident::Work& w, const incident::Incident& i, const Clock& before, const Clock& after, const Offer& offer) {
  if (!after.open) return;
  if (after.breached_at && !before.breached_at)
    incident::tell(w, i, {"incident.clock_breached", {.working = true}, clock_text(after, offer)});
  else if (after.warned > before.warned && !after.breached_at)
    incident::tell(w, i, {"incident.clock_warned", {.working = true}, fmt::format("{} % - {}", after.warned, clock_text(after, offer))});
}

}  // namespace evenkeel::agreement
