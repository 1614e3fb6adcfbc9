#include "base/url.hpp"

#include <fmt/format.h>

namespace evenkeel {

bool is_usable_url(std::string_view url) {
  const bool plain = url.starts_with("http://");
  if (!plain && !url.starts_with("https://")) return false;
  for (char c : url)
    if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') return false;
  const auto host = url.substr(plain ? 7 : 8);
  const auto authority = host.substr(0, host.find_first_of("/?#"));
  if (authority.empty() || authority.find('@') != std::string_view::npos) return false;
  if (!plain) return true;
  const auto name = authority.starts_with('[') ? authority.substr(0, authority.find(']') + 1) : authority.substr(0, authority.find(':'));
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

std::string url_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace evenkeel
