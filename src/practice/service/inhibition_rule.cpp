#include "practice/service/inhibition_rule.hpp"

#include "practice/service/fields.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using service::InhibitionRule;

namespace {
constexpr std::int64_t matchers_most = 4'000;
constexpr std::int64_t equal_most = 20;
}  // namespace

template <>
const RecordType& type_of<InhibitionRule>() {
  static const RecordType type{
      "inhibition_rule",
      "inhibition_rule",
      "inhibition_rules",
      "Inhibition rule",
      "Inhibition rules",
      service::with_head<InhibitionRule>({
          field<&InhibitionRule::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&InhibitionRule::description>(
              "description",
              {.label = "Description", .help = "Why one follows from the other.", .max = service::description_most, .markdown = true}),
          field<&InhibitionRule::source_matchers>("source_matchers",
                                                  {.label = "While an alert fires that matches",
                                                   .help = "One matcher on each line: alertname=NodeDown, severity=~\"critical|error\".",
                                                   .max = matchers_most,
                                                   .required = true}),
          field<&InhibitionRule::target_matchers>(
              "target_matchers",
              {.label = "Alerts open no incident that match", .help = "One matcher on each line.", .max = matchers_most, .required = true}),
          field<&InhibitionRule::equal>("equal", {.label = "And have these labels alike",
                                                  .help = "cluster, instance. A label that is missing counts as empty.",
                                                  .max = equal_most}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

std::string inhibition_rule_schema() { return store::ddl_for(record::type_of<InhibitionRule>()); }

}  // namespace evenkeel::service
