// Calendars of the catalogue: what their words mean, and two answers for people: what a month looks like, and what so many working
// hours from now is.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/api/api.hpp"
#include "practice/calendar/business_time.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

/// Everything wrong with the words of a calendar. Codes calendar.*, with pointers.
std::vector<Problem> problems_of(const Calendar& calendar);
/// Its dates as lines: its own, and those from the web on other days.
std::string dates_text(const Calendar& calendar);
/// Its hours and dates, and the dates of the calendars whose holidays it takes over.
calendar::WorkingHours hours_of(const Snapshot& catalogue, const Calendar& calendar);

std::string calendar_schema();
/// DDL of agreements, which stand on calendars.
std::string agreement_schema();
/// DDL of rosters, whose plans look at calendars.
std::string roster_schema();
/// DDL of escalation policies, which came later still.
std::string escalation_policy_schema();
std::string message_text_schema();

/// Armed on a calendar when what it says may have become another, for clocks that run by it; `key` is free for who looks again.
inline constexpr std::string_view timer_calendar_changed = "calendar.changed";
/// Armed on an agreement that has ended, for clocks that still run by it.
inline constexpr std::string_view timer_agreement_ended = "agreement.ended";

/// GET /calendars/{id}/days and GET /calendars/{id}/reckon.
std::vector<http::Route> calendar_routes(const store::Register& reg, Catalogue& catalogue);
std::map<std::string, std::string> calendar_schemas();

}  // namespace evenkeel::service
