#include "practice/mail_in/reply_tags.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::mail_in {
namespace {
constexpr std::size_t local_part_most = 64;  // RFC 5321, 4.5.3.1.1
}

std::string base36(Id id) {
  static constexpr char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  auto n = static_cast<std::uint64_t>(id.v);
  std::string out;
  do out.insert(out.begin(), digits[n % 36]);
  while ((n /= 36) != 0);
  return out;
}

Id read_base36(std::string_view text) {
  if (text.empty() || text.size() > 13) return {};  // 63 bits; what is signed is no more
  std::uint64_t n = 0;
  for (char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (c < 'a' || c > 'z')) return {};
    n = n * 36 + static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
  }
  return Id{static_cast<std::int64_t>(n)};
}

std::string tag_digest(const Vault& vault, std::string_view purpose, std::string_view text, std::size_t hex) {
  return to_hex(sha256(vault.digest(purpose, text))).substr(0, hex);
}

std::string tagged_address(std::string_view address, std::string_view tag) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || at + 1 + tag.size() > local_part_most) return {};
  return std::string(address.substr(0, at)) + "+" + std::string(tag) + std::string(address.substr(at));
}

std::string tag_of(std::string_view ours, std::string_view address) {
  const auto at = ours.rfind('@'), their_at = address.rfind('@');
  if (at == std::string_view::npos || their_at == std::string_view::npos) return {};
  if (!equal_ascii_nocase(trim(ours.substr(at)), trim(address.substr(their_at)))) return {};
  const std::string local = lower_ascii(address.substr(0, their_at)), before = lower_ascii(ours.substr(0, at)) + "+";
  return local.starts_with(before) ? local.substr(before.size()) : std::string();
}

}  // namespace evenkeel::mail_in
