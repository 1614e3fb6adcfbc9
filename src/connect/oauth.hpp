// What every client of OAuth2 needs (RFC 6749).
#pragma once
#include <boost/json/fwd.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace evenkeel::connect {

/// name=value&name=value, encoded; what has no value is left out.
std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> members);

/// An error code as section 5.2 has them; anything else is not repeated into our log.
std::string error_word(const std::string& text);

/// What may stand in a header: an access token (RFC 6750, 2.1) has nothing else.
bool is_visible_ascii(std::string_view text);

/// Member of a JSON object as text; empty when it is absent or no text.
std::string text_of(const boost::json::object& object, std::string_view name);

}  // namespace evenkeel::connect
