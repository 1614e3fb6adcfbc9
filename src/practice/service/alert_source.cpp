#include "practice/service/alert_source.hpp"

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::AlertSource;

namespace {
constexpr std::int64_t addresses_listed_most = 50;
constexpr std::int64_t label_names_most = 500;
constexpr std::int64_t wait_most_s = 86'400;          // who waits longer for an alert wants a report
constexpr std::int64_t window_most_min = 14 * 1'440;  // two weeks: a fault that nobody ended
}  // namespace

template <>
const RecordType& type_of<AlertSource>() {
  static const RecordType type{
      "alert_source",
      "alert_source",
      "alert_sources",
      "Alert source",
      "Alert sources",
      service::with_head<AlertSource>({
          field<&AlertSource::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&AlertSource::description>("description", {.label = "Description", .max = service::description_most, .markdown = true}),
          field<&AlertSource::kind>("kind", {.label = "Kind", .help = "What it is, and so what it sends."}),
          field<&AlertSource::addresses>("addresses", {.label = "May send without a key",
                                                       .help = "Addresses or networks, 10.1.2.0/24. Empty: only who has a key.",
                                                       .max = addresses_listed_most}),
          field<&AlertSource::reads>(
              "reads", {.label = "Reads and silences", .help = "Its key also reads alerts and keeps silences, as amtool does."}),
          field<&AlertSource::opens>("opens", {.label = "Opens incidents"}),
          field<&AlertSource::least>("least", {.label = "From this severity on", .help = "Lesser alerts are listed and open nothing."}),
          field<&AlertSource::wait_s>(
              "wait_s", {.label = "Waits, seconds", .help = "An alert that ends sooner opens no incident.", .max = wait_most_s}),
          field<&AlertSource::window_min>("window_min",
                                          {.label = "Belongs together, minutes",
                                           .help = "An alert joins an open incident of its service whose last alert there is not older.",
                                           .max = window_most_min}),
          field<&AlertSource::service_labels>("service_labels", {.label = "Labels of the service",
                                                                 .help = "With commas between; empty: service, job, app, namespace.",
                                                                 .max = label_names_most}),
          field<&AlertSource::item_labels>(
              "item_labels",
              {.label = "Labels of the item", .help = "With commas between; empty: instance, host, node, pod.", .max = label_names_most}),
          field<&AlertSource::service>("service", {.label = "Service", .help = "When no label names one.", .ref = "service"}),
          field<&AlertSource::category>("category", {.label = "Category", .help = "Of its incidents.", .ref = "category"}),
          field<&AlertSource::team>("team", {.label = "Team", .help = "Gets what nobody else is accountable for.", .ref = "team"}),
          field<&AlertSource::ended>("ended", {.label = "When all alerts have ended", .help = "A note says so, or it is resolved."}),
          field<&AlertSource::resolution_code>(
              "resolution_code", {.label = "Resolution code", .help = "With which it is resolved.", .ref = "resolution_code"}),
          field<&AlertSource::mapping>("mapping", {.label = "Mapping", .help = "Of a generic one: JSON pointers into what it sends."}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

std::string alert_source_schema() { return store::ddl_for(record::type_of<AlertSource>()); }

}  // namespace evenkeel::service
