// Inhibition rules, as Alertmanager knows them: while one alert fires, others that follow from it open no incident. What matches is read
// by the practice of alerts.
#pragma once
#include "practice/service/catalogue.hpp"

namespace evenkeel::service {

struct InhibitionRule {
  Id id;
  std::int64_t version = 0;
  bool active = true;
  std::string name, description;
  std::string source_matchers, target_matchers;  // one on each line: severity=critical
  std::vector<std::string> equal;                // labels that both must have alike; what lacks one has it empty
};

std::string inhibition_rule_schema();

}  // namespace evenkeel::service

namespace evenkeel::record {
template <>
const RecordType& type_of<service::InhibitionRule>();
}  // namespace evenkeel::record
