// Digests, keyed digests and signatures, over libsodium. Bytes are std::string so that they pass through rows and JSON alike.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel {

/// SHA-256, 32 bytes.
std::string sha256(std::string_view bytes);
/// HMAC-SHA-256, 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

struct SigningKey {
  std::string public_key;  // 32 bytes
  std::string secret_key;  // 64 bytes
};
/// Ed25519 from a 32-byte seed.
SigningKey signing_key_from_seed(std::string_view seed);
std::string sign(const SigningKey& key, std::string_view bytes);
bool verify_signature(std::string_view public_key, std::string_view bytes, std::string_view signature);

/// `size` bytes that follow from a 32-byte seed, for what must be the same when a command runs again.
std::string stretch(std::string_view seed, std::size_t size);

/// XChaCha20-Poly1305: `text` encrypted under a 32-byte key and a 24-byte nonce that is never used twice; `context` is not kept but
/// must be the same to open it.
std::string encrypt(std::string_view key, std::string_view nonce, std::string_view text, std::string_view context);
/// Empty when key, nonce or context are others, or the bytes were altered.
std::optional<std::string> decrypt(std::string_view key, std::string_view nonce, std::string_view bytes, std::string_view context);

/// argon2id, 19 MiB, two passes (OWASP's first recommendation); the encoded string says its own parameters.
std::string hash_password(std::string_view password);
bool check_password(std::string_view encoded, std::string_view password);

}  // namespace evenkeel
