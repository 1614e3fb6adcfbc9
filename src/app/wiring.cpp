#include "app/wiring.hpp"

#include "app/migrations.hpp"
#include "app/scanner.hpp"
#include "practice/incident/absence_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/person_data.hpp"
#include "practice/notification/delivery_routes.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/catalogue_routes.hpp"

namespace evenkeel::app {
namespace {

constexpr std::int64_t retention_people_most = 200;  // erased in one run of the day

/// Every described kind, by its name.
const record::RecordType* kind_named(std::string_view kind) {
  for (const auto* type : audited_types())
    if (type->kind == kind) return type;
  return nullptr;
}

/// Names that are no role were refused with the configuration.
std::vector<people::Role> second_factor_roles(const Config& config) {
  std::vector<people::Role> roles;
  for (const std::string& name : config.sign_in.second_factor_roles)
    if (const auto role = record::from_name<people::Role>(name)) roles.push_back(*role);
  return roles;
}

incident::Settings settings_of(const Config& config) {
  incident::Settings settings;
  settings.confirmation_us = parse_duration(config.incident.confirmation_window).value_or(settings.confirmation_us);
  if (const auto limit = parse_size(config.incident.attachment_limit)) settings.attachment_most = static_cast<std::size_t>(*limit);
  return settings;
}

}  // namespace

Wiring::Wiring(const Config& config, store::Register& reg, Vault vault)
    : people({reg, kind_named, service::found_register, std::move(vault), second_factor_roles(config), config.http.public_url}),
      incidents{reg, {catalogue, people.names(), settings_of(config)}, kind_named, {}},
      register_(reg) {
  service::provide_names(people.names(), reg, catalogue);
  incident::provide_names(people.names(), reg);
  people.exporters.emplace_back([this](store::Connection& db, Id person, const people::Principal& reader) {
    return incident::export_person(incidents.ground, db, person, reader);
  });
  people.erasers.emplace_back(incident::erase_person);
  people.accounts().link_opens = incident::link_opens;
  if (!config.incident.scanner.empty())
    incidents.scan = [program = config.incident.scanner, &world = reg.world](std::string_view bytes, std::string_view) {
      return scan(program, bytes, world);
    };
}

std::vector<http::Route> Wiring::routes() {
  std::vector<http::Route> all;
  auto add = [&](std::vector<http::Route> routes) {
    for (auto& route : routes) all.push_back(std::move(route));
  };
  add(people::people_routes(people));
  add(service::catalogue_routes({register_, catalogue, people.names(), audited_types()}));
  add(incident::incident_routes(incidents));
  add(notification::delivery_routes(register_, people.names()));
  return all;
}

std::map<std::string, std::string> Wiring::schemas() const {
  auto all = people::people_schemas();
  all.merge(service::catalogue_schemas());
  all.merge(incident::incident_schemas());
  all.merge(notification::delivery_schemas());
  return all;
}

store::TimerHandlers Wiring::timer_handlers() {
  auto all = incident::timer_handlers(incidents.ground);
  all.merge(people::absence_timer_handlers());
  all.merge(incident::absence_work_handlers(incidents.ground));
  return all;
}

std::vector<Id> people_to_erase(store::Connection& db, Time before) {
  std::vector<Id> people;
  db.query(
      "SELECT p.id FROM person p WHERE p.erased = 0 AND p.roles IS NULL AND p.teams IS NULL "
      "AND EXISTS (SELECT 1 FROM incident i WHERE i.caller = p.id) "
      "AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.caller = p.id AND (i.open = 1 OR i.closed_at IS NULL OR i.closed_at >= $1)) ORDER "
      "BY p.id LIMIT $2",
      {store::Param(before), store::Param(retention_people_most)}, [&](const store::Row& row) { people.push_back(row.id(0)); });
  return people;
}

}  // namespace evenkeel::app
