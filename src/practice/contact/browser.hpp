// A browser as a contact point: what it says of itself when somebody turns messages on in it (the Push API's subscription), how that is
// kept, and the key that the house signs its messages with.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/p256.hpp"
#include "base/result.hpp"
#include "base/vault.hpp"

namespace evenkeel::contact {

/// As the browser writes it: keys in base64url.
struct BrowserSubscription {
  std::string endpoint, p256dh, auth;
};
constexpr std::size_t endpoint_most = 1'000;  // services use some 200 to 500
constexpr std::size_t key_most = 100;         // 87 and 22 letters

/// What is wrong with it: contact.bad_subscription at /endpoint, /p256dh, /auth.
std::vector<Problem> wrong_with_subscription(const BrowserSubscription& s);
/// As it is sealed, and read again; empty when it is not what was written.
std::string subscription_text(const BrowserSubscription& s);
std::optional<BrowserSubscription> read_subscription(std::string_view text);
/// SHA-256 of the endpoint, base64url: a browser finds its own point by it, and nobody finds the endpoint.
std::string subscription_mark(std::string_view endpoint);
/// "updates.push.services.mozilla.com ...Xy12"
std::string subscription_hint(std::string_view endpoint);

/// The key that push services know the house by (VAPID): it follows from the key that seals, so that all nodes have the same one and it
/// lies wherever that key lies. Another such key means that browsers are subscribed anew.
P256Key push_key(const Vault& vault);

}  // namespace evenkeel::contact
