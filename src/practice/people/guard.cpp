// What every request passes before its handler: who is it, did our own page send it, and may they. Deny unless said otherwise:
// a route without a permission is public by its own word, a permission that is not in the table is nobody's.
#include "base/text.hpp"
#include "practice/api/api.hpp"
#include "practice/people/accounts.hpp"

namespace evenkeel::people {
namespace {

bool is_safe(http::Verb verb) { return verb == http::Verb::get || verb == http::Verb::head || verb == http::Verb::options; }

http::Response unauthenticated(std::string code, std::string text) {
  http::Response response = http::problem(error(Fault::unauthenticated, std::move(code), std::move(text)));
  response.set("WWW-Authenticate", "Bearer");
  return response;
}

Error denied(const Principal& who, std::string_view permission) {
  if (who.limit == Limit::second_factor)
    return error(Fault::forbidden, "session.second_factor_needed", "Your role demands a second factor: set one up first.");
  if (who.limit == Limit::incident)
    return error(Fault::forbidden, "session.link_only", "The link in your mail opens one incident only; sign in for everything else.");
  return api::denied(permission);
}

std::string cookie(std::string_view name, std::string_view value, std::string_view attributes, bool secure) {
  std::string text(name);
  text.append("=").append(value).append("; Path=/; SameSite=Lax");
  text.append(attributes);
  if (secure) text += "; Secure";
  if (value.empty()) text += "; Max-Age=0";
  return text;
}

}  // namespace

std::string session_cookie_text(std::string_view secret, bool secure) { return cookie(session_cookie, secret, "; HttpOnly", secure); }
std::string csrf_cookie_text(std::string_view csrf, bool secure) { return cookie(csrf_cookie, csrf, "", secure); }

http::Guard make_guard(Accounts& accounts) {
  return [&accounts](const http::Route& route, http::Request& request) -> std::optional<http::Response> {
    const bool is_public = route.permission.empty();
    std::shared_ptr<const Credential> credential;
    const std::string_view token = api::bearer_token(request);
    if (!token.empty()) {
      credential = accounts.by_token(token, request.received);
      if (!credential && !is_public) return unauthenticated("token.invalid", "The token is unknown, expired or revoked.");
    } else {
      credential = accounts.by_session(request.cookie(session_cookie), request.received);
      if (!credential && !is_public) return unauthenticated("session.missing", "Sign in first, or send a token.");
    }
    if (!credential) return std::nullopt;
    if (!is_public) {
      if (!credential->csrf.empty() && !is_safe(request.verb) && !equal_secret(request.header("x-csrf-token"), credential->csrf))
        return http::problem(
            error(Fault::forbidden, "csrf.missing", "Send the header X-CSRF-Token with the value of the cookie evenkeel_csrf."));
      if (!may(*credential->principal, route.permission)) return http::problem(denied(*credential->principal, route.permission));
    }
    api::set_principal(request, credential->principal);
    return std::nullopt;
  };
}

}  // namespace evenkeel::people
