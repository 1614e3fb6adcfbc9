#include "practice/agreement/course_rules.hpp"

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

/// True when it has ended, or ends now.
bool end(const Standing& now, const Look& look, Time at, std::vector<Turn>& out) {
  const bool gone = !look.gone.empty(), stops = !look.stop.empty();
  if (now.end == Turning::stopped && stops) return true;
  if (now.end == Turning::cancelled && gone) {
    mark_pause(now, look, at, out);
    return true;
  }
  // A clock that stopped keeps its verdict, whatever becomes of the incident afterwards.
  if (now.end == Turning::stopped && gone) return true;
  if (now.end) out.push_back({at, Turning::revived, {}});
  if (gone) out.push_back({at, Turning::cancelled, look.gone});
  else if (stops) out.push_back({at, Turning::stopped, look.stop});
  return gone || stops;
}

}  // namespace

Standing standing_of(std::span<const Turn> course) {
  Standing now;
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
      case Turning::restarted: break;
      case Turning::stopped:
      case Turning::cancelled: now.end = turn.to; break;
      case Turning::revived: now.end.reset(); break;
    }
  return now;
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
  if (end(now, look, at, out)) return out;
  if (!look.goal.empty() && look.goal != now.goal) out.push_back({at, Turning::goal, look.goal});
  if (look.restarts) out.push_back({at, Turning::restarted, {}});
  mark_pause(now, look, at, out);
  return out;
}

}  // namespace evenkeel::agreement
