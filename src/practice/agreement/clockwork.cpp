#include "practice/agreement/clockwork.hpp"

#include "base/text.hpp"
#include "practice/agreement/clock_following.hpp"
#include "practice/agreement/clock_work.hpp"
#include "practice/service/calendars.hpp"

namespace evenkeel::agreement {
namespace {

using incident::Incident;
using incident::Why;
using incident::Work;
using service::Agreement;
using store::Note;
using store::Timer;
using store::Tx;

/// Clocks moved to a corrected calendar in one transaction: some milliseconds on the writer.
constexpr int chunk = 50;

/// The row of the timer was claimed: arms it again when the clock still asks for it.
void rearm(Tx& tx, const Clock& clock) {
  if (clock.look_at) tx.arm(timer_clock, "clock", clock.id, clock.look_at);
}

ClockMoved moved_by_hours(const Clock& before, const Clock& after) {
  return before.hours == after.hours ? ClockMoved::no : ClockMoved::yes;
}

Status look_again(Clockwork& clockwork, Work& w, const Timer& timer) {
  const auto running = clock_with_course(w.tx.db(), timer.subject);
  if (!running || !running->clock.open) return Done{};
  const auto incident = w.tx.find<Incident>(running->clock.incident);
  if (!incident) return Done{};
  const Clock& before = running->clock;
  Clock after = before;
  take_hours_of_now(w, after);
  const Ways ways = mended_ways(clockwork, w, after);
  if (!ways) {
    give_up(w, *running);
    keep_promise(w, *incident);
    return Done{};
  }
  Note note{"clock.looked_at", before.incident};
  settle(after, running->course, ways, w.tx.now(), Reached::told_now);
  if (after.breached_at && !before.breached_at) {
    note.kind = "clock.breached";
    note.at = after.breached_at;
  } else if (after.warned > before.warned) {
    note.kind = "clock.warned";
  } else if (after.hours != before.hours) {
    note.kind = "clock.calendar_corrected";
  }
  w.tx.update(before, after, note);
  rearm(w.tx, after);
  say_in_story(w, *incident, before, after, *ways.offer);
  keep_promise(w, *incident, moved_by_hours(before, after));
  tell_what_happened(w, *incident, before, after, *ways.offer);
  return Done{};
}

/// Where a walk over many clocks has come to stands in the key of its timer; none: it begins.
void walk_on(Tx& tx, const Timer& timer, const std::vector<Id>& reached) {
  if (reached.size() == chunk) tx.arm(timer.kind, timer.subject_kind, timer.subject, tx.now(), to_string(reached.back()));
}
std::vector<Id> next_clocks(Tx& tx, const Timer& timer) {
  return open_clocks(tx.db(), timer.subject_kind, timer.subject, parse_id(timer.key).value_or(Id{}), chunk);
}

void correct(Clockwork& clockwork, Work& w, Id id, const HoursText& hours) {
  const auto running = clock_with_course(w.tx.db(), id);
  if (!running || running->clock.hours == hours.digest) return;
  const auto incident = w.tx.find<Incident>(running->clock.incident);
  Clock after = running->clock;
  after.hours = hours.digest;
  const Ways ways = mended_ways(clockwork, w, after);
  if (!incident || !ways) return;
  settle(after, running->course, ways, w.tx.now(), Reached::passed_over);
  save_clock(w.tx, running->clock, after, Note{"clock.calendar_corrected", after.incident});
  say_in_story(w, *incident, running->clock, after, *ways.offer);
  keep_promise(w, *incident, moved_by_hours(running->clock, after));
  tell_what_happened(w, *incident, running->clock, after, *ways.offer);
}

Status calendar_changed(Clockwork& clockwork, Work& w, const Timer& timer) {
  const auto hours = hours_text(*w.catalogue, timer.subject);
  if (!hours) return Done{};
  if (timer.key.empty())
    for (Id other : w.catalogue->ids("calendar"))
      if (const auto* calendar = w.catalogue->get<service::Calendar>(other); calendar && calendar->holidays_of == timer.subject)
        w.tx.arm(timer.kind, "calendar", other, w.tx.now());
  const auto ids = next_clocks(w.tx, timer);
  if (!ids.empty()) pin(w.tx, hours->digest, hours->body);
  for (Id id : ids) correct(clockwork, w, id, *hours);
  walk_on(w.tx, timer, ids);
  return Done{};
}

/// Open incidents that a file brought in: their clocks pass over what lies behind, and nobody is told of it.
Status imported(Clockwork& clockwork, Work& w, const Timer& timer) {
  if (w.catalogue->ids("agreement").empty()) return Done{};
  for (const std::string_view word : split(timer.key, ' ')) {
    const auto before = w.tx.find<Incident>(parse_id(word).value_or(Id{}));
    if (!before || !before->open) continue;
    Incident after = *before;
    follow(clockwork, w, &*before, after);
    incident::save_due(w, *before, std::move(after), incident::HeardBy::nobody);
  }
  return Done{};
}

Status agreement_has_ended(Clockwork& clockwork, Work& w, const Timer& timer) {
  const auto ids = next_clocks(w.tx, timer);
  for (Id id : ids) {
    const auto running = clock_with_course(w.tx.db(), id);
    if (!running || !has_ended(*w.catalogue, running->clock)) continue;
    const auto incident = w.tx.find<Incident>(running->clock.incident);
    const Ways ways = ways_of(clockwork, w.tx.db(), running->clock, w.catalogue);
    if (!ways) give_up(w, *running);
    if (incident && !ways) keep_promise(w, *incident);
    if (!ways) continue;
    Course course = running->course;
    course.push_back({std::max(w.tx.now(), course.back().at), Turning::cancelled, agreement_ended});
    Clock after = running->clock;
    settle(after, course, ways, w.tx.now(), Reached::told_by_timer);
    insert_turns(w.tx, after, std::span(course).last(1));
    save_clock(w.tx, running->clock, after, Note{std::string(kind_of(Turning::cancelled)), after.incident});
    if (incident) keep_promise(w, *incident);
  }
  walk_on(w.tx, timer, ids);
  return Done{};
}

store::TimerHandler handler(Clockwork& clockwork, std::string name, Status (*run)(Clockwork&, Work&, const Timer&)) {
  return [&clockwork, who = people::system_principal(std::move(name)), run](Tx& tx, const Timer& timer) -> Status {
    Work w(tx, clockwork.ground, who);
    return run(clockwork, w, timer);
  };
}

}  // namespace

incident::Derivation clock_derivation(Clockwork& clockwork) {
  return [&clockwork](Work& w, const Incident* before, Incident& after) {
    if (w.catalogue->ids("agreement").empty()) return set_promise(after, {});  // people promise, too
    follow(clockwork, w, before, after);
  };
}

store::TimerHandlers clock_timer_handlers(Clockwork& clockwork) {
  return {{std::string(timer_clock), handler(clockwork, "clocks", look_again)},
          {std::string(service::timer_calendar_changed), handler(clockwork, "calendars", calendar_changed)},
          {std::string(service::timer_agreement_ended), handler(clockwork, "agreements", agreement_has_ended)},
          {std::string(incident::timer_imported), handler(clockwork, "clocks", imported)}};
}

}  // namespace evenkeel::agreement
