// Notices of hand-offs: whoever comes on duty is told by mail, a time before that the roster sets, what is open and who was on before;
// whoever goes off is told who follows. A timer a roster looks again at each hand-off, after each change of the roster and its overrides,
// and now and then for absences; what was told is remembered by hand-off and person, so that it is told once.
#pragma once
#include <string>
#include <string_view>

#include "practice/service/catalogue.hpp"
#include "store/timers.hpp"

namespace evenkeel::roster {

inline constexpr std::string_view timer_hand_off = "roster.hand_off";

/// DDL with tokens.
std::string hand_off_schema();

store::TimerHandlers hand_off_timer_handlers(const service::Catalogue& catalogue);

}  // namespace evenkeel::roster
