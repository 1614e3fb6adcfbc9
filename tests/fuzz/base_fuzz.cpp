// The small readers of the base room under libFuzzer: times, durations, identities, UTF-8, hexadecimal, search words. What
// is read must come back the same when it is written, and folding must be a fixed point.
#include <cstdint>
#include <cstdlib>

#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

using namespace evenkeel;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void read_numbers(std::string_view text) {
  if (const auto time = parse_rfc3339(text)) {
    must(time->us > 0);
    must(parse_rfc3339(format_rfc3339(*time)) == time);
  }
  if (const auto duration = parse_duration(text)) must(*duration >= 0 && !format_duration(*duration / us_per_second).empty());
  if (const auto id = parse_id(text)) must(parse_id(to_string(*id)) == id);
  if (const std::string bytes = from_hex(text); !bytes.empty()) must(equal_ascii_nocase(to_hex(bytes), text));
}

void read_text(std::string_view text) {
  std::string joined;
  const auto words = fold_words(text);
  for (const auto& word : words) {
    must(!word.empty() && is_valid_utf8(word) && utf8_length(word) <= 64);
    joined += word + " ";
  }
  must(fold_words(joined) == words);
  if (!is_valid_utf8(text)) return;
  const std::size_t half = utf8_length(text) / 2;
  const std::string_view front = utf8_prefix(text, half);
  must(is_valid_utf8(front) && utf8_length(front) == half);
  must(fold_words(front).size() <= words.size() + 1);
}

void write_text(std::string_view text) {
  if (const std::string bytes = from_base64url(text); !bytes.empty()) must(to_base64url(bytes) == text);
  if (!text.empty()) must(from_base64url(to_base64url(text)) == text && from_hex(to_hex(text)) == text);
  const std::string small = lower_ascii(text);
  must(lower_ascii(small) == small && equal_ascii_nocase(small, text));
  must(equal_secret(text, std::string(text)) && !equal_secret(text, small + "x"));
  const std::string_view bare = trim(text);
  must(trim(bare) == bare && text.find(bare) != std::string_view::npos);
  std::string joined;
  for (const std::string_view part : split(text, ',')) {
    must(part.find(',') == std::string_view::npos);
    joined.append(part).append(",");
  }
  must(joined == std::string(text) + ",");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_numbers(text);
  read_text(text);
  write_text(text);
  return 0;
}
