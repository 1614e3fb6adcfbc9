// Keys on the curve P-256, which browsers and their push services speak: an agreed secret and signatures, over OpenSSL. Bytes are
// std::string, as in hash.hpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel {

struct P256Key {
  std::string secret;  // 32 bytes, a number
  std::string point;   // 65 bytes: 4, x, y
};
/// The key with this secret; empty when it is not 32 bytes, or not a number from 1 to below the order of the curve.
std::optional<P256Key> p256_key(std::string_view secret);
/// 65 bytes, and a point of the curve.
bool is_p256_point(std::string_view point);
/// The secret that both sides agree on (ECDH): 32 bytes; empty when `other` is no point.
std::optional<std::string> p256_agree(const P256Key& own, std::string_view other);
/// ES256 (RFC 7518, 3.4): 64 bytes, r and s.
std::string p256_sign(const P256Key& key, std::string_view bytes);

/// AES-128-GCM: the text under a key of 16 and a nonce of 12 bytes that was never used with it, and the tag of 16 behind it.
std::string aes128gcm(std::string_view key, std::string_view nonce, std::string_view text);

}  // namespace evenkeel
