// Work that waits and goes on, dates to be reminded of, promises to the caller, and priorities set by hand.
#include "practice/calendar/business_time.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/priority_matrix.hpp"

namespace evenkeel::incident {

namespace {

/// Farther dates are typing mistakes.
constexpr std::int64_t follow_up_most_us = 3 * 366 * us_per_day;

/// The working hours of the team, by which its reminders go.
Result<calendar::WorkingHours> hours_of_team(Work& w, Id team) {
  const auto* whose = w.catalogue->get<service::Team>(team);
  const auto* calendar = whose ? w.catalogue->get<service::Calendar>(whose->calendar) : nullptr;
  if (!calendar)
    return invalid("incident.no_calendar",
                   "working time needs the calendar of the incident's team, which has none; write 2d elapsed, or give a time", "/in");
  return service::hours_of(*w.catalogue, *calendar);
}

/// In so much time from now, in the words of durations.
Result<Time> from_now(Work& w, const Incident& i, const std::string& words) {
  const auto span = calendar::parse_span(words);
  if (!span || span->amount <= 0)
    return invalid("incident.no_duration", "is no duration; write 4h (working time), 2 working days, 3d elapsed, or 1 calendar month",
                   "/in");
  calendar::WorkingHours hours;
  if (calendar::counts_hours(span->measure)) {
    TRY(hours, hours_of_team(w, i.team));
  }
  const auto end = calendar::add(hours, w.tx.now(), *span);
  if (!end) return invalid("incident.too_far", "never comes: the team's calendar has no such time", "/in");
  return *end;
}

/// None for neither.
Result<Time> instant_of(Work& w, const Incident& i, const FromNow& when, std::string_view pointer) {
  if (when.at && !when.in.empty()) return invalid("incident.two_times", "say a time or a duration, not both", "/in");
  if (!when.at && when.in.empty()) return Time{};
  const Time now = w.tx.now();
  Time at = when.at;
  if (!at) {
    TRY(at, from_now(w, i, when.in));
    pointer = "/in";
  }
  if (at <= now) return invalid("incident.in_past", "must lie in the future", std::string(pointer));
  if (at > now + follow_up_most_us) return invalid("incident.too_far", "is more than three years away", std::string(pointer));
  return at;
}

Status check_holding(const Incident& before, const Holding& r) {
  if (r.kind != HoldKind::caller) {
    if (!r.question.empty()) return invalid("incident.question_without_caller", "a question goes with the kind caller", "/question");
    return Done{};
  }
  if (r.question.empty()) return invalid("incident.question_required", "say what the caller is asked", "/question");
  if (!before.caller && !before.reporter) return error(Fault::conflict, "incident.no_caller", "there is nobody to ask: it has no caller");
  return Done{};
}

}  // namespace

Result<Incident> hold(Work& w, const Target& t, const Holding& r) {
  TRY(auto before, begin(w, t, Verb::hold));
  CHECK_OK(check_holding(before, r));
  TRY(const Time until, instant_of(w, before, r.until, "/until"));
  Incident after = before;
  acknowledge(after, w.tx.now());
  hold(after, r.kind, r.reason, until, w.tx.now());
  std::int64_t told = 0;
  if (r.kind == HoldKind::caller) {
    write_entry(w, after, EntryKind::comment, {r.question, r.via, Contact::none, 0});
    told = tell(w, after, {"incident.question", {.caller_side = true}, r.question});
    // The question stands in the journal whether or not somebody has an address: it cannot be taken back.
    told = std::max<std::int64_t>(told, 1);
  }
  const bool replaced = before.hold_until && after.hold_until != before.hold_until;
  save(w, before, after, "incident.held",
       Why()
           .add("reason", r.reason)
           .add("told", told)
           .add("follow_up_replaced", replaced ? format_rfc3339(before.hold_until) : std::string()));
  return after;
}

Result<Incident> resume(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::resume));
  Incident after = before;
  resume(after, w.tx.now());
  save(w, before, after, "incident.resumed", Why().add("reason", reason));
  return after;
}

Result<Incident> follow_up(Work& w, const Target& t, const FollowUp& r) {
  TRY(auto before, begin(w, t, Verb::follow_up));
  TRY(const Time at, instant_of(w, before, r.at, "/at"));
  if (!at) return invalid("incident.time_required", "say when, or in what time", "/at");
  Incident after = before;
  after.hold_until = at;
  after.reminded_at = {};
  if (!r.note.empty()) after.hold_note = r.note;
  save(w, before, after, "incident.follow_up_set", Why().add("note", r.note).add("in", r.at.in));
  return after;
}

Result<Incident> promise(Work& w, const Target& t, const Promise& r) {
  TRY(auto before, begin(w, t, Verb::promise));
  TRY(const Time at, instant_of(w, before, r.at, "/at"));
  if (!at && !before.promised_for) return invalid("incident.time_required", "say when, or in what time", "/at");
  // Somebody relies on it.
  if (before.promised_for) CHECK_OK(need_reason(r.reason));
  Incident after = before;
  after.promised_for = at;
  after.promise_told_at = {};
  save(w, before, after, at ? "incident.promised" : "incident.promise_withdrawn", Why().add("reason", r.reason).add("in", r.at.in));
  return after;
}

Result<Incident> override_priority(Work& w, const Target& t, std::int64_t priority, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::override_priority));
  CHECK_OK(need_reason(reason));
  std::int64_t lowest = 1;
  for (const auto& row : service::parse_cells(w.catalogue->matrix().cells))
    for (std::int64_t cell : row) lowest = std::max(lowest, cell);
  if (priority < 1 || priority > lowest)
    return invalid("incident.priority_out_of_range", "must be between 1 and " + std::to_string(lowest), "/priority");
  Incident after = before;
  after.priority = priority;
  after.priority_overridden = true;
  explain(after, "priority", "overridden: " + reason);
  save(w, before, after, "incident.priority_overridden", Why().add("reason", reason));
  return after;
}

Result<Incident> reset_priority(Work& w, const Target& t) {
  TRY(auto before, begin(w, t, Verb::reset_priority));
  Incident after = before;
  after.priority_overridden = false;
  weigh(after, *w.catalogue, w.tx.now());
  save(w, before, after, "incident.priority_reset");
  return after;
}

}  // namespace evenkeel::incident
