// Which tokens are believed. Keys are made here; every kind of forgery that has a name is tried.
#include "connect/oidc/token.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/oidc_issuer.hpp"

namespace evenkeel::oidc {
namespace {

namespace bj = boost::json;
using test::ec_pair;
using test::raw_token;
using test::rsa_pair;

const std::vector<std::string> all_algorithms{"RS256", "ES256", "PS256"};
const bj::object claims{{"sub", "subject-1"}, {"iss", "https://id.example.org"}};

std::string key_set(std::initializer_list<bj::object> keys) {
  bj::array list;
  for (const bj::object& key : keys) list.push_back(key);
  return bj::serialize(bj::object{{"keys", list}});
}

std::vector<Key> both_keys() { return *read_keys(key_set({rsa_pair().public_json(), ec_pair().public_json()})); }

std::string verdict(const std::string& token, const std::vector<Key>& keys = both_keys(),
                    const std::vector<std::string>& algorithms = all_algorithms) {
  const auto opened = open_token(token, keys, algorithms);
  return opened ? "" : opened.error().first().code;
}

TEST(SignedToken, opens_with_each_algorithm) {
  for (const auto& [pair, algorithm] : {std::pair(&rsa_pair(), "RS256"), std::pair(&rsa_pair(), "PS256"), std::pair(&ec_pair(), "ES256")}) {
    const auto opened = open_token(pair->sign(claims, algorithm, pair->kid(), "logout+JWT"), both_keys(), all_algorithms);
    ASSERT_TRUE(opened) << algorithm << ": " << opened.error().first().text;
    EXPECT_EQ(opened->claims, claims);
    EXPECT_EQ(opened->type, "logout+jwt");
  }
}

TEST(SignedToken, without_a_key_id_is_tried_with_the_keys_of_its_kind) {
  EXPECT_EQ(verdict(rsa_pair().sign(claims, "RS256", "")), "");
  EXPECT_EQ(verdict(ec_pair().sign(claims, "ES256", "")), "");
}

TEST(SignedToken, of_algorithm_none_is_no_token) {
  for (const char* none : {"none", "None", "NONE", "nOnE", ""}) {
    const auto unsigned_token = raw_token({{"alg", none}}, claims, [](auto&) { return std::string(); });
    EXPECT_EQ(verdict(unsigned_token), "token.algorithm") << none;
    EXPECT_EQ(verdict(unsigned_token, both_keys(), {"RS256", none}), "token.algorithm") << "even if it were configured";
  }
  EXPECT_EQ(verdict(raw_token({{"typ", "JWT"}}, claims, [](auto&) { return std::string("x"); })), "token.algorithm");
}

TEST(SignedToken, is_not_signed_with_a_public_key_as_a_shared_secret) {
  const bj::object key = rsa_pair().public_json();
  const std::string modulus(key.at("n").as_string());
  for (const std::string& secret : {bj::serialize(key), modulus, from_base64url(modulus)})
    for (const char* kid : {"rsa-1", ""}) {
      const auto forged =
          raw_token({{"alg", "HS256"}, {"kid", kid}}, claims, [&](const std::string& input) { return hmac_sha256(secret, input); });
      EXPECT_EQ(verdict(forged), "token.algorithm");
      EXPECT_EQ(verdict(forged, both_keys(), {"RS256", "HS256"}), "token.algorithm");
    }
}

TEST(SignedToken, is_refused_when_its_algorithm_is_not_among_those_of_the_configuration) {
  EXPECT_EQ(verdict(rsa_pair().sign(claims, "PS256", "rsa-1"), both_keys(), {"RS256"}), "token.algorithm");
  EXPECT_EQ(verdict(rsa_pair().sign(claims, "RS256", "rsa-1"), both_keys(), {"ES256"}), "token.algorithm");
}

TEST(SignedToken, is_refused_when_the_key_is_for_another_algorithm_or_of_another_kind) {
  bj::object key = rsa_pair().public_json();
  key["alg"] = "PS256";
  EXPECT_EQ(verdict(rsa_pair().sign(claims, "RS256", "rsa-1"), *read_keys(key_set({key}))), "token.unknown_key");
  const auto mixed = raw_token({{"alg", "ES256"}, {"kid", "rsa-1"}}, claims, [](auto&) { return std::string(64, 'x'); });
  EXPECT_EQ(verdict(mixed), "token.unknown_key");
}

TEST(SignedToken, of_a_stranger_is_refused_whatever_key_it_names) {
  const auto& stranger = test::other_rsa_pair();
  EXPECT_EQ(verdict(stranger.sign(claims, "RS256", "rsa-2")), "token.unknown_key");
  EXPECT_EQ(verdict(stranger.sign(claims, "RS256", "rsa-1")), "token.signature");
  EXPECT_EQ(verdict(stranger.sign(claims, "RS256", "")), "token.signature");
  // A key that comes along in the header is nobody's.
  bj::object header{{"alg", "RS256"}, {"jwk", stranger.public_json()}, {"jku", "https://evil.example.org/keys"}, {"kid", "rsa-1"}};
  const std::string real = stranger.sign(claims, "RS256", "rsa-1");
  EXPECT_EQ(verdict(raw_token(header, claims, [&](auto&) { return from_base64url(real.substr(real.rfind('.') + 1)); })), "token.signature");
}

TEST(SignedToken, that_demands_extensions_is_refused) {
  bj::object header{{"alg", "RS256"}, {"kid", "rsa-1"}, {"crit", bj::array{"b64"}}, {"b64", false}};
  EXPECT_EQ(verdict(raw_token(header, claims, [](auto&) { return std::string("x"); })), "token.malformed");
}

TEST(SignedToken, that_is_none_is_refused) {
  for (const std::string& text : {std::string(), std::string("."), std::string(".."), std::string("a.b"), std::string("a.b.c.d"),
                                  std::string("e30.e30.e30"), std::string(70'000, 'a') + ".b.c", std::string("\0.\0.\0", 5)})
    EXPECT_NE(verdict(text), "") << text.substr(0, 40);
  EXPECT_EQ(verdict(rsa_pair().sign(claims, "RS256", "rsa-1") + "\n"), "token.signature") << "nothing around it";
}

TEST(SignedToken, with_one_character_changed_is_refused) {
  const std::string token = ec_pair().sign(claims, "ES256", "ec-1");
  const auto keys = both_keys();
  EXPECT_TRUE(rc::check("one character", [&] {
    std::string changed = token;
    const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
    changed[at] = *rc::gen::elementOf(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."));
    // The last character of a part may hold bits that decode to nothing.
    RC_PRE(changed != token);
    const auto part = [](const std::string& t, int n) {
      std::size_t from = 0;
      for (int i = 0; i < n; ++i) from = t.find('.', from) + 1;
      return from_base64url(t.substr(from, t.find('.', from) - from));
    };
    if (std::ranges::count(changed, '.') == 2)
      RC_PRE(part(changed, 0) != part(token, 0) || part(changed, 1) != part(token, 1) || part(changed, 2) != part(token, 2));
    RC_ASSERT(verdict(changed, keys) != "");
  }));
}

TEST(KeySet, leaves_out_what_is_too_weak_or_for_something_else) {
  static const test::SigningPair weak("RSA", "weak", 1'024);
  bj::object encrypting = rsa_pair().public_json(), secret{{"kty", "oct"}, {"k", "c2VjcmV0"}, {"kid", "oct"}};
  encrypting["use"] = "enc";
  bj::object padded = weak.public_json();
  padded["n"] = to_base64url(std::string(128, '\0') + from_base64url(std::string(padded["n"].as_string())));
  const auto keys =
      read_keys(key_set({weak.public_json(), padded, encrypting, secret, {{"kty", "EC"}, {"crv", "P-521"}}, ec_pair().public_json()}));
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->size(), 1u);
  EXPECT_EQ(keys->front().kid, "ec-1");
  EXPECT_EQ(verdict(weak.sign(claims, "RS256", "weak"), *keys), "token.unknown_key");
}

TEST(KeySet, that_is_none_is_said_to_be_none) {
  for (const char* text : {"", "[]", "{}", "{\"keys\":{}}", "not json"}) EXPECT_FALSE(read_keys(text)) << text;
  EXPECT_TRUE(read_keys("{\"keys\":[1,null,{}]}")->empty());
  EXPECT_FALSE(read_keys(std::string(2'000, '[')));
}

}  // namespace
}  // namespace evenkeel::oidc
