// Small text tools that the standard library of g++ 12 lacks. UTF-8 throughout.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace evenkeel {

/// True when every byte belongs to a valid UTF-8 sequence and there is no NUL.
bool is_valid_utf8(std::string_view text);
/// Number of code points; `text` must be valid.
std::size_t utf8_length(std::string_view text);
/// The first `points` code points.
std::string_view utf8_prefix(std::string_view text, std::size_t points);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
/// ASCII only; other bytes stay.
std::string lower_ascii(std::string_view text);
bool equal_ascii_nocase(std::string_view a, std::string_view b);

std::string to_hex(std::string_view bytes);
/// Empty when odd or not hexadecimal (also for an empty text).
std::string from_hex(std::string_view hex);
/// RFC 4648 section 5, without padding.
std::string to_base64url(std::string_view bytes);
/// Empty when it is not base64url without padding (also for an empty text).
std::string from_base64url(std::string_view text);

/// Constant-time comparison for secrets.
bool equal_secret(std::string_view a, std::string_view b);

/// Search words of a text: lower case, accents folded, letters and digits only. The tokeniser contract of both databases.
std::vector<std::string> fold_words(std::string_view text);

}  // namespace evenkeel
