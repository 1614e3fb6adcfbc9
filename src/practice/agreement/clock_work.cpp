#include "practice/agreement/clock_work.hpp"

#include <fmt/format.h>

#include "base/log.hpp"

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

void sync_timer(store::Tx& tx, Time before, const Clock& after) {
  if (before == after.look_at) return;
  if (after.look_at) tx.arm(timer_clock, "clock", after.id, after.look_at);
  else tx.disarm(timer_clock, "clock", after.id);
}

}  // namespace

Ways ways_of(Clockwork& clockwork, store::Connection& db, const Clock& clock, const SnapshotPtr& catalogue) {
  return {clockwork.book.pinned(db, clock.terms, catalogue), clockwork.book.hours(db, clock.hours)};
}

std::string gone_for(const service::Agreement& agreement, const incident::Incident& i) {
  if (i.merged_into) return "it lives on in another incident";
  if (i.state == incident::State::cancelled) return "the incident was cancelled";
  if (i.mark == incident::RequestMark::service_request) return "it is a service request";
  if (agreement.customer && i.organisation != agreement.customer) return "it is not of this customer";
  if (agreement.team && i.team != agreement.team) return "the team does not have it";
  if (agreement.supplier && i.supplier != agreement.supplier) return "the supplier does not have it";
  return {};
}

void take_hours_of_now(incident::Work& w, Clock& clock) {
  const auto text = hours_text(*w.catalogue, clock.calendar);
  if (!text || text->digest == clock.hours) return;
  pin(w.tx, text->digest, text->body);
  clock.hours = text->digest;
}

Ways mended_ways(Clockwork& clockwork, incident::Work& w, Clock& clock) {
  Ways ways = ways_of(clockwork, w.tx.db(), clock, w.catalogue);
  if (ways) return ways;
  log_error("clock.words_unreadable", {{"clock", to_string(clock.id)}, {"words", ways.offer ? clock.hours : clock.terms}});
  if (!ways.offer)
    for (const auto& offer : *clockwork.book.offers(w.catalogue)) {
      if (offer->agreement.id != clock.agreement || !target_of(*offer, clock.target)) continue;
      pin(w.tx, offer->digest, offer->body);
      clock.terms = offer->digest;
      clock.edition = offer->agreement.version;
    }
  if (!ways.hours) take_hours_of_now(w, clock);
  return ways_of(clockwork, w.tx.db(), clock, w.catalogue);
}

Clock give_up(incident::Work& w, const Running& running) {
  const std::string why = "the words that it was pinned to can no longer be read";
  const Turn end{std::max(w.tx.now(), running.course.back().at), Turning::cancelled, why};
  Clock after = running.clock;
  after.doing = Doing::cancelled;
  after.open = false;
  after.ended_at = end.at;
  after.due_at = after.look_at = {};
  insert_turns(w.tx, after, std::span(&end, 1));
  save_clock(w.tx, running.clock, after, store::Note{"clock.words_lost", after.incident, incident::Why().add("reason", why).json()});
  return after;
}

const Target* target_of(const Offer& offer, std::string_view name) {
  for (const Target& target : offer.terms.targets)
    if (target.name == name) return &target;
  return nullptr;
}

Look look_of(const Offer& offer, const Target& target, const incident::Incident* before, Seen& after) {
  // Also of what is gone: a clock that was cancelled goes on noting pauses and its end.
  Look look = look_at(offer.terms, target, after.facts());
  if (auto gone = gone_for(offer.agreement, after.incident()); !gone.empty()) look.gone = std::move(gone);
  look.restarts = promised_anew(target, before, after.incident());
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

void set_promise(incident::Incident& incident, std::span<const Clock> clocks) {
  incident.due_at = {};
  incident.due_for.clear();
  incident.due_paused.reset();
  incident.breached.reset();
  for (const Clock& clock : clocks) {
    if (clock.cycle != incident.cycle || clock.doing == Doing::cancelled) continue;
    incident.breached = incident.breached.value_or(false) || clock.verdict == Verdict::breached;
    if (!clock.open) continue;
    const Time due = clock.breached_at ? clock.breached_at : clock.due_at;
    const bool first = !incident.due_paused;
    if (first || (due && (!incident.due_at || due < incident.due_at))) incident.due_for = clock.target;
    if (due && (!incident.due_at || due < incident.due_at)) incident.due_at = due;
    incident.due_paused = incident.due_paused.value_or(true) && clock.doing == Doing::paused;
  }
  if (incident.open && incident.promised_for && (!incident.due_at || incident.promised_for < incident.due_at)) {
    incident.due_at = incident.promised_for;
    incident.due_for = "promise";
  }
  // What somebody promised pauses for nothing.
  if (incident.due_at && incident.due_paused) incident.due_paused = false;
}

void keep_promise(incident::Work& w, const incident::Incident& incident, ClockMoved moved) {
  incident::Incident after = incident;
  set_promise(after, clock_rows(w.tx.db(), incident.id));
  if (!incident::save_due(w, incident, std::move(after)) && moved == ClockMoved::yes) incident::react_again(w, incident);
}

void say_in_story(incident::Work& w, const incident::Incident& i, const Clock& before, const Clock& after, const Offer& offer) {
  const auto goal = calendar::parse_span(after.goal);
  const auto say = [&](std::string_view what, Time at, std::string_view share) {
    auto why = incident::Why().add("agreement", offer.agreement.name).add("target", after.target);
    why.add("reason",
            fmt::format("{} ({}): {}{}", offer.agreement.name, after.target, goal ? calendar::format_span(*goal) : after.goal, share));
    w.tx.log("incident", i.id, store::Note{fmt::format("{}{}", incident::clock_kinds, what), i.id, why.json(), at});
  };
  if (after.breached_at && !before.breached_at) return say("breached", after.breached_at, "");
  if (before.breached_at && !after.breached_at) return say("breach_taken_back", {}, "");
  if (after.verdict == Verdict::met && before.verdict != Verdict::met) return say("met", after.ended_at, "");
  if (after.warned > before.warned && after.open && !after.breached_at) say("warned", {}, fmt::format(", {} %", after.warned));
}

void tell_what_happened(incident::Work& w, const incident::Incident& i, const Clock& before, const Clock& after, const Offer& offer) {
  if (!after.open) return;
  if (after.breached_at && !before.breached_at)
    incident::tell(w, i, {"incident.clock_breached", {.working = true}, clock_text(after, offer)});
  else if (after.warned > before.warned && !after.breached_at)
    incident::tell(w, i, {"incident.clock_warned", {.working = true}, fmt::format("{} % - {}", after.warned, clock_text(after, offer))});
}

}  // namespace evenkeel::agreement
