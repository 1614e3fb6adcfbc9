#include "practice/agreement/clockwork.hpp"

#include <ranges>

#include "practice/agreement/clock_work.hpp"
#include "practice/agreement/definition_rules.hpp"
#include "practice/agreement/ending.hpp"
#include "practice/agreement/history.hpp"
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

const std::string agreement_ended = "the agreement has ended";
bool has_ended(const service::Snapshot& catalogue, const Clock& clock) {
  const auto* agreement = catalogue.get<Agreement>(clock.agreement);
  return !agreement || !agreement->active;
}

/// What is promised from when it applies is promised anew each time it applies: what was cancelled stays so.
bool begins_anew(const service::Snapshot& catalogue, const Clock& clock) {
  const auto* agreement = catalogue.get<Agreement>(clock.agreement);
  return clock.doing == Doing::cancelled && agreement && agreement->begins == service::ClockBegin::matched;
}

/// A correction walks over the clocks that are open, some at a time: one that was not open then, or was not reached yet, takes the
/// words of its calendar before it is judged by them.
void take_hours_of_now(Work& w, Clock& clock) {
  const auto text = hours_text(*w.catalogue, clock.calendar);
  if (!text || text->digest == clock.hours) return;
  pin(w.tx, text->digest, text->body);
  clock.hours = text->digest;
}

std::string_view kind_of(Turning turning) {
  switch (turning) {
    case Turning::begun: return "clock.started";
    case Turning::goal: return "clock.goal_changed";
    case Turning::paused: return "clock.paused";
    case Turning::resumed: return "clock.resumed";
    case Turning::restarted: return "clock.restarted";
    case Turning::stopped: return "clock.stopped";
    case Turning::cancelled: return "clock.cancelled";
    case Turning::revived: return "clock.revived";
  }
  return "clock.changed";
}

/// The clocks of one incident after one change of it.
class Following {
 public:
  Following(Clockwork& clockwork, Work& w, const Incident* before, const Incident& after)
      : clockwork_(clockwork), w_(w), before_(before), after_(after) {
    lookup_ = [&catalogue = *w.catalogue](std::string_view kind, Id id) { return catalogue.find(kind, id); };
  }

  void run() {
    if (before_) clocks_ = clocks_of(w_.tx.db(), after_.id);
    for (const Running& running : clocks_) go_on(running);
    for (const auto& offer : *clockwork_.book.offers(w_.catalogue))
      for (const Target& target : offer->terms.targets) begin(offer, target);
  }

 private:
  Time now() const { return w_.tx.now(); }

  Look look(const Offer& offer, const Target& target) const {
    Look look = look_of(offer, target, before_, after_, lookup_);
    look.at = now();
    look.begins = now();
    return look;
  }

  void go_on(const Running& running) {
    const Clock& before = running.clock;
    const bool of_this_cycle = before.cycle == after_.cycle;
    if (!of_this_cycle && !before.open) return;
    if (begins_anew(*w_.catalogue, before)) return;
    Ways ways = ways_of(clockwork_, w_.tx.db(), before, w_.catalogue);
    const Target* target = ways ? target_of(*ways.offer, before.target) : nullptr;
    if (!target) return;
    Look seen = look(*ways.offer, *target);
    if (!of_this_cycle) seen.gone = "the incident is in another cycle";
    if (has_ended(*w_.catalogue, before)) seen.gone = agreement_ended;
    const auto turns = next_turns(running.course, seen);
    if (turns.empty()) return;
    Course course = running.course;
    course.insert(course.end(), turns.begin(), turns.end());
    Clock after = before;
    const auto end = ending_of(course).end;
    if (before.open || !end || end->to == Turning::stopped) {
      take_hours_of_now(w_, after);
      ways.hours = clockwork_.book.hours(w_.tx.db(), after.hours);
      if (!ways) return;
    }
    const bool promised_anew = std::ranges::any_of(
        turns, [](const Turn& t) { return t.to == Turning::goal || t.to == Turning::restarted || t.to == Turning::revived; });
    settle(after, course, ways, now(), promised_anew ? Reached::passed_over : Reached::told_by_timer);
    insert_turns(w_.tx, after, turns);
    const Turn& what = end ? *end : turns.back();
    save_clock(w_.tx, before, after, note(kind_of(what.to), what.why));
    tell_what_happened(w_, after_, before, after, *ways.offer);
  }

  /// One that is there already, in whatever state, is the only one of its target in a cycle, unless it begins anew each time.
  bool is_there(const Offer& offer, const Target& target) const {
    return std::ranges::any_of(clocks_, [&](const Running& r) {
      return r.clock.cycle == after_.cycle && r.clock.agreement == offer.agreement.id && r.clock.target == target.name &&
             !begins_anew(*w_.catalogue, r.clock);
    });
  }

  void begin(const std::shared_ptr<const Offer>& offer, const Target& target) {
    if (after_.cycle > 1 && target.reopening == Reopening::stay) return;
    if (is_there(*offer, target)) return;
    const Look seen = look(*offer, target);
    if (!seen.gone.empty() || !seen.starts || !seen.stop.empty()) return;
    const auto hours = hours_text(*w_.catalogue, offer->agreement.calendar);
    if (!hours) return;
    const Course course = course_so_far(*offer, target, seen);
    if (course.empty()) return;
    pin_once(offer->digest, offer->body);
    pin_once(hours->digest, hours->body);
    Clock clock;
    clock.id = w_.tx.new_id();
    clock.incident = after_.id;
    clock.cycle = after_.cycle;
    clock.agreement = offer->agreement.id;
    clock.edition = offer->agreement.version;
    clock.terms = offer->digest;
    clock.calendar = offer->agreement.calendar;
    clock.hours = hours->digest;
    clock.target = target.name;
    clock.started_at = course[0].at;
    clock.goal_at_begin = course[1].why;
    const Ways ways{offer, clockwork_.book.hours(w_.tx.db(), hours->digest)};
    if (!ways) return;
    settle(clock, course, ways, now(), Reached::passed_over);
    insert_clock(w_.tx, clock, note("clock.started", {}));
    insert_turns(w_.tx, clock, std::span(course).subspan(2));
    tell_late(clock, *offer);
  }

  /// One that begins late may have been missed already. What an earlier cycle told, and what another system knew, is no news.
  void tell_late(const Clock& clock, const Offer& offer) {
    if (!clock.breached_at) return;
    for (const Running& r : clocks_)
      if (r.clock.agreement == clock.agreement && r.clock.target == clock.target && r.clock.breached_at == clock.breached_at) return;
    if (was_imported(w_.tx.db(), after_.id)) return;
    Clock untold = clock;
    untold.breached_at = {};
    tell_what_happened(w_, after_, untold, clock, offer);
  }

  void pin_once(const std::string& digest, const std::string& body) {
    if (pinned_.insert(digest).second) pin(w_.tx, digest, body);
  }

  /// From its begin, which may lie behind, with the pauses that lay between.
  Course course_so_far(const Offer& offer, const Target& target, Look seen) {
    if (before_ && before_->cycle != after_.cycle && target.reopening == Reopening::resume)
      if (auto course = resumed(offer, target, seen); !course.empty()) return course;
    seen.begins = begin_of(offer, target);
    if (!before_ || seen.begins >= now() || before_->cycle != after_.cycle) return next_turns({}, seen);
    Course course{{seen.begins, Turning::begun, {}}, {seen.begins, Turning::goal, seen.goal}};
    const auto add = [&](const Look& l) {
      const auto more = next_turns(course, l);
      course.insert(course.end(), more.begin(), more.end());
    };
    std::int64_t comments = 0;
    for (const Moment& moment : history()) {
      const auto then = record::from_record<Incident>(moment.facts);
      const bool restarts = target.restarts && then.comments_by_staff > comments;
      comments = then.comments_by_staff;
      if (then.cycle != after_.cycle || moment.at < seen.begins || moment.at >= now()) continue;
      Look l = look_at(offer.terms, target, {moment.facts, lookup_});
      l.at = moment.at;
      l.gone.clear();
      l.stop.clear();
      l.goal = seen.goal;
      l.restarts = restarts;
      add(l);
    }
    add(seen);
    return course;
  }

  /// The course of the cycle before, with what lay between as a pause.
  Course resumed(const Offer& offer, const Target& target, const Look& seen) {
    for (const Running& old : clocks_ | std::views::reverse) {
      if (old.clock.agreement != offer.agreement.id || old.clock.target != target.name || old.clock.cycle + 1 != after_.cycle) continue;
      Course course = old.course;
      if (const auto end = ending_of(course).end) {
        std::erase_if(course, [&](const Turn& t) {
          return t.at > end->at || t.to == Turning::stopped || t.to == Turning::cancelled || t.to == Turning::revived;
        });
        course.push_back({end->at, Turning::paused, "was over: " + end->why});
      }
      const auto more = next_turns(course, seen);
      course.insert(course.end(), more.begin(), more.end());
      return course;
    }
    return {};
  }

  Time begin_of(const Offer& offer, const Target& target) {
    if (!target.starts.empty() || offer.agreement.begins == service::ClockBegin::matched) return now();
    if (after_.cycle > 1) {
      for (const Moment& moment : history())
        if (std::get<std::int64_t>(moment.facts["cycle"]) == after_.cycle) return moment.at;
      return now();
    }
    switch (offer.agreement.begins) {
      case service::ClockBegin::began: return after_.began_at ? after_.began_at : after_.opened_at;
      case service::ClockBegin::detected: return after_.detected_at ? after_.detected_at : after_.opened_at;
      default: return after_.opened_at;
    }
  }

  const std::vector<Moment>& history() {
    if (history_) return *history_;
    history_.emplace();
    if (!before_) return *history_;
    *history_ = moments_of(w_.tx.db(), after_.id);
    // What a command of this very batch left is not in the log yet.
    if (history_->empty() || history_->back().facts.version() < before_->version)
      history_->push_back({before_->updated_at, record::to_record(*before_)});
    return *history_;
  }

  Note note(std::string_view kind, std::string_view why) const {
    return Note{std::string(kind), after_.id, Why().add("reason", why).json()};
  }

  Clockwork& clockwork_;
  Work& w_;
  const Incident* before_;
  const Incident& after_;
  condition::Lookup lookup_;
  std::vector<Running> clocks_;
  std::set<std::string> pinned_;
  std::optional<std::vector<Moment>> history_;
};

/// The row of the timer was claimed: arms it again when the clock still asks for it.
void rearm(Tx& tx, const Clock& clock) {
  if (clock.look_at) tx.arm(timer_clock, "clock", clock.id, clock.look_at);
}

Status look_again(Clockwork& clockwork, Work& w, const Timer& timer) {
  const auto running = clock_with_course(w.tx.db(), timer.subject);
  if (!running || !running->clock.open) return Done{};
  const auto incident = w.tx.find<Incident>(running->clock.incident);
  const Clock& before = running->clock;
  Clock after = before;
  take_hours_of_now(w, after);
  const Ways ways = ways_of(clockwork, w.tx.db(), after, w.catalogue);
  if (!incident || !ways) return Done{};
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
  const Ways ways = ways_of(clockwork, w.tx.db(), after, w.catalogue);
  if (!incident || !ways) return;
  settle(after, running->course, ways, w.tx.now(), Reached::passed_over);
  save_clock(w.tx, running->clock, after, Note{"clock.calendar_corrected", after.incident});
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

Status agreement_has_ended(Clockwork& clockwork, Work& w, const Timer& timer) {
  const auto ids = next_clocks(w.tx, timer);
  for (Id id : ids) {
    const auto running = clock_with_course(w.tx.db(), id);
    const Ways ways = running ? ways_of(clockwork, w.tx.db(), running->clock, w.catalogue) : Ways{};
    if (!ways || !has_ended(*w.catalogue, running->clock)) continue;
    Course course = running->course;
    course.push_back({std::max(w.tx.now(), course.back().at), Turning::cancelled, agreement_ended});
    Clock after = running->clock;
    settle(after, course, ways, w.tx.now(), Reached::told_by_timer);
    insert_turns(w.tx, after, std::span(course).last(1));
    save_clock(w.tx, running->clock, after, Note{std::string(kind_of(Turning::cancelled)), after.incident});
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

incident::Reaction clock_reaction(Clockwork& clockwork) {
  return [&clockwork](Work& w, const Incident* before, const Incident& after) {
    if (w.catalogue->ids("agreement").empty()) return;
    Following(clockwork, w, before, after).run();
  };
}

store::TimerHandlers clock_timer_handlers(Clockwork& clockwork) {
  return {{std::string(timer_clock), handler(clockwork, "clocks", look_again)},
          {std::string(service::timer_calendar_changed), handler(clockwork, "calendars", calendar_changed)},
          {std::string(service::timer_agreement_ended), handler(clockwork, "agreements", agreement_has_ended)}};
}

}  // namespace evenkeel::agreement
