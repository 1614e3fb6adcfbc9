// A check: something that we ask ourselves, since nothing else watches it, as an administrator describes it. What came of it stands
// elsewhere (practice/check).
#pragma once
#include "practice/service/alert_source.hpp"

namespace evenkeel::service {

constexpr std::int64_t place_most = 60;  // characters

enum class CheckKind { http, tcp, dns, ping };

struct Check {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  CheckKind kind = CheckKind::http;
  std::string address;          // http: https://shop.example.org/health; tcp: db.example.org:5432; dns, ping: shop.example.org
  std::string place;            // from where: of the worker that asks; empty: from here
  std::string expected_status;  // "200, 300-399"; empty: 200-399
  std::string contains, lacks;  // what the answer must say, and must not
  std::string every = "1m";
  std::int64_t timeout_s = 10;
  std::int64_t slow_ms = 0;                  // an answer that takes longer is a failure; 0: only the time-out counts
  std::int64_t certificate_days = 0;         // fewer left of the page's certificate is a failure; 0: nobody looks
  std::int64_t failures = 3, successes = 2;  // in a row: until it is down, until it is up again
  AlertSeverity severity = AlertSeverity::error;
  Id source;             // by whose rules its alerts become incidents
  Id team, service, ci;  // whose it is
  bool paused = false;
};

/// Its table, and what makes it anew for the kinds and fields that came later.
std::string check_schema();
std::string check_places_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<service::CheckKind> = std::array<std::string_view, 4>{"http", "tcp", "dns", "ping"};
template <>
const RecordType& type_of<service::Check>();
}  // namespace evenkeel::record
