// See the header.
#include "practice/service/accountability.hpp"

#include <fmt/format.h>

namespace evenkeel::service {

Accountable accountable_team(const Snapshot& catalogue, const Known& known) {
  auto is_active = [&](Id id) {
    const Team* team = catalogue.get<Team>(id);
    return team && team->active;
  };
  const auto* subcategory = catalogue.get<Category>(known.subcategory);
  if (subcategory && is_active(subcategory->team)) return {subcategory->team, fmt::format("subcategory {}", subcategory->name)};
  const auto* category = catalogue.get<Category>(known.category);
  if (category && is_active(category->team)) return {category->team, fmt::format("category {}", category->name)};
  const auto* service = catalogue.get<Service>(known.service);
  if (service && is_active(service->team)) return {service->team, fmt::format("support team of service {}", service->name)};
  if (known.ci) {
    if (is_active(known.ci->team)) return {known.ci->team, fmt::format("support team of item {}", known.ci->name)};
    const auto* behind = catalogue.get<Service>(known.ci->service);
    if (behind && is_active(behind->team))
      return {behind->team, fmt::format("support team of service {} of item {}", behind->name, known.ci->name)};
  }
  for (const Team* team : catalogue.active<Team>())
    if (team->line == 1) return {team->id, "first line", true};
  return {};
}

}  // namespace evenkeel::service
