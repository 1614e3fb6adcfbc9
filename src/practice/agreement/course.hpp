// What befell one clock, in order: when it began, paused, resumed and ended, and what it promised from when on. A course is all that a
// clock remembers of an incident's life; what it means (due when, met or breached) is reckoned from it and a calendar, and so can be
// reckoned again at any time by anybody.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "practice/calendar/business_time.hpp"
#include "record/record.hpp"

namespace evenkeel::agreement {

enum class Turning {
  begun,
  goal,       // from now on this is promised, from the begin on; `why` is the span in words
  paused,     // also when it was paused and the reason is another one now
  resumed,    // the pause is over
  restarted,  // kept once, and promised anew from now on
  stopped,    // what was promised is there
  cancelled,  // nothing is promised any more
  revived     // the end was taken back: as if it had not been
};

struct Turn {
  Time at;
  Turning to = Turning::begun;
  std::string why;  // for people; of a goal the words that parse_span reads
  bool operator==(const Turn&) const = default;
};
/// In order of time. The first is `begun`, the second the goal.
using Course = std::vector<Turn>;

enum class Doing { running, paused, stopped, cancelled };
/// As contracted. What was found breached stays breached.
enum class Verdict { open, met, breached };

/// Where a course has come to.
struct Standing {
  bool begun = false, paused = false;
  std::optional<Turning> end;  // stopped or cancelled
  std::string goal, pause;     // in words, and why
};
Standing standing_of(std::span<const Turn> course);

}  // namespace evenkeel::agreement

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<agreement::Turning> =
    std::array<std::string_view, 8>{"begun", "goal", "paused", "resumed", "restarted", "stopped", "cancelled", "revived"};
template <>
inline constexpr auto enum_names<agreement::Doing> = std::array<std::string_view, 4>{"running", "paused", "stopped", "cancelled"};
template <>
inline constexpr auto enum_names<agreement::Verdict> = std::array<std::string_view, 3>{"open", "met", "breached"};
}  // namespace evenkeel::record
