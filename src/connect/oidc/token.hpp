// Signed tokens (RFC 7515, 7517, 7519): the key set of a provider and the proof that a token is the provider's. The signature is
// checked by cjose; which algorithms and keys are good enough is decided here, before it sees the token.
#pragma once
#include <boost/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/oauth.hpp"

namespace evenkeel::oidc {

/// What a provider may sign with. Never "none", and nothing symmetric: a public key must not serve as a shared secret.
inline constexpr std::string_view known_algorithms[] = {"RS256", "ES256", "PS256"};

struct Key {
  std::string kid, alg;  // may be empty
  std::string kty;       // RSA or EC
  std::string json;      // the key itself
};

/// The usable keys of a key set: for signatures, RSA of at least 2048 bits or on P-256; others are left out. Error: token.bad_keys.
Result<std::vector<Key>> read_keys(std::string_view json);

struct Opened {
  boost::json::object claims;
  std::string type;  // "typ" of the header, small letters; may be empty
};

/// The claims of a compact token that one of the keys signed with one of the algorithms. Errors: token.malformed, token.algorithm,
/// token.unknown_key (another key set may have it), token.signature.
Result<Opened> open_token(std::string_view compact, std::span<const Key> keys, std::span<const std::string> algorithms);

using connect::text_of;

}  // namespace evenkeel::oidc
