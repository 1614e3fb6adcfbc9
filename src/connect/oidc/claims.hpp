// What the claims of a token must say before it is believed: ID tokens (OpenID Connect Core 1.0, 3.1.3.7) and logout tokens
// (Back-Channel Logout 1.0, 2.6). Pure: the time is an argument, the signature was checked before.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "connect/oidc/token.hpp"
#include "practice/people/sign_on.hpp"

namespace evenkeel::oidc {

/// Between the clocks of provider and server.
constexpr std::int64_t leeway_us = us_per_minute;
/// A token is read moments after it was made; an older one was kept by somebody.
constexpr std::int64_t token_age_most_us = 10 * us_per_minute;

struct Expected {
  std::string issuer, client_id;
  std::string nonce;         // of an ID token
  std::string access_token;  // that came with it; checked against at_hash when the token has one
  Time now;
};

/// Errors: token.issuer, token.audience, token.expired, token.time, token.nonce, token.subject, token.access_token, token.type.
Status check_id_token(const Opened& token, const Expected& expected);

/// Whose sessions end. Errors as above, and token.events.
Result<people::LogoutNotice> check_logout_token(const Opened& token, const Expected& expected);

/// The claim at a path ("groups", or "realm_access.roles" inside objects) as texts: one text is a list of one.
std::vector<std::string> texts_at(const boost::json::object& claims, std::string_view path);
/// A claim that is true, or says "true" as some providers do.
bool is_true(const boost::json::object& claims, std::string_view name);

}  // namespace evenkeel::oidc
