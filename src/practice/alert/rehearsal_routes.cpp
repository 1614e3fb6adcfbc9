// Before a source is changed: what it would have made of the alerts that it sent.
#include <fmt/format.h>

#include <algorithm>

#include "practice/alert/alert_routes.hpp"
#include "practice/alert/alert_rules.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/rehearsal_rules.hpp"
#include "practice/api/api.hpp"
#include "practice/service/catalogue_checks.hpp"

namespace evenkeel::alert {
namespace {

constexpr std::int64_t days = 30;
constexpr int alerts_most = 5'000;  // the newest; more would take seconds
constexpr int history_lines_most = 200;

/// The source as it would be with what the body changes.
Result<service::AlertSource> changed(store::Connection& db, const service::Snapshot& catalogue, const http::Request& request) {
  const auto& type = record::type_of<service::AlertSource>();
  TRY(const Id id, api::path_id(request, type.kind));
  const auto* before = catalogue.find(type.kind, id);
  if (!before) return api::missing(type.kind);
  TRY(const auto patch, api::body_patch(request, type));
  const auto after = record::apply(*before, patch);
  CHECK_OK(service::check(service::Shelf(&db), before, after));
  return record::from_record<service::AlertSource>(after);
}

std::vector<Happened_at> happened_to(store::Connection& db, Id alert) {
  std::vector<Happened_at> lines;
  for (const auto& line : history_of(db, alert, history_lines_most))
    if (const auto what = record::from_name<Happening>(line.kind)) lines.push_back({line.at, *what});
  std::ranges::reverse(lines);
  return lines;
}

Result<http::Response> rehearsed(Alerts& alerts, store::Connection& db, http::Request& request) {
  const auto catalogue = alerts.catalogue().now();
  TRY(const auto source, changed(db, *catalogue, request));
  const Time since = request.received - days * us_per_day;
  auto rows = newest_of(db, source.id, since, alerts_most + 1);
  const bool all = rows.size() <= static_cast<std::size_t>(alerts_most);
  if (!all) rows.pop_back();
  std::vector<Texts> labels;
  std::vector<Occurrence> occurrences;
  for (Alert& a : rows) {
    labels.push_back(read_texts(a.labels.text));
    a.service = service_of(labels.back(), source, *catalogue).service;
  }
  for (const Alert& a : rows) {
    const auto some = occurrences_of(a, happened_to(db, a.id), since);
    occurrences.insert(occurrences.end(), some.begin(), some.end());
  }
  std::ranges::stable_sort(occurrences, {}, &Occurrence::began);
  Places places(db, *catalogue);
  places.look_up(labels);
  const auto made = rehearse(
      source, occurrences, [&](const Alert& a, const Texts& texts) { return places.of(a, texts, source); },
      *alerts.map.now(db, *catalogue));
  return http::json(
      fmt::format(R"({{"days":{},"alerts":{},"occurrences":{},"too_light":{},"ended_while_waiting":{},"incidents":{},"all":{},"text":)"
                  R"("On the last {} days this would have made {} incidents out of {} alerts."}})",
                  days, rows.size(), made.occurrences, made.too_light, made.ended_while_waiting, made.incidents, all, days, made.incidents,
                  rows.size()));
}

}  // namespace

http::Route rehearsal_route(Alerts& alerts) {
  auto route =
      api::route(http::Verb::post, "/api/v1/alert_sources/{id}/try", "What a changed alert source would have made of its alerts",
                 "catalogue.edit", "Alerts", {"AlertSourceChange", "alert_rehearsal"},
                 api::reading(alerts.reg(), [&alerts](store::Connection& db, http::Request& r) { return rehearsed(alerts, db, r); }));
  route.description =
      "Fields of the body are laid over the source; nothing is written. Of the last 30 days, the newest 5,000 alerts (`all`: there are no "
      "more). "
      "As if each incident were resolved when its last alert ended, without silences, maintenance and other sources.";
  return route;
}

std::string rehearsal_schema() {
  std::string properties;
  for (const char* name : {"days", "alerts", "occurrences", "too_light", "ended_while_waiting", "incidents"})
    properties += fmt::format(R"("{}":{{"type":"integer"}},)", name);
  return R"({"type":"object","required":["days","alerts","occurrences","too_light","ended_while_waiting","incidents","all","text"],)"
         R"("properties":{)" +
         properties + R"("all":{"type":"boolean"},"text":{"type":"string"}}})";
}

}  // namespace evenkeel::alert
