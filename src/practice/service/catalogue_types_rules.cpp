// Descriptions of what steers an incident: codes, reasons, tags, the priority matrix, critical periods, custom fields and
// templates; and the list of all kinds.
#include "practice/service/alert_source.hpp"
#include "practice/service/automation_rule.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/chat.hpp"
#include "practice/service/check.hpp"
#include "practice/service/fields.hpp"
#include "practice/service/gateway.hpp"
#include "practice/service/heartbeat.hpp"
#include "practice/service/inhibition_rule.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/priority_matrix.hpp"
#include "practice/service/skill.hpp"

namespace evenkeel::record {

using namespace service;

namespace {
constexpr std::string_view hold_kinds[] = {"caller", "supplier", "change", "problem", "other"};
constexpr std::string_view recurrences[] = {"once", "weekly", "monthly", "yearly"};
constexpr std::int64_t reply_most = 4'000;
constexpr std::int64_t choices_most = 200;  // beyond, a list is no choice any more
constexpr std::int64_t field_name_most = 40;
constexpr std::int64_t hours_most = 2'000;
constexpr std::int64_t feeds_length_most = 2'600;  // five addresses
constexpr std::int64_t fetched_most = 2'000'000;   // 10,000 dates, each with a long name
constexpr std::int64_t exceptions_most = 20'000;   // the holidays of some years, with their names
constexpr std::int64_t condition_most = 8'000;     // as the condition language takes
constexpr std::int64_t lines_most = 20'000;        // a hundred lines, each with a condition
constexpr std::int64_t warnings_most = 60;
constexpr std::int64_t escalation_words_most = 500;
constexpr std::int64_t escalation_lines_most = 4'000;  // twenty steps
constexpr std::int64_t message_kind_most = 60;
constexpr std::int64_t subject_most = 300;  // a line that mail programs still show
constexpr std::int64_t repeat_most = 50;    // whoever did not come until then will not come
}  // namespace

template <>
const RecordType& type_of<ResolutionCode>() {
  static const RecordType type{
      "resolution_code",
      "resolution_code",
      "resolution_codes",
      "Resolution code",
      "Resolution codes",
      with_head<ResolutionCode>({
          field<&ResolutionCode::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&ResolutionCode::description>("description", {.label = "Description", .max = description_most}),
          field<&ResolutionCode::workaround>("workaround", {.label = "Workaround", .help = "Service is back, the cause remains."}),
      })};
  return type;
}

template <>
const RecordType& type_of<HoldReason>() {
  static const RecordType type{
      "hold_reason",
      "hold_reason",
      "hold_reasons",
      "Hold reason",
      "Hold reasons",
      with_head<HoldReason>({
          field<&HoldReason::name>("name", {.label = "Name", .required = true, .unique = true}),
          limited_to(field<&HoldReason::kind>("kind", {.label = "Waits for", .required = true}), hold_kinds),
          field<&HoldReason::text_for_caller>("text_for_caller", {.label = "Text for the caller", .max = reply_most, .markdown = true}),
      })};
  return type;
}

template <>
const RecordType& type_of<Tag>() {
  static const RecordType type{"tag",
                               "tag",
                               "tags",
                               "Tag",
                               "Tags",
                               with_head<Tag>({
                                   field<&Tag::name>("name", {.label = "Name", .required = true, .unique = true}),
                                   field<&Tag::description>("description", {.label = "Description", .max = description_most}),
                               })};
  return type;
}

template <>
const RecordType& type_of<PriorityMatrix>() {
  constexpr auto levels = static_cast<std::int64_t>(levels_most);
  static const RecordType type{
      "priority_matrix",
      "priority_matrix",
      "priority_matrices",
      "Priority matrix",
      "Priority matrices",
      with_head<PriorityMatrix>({
          field<&PriorityMatrix::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&PriorityMatrix::impacts>("impacts", {.label = "Impacts", .help = "From the worst.", .max = levels, .required = true}),
          field<&PriorityMatrix::urgencies>("urgencies",
                                            {.label = "Urgencies", .help = "From the worst.", .max = levels, .required = true}),
          field<&PriorityMatrix::cells>("cells", {.label = "Priorities", .help = "A row an impact: 1,2,3;2,3,4;3,4,4", .required = true}),
          field<&PriorityMatrix::default_impact>("default_impact", {.label = "Impact when nobody said"}),
          field<&PriorityMatrix::default_urgency>("default_urgency", {.label = "Urgency when nobody said"}),
      })};
  return type;
}

template <>
const RecordType& type_of<CriticalPeriod>() {
  static const RecordType type{
      "critical_period",
      "critical_period",
      "critical_periods",
      "Critical period",
      "Critical periods",
      with_head<CriticalPeriod>({
          field<&CriticalPeriod::name>("name", {.label = "Name", .help = "Unique for the service.", .required = true}),
          field<&CriticalPeriod::reason>("reason", {.label = "Reason", .help = "Why it weighs more then: the books close."}),
          field<&CriticalPeriod::service>("service", {.label = "Service", .ref = "service", .required = true}),
          limited_to(field<&CriticalPeriod::recurrence>("recurrence", {.label = "Recurrence", .required = true}), recurrences),
          field<&CriticalPeriod::starts_at>("starts_at", {.label = "Starts", .help = "Of the first time.", .required = true}),
          field<&CriticalPeriod::ends_at>("ends_at", {.label = "Ends", .help = "Of the first time.", .required = true}),
          field<&CriticalPeriod::zone>("zone", {.label = "Time zone", .help = "IANA name; it recurs by the clocks there. Empty: UTC."}),
          field<&CriticalPeriod::impact>("impact", {.label = "At least this impact", .help = "Empty: one level more."}),
      })};
  return type;
}

template <>
const RecordType& type_of<Calendar>() {
  static const RecordType type{
      "calendar",
      "calendar",
      "calendars",
      "Calendar",
      "Calendars",
      with_head<Calendar>({
          field<&Calendar::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Calendar::zone>("zone", {.label = "Time zone", .help = "IANA name, such as Europe/Berlin. Empty: UTC."}),
          field<&Calendar::hours>("hours",
                                  {.label = "Working hours",
                                   .help = "Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00 - or: always. Empty: only dates below.",
                                   .max = hours_most}),
          field<&Calendar::exceptions>("exceptions",
                                       {.label = "Dates with other hours",
                                        .help = "A line each: 2026-12-25 closed Christmas Day; 2026-12-24 08:00-12:00; 12-25 closed "
                                                "(each year); 2026-12-28..2026-12-31 closed.",
                                        .max = exceptions_most}),
          field<&Calendar::holidays_of>(
              "holidays_of", {.label = "Holidays of", .help = "Its dates hold as well: open only when both are.", .ref = "calendar"}),
          field<&Calendar::feeds>("feeds", {.label = "Holidays from the web",
                                            .help = "Addresses of iCalendar files, a line each: https://example.org/holidays.ics. Asked "
                                                    "once a day; dates above go before them.",
                                            .max = feeds_length_most}),
          field<&Calendar::fetched>(
              "fetched",
              {.label = "Dates from the web", .help = "What the addresses brought.", .max = fetched_most, .access = Access::system}),
      })};
  return type;
}

template <>
const RecordType& type_of<Agreement>() {
  static const RecordType type{
      "agreement",
      "agreement",
      "agreements",
      "Agreement",
      "Agreements",
      with_head<Agreement>({
          field<&Agreement::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Agreement::description>("description", {.label = "Description", .max = description_most, .markdown = true}),
          field<&Agreement::kind>("kind",
                                  {.label = "Kind", .help = "sla: with a customer, ola: between teams, contract: with a supplier."}),
          field<&Agreement::customer>("customer",
                                      {.label = "Customer", .help = "Only incidents of this organisation.", .ref = "organisation"}),
          field<&Agreement::team>("team", {.label = "Team", .help = "Only while this team has the incident.", .ref = "team"}),
          field<&Agreement::supplier>("supplier", {.label = "Supplier", .help = "Only while this supplier is named.", .ref = "supplier"}),
          field<&Agreement::calendar>("calendar", {.label = "Calendar", .help = "When time counts.", .ref = "calendar", .required = true}),
          field<&Agreement::applies>("applies", {.label = "Applies when",
                                                 .help = "A condition on the incident: service.name = \"Mail\". Empty: always.",
                                                 .max = condition_most}),
          field<&Agreement::begins>("begins",
                                    {.label = "Counts from",
                                     .help = "logged; began: when service was lost; detected; matched: when the agreement first applied."}),
          field<&Agreement::goals>(
              "goals", {.label = "Goals",
                        .help = "A line each, the first that fits counts: restoration 4h when priority = 1. Targets: "
                                "acknowledgement, response, update, answer, restoration, resolution, or one of your own. Durations: "
                                "4h, 2 working days, 3d elapsed, 1 calendar month.",
                        .max = lines_most,
                        .required = true}),
          field<&Agreement::starts>(
              "starts",
              {.label = "Starts", .help = "A line each: update when state = in_progress. Without a line: at once.", .max = lines_most}),
          field<&Agreement::pauses>(
              "pauses", {.label = "Pauses",
                         .help = "A line each: restoration, resolution when state = on_hold and hold_kind in (caller, supplier).",
                         .max = lines_most}),
          field<&Agreement::stops>("stops",
                                   {.label = "Stops",
                                    .help = "A line each, instead of what the target means by itself: restoration when resolved_at is "
                                            "present. A target of your own needs one.",
                                    .max = lines_most}),
          field<&Agreement::reopening>("reopening",
                                       {.label = "Reopened",
                                        .help = "A line each: restoration restart (promised anew), resume (goes on), stay (no more). "
                                                "Otherwise acknowledgement and response stay, the rest restarts.",
                                        .max = lines_most}),
          field<&Agreement::warnings>("warnings",
                                      {.label = "Warnings", .help = "At which percent of a goal: 50, 75, 90.", .max = warnings_most}),
      })};
  return type;
}

template <>
const RecordType& type_of<Roster>() {
  static const RecordType type{
      "roster",
      "roster",
      "rosters",
      "Roster",
      "Rosters",
      with_head<Roster>({
          field<&Roster::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&Roster::description>("description", {.label = "Description", .max = description_most}),
          field<&Roster::team>("team", {.label = "Team", .help = "Its manager may change who is on call.", .ref = "team"}),
          field<&Roster::zone>("zone", {.label = "Time zone", .help = "IANA name, such as Europe/Berlin. Empty: UTC."}),
          field<&Roster::hours>("hours", {.label = "Hours to be covered",
                                          .help = "As a calendar's: Mon-Fri 18:00-08:00; Sat-Sun 00:00-24:00. Empty: always. Outside them "
                                                  "nobody on duty is no gap.",
                                          .max = hours_most}),
          field<&Roster::calendar>("calendar",
                                   {.label = "Calendar", .help = "Layers can hold by its hours and holidays.", .ref = "calendar"}),
          field<&Roster::plan>("plan",
                               {.label = "Layers", .help = "Who takes turns, and when; a later layer is asked before an earlier one."}),
      })};
  return type;
}

template <>
const RecordType& type_of<EscalationPolicy>() {
  static const RecordType type{
      "escalation_policy",
      "escalation_policy",
      "escalation_policies",
      "Escalation policy",
      "Escalation policies",
      with_head<EscalationPolicy>({
          field<&EscalationPolicy::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&EscalationPolicy::description>("description", {.label = "Description", .max = description_most}),
          field<&EscalationPolicy::applies>(
              "applies",
              {.label = "Applies when", .help = "A condition on the incident: priority = 1. Empty: always.", .max = condition_most}),
          field<&EscalationPolicy::trigger>(
              "trigger",
              {.label = "Begins",
               .help = "logged; unassigned, unacknowledged: while it is so; no_update: with each time that staff did something on "
                       "it; clock: at a point of a clock."}),
          field<&EscalationPolicy::point>("point", {.label = "Point of the clock",
                                                    .help = "restoration 75%, or restoration breached. For clock only.",
                                                    .max = escalation_words_most}),
          field<&EscalationPolicy::calendar>(
              "calendar", {.label = "Calendar", .help = "When time counts. Empty: around the clock.", .ref = "calendar"}),
          field<&EscalationPolicy::steps>(
              "steps",
              {.label = "Steps",
               .help = "A line each, every delay counts from the step before: after 15m tell manager of team. Then at once, after 30m, "
                       "after 2h elapsed, after 1h in hours; tell, involve or reassign; assignee, team, team \"Network\", next team, "
                       "manager of team, manager 2 of team, manager of assignee, person login, role incident_manager, "
                       "roster \"Nights\", supplier, service owner. A roster, team or role can be narrowed: roster \"Nights\" with skill "
                       "\"Router\", or with needed skills.",
               .max = escalation_lines_most,
               .required = true}),
          field<&EscalationPolicy::repeat>("repeat",
                                           {.label = "Repeated", .help = "So often all steps come once more.", .max = repeat_most}),
          field<&EscalationPolicy::fallback>("fallback", {.label = "When nobody can be reached",
                                                          .help = "Who is told instead, as in a step: role incident_manager.",
                                                          .max = escalation_words_most}),
          field<&EscalationPolicy::stops>(
              "stops", {.label = "Stops when", .help = "acknowledged (or resolved); resolved; never: it goes through all its steps."}),
          field<&EscalationPolicy::acknowledged_for>(
              "acknowledged_for", {.label = "Acknowledged for",
                                   .help = "Goes on when nothing was done so long after somebody acknowledged: 30m. Empty: it has stopped.",
                                   .max = warnings_most}),
      })};
  return type;
}

template <>
const RecordType& type_of<MessageText>() {
  static const RecordType type{
      "message_text",
      "message_text",
      "message_texts",
      "Text of a message",
      "Texts of messages",
      with_head<MessageText>({
          field<&MessageText::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&MessageText::message>(
              "message",
              {.label = "Message", .help = "Which kind of message: incident.escalation.", .max = message_kind_most, .required = true}),
          field<&MessageText::language>("language", {.label = "Language", .help = "Of those who read it."}),
          field<&MessageText::subject>(
              "subject",
              {.label = "Subject", .help = "One line; variables stand in braces: {{number}}.", .max = subject_most, .required = true}),
          field<&MessageText::text>("text", {.label = "Text",
                                             .help = "Plain text with variables, {{#name}} what stands only with it {{/name}} and "
                                                     "{{^name}} what stands without it {{/name}}.",
                                             .max = description_most,
                                             .required = true}),
      })};
  return type;
}

template <>
const RecordType& type_of<CustomField>() {
  static const RecordType type{
      "custom_field",
      "custom_field",
      "custom_fields",
      "Custom field",
      "Custom fields",
      with_head<CustomField>({
          field<&CustomField::name>("name", {.label = "Name",
                                             .help = "For programs and conditions: small letters, digits and _. Cannot change.",
                                             .max = field_name_most,
                                             .required = true,
                                             .unique = true}),
          field<&CustomField::label>("label", {.label = "Label", .help = "For people.", .required = true}),
          field<&CustomField::help>("help", {.label = "Help", .help = "One sentence below the field."}),
          field<&CustomField::type>("type", {.label = "Type", .help = "Cannot change."}),
          field<&CustomField::choices>("choices", {.label = "Choices", .help = "Of the type choice.", .max = choices_most}),
          field<&CustomField::category>("category", {.label = "Only for category", .help = "Empty: on every incident.", .ref = "category"}),
          field<&CustomField::required>("required", {.label = "Required", .help = "An incident cannot be resolved without it."}),
          field<&CustomField::caller_visible>("caller_visible", {.label = "Callers see it"}),
      })};
  return type;
}

template <>
const RecordType& type_of<IncidentTemplate>() {
  static const RecordType type{
      "incident_template",
      "incident_template",
      "incident_templates",
      "Incident template",
      "Incident templates",
      with_head<IncidentTemplate>({
          field<&IncidentTemplate::name>("name", {.label = "Name", .required = true, .unique = true}),
          field<&IncidentTemplate::description>("description", {.label = "Description", .max = description_most}),
          field<&IncidentTemplate::preset>("preset", {.label = "Preset", .help = "Fields of a new incident.", .required = true}),
      })};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::service {

const std::vector<const record::RecordType*>& catalogue_types() {
  using record::type_of;
  static const std::vector<const record::RecordType*> types{&type_of<Organisation>(),
                                                            &type_of<Location>(),
                                                            &type_of<Supplier>(),
                                                            &type_of<Skill>(),
                                                            &type_of<Calendar>(),
                                                            &type_of<Team>(),
                                                            &type_of<Service>(),
                                                            &type_of<Ci>(),
                                                            &type_of<CiRelation>(),
                                                            &type_of<Category>(),
                                                            &type_of<ResolutionCode>(),
                                                            &type_of<HoldReason>(),
                                                            &type_of<Tag>(),
                                                            &type_of<PriorityMatrix>(),
                                                            &type_of<CriticalPeriod>(),
                                                            &type_of<CustomField>(),
                                                            &type_of<Agreement>(),
                                                            &type_of<Roster>(),
                                                            &type_of<EscalationPolicy>(),
                                                            &type_of<MessageText>(),
                                                            &type_of<Gateway>(),
                                                            &type_of<ChatWorkspace>(),
                                                            &type_of<ChatChannel>(),
                                                            &type_of<AlertSource>(),
                                                            &type_of<Heartbeat>(),
                                                            &type_of<Check>(),
                                                            &type_of<MaintenanceWindow>(),
                                                            &type_of<InhibitionRule>(),
                                                            &type_of<AutomationRule>(),
                                                            &type_of<IncidentTemplate>()};
  return types;
}

}  // namespace evenkeel::service
