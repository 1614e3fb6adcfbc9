#include "connect/oidc/token.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/text.hpp"

namespace evenkeel::oidc {
namespace {

namespace json = boost::json;

constexpr std::size_t token_most = 64 * 1'024;  // bytes; a person in hundreds of groups fits
constexpr std::size_t keys_most = 64;           // of one set
constexpr std::size_t tries_most = 4;           // keys that are tried when a token does not name one
constexpr std::size_t rsa_least = 256;          // bytes of the modulus: 2048 bits (RFC 7518, 3.3)

struct Free {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
  void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};

/// Objects nest a few levels at most in any token or key set.
std::optional<json::object> read_object(std::string_view text) {
  boost::system::error_code failed;
  json::parse_options options;
  options.max_depth = 16;
  json::value value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

bool is_strong(const json::object& key) {
  if (text_of(key, "kty") == "RSA") {
    std::string modulus = from_base64url(text_of(key, "n"));
    modulus.erase(0, modulus.find_first_not_of('\0'));
    return modulus.size() >= rsa_least;
  }
  return text_of(key, "kty") == "EC" && text_of(key, "crv") == "P-256";
}

std::string_view kind_of(std::string_view algorithm) { return algorithm == "ES256" ? "EC" : "RSA"; }

Error bad(std::string code, std::string text) { return invalid(std::move(code), std::move(text)); }

/// The payload, when this key signed the token. A fresh copy of the key each time: cjose counts its users without a lock.
std::optional<std::string> verified(const std::string& compact, const Key& key, const std::string& algorithm) {
  cjose_err why{};
  const std::unique_ptr<cjose_jwk_t, Free> jwk(cjose_jwk_import(key.json.data(), key.json.size(), &why));
  if (!jwk) return std::nullopt;
  const std::unique_ptr<cjose_jws_t, Free> jws(cjose_jws_import(compact.data(), compact.size(), &why));
  if (!jws) return std::nullopt;
  // It reads the header itself: what was allowed and what is checked must be the same word.
  const char* read = cjose_header_get(cjose_jws_get_protected(jws.get()), CJOSE_HDR_ALG, &why);
  if (!read || algorithm != read || !cjose_jws_verify(jws.get(), jwk.get(), &why)) return std::nullopt;
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &why)) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

Result<std::vector<Key>> read_keys(std::string_view text) {
  const auto set = read_object(text);
  const auto* found = set ? set->if_contains("keys") : nullptr;
  const auto* list = found ? found->if_array() : nullptr;
  if (!list) return bad("token.bad_keys", "the key set is no JSON object with a list of keys");
  std::vector<Key> keys;
  for (const json::value& item : *list) {
    const auto* key = item.if_object();
    if (!key || !is_strong(*key)) continue;
    if (const std::string use = text_of(*key, "use"); !use.empty() && use != "sig") continue;
    keys.push_back({text_of(*key, "kid"), text_of(*key, "alg"), text_of(*key, "kty"), json::serialize(*key)});
    if (keys.size() >= keys_most) break;
  }
  return keys;
}

Result<Opened> open_token(std::string_view compact, std::span<const Key> keys, std::span<const std::string> algorithms) {
  if (compact.size() > token_most || std::ranges::count(compact, '.') != 2) return bad("token.malformed", "it is no compact signed token");
  const auto header = read_object(from_base64url(compact.substr(0, compact.find('.'))));
  if (!header) return bad("token.malformed", "its header is no JSON object");
  if (header->contains("crit")) return bad("token.malformed", "it demands extensions that are not understood");
  const std::string algorithm = text_of(*header, "alg"), kid = text_of(*header, "kid");
  const bool known = std::ranges::find(known_algorithms, std::string_view(algorithm)) != std::end(known_algorithms);
  if (!known || std::ranges::find(algorithms, algorithm) == algorithms.end())
    return bad("token.algorithm", "it is signed with an algorithm that is not allowed");

  std::vector<const Key*> fitting;
  for (const Key& key : keys)
    if (key.kty == kind_of(algorithm) && (key.alg.empty() || key.alg == algorithm) && (kid.empty() || key.kid == kid))
      fitting.push_back(&key);
  if (fitting.empty() || (kid.empty() && fitting.size() > tries_most))
    return bad("token.unknown_key", "the provider does not publish the key that signed it");
  const std::string text(compact);
  for (const Key* key : fitting)
    if (const auto payload = verified(text, *key, algorithm)) {
      auto claims = read_object(*payload);
      if (!claims) return bad("token.malformed", "its claims are no JSON object");
      return Opened{std::move(*claims), lower_ascii(text_of(*header, "typ"))};
    }
  return bad("token.signature", "its signature does not hold");
}

}  // namespace evenkeel::oidc
