#include "connect/web_push/web_push.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::web_push {
namespace {

constexpr std::size_t key_bytes = 16, nonce_bytes = 12, auth_bytes = 16;
constexpr std::string_view record_size("\x00\x00\x10\x00", 4);  // 4096: one record is all there is
constexpr char last_record = '\x02';                            // RFC 8188, 2: what ends the text of the last record
/// A token is made for each message; services refuse one that is good for more than a day (RFC 8292, 2).
constexpr std::int64_t token_life_us = 12 * us_per_hour;

/// HKDF (RFC 5869) of one block, which is 32 bytes.
std::string derived(std::string_view salt, std::string_view secret, std::string_view info, std::size_t size) {
  return hmac_sha256(hmac_sha256(salt, secret), std::string(info) + '\x01').substr(0, size);
}

std::string quoted(std::string_view text) {
  std::string out;
  record::append_json_string(out, text);
  return out;
}

}  // namespace

std::optional<std::string> encrypted(std::string_view text, const Subscription& to, const Chance& chance) {
  const auto own = p256_key(chance.secret);
  if (!own || chance.salt.size() != salt_bytes || to.auth.size() != auth_bytes || text.size() > text_most) return std::nullopt;
  const auto agreed = p256_agree(*own, to.p256dh);
  if (!agreed) return std::nullopt;
  using namespace std::string_literals;
  const std::string secret = derived(to.auth, *agreed, "WebPush: info\0"s + to.p256dh + own->point, 32);
  const std::string key = derived(chance.salt, secret, "Content-Encoding: aes128gcm\0"s, key_bytes);
  const std::string nonce = derived(chance.salt, secret, "Content-Encoding: nonce\0"s, nonce_bytes);
  std::string body = chance.salt;
  body.append(record_size).append(1, static_cast<char>(own->point.size())).append(own->point);
  return body + aes128gcm(key, nonce, std::string(text) + last_record);
}

std::string_view origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == std::string_view::npos ? url : url.substr(0, url.find_first_of("/?#", scheme + 3));
}

std::string authorization(const P256Key& key, std::string_view endpoint, std::string_view contact, Time now) {
  std::string claims = "{\"aud\":" + quoted(origin_of(endpoint)) + ",\"exp\":" + std::to_string((now.us + token_life_us) / us_per_second);
  if (!contact.empty()) claims += ",\"sub\":" + quoted(contact);
  std::string token = to_base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + to_base64url(claims + "}");
  token += "." + to_base64url(p256_sign(key, token));
  return "vapid t=" + token + ", k=" + to_base64url(key.point);
}

}  // namespace evenkeel::web_push
