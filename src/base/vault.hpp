// Secrets that the database must hold but not give away (a one-time code's secret): sealed under a key that lies in a file
// outside it. Whoever has the database or a backup alone has nothing.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel {

class Vault {
 public:
  static constexpr std::size_t nonce_bytes = 24;
  /// `key`: 32 bytes. Every purpose gets a key of its own derived from it.
  explicit Vault(std::string key) : key_(std::move(key)) {}

  /// Text that only this key opens, and only for the same `context` ("totp 17"), so that one person's row is useless in another's.
  std::string seal(std::string_view secret, std::string_view nonce, std::string_view context) const;
  /// Empty when it was sealed with another key or for another context, or was altered.
  std::optional<std::string> open(std::string_view sealed, std::string_view context) const;
  /// base64url of a keyed digest that nobody without the key can make.
  std::string digest(std::string_view purpose, std::string_view text) const;

 private:
  std::string derived(std::string_view purpose) const;
  std::string key_;
};

}  // namespace evenkeel
