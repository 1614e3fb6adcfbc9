#include "practice/agreement/templates.hpp"

#include <fmt/format.h>

namespace evenkeel::agreement {
namespace {

using service::ClockBegin;

// Deadlines of law run from when somebody became aware, which is `detected`, on every day and through the night. What is counted in hours
// or months is elapsed time; Regulation (EEC, Euratom) No 1182/71 says how periods of the Union are reckoned.
constexpr AgreementTemplate all[] = {
    {.key = "by_priority",
     .name = "Standard targets",
     .description = "Acknowledgement and restoration by priority, in office hours. Waiting for the caller does not count.",
     .source = "",
     .calendar = "Office hours",
     .applies = "",
     .goals = "acknowledgement 15m when priority = 1\n"
              "acknowledgement 1h when priority = 2\n"
              "acknowledgement 4h\n"
              "restoration 4h when priority = 1\n"
              "restoration 1 working day when priority = 2\n"
              "restoration 3 working days when priority = 3\n"
              "restoration 5 working days",
     .starts = "",
     .pauses = "restoration when state = on_hold and hold_kind = caller",
     .stops = "",
     .reopening = "restoration resume",
     .warnings = "75, 90"},
    {.key = "nis2",
     .name = "NIS2: significant incidents",
     .description = "Early warning, incident notification and final report to the CSIRT or the competent authority, for security incidents "
                    "that carry the tag nis2-significant. Tags tell what was sent: nis2-early-warning, nis2-notification, "
                    "nis2-final-report. The final report runs from the notification.",
     .source = "Directive (EU) 2022/2555, Article 23(4)(a), (b) and (d)",
     .calendar = "Around the clock",
     .begins = ClockBegin::detected,
     .applies = "category.security = true and tags has \"nis2-significant\"",
     .goals = "early_warning 24h elapsed\n"
              "notification 72h elapsed\n"
              "final_report 1 calendar month",
     .starts = "final_report when tags has \"nis2-notification\"",
     .pauses = "",
     .stops = "early_warning when tags has \"nis2-early-warning\" or tags has \"nis2-notification\"\n"
              "notification when tags has \"nis2-notification\"\n"
              "final_report when tags has \"nis2-final-report\"",
     .reopening = "all stay",
     .warnings = "50, 75, 90"},
    {.key = "gdpr",
     .name = "GDPR: personal data breaches",
     .description =
         "Notification of the supervisory authority, for incidents that carry the tag personal-data-breach. The tag gdpr-notified "
         "tells that it was sent, gdpr-no-risk that a risk to people is unlikely and none is due.",
     .source = "Regulation (EU) 2016/679, Article 33(1)",
     .calendar = "Around the clock",
     .begins = ClockBegin::detected,
     .applies = "tags has \"personal-data-breach\"",
     .goals = "authority_notification 72h elapsed",
     .starts = "",
     .pauses = "",
     .stops = "authority_notification when tags has \"gdpr-notified\" or tags has \"gdpr-no-risk\"",
     .reopening = "all stay",
     .warnings = "50, 75, 90"},
};

}  // namespace

std::span<const AgreementTemplate> agreement_templates() { return all; }

service::Agreement agreement_of(const AgreementTemplate& one, Id calendar) {
  service::Agreement agreement;
  agreement.name = one.name;
  agreement.description = one.source.empty() ? std::string(one.description) : fmt::format("{} ({})", one.description, one.source);
  agreement.calendar = calendar;
  agreement.begins = one.begins;
  agreement.applies = one.applies;
  agreement.goals = one.goals;
  agreement.starts = one.starts;
  agreement.pauses = one.pauses;
  agreement.stops = one.stops;
  agreement.reopening = one.reopening;
  agreement.warnings = one.warnings;
  return agreement;
}

}  // namespace evenkeel::agreement
