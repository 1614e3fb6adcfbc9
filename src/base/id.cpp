// Identifiers as text, for JSON and for people.
#include "base/id.hpp"

#include <charconv>

namespace evenkeel {

std::string to_string(Id id) { return std::to_string(id.v); }

std::optional<Id> parse_id(std::string_view text) {
  constexpr std::size_t most_digits = 19;  // of a positive 64-bit number
  if (text.empty() || text.size() > most_digits || text.front() == '-') return std::nullopt;
  Id id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.v);
  if (error != std::errc{} || end != text.data() + text.size() || id.v <= 0) return std::nullopt;
  return id;
}

}  // namespace evenkeel
