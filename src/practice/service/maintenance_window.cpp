#include "practice/service/maintenance_window.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/calendar/business_time.hpp"
#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::MaintenanceWindow;

namespace {
constexpr std::int64_t listed_most = 200;  // services or items of one; more is a change of everything
constexpr std::int64_t hours_most = 2'000;
}  // namespace

template <>
const RecordType& type_of<MaintenanceWindow>() {
  static const RecordType type{
      "maintenance_window",
      "maintenance_window",
      "maintenance_windows",
      "Maintenance window",
      "Maintenance windows",
      service::with_head<MaintenanceWindow>({
          field<&MaintenanceWindow::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&MaintenanceWindow::description>(
              "description", {.label = "Description", .help = "What is worked on.", .max = service::description_most, .markdown = true}),
          field<&MaintenanceWindow::services>(
              "services", {.label = "Services", .help = "Their alerts open no incident meanwhile.", .ref = "service", .max = listed_most}),
          field<&MaintenanceWindow::items>("items", {.label = "Configuration items", .ref = "ci", .max = listed_most}),
          field<&MaintenanceWindow::dependants>("dependants",
                                                {.label = "And what stands on them", .help = "By the relations of their items."}),
          field<&MaintenanceWindow::starts_at>("starts_at", {.label = "Starts"}),
          field<&MaintenanceWindow::ends_at>("ends_at", {.label = "Ends"}),
          field<&MaintenanceWindow::hours>("hours", {.label = "Each week",
                                                     .help = "Sun 02:00-04:00, as hours of a calendar. Empty: once, from start to end.",
                                                     .max = hours_most}),
          field<&MaintenanceWindow::zone>("zone", {.label = "Time zone", .help = "Of the hours; empty: UTC."}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {
namespace {

/// A week and a day: hours that never close are looked at again then.
constexpr std::int64_t looked_ahead_us = 8 * us_per_day;

calendar::WorkingHours hours_of(const MaintenanceWindow& w) {
  calendar::WorkingHours hours;
  hours.zone = w.zone.empty() ? "UTC" : w.zone;
  calendar::read_week(w.hours, hours.week);
  return hours;
}

}  // namespace

std::optional<Time> closes_at(const MaintenanceWindow& w, Time now) {
  if (!w.active || (w.starts_at && now < w.starts_at) || (w.ends_at && now >= w.ends_at)) return std::nullopt;
  if (trim(w.hours).empty()) return w.ends_at ? std::optional(w.ends_at) : std::nullopt;
  const auto open = calendar::open_stretches(hours_of(w), now, now + looked_ahead_us);
  if (open.empty() || open.front().from > now) return std::nullopt;
  return w.ends_at ? std::min(open.front().until, w.ends_at) : open.front().until;
}

std::vector<Problem> problems_of(const MaintenanceWindow& w) {
  std::vector<Problem> out;
  if (w.services.empty() && w.items.empty())
    out.push_back({"maintenance_window.nothing", "It names no service and no configuration item.", "/services"});
  if (!w.zone.empty() && !is_zone(w.zone))
    out.push_back({"maintenance_window.zone", fmt::format("There is no time zone \"{}\".", w.zone), "/zone"});
  const bool weekly = !trim(w.hours).empty();
  calendar::Week week;
  if (const auto wrong = weekly ? calendar::read_week(w.hours, week) : std::string(); !wrong.empty())
    out.push_back({"maintenance_window.hours", wrong, "/hours"});
  if (!weekly && !w.starts_at) out.push_back({"maintenance_window.start", "Say when it starts, or its hours of each week.", "/starts_at"});
  if (!weekly && !w.ends_at) out.push_back({"maintenance_window.end", "Say when it ends, or its hours of each week.", "/ends_at"});
  if (w.starts_at && w.ends_at && w.ends_at <= w.starts_at)
    out.push_back({"maintenance_window.order", "The end must be after the start.", "/ends_at"});
  return out;
}

std::string maintenance_schema() { return store::ddl_for(record::type_of<MaintenanceWindow>()); }

}  // namespace evenkeel::service
