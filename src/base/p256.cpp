// OpenSSL's keys and buffers as strings; what only a broken machine can make fail is an exception.
#include "base/p256.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <memory>
#include <stdexcept>

namespace evenkeel {
namespace {

constexpr std::size_t number_bytes = 32;
constexpr std::size_t point_bytes = 65;
constexpr std::size_t tag_bytes = 16;

template <class T, void (*release)(T*)>
struct Release {
  void operator()(T* it) const { release(it); }
};
template <class T, void (*release)(T*)>
using Held = std::unique_ptr<T, Release<T, release>>;

using Number = Held<BIGNUM, BN_clear_free>;
using Group = Held<EC_GROUP, EC_GROUP_free>;
using Point = Held<EC_POINT, EC_POINT_free>;
using Key = Held<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Held<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Builder = Held<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Held<OSSL_PARAM, OSSL_PARAM_free>;
using Digest = Held<EVP_MD_CTX, EVP_MD_CTX_free>;
using Cipher = Held<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using Signature = Held<ECDSA_SIG, ECDSA_SIG_free>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void demand(bool well) {
  if (!well) throw std::runtime_error("OpenSSL refuses P-256 or AES-128-GCM");
}

Group curve() {
  Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  demand(group != nullptr);
  return group;
}

/// A key with this point, and with the secret when there is one; null when they are none.
Key key_of(std::string_view point, std::string_view secret) {
  const Builder builder(OSSL_PARAM_BLD_new());
  const Number number(secret.empty() ? nullptr : BN_bin2bn(bytes_of(secret), static_cast<int>(secret.size()), nullptr));
  demand(builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
         OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1 &&
         (!number || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) == 1));
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  demand(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, secret.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, parameters.get()) != 1)
    return nullptr;
  return Key(key);
}

}  // namespace

std::optional<P256Key> p256_key(std::string_view secret) {
  if (secret.size() != number_bytes) return std::nullopt;
  const Group group = curve();
  const Number number(BN_bin2bn(bytes_of(secret), static_cast<int>(secret.size()), nullptr));
  demand(number != nullptr);
  if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) >= 0) return std::nullopt;
  const Point point(EC_POINT_new(group.get()));
  demand(point && EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) == 1);
  P256Key key{std::string(secret), std::string(point_bytes, '\0')};
  demand(EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes_of(key.point), point_bytes, nullptr) ==
         point_bytes);
  return key;
}

bool is_p256_point(std::string_view point) {
  if (point.size() != point_bytes || point.front() != '\x04') return false;
  const Group group = curve();
  const Point read(EC_POINT_new(group.get()));
  demand(read != nullptr);
  return EC_POINT_oct2point(group.get(), read.get(), bytes_of(point), point.size(), nullptr) == 1;
}

std::optional<std::string> p256_agree(const P256Key& own, std::string_view other) {
  if (!is_p256_point(other)) return std::nullopt;
  const Key mine = key_of(own.point, own.secret), theirs = key_of(other, {});
  demand(mine && theirs);
  const KeyContext context(EVP_PKEY_CTX_new(mine.get(), nullptr));
  std::string agreed(number_bytes, '\0');
  std::size_t size = agreed.size();
  demand(context && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), theirs.get()) == 1 &&
         EVP_PKEY_derive(context.get(), bytes_of(agreed), &size) == 1 && size == number_bytes);
  return agreed;
}

std::string p256_sign(const P256Key& key, std::string_view bytes) {
  const Key signing = key_of(key.point, key.secret);
  const Digest context(EVP_MD_CTX_new());
  demand(signing && context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, signing.get()) == 1);
  std::size_t size = 0;
  demand(EVP_DigestSign(context.get(), nullptr, &size, bytes_of(bytes), bytes.size()) == 1);
  std::string der(size, '\0');
  demand(EVP_DigestSign(context.get(), bytes_of(der), &size, bytes_of(bytes), bytes.size()) == 1);
  const unsigned char* at = bytes_of(der);
  const Signature numbers(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
  demand(numbers != nullptr);
  std::string signature(2 * number_bytes, '\0');
  demand(BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), bytes_of(signature), number_bytes) == number_bytes &&
         BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), bytes_of(signature) + number_bytes, number_bytes) == number_bytes);
  return signature;
}

std::string aes128gcm(std::string_view key, std::string_view nonce, std::string_view text) {
  const Cipher context(EVP_CIPHER_CTX_new());
  demand(context && key.size() == 16 && nonce.size() == 12 &&
         EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes_of(key), bytes_of(nonce)) == 1);
  std::string out(text.size() + tag_bytes, '\0');
  int written = 0, rest = 0;
  demand(EVP_EncryptUpdate(context.get(), bytes_of(out), &written, bytes_of(text), static_cast<int>(text.size())) == 1 &&
         EVP_EncryptFinal_ex(context.get(), bytes_of(out) + written, &rest) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, bytes_of(out) + text.size()) == 1);
  return out;
}

}  // namespace evenkeel
