// Whether planned work keeps an alert from opening an incident. Pure.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "practice/alert/grouping_rules.hpp"
#include "practice/service/maintenance_window.hpp"

namespace evenkeel::alert {

struct Maintained {
  Time until;       // when the last of the windows closes, as planned now
  std::string why;  // "maintenance Patch night until ... : ..."
};
/// What is said of an alert about these places (services and items, of which some may be none).
std::optional<Maintained> maintained(std::span<const service::MaintenanceWindow* const> windows, std::span<const Id> about,
                                     const ServiceMap& map, Time now);

/// A window may be changed: what waits for its end is looked at so often.
constexpr std::int64_t maintained_again_us = 5 * us_per_minute;

}  // namespace evenkeel::alert
