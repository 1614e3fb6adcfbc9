// Live screens: a stream of hints {subject, id, version, kind} over server-sent events. A hint is sent only to who may see
// its incident, says nothing of what changed, and never tells a caller of changes that only staff may read.
#pragma once
#include "http/router.hpp"
#include "practice/people/people.hpp"
#include "store/feed.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

/// GET /api/v1/events.
std::vector<http::Route> live_routes(const store::Register& reg, const store::Feed& feed, people::Accounts& accounts);

}  // namespace evenkeel::app
