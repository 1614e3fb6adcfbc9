#include "practice/alert/opening.hpp"

#include <algorithm>

#include "practice/alert/alert_store.hpp"
#include "practice/alert/maintenance_rules.hpp"

namespace evenkeel::alert {

Opening opening_now(const Alert& alert, const Texts& labels, const service::AlertSource& source, const Around& around) {
  Time silenced;
  for (const auto& match : around.silences.of(source.id, labels)) silenced = std::max(silenced, match.until);
  Opening opening = opening_of(alert, source, silenced, around.now);
  if (!opening.opens) return opening;
  const auto& windows = around.catalogue.active<service::MaintenanceWindow>();
  const auto work = maintained(windows, around.places.about(alert, labels, source), around.map, around.now);
  if (work) return {false, std::min(work->until, around.now + maintained_again_us), work->why};
  if (auto held = around.inhibitors.of(alert.id, labels)) return {false, around.now + inhibited_again_us, std::move(held->why), held->by};
  return opening;
}

Flapping flapping_now(store::Connection& db, Id alert, Time now) {
  constexpr int most = 500;
  return flapping_of(began_again(db, alert, now - us_per_day, most), now);
}

}  // namespace evenkeel::alert
