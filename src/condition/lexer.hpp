// The words of a condition's text, each with its place, so that an error can point at it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::condition {

struct Token {
  enum class Kind { word, number, text, compare, open, close, comma, plus, minus, end };
  Kind kind = Kind::end;
  std::string text;    // a text without quotes and escapes; a number is anything that begins with a digit: 2, 2.5, 2h, 2026-03-02
  std::size_t at = 0;  // byte of the source
};

/// "at position 7: ..." counted in characters from 1.
Error error_at(std::string_view source, std::size_t at, std::string_view code, const std::string& text);

/// All tokens, the last one is `end`.
Result<std::vector<Token>> tokens_of(std::string_view source);

}  // namespace evenkeel::condition
