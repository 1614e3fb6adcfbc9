#include "practice/alert/maintenance_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace evenkeel::alert {
namespace {

bool names(const service::MaintenanceWindow& w, Id place) {
  return std::ranges::find(w.services, place) != w.services.end() || std::ranges::find(w.items, place) != w.items.end();
}

bool covers(const service::MaintenanceWindow& w, Id place, const ServiceMap& map) {
  if (names(w, place)) return true;
  return w.dependants && std::ranges::any_of(map.stands_on(place), [&](Id under) { return names(w, under); });
}

}  // namespace

std::optional<Maintained> maintained(std::span<const service::MaintenanceWindow* const> windows, std::span<const Id> about,
                                     const ServiceMap& map, Time now) {
  std::optional<Maintained> found;
  for (const auto* w : windows) {
    const auto until = service::closes_at(*w, now);
    if (!until || (found && *until <= found->until)) continue;
    if (std::ranges::none_of(about, [&](Id place) { return place && covers(*w, place, map); })) continue;
    found = Maintained{*until, fmt::format("maintenance \"{}\" until {}", w->name, format_rfc3339(*until))};
  }
  return found;
}

}  // namespace evenkeel::alert
