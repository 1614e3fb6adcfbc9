// A message to a browser over its push service (RFC 8030): encrypted so that the service cannot read it (RFC 8291, RFC 8188), and signed so
// that it knows who sends (VAPID, RFC 8292). Pure: the chance and the time are handed in.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/p256.hpp"
#include "base/time.hpp"

namespace evenkeel::web_push {

/// What a browser gave away to be reached: where, and the keys (bytes) that only it can open messages for.
struct Subscription {
  std::string endpoint;
  std::string p256dh;  // 65 bytes
  std::string auth;    // 16 bytes
};

/// Of one message, never of two: the secret of its own key (32 bytes) and its salt (16).
struct Chance {
  std::string secret, salt;
};
constexpr std::size_t salt_bytes = 16;

/// The longest text that every push service takes (RFC 8030, 7.2: 4096 bytes, less what encryption adds).
constexpr std::size_t text_most = 3'993;
/// The body of the request; empty when a key is none or the text is too long.
std::optional<std::string> encrypted(std::string_view text, const Subscription& to, const Chance& chance);

/// "vapid t=..., k=...", for the push service of this endpoint; `contact` is a mailto: or https: address, or empty.
std::string authorization(const P256Key& key, std::string_view endpoint, std::string_view contact, Time now);
/// "https://push.example.net" of an address below it.
std::string_view origin_of(std::string_view url);

}  // namespace evenkeel::web_push
