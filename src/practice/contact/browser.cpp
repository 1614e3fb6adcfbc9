#include "practice/contact/browser.hpp"

#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

namespace evenkeel::contact {
namespace {

constexpr std::size_t auth_bytes = 16;  // RFC 8291, 3.2

}  // namespace

std::vector<Problem> wrong_with_subscription(const BrowserSubscription& s) {
  std::vector<Problem> problems;
  const auto refuse = [&](std::string text, const char* field) {
    problems.push_back({"contact.bad_subscription", std::move(text), field});
  };
  if (!is_usable_url(s.endpoint) || s.endpoint.size() > endpoint_most) refuse("must be the https address of a push service", "/endpoint");
  if (!is_p256_point(from_base64url(s.p256dh))) refuse("must be a point on P-256, uncompressed, in base64url", "/p256dh");
  if (from_base64url(s.auth).size() != auth_bytes) refuse("must be 16 bytes in base64url", "/auth");
  return problems;
}

std::string subscription_text(const BrowserSubscription& s) {
  return boost::json::serialize(boost::json::object{{"endpoint", s.endpoint}, {"p256dh", s.p256dh}, {"auth", s.auth}});
}

std::optional<BrowserSubscription> read_subscription(std::string_view text) {
  boost::json::error_code ec;
  const auto json = boost::json::parse(text, ec);
  if (ec || !json.is_object()) return std::nullopt;
  const auto member = [&](std::string_view name) {
    const auto* found = json.get_object().if_contains(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
  };
  BrowserSubscription s{member("endpoint"), member("p256dh"), member("auth")};
  return wrong_with_subscription(s).empty() ? std::optional(std::move(s)) : std::nullopt;
}

std::string subscription_mark(std::string_view endpoint) { return to_base64url(sha256(endpoint)); }

std::string subscription_hint(std::string_view endpoint) {
  constexpr std::size_t shown = 4, host_most = 100;
  const auto from = endpoint.find("://") + 3;
  const auto host = endpoint.substr(from, endpoint.find_first_of("/?#", from) - from);
  return std::string(host.substr(0, host_most)) + " ..." +
         std::string(endpoint.size() > 2 * shown ? endpoint.substr(endpoint.size() - shown) : "");
}

P256Key push_key(const Vault& vault) {
  // One number in four thousand millions is none below the order; then the next is taken.
  for (int n = 1;; ++n)
    if (auto key = p256_key(from_base64url(vault.digest("web push", std::to_string(n))))) return *key;
}

}  // namespace evenkeel::contact
