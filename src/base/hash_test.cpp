// The digests against published vectors, the passwords against themselves.
#include "base/hash.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/text.hpp"

namespace evenkeel {
namespace {

TEST(Hash, sha256_vectors) {  // FIPS 180-4
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, hmac_vector) {  // RFC 4231, test case 2
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hash, signatures) {  // RFC 8032, section 7.1, test 2
  const SigningKey key = signing_key_from_seed(from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  EXPECT_EQ(to_hex(key.public_key), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const std::string signature = sign(key, "r");
  EXPECT_EQ(to_hex(signature).substr(0, 32), "92a009a9f0d4cab8720e820b5f642540");
  EXPECT_TRUE(verify_signature(key.public_key, "r", signature));
  EXPECT_FALSE(verify_signature(key.public_key, "s", signature));
  EXPECT_FALSE(verify_signature(key.public_key, "r", "short"));
  EXPECT_FALSE(verify_signature("short", "r", signature));
  EXPECT_THROW(signing_key_from_seed("short"), std::invalid_argument);
}

TEST(Hash, stretch_depends_on_the_seed_alone) {
  const std::string seed(32, 's');
  EXPECT_EQ(stretch(seed, 100), stretch(seed, 100));
  EXPECT_EQ(stretch(seed, 100).substr(0, 10), stretch(seed, 10));
  EXPECT_NE(stretch(seed, 100), stretch(std::string(32, 't'), 100));
  EXPECT_TRUE(stretch(seed, 0).empty());
  EXPECT_THROW(stretch("short", 1), std::invalid_argument);
}

TEST(Hash, passwords) {
  const std::string encoded = hash_password("correct horse");
  EXPECT_EQ(encoded.find("$argon2id$v=19$m=19456,t=2,p=1$"), 0U) << encoded;
  EXPECT_NE(encoded, hash_password("correct horse"));
  EXPECT_TRUE(check_password(encoded, "correct horse"));
  EXPECT_FALSE(check_password(encoded, "correct horsf"));
  EXPECT_FALSE(check_password(encoded, ""));
  EXPECT_FALSE(check_password("", "correct horse"));
  EXPECT_FALSE(check_password("not a hash", "correct horse"));
  EXPECT_FALSE(check_password(std::string(500, '$'), "correct horse"));
}

}  // namespace
}  // namespace evenkeel
