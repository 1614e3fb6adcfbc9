// Instants and durations. Everything inside the product is microseconds since 1970-01-01T00:00:00Z in a 64-bit
// integer; text appears only at the edges, as RFC 3339 in UTC.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace evenkeel {

constexpr std::int64_t us_per_ms = 1'000;
constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int64_t us_per_minute = 60 * us_per_second;
constexpr std::int64_t us_per_hour = 60 * us_per_minute;
constexpr std::int64_t us_per_day = 24 * us_per_hour;

/// An instant, UTC microseconds. Zero means "not set": no record is older than 1970.
struct Time {
  std::int64_t us = 0;
  auto operator<=>(const Time&) const = default;
  explicit operator bool() const { return us != 0; }
};

inline Time operator+(Time t, std::int64_t us) { return {t.us + us}; }
inline Time operator-(Time t, std::int64_t us) { return {t.us - us}; }
inline std::int64_t operator-(Time a, Time b) { return a.us - b.us; }

/// RFC 3339 in UTC, with as many fraction digits as the value has (0, 3 or 6): 2026-03-02T08:00:00Z.
std::string format_rfc3339(Time t);

/// Reads RFC 3339 with any offset; empty when it is not one, or lies outside 1970..2199.
std::optional<Time> parse_rfc3339(std::string_view text);

/// Whole seconds as people say them: "2 h 10 min", "45 s", "3 d 4 h".
std::string format_duration(std::int64_t seconds);

/// Reads "90s", "15m", "2h", "3d", "1w" and sums of them ("1h30m"); microseconds, empty when it is not one.
std::optional<std::int64_t> parse_duration(std::string_view text);

}  // namespace evenkeel
