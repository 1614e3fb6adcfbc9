#include "base/vault.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel {

std::string Vault::derived(std::string_view purpose) const { return hmac_sha256(key_, "evenkeel vault " + std::string(purpose)); }

std::string Vault::seal(std::string_view secret, std::string_view nonce, std::string_view context) const {
  return to_base64url(std::string(nonce) + encrypt(derived("seal"), nonce, secret, context));
}

std::optional<std::string> Vault::open(std::string_view sealed, std::string_view context) const {
  const std::string bytes = from_base64url(sealed);
  if (bytes.size() <= nonce_bytes) return std::nullopt;
  const std::string_view all(bytes);
  return decrypt(derived("seal"), all.substr(0, nonce_bytes), all.substr(nonce_bytes), context);
}

std::string Vault::digest(std::string_view purpose, std::string_view text) const {
  return to_base64url(hmac_sha256(derived("digest " + std::string(purpose)), text));
}

}  // namespace evenkeel
