// The one file that sees date/tz, whose header is heavy. Its database loads once and is then only read, by any thread.
#include "base/zone.hpp"

#include <date/tz.h>

namespace evenkeel {
namespace {

/// nullptr when the machine has no such zone. The library throws for a wrong name, so names are searched here.
const date::time_zone* find_zone(std::string_view name) {
  if (name.empty()) return nullptr;
  const auto& zones = date::get_tzdb().zones;
  auto at = std::lower_bound(zones.begin(), zones.end(), name, [](const date::time_zone& z, std::string_view n) { return z.name() < n; });
  return at != zones.end() && at->name() == name ? &*at : nullptr;
}

using Micros = std::chrono::microseconds;

}  // namespace

bool is_zone(std::string_view name) { return find_zone(name) != nullptr; }

std::int64_t wall_us(std::string_view zone, Time t) {
  const date::time_zone* z = find_zone(zone);
  if (!z) return t.us;
  return z->to_local(date::sys_time<Micros>(Micros(t.us))).time_since_epoch().count();
}

Time instant_of_wall(std::string_view zone, std::int64_t wall_us, Twice twice) {
  const date::time_zone* z = find_zone(zone);
  if (!z) return {wall_us};
  // Both choices of the library answer a skipped wall time with the instant of the jump.
  auto choose = twice == Twice::first ? date::choose::earliest : date::choose::latest;
  return {z->to_sys(date::local_time<Micros>(Micros(wall_us)), choose).time_since_epoch().count()};
}

EvenClock even_clock(std::string_view zone, Time t) {
  const date::time_zone* z = find_zone(zone);
  if (!z) return {{INT64_MIN}, {INT64_MAX}, 0};
  const auto info = z->get_info(date::sys_time<Micros>(Micros(t.us)));
  const auto micros = [](auto duration) { return std::chrono::duration_cast<Micros>(duration).count(); };
  return {{micros(info.begin.time_since_epoch())}, {micros(info.end.time_since_epoch())}, micros(info.offset)};
}

}  // namespace evenkeel
