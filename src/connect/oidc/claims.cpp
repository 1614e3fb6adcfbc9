#include "connect/oidc/claims.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::oidc {
namespace {

namespace json = boost::json;

constexpr std::size_t subject_most = 255;  // characters of sub (Core, 2)
constexpr std::size_t texts_most = 2'000;  // of one list: nobody is in more groups
constexpr std::string_view logout_event = "http://schemas.openid.net/event/backchannel-logout";

Error bad(std::string code, std::string text) { return invalid("token." + std::move(code), std::move(text)); }

/// Seconds since 1970; also with a fraction, as RFC 7519 allows. Empty when it is no time of our epoch.
std::optional<Time> time_of(const json::object& claims, std::string_view name) {
  constexpr double seconds_most = 253'402'300'799.0;  // the year 9999
  const auto* found = claims.if_contains(name);
  if (!found || !found->is_number()) return std::nullopt;
  const double seconds = found->to_number<double>();
  if (!(seconds >= 0 && seconds <= seconds_most)) return std::nullopt;
  return Time{static_cast<std::int64_t>(seconds * static_cast<double>(us_per_second))};
}

Status check_audience(const json::object& claims, const std::string& client_id) {
  const auto audience = texts_at(claims, "aud");
  if (std::ranges::find(audience, client_id) == audience.end()) return bad("audience", "it is meant for another client");
  const std::string party = text_of(claims, "azp");
  if (claims.contains("azp") ? party != client_id : audience.size() > 1) return bad("audience", "it was given to another client");
  return Done{};
}

enum class End { required, optional };

Status check_times(const json::object& claims, Time now, End end) {
  const auto made = time_of(claims, "iat"), ends = time_of(claims, "exp"), begins = time_of(claims, "nbf");
  if (!made || (!ends && (end == End::required || claims.contains("exp"))))
    return bad("time", "it does not say when it was made and when it ends");
  if (ends && now >= *ends + leeway_us) return bad("expired", "it has run out; are the clocks of the provider and of this server right?");
  if (*made > now + leeway_us || (begins && *begins > now + leeway_us))
    return bad("time", "it is from the future; are the clocks of the provider and of this server right?");
  if (now - *made > token_age_most_us)
    return bad("expired", "it was made long ago; are the clocks of the provider and of this server right?");
  return Done{};
}

Status check_common(const json::object& claims, const Expected& expected, End end) {
  if (text_of(claims, "iss") != expected.issuer) return bad("issuer", "it comes from another issuer");
  CHECK_OK(check_audience(claims, expected.client_id));
  return check_times(claims, expected.now, end);
}

bool is_subject(std::string_view subject) { return !subject.empty() && subject.size() <= subject_most && is_valid_utf8(subject); }

}  // namespace

std::vector<std::string> texts_at(const json::object& claims, std::string_view path) {
  const json::object* object = &claims;
  // A whole name first: claims of some providers are addresses with dots in them.
  const json::value* found = object->if_contains(path);
  for (std::string_view rest = path; !found && object;) {
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    const auto* inner = object->if_contains(rest.substr(0, dot));
    object = inner ? inner->if_object() : nullptr;
    rest.remove_prefix(dot + 1);
    if (object) found = object->if_contains(rest);
  }
  std::vector<std::string> texts;
  if (!found) return texts;
  if (const auto* one = found->if_string()) texts.emplace_back(one->data(), one->size());
  if (const auto* list = found->if_array())
    for (const json::value& item : *list)
      if (const auto* text = item.if_string(); text && texts.size() < texts_most) texts.emplace_back(text->data(), text->size());
  return texts;
}

bool is_true(const json::object& claims, std::string_view name) {
  const auto* found = claims.if_contains(name);
  return found && ((found->is_bool() && found->get_bool()) || (found->is_string() && found->get_string() == "true"));
}

Status check_id_token(const Opened& token, const Expected& expected) {
  const json::object& claims = token.claims;
  if (token.type == "logout+jwt") return bad("type", "it is a logout token");
  CHECK_OK(check_common(claims, expected, End::required));
  if (expected.nonce.empty() || !equal_secret(text_of(claims, "nonce"), expected.nonce))
    return bad("nonce", "it answers another request than this browser's");
  if (!is_subject(text_of(claims, "sub"))) return bad("subject", "it does not say whom it is about");
  // Core, 3.1.3.8: the left half of the digest that belongs to the algorithm; all of ours end in 256.
  if (const std::string hash = text_of(claims, "at_hash"); !hash.empty() && !expected.access_token.empty())
    if (hash != to_base64url(sha256(expected.access_token).substr(0, 16))) return bad("access_token", "another access token belongs to it");
  return Done{};
}

Result<people::LogoutNotice> check_logout_token(const Opened& token, const Expected& expected) {
  const json::object& claims = token.claims;
  if (!token.type.empty() && token.type != "logout+jwt" && token.type != "jwt") return bad("type", "it is no logout token");
  CHECK_OK(check_common(claims, expected, End::optional));  // drafts that are still spoken had none
  const auto* events = claims.if_contains("events");
  const auto* event = events && events->is_object() ? events->get_object().if_contains(logout_event) : nullptr;
  if (!event || !event->is_object()) return bad("events", "it does not tell of a logout");
  if (claims.contains("nonce")) return bad("nonce", "a logout token has none");
  people::LogoutNotice notice{text_of(claims, "sub"), text_of(claims, "sid"), text_of(claims, "jti")};
  if (notice.subject.empty() && notice.sid.empty()) return bad("subject", "it does not say whom it is about");
  if ((!notice.subject.empty() && !is_subject(notice.subject)) || notice.sid.size() > people::sid_most)
    return bad("subject", "it does not say whom it is about");
  if (notice.token_id.empty() || notice.token_id.size() > people::sid_most) return bad("id", "it has no usable id");
  return notice;
}

}  // namespace evenkeel::oidc
