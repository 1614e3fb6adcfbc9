// Shifts as an iCalendar file (RFC 5545) for the calendar programs of people, and the address at which they read it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "practice/roster/feed_desk.hpp"

namespace evenkeel::icalendar {

/// The file; the same bytes for the same page. `host` stands in the identities of the events.
std::string write_feed(const roster::FeedPage& page, std::string_view host);
/// When any of it last changed; Time{} for an empty one.
Time last_change(const roster::FeedPage& page);

/// GET /api/v1/on_call/feeds/{address}: open to whoever has the address. Answers 304 to If-None-Match.
std::vector<http::Route> feed_routes(const roster::RosterParts& parts, std::string host);

}  // namespace evenkeel::icalendar
