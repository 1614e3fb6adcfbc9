// Where a page of messages or of their deliveries begins.
#pragma once
#include <optional>
#include <string>

#include "practice/api/api.hpp"
#include "practice/notification/delivery_store.hpp"

namespace evenkeel::notification {

/// "<microseconds>-<id>" of the last item seen. No secret: it only ever narrows the list.
std::string cursor_of(const After& last);
/// The parameter `cursor`. Error: query.bad_cursor.
Result<std::optional<After>> after_of(const http::Request& request);

}  // namespace evenkeel::notification
