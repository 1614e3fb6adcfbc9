#include "practice/people/sign_on_ticket.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "base/text.hpp"

namespace evenkeel::people {
namespace {

namespace json = boost::json;

constexpr std::string_view ticket_cookie = "evenkeel_sign_on";
constexpr std::string_view waiting_cookie = "evenkeel_sign_on_code";
constexpr std::size_t return_most = 600;    // bytes: the filter of a queue fits, and the cookie stays below the 4096 of browsers
constexpr std::size_t cookie_most = 4'000;  // bytes that are looked at at all
constexpr std::size_t secret_most = 200;

std::string cookie(std::string_view name, std::string_view value, bool secure) {
  std::string text(name);
  text.append("=").append(value).append("; Path=").append(sign_on_path).append("; SameSite=Lax; HttpOnly");
  if (secure) text += "; Secure";
  text += value.empty() ? "; Max-Age=0" : "; Max-Age=" + std::to_string(sign_on_life_us / us_per_second);
  return text;
}

std::string context_of(std::string_view provider) { return "sign-on " + std::string(provider); }

std::string member(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  const auto* text = found ? found->if_string() : nullptr;
  return text ? std::string(text->data(), text->size()) : std::string();
}

}  // namespace

SignOnTicket make_ticket(People& people, const std::string& provider, std::string_view return_to, Time now) {
  World& world = people.reg().world;
  SignOnTicket ticket;
  ticket.provider = provider;
  ticket.question.state = new_secret(world);
  ticket.question.nonce = new_secret(world);
  ticket.question.verifier = new_secret(world);  // 43 characters, as RFC 7636 asks for at least
  ticket.return_to = safe_return_path(return_to);
  ticket.made = now;
  return ticket;
}

std::string ticket_cookie_text(const People& people, const SignOnTicket& ticket, bool secure) {
  const json::object text{{"state", ticket.question.state},
                          {"nonce", ticket.question.nonce},
                          {"verifier", ticket.question.verifier},
                          {"return_to", ticket.return_to},
                          {"made_us", ticket.made.us}};
  std::string chance(Vault::nonce_bytes, '\0');
  people.reg().world.random(chance.data(), chance.size());
  return cookie(ticket_cookie, people.vault().seal(json::serialize(text), chance, context_of(ticket.provider)), secure);
}

std::string forget_ticket_text(bool secure) { return cookie(ticket_cookie, "", secure); }

std::optional<SignOnTicket> read_ticket(const People& people, const http::Request& request, std::string_view provider,
                                        std::string_view state) {
  const std::string_view sealed = request.cookie(ticket_cookie);
  if (sealed.empty() || sealed.size() > cookie_most || state.empty()) return std::nullopt;
  const auto opened = people.vault().open(sealed, context_of(provider));
  if (!opened) return std::nullopt;
  const json::object text = json::parse(*opened).as_object();  // ours: nobody else can seal
  SignOnTicket ticket{std::string(provider),
                      {member(text, "state"), member(text, "nonce"), member(text, "verifier"), {}},
                      member(text, "return_to"),
                      Time{text.at("made_us").as_int64()}};
  const std::int64_t age_us = request.received - ticket.made;
  if (!equal_secret(ticket.question.state, state) || age_us >= sign_on_life_us) return std::nullopt;
  return ticket;
}

std::string waiting_cookie_text(std::string_view secret, bool secure) { return cookie(waiting_cookie, secret, secure); }

std::string_view waiting_secret(const http::Request& request) {
  const std::string_view secret = request.cookie(waiting_cookie);
  return secret.size() > secret_most ? std::string_view() : secret;
}

std::string safe_return_path(std::string_view path) {
  const bool plain = !path.empty() && path.size() <= return_most && path.front() == '/' &&
                     std::ranges::all_of(path, [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>'; });
  // "//host" and "/\host" are addresses of others to a browser; what answers with data is no page.
  if (!plain || path.starts_with("//") || path.starts_with("/api/")) return "/";
  return std::string(path);
}

}  // namespace evenkeel::people
