#include "practice/alert/own_alerts.hpp"

#include "practice/alert/alert_store.hpp"
#include "practice/alert/alerts.hpp"

namespace evenkeel::alert {

Texts places_of(store::Tx& tx, const service::Snapshot& catalogue, const service::AlertSource& source, Id service, Id ci) {
  Texts labels;
  if (const auto* found = service ? catalogue.get<service::Service>(service) : nullptr)
    labels.emplace_back(service_labels_of(source).front(), found->name);
  if (const auto found = ci ? tx.find<service::Ci>(ci) : std::nullopt) labels.emplace_back(item_labels_of(source).front(), found->name);
  return labels;
}

bool end_own_alerts(store::Tx& tx, const service::Snapshot& catalogue, std::string_view key, Id but_of) {
  const std::string_view keys[] = {key};
  bool ended = false;
  for (const Id source : catalogue.ids("alert_source")) {
    const auto* held = source == but_of ? nullptr : catalogue.get<service::AlertSource>(source);
    if (!held) continue;
    const auto found = alerts_with_keys(tx.db(), source, keys);
    if (found.empty() || found.front().state != AlertState::firing) continue;
    Event end;  // it only names what ended
    end.key = key;
    end.state = AlertState::resolved;
    end.ends_at = tx.now();
    take_in_here(tx, catalogue, *held, {end});
    ended = true;
  }
  return ended;
}

}  // namespace evenkeel::alert
