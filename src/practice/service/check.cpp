#include "practice/service/check.hpp"

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::Check;

namespace {
constexpr std::int64_t duration_most = 20;     // "1w2d3h": words of a duration
constexpr std::int64_t timeout_most_s = 60;    // longer ones would hold the places of others
constexpr std::int64_t slow_most_ms = 60'000;  // the longest time-out
constexpr std::int64_t certificate_days_most = 365;
constexpr std::int64_t in_a_row_most = 20;  // beyond, nobody would wait for it
}  // namespace

template <>
const RecordType& type_of<Check>() {
  static const RecordType type{
      "check",
      "service_check",  // CHECK is a word of SQL
      "checks",
      "Check",
      "Checks",
      service::with_head<Check>({
          field<&Check::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Check::description>("description", {.label = "Description",
                                                     .help = "What is asked, and what to do when it does not answer.",
                                                     .max = service::description_most,
                                                     .markdown = true}),
          field<&Check::kind>(
              "kind", {.label = "Kind",
                       .help = "http: asks for a page. tcp: connects. dns: asks for the addresses of a name. ping: sends an echo."}),
          field<&Check::address>("address",
                                 {.label = "Address",
                                  .help = "http: https://shop.example.org/health. tcp: db.example.org:5432. dns, ping: shop.example.org.",
                                  .max = service::address_most,
                                  .required = true}),
          field<&Check::place>("place", {.label = "Asked from",
                                         .help = "The place of a worker, as it was started with. Empty: from this server.",
                                         .max = service::place_most}),
          field<&Check::expected_status>("expected_status", {.label = "Expected status", .help = "200, 300-399. Empty: 200-399."}),
          field<&Check::contains>("contains", {.label = "The page must contain", .help = "Of a name: an address that it must have."}),
          field<&Check::lacks>("lacks", {.label = "The page must not contain"}),
          field<&Check::every>("every", {.label = "Every", .help = "30s, 1m, 1h.", .max = duration_most, .required = true}),
          field<&Check::timeout_s>("timeout_s", {.label = "Time-out, seconds", .max = timeout_most_s, .min = 1}),
          field<&Check::slow_ms>("slow_ms", {.label = "Too slow after, milliseconds",
                                             .help = "A later answer counts as a failure. 0: only the time-out counts.",
                                             .max = slow_most_ms}),
          field<&Check::certificate_days>("certificate_days", {.label = "Days that its certificate must be good for",
                                                               .help = "Of https. 0: nobody looks ahead.",
                                                               .max = certificate_days_most}),
          field<&Check::failures>("failures",
                                  {.label = "Failures until it is down", .help = "One after the other.", .max = in_a_row_most, .min = 1}),
          field<&Check::successes>("successes",
                                   {.label = "Successes until it is up", .help = "One after the other.", .max = in_a_row_most, .min = 1}),
          field<&Check::severity>("severity", {.label = "Severity", .help = "Of its alert."}),
          field<&Check::source>(
              "source",
              {.label = "Alert source", .help = "By its rules an alert becomes an incident.", .ref = "alert_source", .required = true}),
          field<&Check::team>("team", {.label = "Team", .help = "Gets its incidents; empty: by the usual routing.", .ref = "team"}),
          field<&Check::service>("service", {.label = "Service", .ref = "service"}),
          field<&Check::ci>("ci", {.label = "Configuration item", .ref = "ci"}),
          field<&Check::paused>("paused", {.label = "Paused", .help = "It is not asked."}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

namespace {
constexpr std::string_view came_later[] = {"place"};
}

std::string check_schema() { return store::ddl_for(record::type_of<Check>(), came_later); }

std::string check_places_schema() { return store::ddl_rebuilding(record::type_of<Check>(), came_later); }

}  // namespace evenkeel::service
