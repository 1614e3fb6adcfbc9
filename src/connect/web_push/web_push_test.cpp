// The example of RFC 8291, appendix A, byte for byte; the example of RFC 8292, section 2.4, byte for byte up to its signature, which is
// another each time and is proven by OpenSSL; and what is refused.
#include "connect/web_push/web_push.hpp"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/text.hpp"

namespace evenkeel::web_push {
namespace {

std::string bytes(std::string_view text) { return from_base64url(text); }

/// ES256 by another door than the one that signs: a public key as a certificate carries it, a signature as DER.
bool proves(std::string_view point, std::string_view text, std::string_view signature) {
  const std::string header = from_hex("3059301306072a8648ce3d020106082a8648ce3d030107034200");  // RFC 5480: an EC key on P-256
  const std::string info = header + std::string(point);
  const auto* at = reinterpret_cast<const unsigned char*>(info.data());
  EVP_PKEY* key = d2i_PUBKEY(nullptr, &at, static_cast<long>(info.size()));
  const auto* numbers = reinterpret_cast<const unsigned char*>(signature.data());
  ECDSA_SIG* pair = ECDSA_SIG_new();
  ECDSA_SIG_set0(pair, BN_bin2bn(numbers, 32, nullptr), BN_bin2bn(numbers + 32, 32, nullptr));
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair, &der);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool proven =
      signature.size() == 64 && key && EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestVerify(context, der, static_cast<std::size_t>(size), reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  EVP_MD_CTX_free(context);
  OPENSSL_free(der);
  ECDSA_SIG_free(pair);
  EVP_PKEY_free(key);
  return proven;
}

const std::string secret = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
const std::string salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
const Subscription browser{
    "https://push.example.net/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
    bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
    bytes("BTBZMqHH6r4Tts7J_aSIgg"),
};
constexpr std::string_view watermelon = "When I grow up, I want to be a watermelon";

TEST(P256, a_secret_has_one_point_and_both_sides_agree) {
  const auto server = p256_key(secret), other = p256_key(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));
  ASSERT_TRUE(server && other);
  EXPECT_EQ(to_base64url(server->point), "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
  EXPECT_EQ(other->point, browser.p256dh);
  EXPECT_EQ(p256_agree(*server, other->point), p256_agree(*other, server->point));
  EXPECT_EQ(to_base64url(*p256_agree(*server, other->point)), "kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
}

TEST(P256, what_is_no_secret_and_no_point_is_none) {
  EXPECT_FALSE(p256_key(std::string(32, '\0')));
  EXPECT_FALSE(p256_key(std::string(32, '\xff'))) << "above the order";
  EXPECT_FALSE(p256_key(std::string(31, '\1')));
  std::string off = browser.p256dh;
  off.back() = static_cast<char>(off.back() ^ 1);
  EXPECT_TRUE(is_p256_point(browser.p256dh));
  for (const std::string& bad : {off, browser.p256dh.substr(1), std::string(65, '\4'), std::string(), std::string(1, '\0')}) {
    EXPECT_FALSE(is_p256_point(bad));
    EXPECT_FALSE(p256_agree(*p256_key(secret), bad));
  }
}

TEST(WebPush, encrypts_the_example_of_rfc_8291) {
  const auto body = encrypted(watermelon, browser, {secret, salt});
  ASSERT_TRUE(body);
  EXPECT_EQ(
      to_base64url(*body),
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
      "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPush, what_cannot_be_encrypted_is_refused) {
  auto other = browser;
  other.auth = "short";
  EXPECT_FALSE(encrypted(watermelon, other, {secret, salt}));
  other = browser;
  other.p256dh.back() = static_cast<char>(other.p256dh.back() ^ 1);
  EXPECT_FALSE(encrypted(watermelon, other, {secret, salt})) << "a point that is not on the curve gives keys away";
  EXPECT_FALSE(encrypted(watermelon, browser, {secret, "salt"}));
  EXPECT_FALSE(encrypted(std::string(text_most + 1, 'x'), browser, {secret, salt}));
  EXPECT_EQ(encrypted(std::string(text_most, 'x'), browser, {secret, salt})->size(), 4'096U);
}

TEST(WebPush, says_who_it_is_like_the_example_of_rfc_8292) {
  const std::string example =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9."
      "eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0";
  const std::string signature = "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
  const std::string point = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
  ASSERT_TRUE(proves(bytes(point), example, bytes(signature)));
  ASSERT_FALSE(proves(bytes(point), example + "x", bytes(signature)));

  const auto key = p256_key(secret);
  const Time now{(std::int64_t{1'453'523'768} - 12 * 3'600) * us_per_second};
  const auto words = authorization(*key, browser.endpoint, "mailto:push@example.com", now);
  ASSERT_TRUE(words.starts_with("vapid t=" + example + ".")) << words;
  const auto comma = words.find(", k=");
  const std::string made = words.substr(9 + example.size(), comma - 9 - example.size());
  EXPECT_EQ(words.substr(comma + 4), to_base64url(key->point));
  EXPECT_TRUE(proves(key->point, example, bytes(made)));
  EXPECT_FALSE(proves(bytes(point), example, bytes(made))) << "another key";
}

TEST(WebPush, an_audience_is_an_origin) {
  EXPECT_EQ(origin_of("https://push.example.net:8443/a?b"), "https://push.example.net:8443");
  EXPECT_EQ(origin_of("https://push.example.net"), "https://push.example.net");
  const auto words = authorization(*p256_key(secret), "https://push.example.net/x", "", Time{0});
  EXPECT_EQ(from_base64url(words.substr(words.find('.') + 1, words.rfind('.') - words.find('.') - 1)),
            R"({"aud":"https://push.example.net","exp":43200})");
}

}  // namespace
}  // namespace evenkeel::web_push
