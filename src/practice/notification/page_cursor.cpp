#include "practice/notification/page_cursor.hpp"

#include <fmt/format.h>

namespace evenkeel::notification {

std::string cursor_of(const After& last) { return fmt::format("{}-{}", last.at.us, last.id.v); }

Result<std::optional<After>> after_of(const http::Request& request) {
  const auto text = request.query_value("cursor").value_or("");
  if (text.empty()) return std::optional<After>{};
  const auto dash = text.find('-');
  const auto at = parse_id(text.substr(0, dash));
  const auto id = dash == std::string_view::npos ? std::nullopt : parse_id(text.substr(dash + 1));
  if (!at || !id) return error(Fault::malformed, "query.bad_cursor", "The cursor is damaged; begin again without it.", "/cursor");
  return std::optional<After>{After{Time{at->v}, *id}};
}

}  // namespace evenkeel::notification
