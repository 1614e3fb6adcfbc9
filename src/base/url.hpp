// Addresses that we connect to because an operator, or somebody the operator trusts, said so.
#pragma once
#include <string>
#include <string_view>

namespace evenkeel {

/// https://host/..., or http:// to localhost, 127.0.0.1 or [::1]; no user name in it.
bool is_usable_url(std::string_view url);

/// "a b&c" -> "a%20b%26c": all but letters, digits and -._~ (RFC 3986).
std::string url_encoded(std::string_view text);

}  // namespace evenkeel
