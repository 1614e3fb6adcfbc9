// A due instant is the goal added to the begin, moved on by what each pause before it would have counted. That is the same as adding
// what is left at each resumption, holds for working time, working days and elapsed time alike, and a pause outside hours moves nothing.
#include "practice/agreement/reckoning_rules.hpp"

#include "practice/agreement/course_rules.hpp"
#include "practice/agreement/ending.hpp"

namespace evenkeel::agreement {
namespace {

using calendar::Measure;
using calendar::Span;
using calendar::Stretch;
using calendar::WorkingHours;

/// One promise on its way: since the begin of the clock, or since its last restart.
class Round {
 public:
  explicit Round(const WorkingHours& hours) : hours_(&hours) {}

  void begin(Time at) {
    from_ = at;
    pauses_.clear();
    if (paused_since_) paused_since_ = at;
    reckon_due();
  }
  void promise(std::optional<Span> goal) {
    goal_ = goal;
    reckon_due();
  }
  void pause(Time at) {
    if (!paused_since_) paused_since_ = at;
  }
  void resume(Time at) {
    if (paused_since_ && *paused_since_ < at) {
      pauses_.push_back({*paused_since_, at});
      due_ = moved_by(due_, pauses_.back());
    }
    paused_since_.reset();
  }

  Time from() const { return from_; }
  bool paused() const { return paused_since_.has_value(); }
  bool by_the_calendar() const { return goal_ && calendar::counts_hours(goal_->measure); }

  std::optional<Time> due() const { return while_it_pauses(due_); }

  /// What may be used up in all.
  std::optional<std::int64_t> goal_us() const {
    if (!goal_) return std::nullopt;
    if (goal_->measure == Measure::working_time || goal_->measure == Measure::elapsed) return goal_->amount;
    const auto end = calendar::add(*hours_, from_, *goal_);
    return end ? std::optional(counted(from_, *end)) : std::nullopt;
  }

  std::optional<Time> reaches(int percent) const {
    const auto whole = goal_us();
    constexpr int all = 100;
    if (!whole) return std::nullopt;
    // Divided first, so that no goal is too long to multiply.
    const std::int64_t part = *whole / all * percent + *whole % all * percent / all;
    return while_it_pauses(moved_on(add(from_, part)));
  }

  std::int64_t consumed(Time until) const {
    std::int64_t us = counted(from_, until);
    for (const Stretch& pause : pauses_) us -= counted(pause.from, std::min(pause.until, until));
    if (paused_since_) us -= counted(*paused_since_, until);
    return us;
  }

 private:
  std::int64_t counted(Time from, Time until) const {
    if (from >= until) return 0;
    return by_the_calendar() ? calendar::between(*hours_, from, until) : until - from;
  }
  std::optional<Time> add(Time from, std::int64_t us) const {
    return calendar::add(*hours_, from, Span{by_the_calendar() ? Measure::working_time : Measure::elapsed, us});
  }
  /// From the begin, which only another goal or another begin asks for: a pause that ends moves it on from where it was.
  void reckon_due() { due_ = goal_ ? moved_on(calendar::add(*hours_, from_, *goal_)) : std::nullopt; }
  /// By every pause that began before it.
  std::optional<Time> moved_on(std::optional<Time> instant) const {
    for (const Stretch& pause : pauses_) instant = moved_by(instant, pause);
    return instant;
  }
  std::optional<Time> moved_by(std::optional<Time> instant, const Stretch& pause) const {
    if (!instant || pause.from >= *instant) return instant;
    instant = add(*instant, counted(pause.from, pause.until));
    // Of working days nothing may be left when a pause begins in the night before: it still is not due while that lasts.
    return instant ? std::optional(std::max(*instant, pause.until)) : std::nullopt;
  }
  /// None while a pause that is not over began before it.
  std::optional<Time> while_it_pauses(std::optional<Time> instant) const {
    return instant && paused_since_ && *paused_since_ < *instant ? std::nullopt : instant;
  }

  const WorkingHours* hours_;
  Time from_;
  std::optional<Span> goal_;
  std::optional<Time> due_;  // without what a pause under way will add
  std::vector<Stretch> pauses_;
  std::optional<Time> paused_since_;
};

/// Goes through a course turn by turn and finds the first instant that was too late.
class Walk {
 public:
  Walk(const WorkingHours& hours, Time known_breach) : round_(hours), breached_at_(known_breach) {}

  void take(const Turn& turn) {
    if (turn.to != Turning::begun && !ending_.end) look_for_breach(turn.at);
    ending_.take(turn);
    switch (turn.to) {
      case Turning::begun: round_.begin(turn.at); break;
      case Turning::goal: round_.promise(calendar::parse_span(turn.why)); break;
      case Turning::paused: round_.pause(turn.at); break;
      case Turning::resumed: round_.resume(turn.at); break;
      case Turning::restarted: round_.begin(turn.at); break;
      case Turning::stopped:
      case Turning::cancelled: break;
      case Turning::revived:
        // It was the end all along, and nobody looked while nothing was promised.
        if (ending_.end) look_for_breach(ending_.end->at);
        break;
    }
  }
  void look_for_breach(Time until) {
    if (breached_at_) return;
    if (const auto due = round_.due(); due && *due <= until) breached_at_ = *due;
  }

  const Round& round() const { return round_; }
  Time breached_at() const { return breached_at_; }
  const std::optional<Turn>& end() const { return ending_.end; }

 private:
  Round round_;
  Time breached_at_;
  Ending ending_;
};

Walk walked(std::span<const Turn> course, std::span<const std::size_t> left_out, const WorkingHours& hours, Time known_breach, Time now) {
  Walk walk(hours, known_breach);
  for (std::size_t i = 0; i < course.size(); ++i)
    if (!std::ranges::binary_search(left_out, i)) walk.take(course[i]);
  if (!walk.end()) walk.look_for_breach(now);
  return walk;
}

Doing doing_of(const Walk& walk) {
  if (walk.end()) return walk.end()->to == Turning::stopped ? Doing::stopped : Doing::cancelled;
  return walk.round().paused() ? Doing::paused : Doing::running;
}

void add_part(std::vector<Part>& parts, Part part) {
  if (part.from >= part.until) return;
  if (!parts.empty() && parts.back().until == part.from && parts.back().counting == part.counting && parts.back().why == part.why)
    parts.back().until = part.until;
  else parts.push_back(std::move(part));
}

/// What ran from `from` to `until`, parted by the calendar.
void add_running(std::vector<Part>& parts, const WorkingHours& hours, bool by_the_calendar, Time from, Time until) {
  if (!by_the_calendar) return add_part(parts, {from, until, Counting::counts, {}});
  Time at = from;
  for (const Stretch& open : calendar::open_stretches(hours, from, until)) {
    add_part(parts, {at, open.from, Counting::outside_hours, {}});
    add_part(parts, {open.from, open.until, Counting::counts, {}});
    at = open.until;
  }
  add_part(parts, {at, until, Counting::outside_hours, {}});
}

}  // namespace

Reckoning reckon(std::span<const Turn> course, const WorkingHours& hours, std::span<const int> warn_percents, Time now, Time known_breach) {
  const auto slips = slips_in(course);
  if (!slips.empty() && known_breach && walked(course, {}, hours, {}, now).breached_at() == known_breach) known_breach = {};
  const Walk walk = walked(course, slips, hours, known_breach, now);
  const auto& end = walk.end();

  Reckoning out;
  const Round& round = walk.round();
  out.doing = doing_of(walk);
  if (end) out.ended = end->at;
  if (!begun_by_a_slip(course)) out.breached_at = walk.breached_at();
  if (out.breached_at) out.verdict = Verdict::breached;
  else if (out.doing == Doing::stopped) out.verdict = Verdict::met;
  out.round_from = round.from();
  out.due = round.due();
  out.goal_us = round.goal_us();
  out.consumed_us = round.consumed(end ? end->at : now);
  out.outside_hours = out.doing == Doing::running && round.by_the_calendar() && !calendar::is_open(hours, now);
  for (int percent : warn_percents) out.warnings.push_back({percent, round.reaches(percent)});
  return out;
}

std::vector<Part> timeline(std::span<const Turn> course, const WorkingHours& hours, Time now) {
  std::vector<Part> parts;
  if (course.empty()) return parts;
  const auto goal = calendar::parse_span(standing_of(course).goal);
  const bool by_the_calendar = goal && calendar::counts_hours(goal->measure);
  Time from = course.front().at;
  std::optional<std::string> pause;
  const auto until = [&](Time t) {
    if (pause) add_part(parts, {from, t, Counting::paused, *pause});
    else add_running(parts, hours, by_the_calendar, from, t);
    from = std::max(from, t);
  };
  const auto end = ending_of(course).end;
  for (const Turn& turn : course) {
    if (end && turn.at > end->at) break;
    until(turn.at);
    if (turn.to == Turning::paused) pause = turn.why;
    if (turn.to == Turning::resumed) pause.reset();
  }
  until(end ? end->at : now);
  return parts;
}

}  // namespace evenkeel::agreement
