#include "practice/agreement/clock_following.hpp"

#include <ranges>

#include "practice/agreement/beginning.hpp"
#include "practice/agreement/clock_work.hpp"
#include "practice/agreement/ending.hpp"
#include "practice/service/lookup.hpp"

namespace evenkeel::agreement {
namespace {

using incident::Incident;
using incident::Why;
using incident::Work;
using service::Agreement;
using store::Note;

/// What is promised from when it applies is promised anew each time it applies: what was cancelled stays so.
bool begins_anew(const service::Snapshot& catalogue, const Clock& clock) {
  const auto* agreement = catalogue.get<Agreement>(clock.agreement);
  return clock.doing == Doing::cancelled && agreement && agreement->begins == service::ClockBegin::matched;
}

/// The clocks of one incident after one change of it.
class Following {
 public:
  Following(Clockwork& clockwork, Work& w, const Incident* before, const Incident& after)
      : clockwork_(clockwork), w_(w), before_(before), after_(after), seen_(after, service::lookup_in(*w.catalogue)) {}

  /// Every clock of the incident as it is now.
  const std::vector<Clock>& run() {
    if (before_) clocks_ = clocks_of(w_.tx.db(), after_.id);
    for (const Running& running : clocks_) {
      now_.push_back(running.clock);
      go_on(running, now_.back());
    }
    for (const auto& offer : *clockwork_.book.offers(w_.catalogue)) begin_all(offer);
    return now_;
  }

 private:
  Time now() const { return w_.tx.now(); }

  Look look(const Offer& offer, const Target& target) {
    Look look = look_of(offer, target, before_, seen_);
    look.at = now();
    look.begins = now();
    return look;
  }

  void go_on(const Running& running, Clock& after) {
    const Clock& before = running.clock;
    const bool of_this_cycle = before.cycle == after_.cycle;
    if (!of_this_cycle && !before.open) return;
    if (begins_anew(*w_.catalogue, before)) return;
    // A verdict was reckoned by words that could be read, and stays.
    Ways ways = before.open ? mended_ways(clockwork_, w_, after) : ways_of(clockwork_, w_.tx.db(), before, w_.catalogue);
    const Target* target = ways ? target_of(*ways.offer, before.target) : nullptr;
    if (!target) {
      if (before.open) after = give_up(w_, running);
      return;
    }
    Look seen = look(*ways.offer, *target);
    if (!of_this_cycle) seen.gone = "the incident is in another cycle";
    if (has_ended(*w_.catalogue, before)) seen.gone = agreement_ended;
    const auto turns = next_turns(running.course, seen);
    const bool mended = after.terms != before.terms || after.hours != before.hours;
    if (turns.empty() && !mended) return;
    Course course = running.course;
    course.insert(course.end(), turns.begin(), turns.end());
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
    const Turn& what = end ? *end : course.back();
    save_clock(w_.tx, before, after, note(turns.empty() ? "clock.words_replaced" : kind_of(what.to), what.why));
    say_in_story(w_, after_, before, after, *ways.offer);
    tell_what_happened(w_, after_, before, after, *ways.offer);
  }

  /// What rules an agreement out is asked before its conditions, and those before anything is reckoned.
  void begin_all(const std::shared_ptr<const Offer>& offer) {
    if (!gone_for(offer->agreement, after_).empty()) return;
    const auto wanted = [&](const Target& t) { return !(after_.cycle > 1 && t.reopening == Reopening::stay) && !is_there(*offer, t); };
    if (std::ranges::none_of(offer->terms.targets, wanted) || !applies_to(offer->terms, seen_.facts())) return;
    for (const Target& target : offer->terms.targets)
      if (wanted(target)) begin(offer, target);
  }

  /// One that is there already, in whatever state, is the only one of its target in a cycle, unless it begins anew each time.
  bool is_there(const Offer& offer, const Target& target) const {
    return std::ranges::any_of(clocks_, [&](const Running& r) {
      return r.clock.cycle == after_.cycle && r.clock.agreement == offer.agreement.id && r.clock.target == target.name &&
             !begins_anew(*w_.catalogue, r.clock);
    });
  }

  void begin(const std::shared_ptr<const Offer>& offer, const Target& target) {
    const Look seen = look(*offer, target);
    if (!seen.gone.empty() || !seen.starts || !seen.stop.empty()) return;
    const auto hours = hours_text(*w_.catalogue, offer->agreement.calendar);
    if (!hours) return;
    const auto before_that = [this] { return std::span<const Moment>(history()); };
    const Course course = course_so_far({*offer, target, before_, after_, seen, before_that, seen_.lookup()}, cycle_before(*offer, target));
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
    now_.push_back(clock);
    tell_late(clock, *offer);
  }

  /// One that begins late may have been missed already. What an earlier cycle told, and what another system knew, is no news.
  void tell_late(const Clock& clock, const Offer& offer) {
    if (!clock.breached_at) return;
    for (const Running& r : clocks_)
      if (r.clock.agreement == clock.agreement && r.clock.target == clock.target && r.clock.breached_at == clock.breached_at) return;
    Clock untold = clock;
    untold.breached_at = {};
    say_in_story(w_, after_, untold, clock, offer);
    if (was_imported(w_.tx.db(), after_.id)) return;
    tell_what_happened(w_, after_, untold, clock, offer);
  }

  void pin_once(const std::string& digest, const std::string& body) {
    if (pinned_.insert(digest).second) pin(w_.tx, digest, body);
  }

  /// The course of this target in the cycle before; null for none.
  const Course* cycle_before(const Offer& offer, const Target& target) const {
    for (const Running& old : clocks_ | std::views::reverse)
      if (old.clock.agreement == offer.agreement.id && old.clock.target == target.name && old.clock.cycle + 1 == after_.cycle)
        return &old.course;
    return nullptr;
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
  Seen seen_;
  std::vector<Running> clocks_;
  std::vector<Clock> now_;
  std::set<std::string> pinned_;
  std::optional<std::vector<Moment>> history_;
};

}  // namespace

bool has_ended(const service::Snapshot& catalogue, const Clock& clock) {
  const auto* agreement = catalogue.get<Agreement>(clock.agreement);
  return !agreement || !agreement->active;
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

void follow(Clockwork& clockwork, Work& w, const Incident* before, Incident& after) {
  set_promise(after, Following(clockwork, w, before, after).run());
}

}  // namespace evenkeel::agreement
