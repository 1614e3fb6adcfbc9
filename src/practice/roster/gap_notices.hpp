// Notices of gaps: whoever manages the roster's team is told in advance that nobody will be on duty, or somebody whom no message reaches;
// so many days before as the roster says, once each. A timer a roster looks when the next notice is due, soon after each change of the
// roster, its overrides and the absences of its people, and now and then for what arms no timer (calendars, contact points).
#pragma once
#include <string>
#include <string_view>

#include "practice/service/catalogue.hpp"
#include "store/timers.hpp"

namespace evenkeel::roster {

inline constexpr std::string_view timer_gaps = "roster.gaps";
/// A person's absences, or whether they are active, changed: their rosters are looked at. Armed by practice/people.
inline constexpr std::string_view timer_away = "roster.away";
/// After a change: who takes somebody off mostly puts another one on next.
constexpr std::int64_t settle_us = 5 * us_per_minute;

/// DDL with tokens; has every active roster looked at.
std::string gap_notice_schema();

store::TimerHandlers gap_timer_handlers(const service::Catalogue& catalogue);

}  // namespace evenkeel::roster
