// A vault gives a secret back for the key and the context it was sealed with, and for nothing else.
#include "base/vault.hpp"

#include <gtest/gtest.h>

namespace evenkeel {
namespace {

const std::string nonce(Vault::nonce_bytes, 'n');

TEST(Vault, opens_what_it_sealed_for_the_same_context_alone) {
  const Vault vault(std::string(32, 'k')), other(std::string(32, 'o'));
  const std::string sealed = vault.seal("the secret", nonce, "totp 17");
  EXPECT_EQ(sealed.find("secret"), std::string::npos);
  EXPECT_EQ(vault.open(sealed, "totp 17"), "the secret");
  EXPECT_FALSE(vault.open(sealed, "totp 18"));
  EXPECT_FALSE(other.open(sealed, "totp 17"));
}

TEST(Vault, notices_every_altered_character) {
  const Vault vault(std::string(32, 'k'));
  const std::string sealed = vault.seal("s", nonce, "c");
  for (std::size_t i = 0; i + 1 < sealed.size(); ++i) {  // the last one may carry bits that base64url does not use
    std::string altered = sealed;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(vault.open(altered, "c")) << i;
  }
  EXPECT_FALSE(vault.open("", "c"));
  EXPECT_FALSE(vault.open("not base64!", "c"));
  EXPECT_FALSE(vault.open(sealed.substr(0, 30), "c"));
}

TEST(Vault, digests_differ_by_key_purpose_and_text) {
  const Vault vault(std::string(32, 'k')), other(std::string(32, 'o'));
  EXPECT_EQ(vault.digest("link", "1 2"), vault.digest("link", "1 2"));
  EXPECT_NE(vault.digest("link", "1 2"), vault.digest("link", "1 3"));
  EXPECT_NE(vault.digest("link", "1 2"), vault.digest("reset", "1 2"));
  EXPECT_NE(vault.digest("link", "1 2"), other.digest("link", "1 2"));
}

}  // namespace
}  // namespace evenkeel
