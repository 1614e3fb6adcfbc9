#include "practice/agreement/beginning.hpp"

#include <algorithm>

#include "practice/agreement/clock_work.hpp"
#include "practice/agreement/ending.hpp"

namespace evenkeel::agreement {
namespace {

using incident::Incident;

void append(Course& course, std::vector<Turn> more) {
  course.insert(course.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The course of the cycle before, with what lay between as a pause.
Course resumed(Course course, const Look& seen) {
  if (const auto end = ending_of(course).end) {
    std::erase_if(course, [&](const Turn& t) {
      return t.at > end->at || t.to == Turning::stopped || t.to == Turning::cancelled || t.to == Turning::revived;
    });
    course.push_back({end->at, Turning::paused, "was over: " + end->why});
  }
  append(course, next_turns(course, seen));
  return course;
}

Time begin_of(const Beginning& b) {
  const Time now = b.seen.at;
  // Whoever asks again has waited since the first question.
  if (b.target.anew == Anew::by_question_of_caller && b.after.caller_waits_since) return b.after.caller_waits_since;
  if (!b.target.starts.empty() || b.offer.agreement.begins == service::ClockBegin::matched) return now;
  if (b.after.cycle > 1) {
    for (const Moment& moment : b.history())
      if (std::get<std::int64_t>(moment.facts["cycle"]) == b.after.cycle) return moment.at;
    return now;
  }
  switch (b.offer.agreement.begins) {
    case service::ClockBegin::began: return b.after.began_at ? b.after.began_at : b.after.opened_at;
    case service::ClockBegin::detected: return b.after.detected_at ? b.after.detected_at : b.after.opened_at;
    default: return b.after.opened_at;
  }
}

}  // namespace

Course course_so_far(const Beginning& b, const Course* cycle_before) {
  Look seen = b.seen;
  const Time now = seen.at;
  const bool another_cycle = b.before && b.before->cycle != b.after.cycle;
  if (another_cycle && b.target.reopening == Reopening::resume && cycle_before) return resumed(*cycle_before, seen);
  seen.begins = begin_of(b);
  if (b.target.anew == Anew::by_question_of_caller) seen.restarts = false;  // the question begins it
  if (!b.before || seen.begins >= now || another_cycle) return next_turns({}, seen);
  Course course{{seen.begins, Turning::begun, {}}, {seen.begins, Turning::goal, seen.goal}};
  std::optional<Incident> last;
  for (const Moment& moment : b.history()) {
    const auto then = record::from_record<Incident>(moment.facts);
    const bool restarts = moment.at > seen.begins && promised_anew(b.target, last ? &*last : nullptr, then);
    last = then;
    if (then.cycle != b.after.cycle || moment.at < seen.begins || moment.at >= now) continue;
    Look l = look_at(b.offer.terms, b.target, {moment.facts, b.lookup});
    l.at = moment.at;
    l.gone.clear();
    l.stop.clear();
    l.goal = seen.goal;
    l.restarts = restarts;
    append(course, next_turns(course, l));
  }
  // Says when it was promised, so that a command that is taken back at once promised nothing (begun_by_a_slip).
  course.push_back({std::max(now, course.back().at), Turning::goal, seen.goal});
  append(course, next_turns(course, seen));
  return course;
}

std::vector<Replayed> replay(const Offer& offer, const Target& target, std::span<const Moment> life, const condition::Lookup& lookup) {
  std::vector<Replayed> courses;
  std::optional<Incident> before;
  for (std::size_t i = 0; i < life.size(); ++i) {
    const auto after = record::from_record<Incident>(life[i].facts);
    Seen seen(after, lookup);
    Look look = look_of(offer, target, before ? &*before : nullptr, seen);
    look.at = look.begins = life[i].at;
    Replayed* last = courses.empty() ? nullptr : &courses.back();
    if (last && last->cycle != after.cycle && !standing_of(last->course).end) {
      Look gone = look;
      gone.gone = "the incident is in another cycle";
      append(last->course, next_turns(last->course, gone));
    }
    const bool anew = last && offer.agreement.begins == service::ClockBegin::matched && standing_of(last->course).end == Turning::cancelled;
    if (last && last->cycle == after.cycle && !anew) {
      append(last->course, next_turns(last->course, look));
    } else if (look.gone.empty() && look.starts && look.stop.empty() && !(after.cycle > 1 && target.reopening == Reopening::stay)) {
      const Course* cycle_before = last && last->cycle + 1 == after.cycle ? &last->course : nullptr;
      const Beginning beginning{offer, target, before ? &*before : nullptr, after, look, [&] { return life.first(i); }, lookup};
      auto course = course_so_far(beginning, cycle_before);
      if (!course.empty()) courses.push_back({after.cycle, std::move(course)});
    }
    before = after;
  }
  return courses;
}

}  // namespace evenkeel::agreement
