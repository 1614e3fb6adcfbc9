#include "practice/alert/grouping_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/alert/alert_rules.hpp"

namespace evenkeel::alert {
namespace {

constexpr int relations_most = 50'000;        // a larger map is read in part: it only groups, it decides nothing
constexpr std::size_t values_at_once = 64;    // of one statement
constexpr std::size_t name_bytes_most = 250;  // longer values name nothing

/// host-1:9100 is host-1, too.
std::string_view without_port(std::string_view value) { return value.substr(0, value.find(':')); }

}  // namespace

std::string grouping_schema() {
  return "ALTER TABLE alert_group ADD COLUMN shape {text};\nCREATE INDEX alert_group__joined ON alert_group(joined_us);\n";
}

std::shared_ptr<const ServiceMap> MapKeeper::now(store::Connection& db, const service::Snapshot& catalogue) {
  const std::lock_guard lock(mutex_);
  if (map_ && version_ == catalogue.version) return map_;
  std::vector<ServiceMap::Need> needs;
  std::unordered_map<Id, std::string> names;
  for (const auto* one : catalogue.active<service::Service>()) names[one->id] = one->name;
  db.query(
      "SELECT r.kind, a.id, a.service, a.name, b.id, b.service, b.name FROM ci_relation r JOIN ci a ON a.id = r.ci JOIN ci b ON b.id = "
      "r.other WHERE r.active = 1 AND a.active = 1 AND b.active = 1 ORDER BY r.id LIMIT $1",
      {store::Param(relations_most)}, [&](const store::Row& row) {
        const auto place = [&](int at) {
          if (const Id service = row.id(at + 1)) return service;
          names[row.id(at)] = std::string(row.text(at + 2));
          return row.id(at);
        };
        const Id one = place(1), other = place(4);
        // What is whole needs its parts.
        if (row.text(0) == record::name_of(service::CiRelationKind::part_of)) needs.push_back({other, one});
        else needs.push_back({one, other});
      });
  map_ = std::make_shared<const ServiceMap>(needs, std::move(names));
  version_ = catalogue.version;
  return map_;
}

void Places::look_up(std::span<const Texts> labels) {
  std::vector<std::string> unknown;
  const auto ask = [&](std::string_view value) {
    if (value.empty() || value.size() > name_bytes_most || items_.contains(value)) return;
    items_.emplace(value, Item{});
    unknown.emplace_back(value);
  };
  for (const Texts& texts : labels)
    for (const auto& [name, value] : texts) {
      ask(value);
      ask(without_port(value));
    }
  for (std::size_t at = 0; at < unknown.size(); at += values_at_once) {
    std::vector<store::Param> params;
    std::string list;
    for (std::size_t i = 0; i < values_at_once; ++i) {  // the last stands for those that are missing, so that one text is prepared
      params.emplace_back(unknown[std::min(at + i, unknown.size() - 1)]);
      list += fmt::format("{}${}", i ? "," : "", i + 1);
    }
    db_.query(fmt::format("SELECT name, id, service FROM ci WHERE active = 1 AND name IN ({}) ORDER BY id DESC", list), params,
              [&](const store::Row& row) { items_[std::string(row.text(0))] = {row.id(1), row.id(2)}; });
  }
}

const Places::Item* Places::item(std::string_view value) const {
  for (const auto word : {value, without_port(value)})
    if (const auto found = items_.find(word); found != items_.end() && found->second.id) return &found->second;
  return nullptr;
}

std::vector<Place> Places::of(const Alert& alert, const Texts& labels, const service::AlertSource& source) const {
  std::vector<Place> places;
  const auto add = [&](Place place) {
    if (std::ranges::find(places, place.key, &Place::key) == places.end()) places.push_back(std::move(place));
  };
  const auto add_service = [&](Id id) {
    const auto* found = catalogue_.get<service::Service>(id);
    if (found && found->active) add({id, found->name});
  };
  add_service(alert.service);
  const auto items = item_labels_of(source);
  for (const auto& [name, value] : labels) {
    for (const Id id : catalogue_.named("service", value)) add_service(id);
    if (const auto* found = item(value)) {
      if (found->service) add_service(found->service);
      else add({found->id, std::string(without_port(value))});
    } else if (!value.empty() && std::ranges::find(items, name) != items.end()) {
      add({{}, std::string(without_port(value))});
    }
  }
  return places;
}

const Places::Item* Places::named_item(const Texts& labels, const service::AlertSource& source) const {
  for (const auto& name : item_labels_of(source)) {
    const auto found = std::ranges::find(labels, name, &Texts::value_type::first);
    if (found == labels.end()) continue;
    if (const auto* one = item(found->second)) return one;
  }
  return nullptr;
}

Id Places::item_of(const Texts& labels, const service::AlertSource& source) const {
  const auto* found = named_item(labels, source);
  return found ? found->id : Id{};
}

std::vector<Id> Places::about(const Alert& alert, const Texts& labels, const service::AlertSource& source) const {
  std::vector<Id> ids;
  if (alert.service) ids.push_back(alert.service);
  if (const auto* found = named_item(labels, source)) {
    ids.push_back(found->id);
    if (found->service) ids.push_back(found->service);
  }
  return ids;
}

}  // namespace evenkeel::alert
