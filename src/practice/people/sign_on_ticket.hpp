// What binds a sign-on to one browser: a cookie that holds state, nonce and the secret of PKCE while the browser is at the provider,
// sealed with a key of this installation, so that every node can read it and nothing is stored for whoever never comes back.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "practice/people/people.hpp"
#include "practice/people/sign_on.hpp"

namespace evenkeel::people {

/// Longest stay at the provider: a password, a second factor and a forgotten telephone.
constexpr std::int64_t sign_on_life_us = 10 * us_per_minute;
constexpr std::string_view sign_on_path = "/api/v1/session/sign-on";

struct SignOnTicket {
  std::string provider;
  SignOnQuestion question;
  std::string return_to;
  Time made;
};

/// A fresh one, with chance from the World.
SignOnTicket make_ticket(People& people, const std::string& provider, std::string_view return_to, Time now);
/// Set-Cookie values; an empty text forgets the cookie.
std::string ticket_cookie_text(const People& people, const SignOnTicket& ticket, bool secure);
std::string forget_ticket_text(bool secure);
/// The ticket of this browser for this provider and this state; empty when there is none, it is another one, or too old.
std::optional<SignOnTicket> read_ticket(const People& people, const http::Request& request, std::string_view provider,
                                        std::string_view state);

/// The cookie of a session that waits for its person's own second factor.
std::string waiting_cookie_text(std::string_view secret, bool secure);
std::string_view waiting_secret(const http::Request& request);

/// The path of a page of ours to go back to: "/" for anything that is no plain path here, another host in disguise above all.
std::string safe_return_path(std::string_view path);

}  // namespace evenkeel::people
