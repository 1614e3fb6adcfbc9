// Code points in and out of UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel {

/// Takes one code point off the front of `text`. When the front is not valid, takes one byte and returns empty.
inline std::optional<char32_t> next_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  char32_t point = size == 1 ? first : static_cast<char32_t>(first & (0x7f >> size));
  bool valid = text.size() >= size && (size == 1 || first >= 0xc2) && first < 0xf5;
  for (std::size_t i = 1; valid && i < size; ++i) {
    valid = (byte(i) & 0xc0) == 0x80;
    point = (point << 6) | (byte(i) & 0x3f);
  }
  valid = valid && point >= smallest[size] && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  text.remove_prefix(valid ? size : 1);
  return valid ? std::optional(point) : std::nullopt;
}

inline void append_utf8(std::string& out, char32_t point) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | (point >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | (point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace evenkeel
