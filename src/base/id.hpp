// 64-bit identifiers: 41 bits of milliseconds since 2020, 8 bits of node, 14 bits of sequence. They sort by creation,
// are strings in JSON (a JavaScript number holds 53 bits) and never say anything else.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel {

/// Zero means "none": NULL in the database, null in JSON.
struct Id {
  std::int64_t v = 0;
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return v != 0; }
};

std::string to_string(Id id);

/// Decimal digits only, positive, at most 19 digits; empty otherwise.
std::optional<Id> parse_id(std::string_view text);

}  // namespace evenkeel

template <>
struct std::hash<evenkeel::Id> {
  std::size_t operator()(evenkeel::Id id) const noexcept { return std::hash<std::int64_t>()(id.v); }
};
