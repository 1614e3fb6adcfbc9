#include "practice/incident/lifecycle.hpp"

#include "base/text.hpp"

namespace evenkeel::incident {
namespace {

std::int64_t& hold_sum(Incident& i, HoldKind kind) {
  switch (kind) {
    case HoldKind::caller: return i.hold_caller_s;
    case HoldKind::supplier: return i.hold_supplier_s;
    case HoldKind::change: return i.hold_change_s;
    case HoldKind::problem: return i.hold_problem_s;
    case HoldKind::other: break;
  }
  return i.hold_other_s;
}

void enter(Incident& i, State state) {
  i.state = state;
  i.open = state == State::new_ || state == State::in_progress || state == State::on_hold;
}

void forget_promise(Incident& i) {
  i.promised_for = {};
  i.promise_told_at = {};
}

void forget_follow_up(Incident& i) {
  i.hold_until = {};
  i.reminded_at = {};
}

bool is_first_contact_resolution(const Incident& i) {
  return i.line == 1 && i.hand_overs == 0 && i.reopenings == 0 && i.hold_caller_s == 0 && i.contacts <= 1;
}

}  // namespace

std::int64_t seconds_between(Time from, Time to) { return to > from ? (to - from) / us_per_second : 0; }

void acknowledge(Incident& i, Time now) {
  if (i.acknowledged_at) return;
  i.acknowledged_at = now;
  // Of a reopened incident the measure stays that of its first cycle.
  if (i.cycle == 1) i.time_to_acknowledge_s = seconds_between(i.opened_at, now);
}

void start_work(Incident& i, Time now) {
  acknowledge(i, now);
  enter(i, State::in_progress);
}

void respond(Incident& i, Time now) {
  if (i.first_response_at) return;
  i.first_response_at = now;
  i.time_to_respond_s = seconds_between(i.opened_at, now);
}

bool is_hand_over(const Incident& i, const Place& place) {
  return (i.team && place.team != i.team) || (i.assignee && place.assignee != i.assignee);
}

void hand_to(Incident& i, const Place& place) {
  if (is_hand_over(i, place)) ++i.hand_overs;
  if (i.team && place.team != i.team) ++i.team_changes;
  i.team = place.team;
  i.line = place.line;
  i.assignee = place.assignee;
  if (place.team) settle(i, "team");
}

void end_hold(Incident& i, Time now) {
  if (i.held_since && i.hold_kind) hold_sum(i, *i.hold_kind) += seconds_between(i.held_since, now);
  i.held_since = {};
  i.hold_kind.reset();
  i.hold_note.clear();
}

void hold(Incident& i, HoldKind kind, std::string note, Time until, Time now) {
  end_hold(i, now);
  enter(i, State::on_hold);
  i.hold_kind = kind;
  i.hold_note = std::move(note);
  i.held_since = now;
  if (!until) return;
  i.hold_until = until;
  i.reminded_at = {};
}

void resume(Incident& i, Time now) {
  end_hold(i, now);
  forget_follow_up(i);
  enter(i, State::in_progress);
}

std::int64_t held_s(const Incident& i) { return i.hold_caller_s + i.hold_supplier_s + i.hold_change_s + i.hold_problem_s + i.hold_other_s; }

void resolve(Incident& i, const Resolution& r, Time now, std::int64_t confirmation_us) {
  end_hold(i, now);
  forget_follow_up(i);
  acknowledge(i, now);
  enter(i, State::resolved);
  const Id known = i.closing_category ? i.closing_category : i.category;
  const Id known_sub = i.closing_category ? i.closing_subcategory : i.subcategory;
  if (known && (r.closing_category != known || (known_sub && r.closing_subcategory != known_sub))) ++i.recategorised;
  i.closing_category = r.closing_category;
  i.closing_subcategory = r.closing_subcategory;
  i.resolution_code = r.code;
  i.resolution_notes = r.notes;
  i.workaround = r.workaround;
  i.resolved_by = r.by;
  i.resolved_at = now;
  i.time_to_resolve_s = seconds_between(i.opened_at, now);
  i.confirmation = Confirmation::awaited;
  i.confirmed_until = now + confirmation_us;
  i.first_contact_resolution = is_first_contact_resolution(i);
  i.caller_waits_since = {};
}

void close(Incident& i, Confirmation confirmation, Time now) {
  enter(i, State::closed);
  i.closed_at = now;
  i.caller_waits_since = {};
  i.confirmation = confirmation;
  i.confirmed_until = {};
}

void cancel(Incident& i, Time now) {
  end_hold(i, now);
  forget_follow_up(i);
  enter(i, State::cancelled);
  i.closed_at = now;
  i.caller_waits_since = {};
}

Cycle ended_cycle(const Incident& i, std::string reason, Time now) {
  Cycle c;
  c.incident = i.id;
  c.cycle = i.cycle;
  c.resolved_at = i.resolved_at;
  c.reopened_at = now;
  c.resolution_code = i.resolution_code;
  c.resolved_by = i.resolved_by;
  c.resolution_notes = i.resolution_notes;
  c.workaround = i.workaround;
  c.closing_category = i.closing_category;
  c.closing_subcategory = i.closing_subcategory;
  c.confirmation = i.confirmation;
  c.rating = i.rating;
  c.rating_comment = i.rating_comment;
  c.reason = std::move(reason);
  c.time_to_resolve_s = i.time_to_resolve_s;
  return c;
}

void reopen(Incident& i) {
  enter(i, State::in_progress);
  ++i.cycle;
  ++i.reopenings;
  forget_promise(i);
  // Nobody has said of this cycle that they have it.
  i.acknowledged_at = {};
  i.resolved_at = {};
  i.closed_at = {};
  i.confirmed_until = {};
  i.resolution_code = {};
  i.resolution_notes.clear();
  i.workaround = false;
  i.resolved_by = {};
  i.confirmation = Confirmation::none;
  i.rating = 0;
  i.rating_comment.clear();
  i.time_to_resolve_s = 0;
  i.first_contact_resolution = false;
  i.resolved_with_parent = false;
}

void categorise(Incident& i, Id category, Id subcategory) {
  const bool had_one = static_cast<bool>(i.category);
  const bool differs = i.category != category || (i.subcategory && i.subcategory != subcategory);
  if (had_one && differs) ++i.recategorised;
  i.category = category;
  i.subcategory = subcategory;
  settle(i, "category");
}

void settle(Incident& i, std::string_view word) {
  std::string rest;
  for (std::string_view w : split(i.missing, ' ')) {
    if (w.empty() || w == word) continue;
    if (!rest.empty()) rest += ' ';
    rest += w;
  }
  i.missing = std::move(rest);
}

}  // namespace evenkeel::incident
