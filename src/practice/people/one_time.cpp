#include "practice/people/one_time.hpp"

#include <liboath/oath.h>

#include <array>
#include <stdexcept>

#include "base/text.hpp"

namespace evenkeel::people {
namespace {

constexpr unsigned digits = 6;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out.append({'%', hex[byte >> 4], hex[byte & 15]});
  }
  return out;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step) {
  static const int started = oath_init();
  std::array<char, digits + 1> code{};
  if (started != OATH_OK || oath_totp_generate(secret.data(), secret.size(), static_cast<time_t>(step * totp_step_s), totp_step_s, 0,
                                               digits, code.data()) != OATH_OK)
    throw std::runtime_error("liboath makes no code");
  return std::string(code.data(), digits);
}

std::optional<std::int64_t> totp_matching_step(std::string_view secret, std::string_view code, Time now, std::int64_t last_used) {
  const std::int64_t current = now.us / us_per_second / totp_step_s;
  std::optional<std::int64_t> found;
  for (std::int64_t step = current - totp_window; step <= current + totp_window; ++step)
    if (equal_secret(totp_code(secret, step), code) && step > last_used) found = step;
  return found;
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned bits = 0, held = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5) out += letters[(bits >> (held - 5)) & 31];
    bits &= (1u << held) - 1;
  }
  if (held > 0) out += letters[(bits << (5 - held)) & 31];
  return out;
}

std::string totp_url(std::string_view issuer, std::string_view account, std::string_view secret) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + to_base32(secret) +
         "&issuer=" + percent_encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

std::string readable_code(std::string_view chance) {
  constexpr std::string_view letters = "abcdefghjkmnpqrstvwxyz0123456789";  // 32, without i l o u
  static_assert(letters.size() == 32);
  std::string code;
  for (std::size_t i = 0; i < chance.size(); ++i) {
    if (i && i % 4 == 0) code += '-';
    code += letters[static_cast<unsigned char>(chance[i]) % letters.size()];
  }
  return code;
}

std::string fold_code(std::string_view typed) {
  std::string code;
  for (const char c : lower_ascii(typed))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) code += c;
  return code;
}

}  // namespace evenkeel::people
