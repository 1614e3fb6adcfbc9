// Wall clocks: between an instant and what the clocks on the wall of a zone show. Zones are the IANA names of the machine's
// own zone files; those know no daylight saving after 2037, so whoever plans the future refuses later dates.
#pragma once
#include <string_view>

#include "base/time.hpp"

namespace evenkeel {

/// The first instant that zone rules do not cover: 2038-01-01T00:00:00Z.
constexpr Time zones_known_until{2'145'916'800 * us_per_second};

/// True for an IANA name ("Europe/Berlin", "UTC") that this machine has.
bool is_zone(std::string_view name);

/// Microseconds since 1970-01-01T00:00 as the wall clock of the zone shows them. An unknown zone counts as UTC.
std::int64_t wall_us(std::string_view zone, Time t);

/// Which instant a wall time means when clocks were set back and it happens twice.
enum class Twice { first, second };
/// The instant of a wall time. One that clocks skipped (set forward) means the instant of the jump. An unknown zone counts as UTC.
Time instant_of_wall(std::string_view zone, std::int64_t wall_us, Twice twice);

/// The time around an instant in which the zone's clocks ran evenly, half open, and how far they were ahead of UTC.
struct EvenClock {
  Time from, until;
  std::int64_t ahead_us = 0;
};
/// Unbounded sides lie beyond any time that is used here. An unknown zone counts as UTC.
EvenClock even_clock(std::string_view zone, Time t);

}  // namespace evenkeel
