// How a course ended, turn by turn. What stops while nothing is promised is noted: when the promise is taken up again, the clock has
// stopped then, and not only when somebody took it up.
#pragma once
#include <utility>

#include "practice/agreement/course.hpp"

namespace evenkeel::agreement {

struct Ending {
  std::optional<Turn> end;    // stopped or cancelled
  std::optional<Turn> noted;  // what stopped while it was cancelled

  /// `cancelled` once more takes a noted stop back; `revived` takes back the end, and leaves what was noted as the end.
  void take(const Turn& turn) {
    switch (turn.to) {
      case Turning::cancelled:
        end = turn;
        noted.reset();
        break;
      case Turning::stopped: (end ? noted : end) = turn; break;
      case Turning::revived: end = std::exchange(noted, std::nullopt); break;
      default: break;
    }
  }
};

inline Ending ending_of(std::span<const Turn> course) {
  Ending ending;
  for (const Turn& turn : course) ending.take(turn);
  return ending;
}

}  // namespace evenkeel::agreement
