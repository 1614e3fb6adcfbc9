#include "practice/roster/gap_rules.hpp"

#include <algorithm>

#include "base/zone.hpp"
#include "practice/calendar/business_time.hpp"

namespace evenkeel::roster {
namespace {

/// What of it is still missing. What lies behind now, or beyond what was looked at, stays as it is.
std::vector<Warned> left_of(const Warned& w, const std::vector<Lack>& lacks, Time now, Time looked_until) {
  if (w.from >= looked_until) return {w};
  std::vector<Warned> left;
  for (const Lack& l : lacks) {
    if (w.person != l.person || w.from >= l.until || l.from >= w.until) continue;
    left.push_back({w.days, w.person, l.from <= now ? w.from : std::max(w.from, l.from),
                    l.until >= looked_until ? w.until : std::min(w.until, l.until)});
  }
  return left;
}

/// All of it was told, `days` before.
bool is_known(const std::vector<Warned>& warned, std::int64_t days, const Lack& l) {
  return std::ranges::any_of(
      warned, [&](const Warned& w) { return w.days == days && w.person == l.person && w.from <= l.from && l.until <= w.until; });
}

}  // namespace

Time no_end() { return zones_known_until; }

std::vector<Lack> lacks_in(const std::vector<Stretch>& all, const std::set<Id>& unreachable, const calendar::WorkingHours* covered) {
  std::vector<Lack> lacks;
  for (const Gap& gap : gaps_in(all, covered)) lacks.push_back({gap.from, gap.until, {}, gap.why, gap.missing});
  for (const Id person : unreachable) {
    const auto first = static_cast<std::ptrdiff_t>(lacks.size());
    const auto add = [&](Time from, Time until) {
      if (static_cast<std::ptrdiff_t>(lacks.size()) > first && lacks.back().until == from) lacks.back().until = until;
      else lacks.push_back({from, until, person, {}, {}});
    };
    for (const Stretch& stretch : all) {
      if (!std::ranges::any_of(stretch.people, [&](const Shift& s) { return s.person == person && s.part == Part::on_duty; })) continue;
      if (!covered) add(stretch.from, stretch.until);
      else
        for (const auto& open : calendar::open_stretches(*covered, stretch.from, stretch.until)) add(open.from, open.until);
    }
  }
  std::ranges::stable_sort(lacks, {}, &Lack::from);
  return lacks;
}

GapNotice gap_notice(const std::vector<Lack>& lacks, const std::vector<Warned>& warned, const std::vector<std::int64_t>& days, Time now,
                     Time looked_until) {
  GapNotice notice;
  std::vector<Warned> still;
  for (const Warned& w : warned) {
    const auto left = left_of(w, lacks, now, looked_until);
    still.insert(still.end(), left.begin(), left.end());
    if (left == std::vector{w}) continue;
    notice.forget.push_back(w);
    notice.keep.insert(notice.keep.end(), left.begin(), left.end());
  }
  std::vector<bool> told(lacks.size());
  for (const std::int64_t d : days) {
    const std::int64_t before = d * us_per_day;
    const auto is_new = [&](const Lack& l) { return !is_known(still, d, l); };
    const bool due = std::ranges::any_of(lacks, [&](const Lack& l) { return l.from - before <= now && is_new(l); });
    for (std::size_t i = 0; i < lacks.size(); ++i) {
      const Lack& l = lacks[i];
      if (!is_new(l)) continue;
      if (due && l.from - 2 * before <= now) {
        told[i] = true;
        notice.add.push_back({d, l.person, l.from, l.until >= looked_until ? no_end() : l.until});
      } else if (const Time at = l.from - before; at > now && (!notice.next || at < notice.next)) {
        notice.next = at;
      }
    }
  }
  for (std::size_t i = 0; i < lacks.size(); ++i)
    if (told[i]) notice.tell.push_back(lacks[i]);
  return notice;
}

}  // namespace evenkeel::roster
