// Maintenance windows: planned work on services or items, once or at the same hours each week. In them alerts open no incident. Pure
// functions.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

struct MaintenanceWindow {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  std::vector<Id> services, items;  // what is worked on
  bool dependants = false;          // and what stands on it
  Time starts_at, ends_at;          // of one without hours; else between which its hours hold, none: without limit
  std::string hours;                // by the week, as a calendar's
  std::string zone;                 // of the hours; empty: UTC
};

/// When the window that is open at `now` closes; none: it is not open then.
std::optional<Time> closes_at(const MaintenanceWindow& window, Time now);
/// Everything wrong with it, codes maintenance_window.*, with pointers.
std::vector<Problem> problems_of(const MaintenanceWindow& window);

std::string maintenance_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
const RecordType& type_of<service::MaintenanceWindow>();
}  // namespace evenkeel::record
