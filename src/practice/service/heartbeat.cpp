#include "practice/service/heartbeat.hpp"

#include <array>

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::Heartbeat;

namespace {
constexpr std::int64_t duration_most = 20;                  // "1w2d3h": words of a duration
constexpr std::int64_t message_most = 130, tags_most = 20;  // as Opsgenie has them
}  // namespace

template <>
const RecordType& type_of<Heartbeat>() {
  static const RecordType type{
      "heartbeat",
      "heartbeat",
      "heartbeats",
      "Heartbeat",
      "Heartbeats",
      service::with_head<Heartbeat>({
          field<&Heartbeat::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Heartbeat::description>("description", {.label = "Description",
                                                         .help = "What must report, and what to do when it does not.",
                                                         .max = service::description_most,
                                                         .markdown = true}),
          field<&Heartbeat::every>(
              "every", {.label = "Reports every", .help = "The longest time between two reports: 5m, 1h, 1d.", .max = duration_most}),
          field<&Heartbeat::schedule>(
              "schedule", {.label = "Or at these times", .help = "As cron writes them: 30 2 * * 1-5. Then leave the field above empty."}),
          field<&Heartbeat::zone>("zone", {.label = "Time zone", .help = "Of these times; empty: UTC."}),
          field<&Heartbeat::grace>(
              "grace", {.label = "May be late by", .help = "Longer than the job runs: 5m, 1h.", .max = duration_most, .required = true}),
          field<&Heartbeat::severity>("severity", {.label = "Severity", .help = "Of its alert when it is missing or says that it failed."}),
          field<&Heartbeat::source>("source", {.label = "Alert source",
                                               .help = "By its rules an alert becomes an incident, and its keys ping by name.",
                                               .ref = "alert_source",
                                               .required = true}),
          field<&Heartbeat::team>("team", {.label = "Team", .help = "Gets its incidents; empty: by the usual routing.", .ref = "team"}),
          field<&Heartbeat::service>("service", {.label = "Service", .ref = "service"}),
          field<&Heartbeat::ci>("ci", {.label = "Configuration item", .ref = "ci"}),
          field<&Heartbeat::paused>("paused", {.label = "Paused", .help = "Nobody expects it to report."}),
          field<&Heartbeat::message>("message", {.label = "Title of its alert",
                                                 .help = "When it is missing; empty: its name and that it did not report.",
                                                 .max = message_most}),
          field<&Heartbeat::tags>("tags", {.label = "Tags of its alert", .max = tags_most}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

constexpr std::array<std::string_view, 2> own_words{"message", "tags"};

std::string heartbeat_schema() { return store::ddl_for(record::type_of<Heartbeat>(), own_words); }

std::string heartbeat_words_schema() { return store::ddl_adding(record::type_of<Heartbeat>(), own_words); }

}  // namespace evenkeel::service
