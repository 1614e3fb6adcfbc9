#include "practice/agreement/course_rules.hpp"

#include <algorithm>

#include "practice/agreement/ending.hpp"

namespace evenkeel::agreement {
namespace {

void begin(const Look& look, std::vector<Turn>& out) {
  if (!look.gone.empty() || !look.starts || !look.stop.empty() || look.goal.empty()) return;
  const Time from = std::min(look.begins, look.at);
  out.push_back({from, Turning::begun, {}});
  out.push_back({from, Turning::goal, look.goal});
  if (!look.pause.empty()) out.push_back({look.at, Turning::paused, look.pause});
}

void mark_pause(const Standing& now, const Look& look, Time at, std::vector<Turn>& out) {
  if (look.pause == now.pause) return;
  if (look.pause.empty()) out.push_back({at, Turning::resumed, {}});
  else out.push_back({at, Turning::paused, look.pause});
}

/// Of a clock that is cancelled: that it would have stopped, and that this was taken back.
void mark_stop(const Ending& before, const Look& look, Time at, std::vector<Turn>& out) {
  const bool stops = !look.stop.empty();
  if (stops && !before.noted) out.push_back({at, Turning::stopped, look.stop});
  if (!stops && before.noted) out.push_back({at, Turning::cancelled, look.gone});
}

/// True when it has ended, or ends now.
bool end(const Standing& now, const Ending& before, const Look& look, Time at, std::vector<Turn>& out) {
  const bool gone = !look.gone.empty(), stops = !look.stop.empty();
  // A clock that stopped keeps its verdict, whatever becomes of the incident afterwards.
  if (now.end == Turning::stopped && (stops || gone)) return true;
  if (now.end == Turning::cancelled && gone) {
    mark_stop(before, look, at, out);
    mark_pause(now, look, at, out);
    return true;
  }
  if (now.end) out.push_back({at, Turning::revived, {}});
  if (before.noted && stops) return true;
  if (before.noted) out.push_back({at, Turning::revived, {}});
  if (gone) {
    out.push_back({at, Turning::cancelled, look.gone});
    mark_stop(before, look, at, out);
  } else if (stops) {
    out.push_back({at, Turning::stopped, look.stop});
  }
  return gone || stops;
}

}  // namespace

Standing standing_of(std::span<const Turn> course) {
  Standing now;
  if (const auto end = ending_of(course).end) now.end = end->to;
  for (const Turn& turn : course) switch (turn.to) {
      case Turning::begun: now.begun = true; break;
      case Turning::goal: now.goal = turn.why; break;
      case Turning::paused:
        now.paused = true;
        now.pause = turn.why;
        break;
      case Turning::resumed:
        now.paused = false;
        now.pause.clear();
        break;
      case Turning::restarted:
      case Turning::stopped:
      case Turning::cancelled:
      case Turning::revived: break;
    }
  return now;
}

std::vector<std::size_t> slips_in(std::span<const Turn> course) {
  std::vector<std::size_t> goals, slips;
  for (std::size_t i = 0; i < course.size(); ++i) {
    if (course[i].to != Turning::goal) continue;
    const std::size_t n = goals.size();
    if (n >= 2 && course[goals[n - 2]].why == course[i].why && course[i].at - course[goals[n - 1]].at < slip_most_us) {
      slips.insert(slips.end(), {goals[n - 1], i});
      goals.pop_back();
    } else {
      goals.push_back(i);
    }
  }
  std::sort(slips.begin(), slips.end());
  return slips;
}

bool begun_by_a_slip(std::span<const Turn> course) {
  const auto end = ending_of(course).end;
  if (!end || end->to != Turning::cancelled) return false;
  const auto late =
      std::ranges::find_if(course.subspan(std::min<std::size_t>(course.size(), 2)), [&](const Turn& t) { return t.to == Turning::goal; });
  return late != course.end() && late->why == course[1].why && end->at - late->at < slip_most_us;
}

std::vector<Turn> next_turns(std::span<const Turn> course, const Look& look) {
  std::vector<Turn> out;
  const Standing now = standing_of(course);
  if (!now.begun) {
    begin(look, out);
    return out;
  }
  // A machine whose clock was set back does not turn a course round.
  const Time at = std::max(look.at, course.back().at);
  if (end(now, ending_of(course), look, at, out)) return out;
  if (!look.goal.empty() && look.goal != now.goal) out.push_back({at, Turning::goal, look.goal});
  if (look.restarts) out.push_back({at, Turning::restarted, {}});
  mark_pause(now, look, at, out);
  return out;
}

}  // namespace evenkeel::agreement
