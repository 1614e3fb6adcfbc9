// One-time codes against the vectors of RFC 6238 appendix B (their last six digits) and RFC 4648.
#include "practice/people/one_time.hpp"

#include <gtest/gtest.h>

namespace evenkeel::people {
namespace {

const std::string rfc_secret = "12345678901234567890";

TEST(OneTimeCodes, are_those_of_the_rfc) {
  const std::pair<std::int64_t, std::string_view> vectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                                                               {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [at_s, code] : vectors) EXPECT_EQ(totp_code(rfc_secret, at_s / totp_step_s), code) << at_s;
}

TEST(OneTimeCodes, hold_for_one_step_around_now_and_only_once) {
  const Time now{1'772'438'400 * us_per_second};
  const std::int64_t step = now.us / us_per_second / totp_step_s;
  for (std::int64_t off = -3; off <= 3; ++off)
    EXPECT_EQ(totp_matching_step(rfc_secret, totp_code(rfc_secret, step + off), now, -1).has_value(), off >= -1 && off <= 1) << off;
  const std::string code = totp_code(rfc_secret, step);
  EXPECT_EQ(totp_matching_step(rfc_secret, code, now, step - 1), step);
  EXPECT_FALSE(totp_matching_step(rfc_secret, code, now, step));
  EXPECT_FALSE(totp_matching_step(rfc_secret, totp_code(rfc_secret, step - 1), now, step));  // nor an earlier one afterwards
  EXPECT_FALSE(totp_matching_step(rfc_secret, "", now, -1));
}

TEST(OneTimeCodes, secrets_are_written_as_apps_read_them) {
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(to_base32(rfc_secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(totp_url("Even keel", "a@b:c", "foobar"),
            "otpauth://totp/Even%20keel:a%40b%3Ac?secret=MZXW6YTBOI&issuer=Even%20keel&algorithm=SHA1&digits=6&period=30");
}

TEST(RecoveryCodes, are_compared_without_regard_to_how_they_are_typed) {
  const std::string code = readable_code(std::string(recovery_code_bytes, '\x07'));
  EXPECT_EQ(code.size(), 19u);
  EXPECT_EQ(fold_code(code), fold_code(" " + code.substr(0, 4) + " " + code.substr(5) + " "));
  EXPECT_EQ(fold_code("K7WP-3mzq"), "k7wp3mzq");
}

}  // namespace
}  // namespace evenkeel::people
