// One-time codes of an authenticator app (TOTP, RFC 6238: HMAC-SHA-1, six digits, thirty seconds, as every app understands), by
// liboath, and recovery codes for the day the telephone is gone. Pure: the secret and the time are arguments.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace evenkeel::people {

constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226 section 4 recommends 160 bits
constexpr std::int64_t totp_step_s = 30;
constexpr std::int64_t totp_window = 1;  // steps before and after now that are accepted (RFC 6238 section 5.2): clocks differ
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_code_bytes = 16;  // of chance for one code

/// The code of a step (thirty-second period since 1970).
std::string totp_code(std::string_view secret, std::int64_t step);
/// The step whose code this is, among those around now that lie behind `last_used`; empty when there is none.
std::optional<std::int64_t> totp_matching_step(std::string_view secret, std::string_view code, Time now, std::int64_t last_used);
/// What people type into an app that cannot see the picture (RFC 4648, without padding).
std::string to_base32(std::string_view bytes);
/// otpauth://totp/... for the picture.
std::string totp_url(std::string_view issuer, std::string_view account, std::string_view secret);

/// "k7wp-3mzq-x2ht-9d4v" from 16 bytes: 80 bits in letters and digits that nobody confuses.
std::string readable_code(std::string_view chance);
/// As it is compared: small letters and digits alone, so that blanks and hyphens do not matter.
std::string fold_code(std::string_view typed);

}  // namespace evenkeel::people
