// An alert source: one monitoring system that sends events here, as an administrator describes it: what it speaks, who may send for it,
// where its labels name a service, and what becomes of its alerts. Its keys are none of its fields; they lie in a table of their own.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

enum class AlertSourceKind { prometheus, alertmanager, grafana, generic };
/// In the order of their weight.
enum class AlertSeverity { critical, error, warning, info };
/// What happens to an incident when all of its alerts have ended: a note says so, or it is resolved.
enum class AlertsEnded { note, resolve };

struct AlertSource {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  AlertSourceKind kind = AlertSourceKind::prometheus;
  std::vector<std::string> addresses;            // addresses or networks that may send without a key
  bool reads = false;                            // its key also reads alerts and keeps silences
  bool opens = true;                             // its alerts become incidents
  AlertSeverity least = AlertSeverity::warning;  // and those of this weight or more
  std::int64_t wait_s = 0;                       // an alert that ends sooner opens nothing
  std::int64_t window_min = 60;                  // alerts of one fault come within so long of each other
  std::string service_labels, item_labels;       // labels that name the service, the configuration item, with commas between
  Id service, category, team;                    // when no label says it
  AlertsEnded ended = AlertsEnded::note;
  Id resolution_code;          // with which it is resolved
  record::JsonObject mapping;  // of a generic one: where in its JSON things stand
};

/// Its table.
std::string alert_source_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::AlertSourceKind> =
    std::array<std::string_view, 4>{"prometheus", "alertmanager", "grafana", "generic"};
template <>
inline constexpr auto enum_names<service::AlertSeverity> = std::array<std::string_view, 4>{"critical", "error", "warning", "info"};
template <>
inline constexpr auto enum_names<service::AlertsEnded> = std::array<std::string_view, 2>{"note", "resolve"};
template <>
const RecordType& type_of<service::AlertSource>();
}  // namespace evenkeel::record
