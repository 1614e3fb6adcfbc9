// The description of an incident, read by everything that shows, stores, checks or compares one. Fields that a command owns
// (state, counters, times it measured) are the system's; what a client may give at creation or change is input.
#include "practice/incident/incident.hpp"

namespace evenkeel::record {

using incident::Incident;
using enum Access;

namespace {

/// Longest title: it has to be read in a queue line and a subject line.
constexpr std::int64_t title_most = 200;
/// Longest Markdown text: a long log excerpt fits, a dump belongs into an attachment.
constexpr std::int64_t text_most = 60'000;
constexpr std::int64_t reason_most = 2'000;
/// People on one incident; a larger crowd is a count.
constexpr std::int64_t people_most = 200;
constexpr std::int64_t count_most = 100'000'000;

void add_what_and_who(std::vector<Field>& f) {
  f.push_back(field<&Incident::id>("id", {.label = "Id", .access = system}));
  f.push_back(field<&Incident::version>("version", {.label = "Version", .access = system}));
  f.push_back(field<&Incident::number>(
      "number",
      {.label = "Number", .help = "INC and digits; never used twice.", .max = 24, .required = true, .unique = true, .access = system}));
  f.push_back(field<&Incident::title>(
      "title", {.label = "Title", .help = "What is wrong, in one line.", .max = title_most, .required = true, .personal = true}));
  f.push_back(field<&Incident::description>(
      "description", {.label = "Description", .help = "The symptoms, in Markdown.", .max = text_most, .personal = true, .markdown = true}));
  f.push_back(field<&Incident::channel>("channel", {.label = "Channel", .help = "How it reached us."}));
  f.push_back(field<&Incident::caller>("caller", {.label = "Caller", .help = "Who is hurt.", .ref = "person", .personal = true}));
  f.push_back(field<&Incident::reporter>(
      "reporter", {.label = "Reporter", .help = "Who told us; the caller unless said otherwise.", .ref = "person", .personal = true}));
  f.push_back(field<&Incident::opened_by>(
      "opened_by", {.label = "Opened by", .help = "Who logged it.", .ref = "person", .personal = true, .access = system}));
  f.push_back(field<&Incident::affected>("affected", {.label = "Affected people",
                                                      .help = "Who else is hurt; they are told like the caller.",
                                                      .ref = "person",
                                                      .max = people_most,
                                                      .personal = true,
                                                      .listed = true}));
  f.push_back(field<&Incident::affected_count>(
      "affected_count", {.label = "People affected", .help = "How many, when they are not named.", .max = count_most}));
  f.push_back(field<&Incident::watchers>("watchers", {.label = "Watchers",
                                                      .help = "Who follows it; set by watch and unwatch.",
                                                      .ref = "person",
                                                      .max = people_most,
                                                      .personal = true,
                                                      .listed = true,
                                                      .access = system}));
  f.push_back(field<&Incident::tags>("tags", {.label = "Tags", .max = 50, .listed = true}));
  f.push_back(field<&Incident::organisation>(
      "organisation", {.label = "Organisation", .help = "The caller's, unless said otherwise.", .ref = "organisation"}));
  f.push_back(
      field<&Incident::location>("location", {.label = "Location", .help = "The caller's, unless said otherwise.", .ref = "location"}));
  f.push_back(field<&Incident::service>("service", {.label = "Service", .help = "What the business misses.", .ref = "service"}));
  f.push_back(field<&Incident::ci>("ci", {.label = "Configuration item", .help = "The thing that failed, as far as known.", .ref = "ci"}));
  f.push_back(
      field<&Incident::category>("category", {.label = "Category", .help = "As logged; names the accountable team.", .ref = "category"}));
  f.push_back(field<&Incident::subcategory>("subcategory", {.label = "Subcategory", .ref = "category"}));
  f.push_back(field<&Incident::closing_category>(
      "closing_category", {.label = "Closing category", .help = "As found; the opening one stays.", .ref = "category", .access = system}));
  f.push_back(
      field<&Incident::closing_subcategory>("closing_subcategory", {.label = "Closing subcategory", .ref = "category", .access = system}));
  f.push_back(
      field<&Incident::confidential>("confidential", {.label = "Confidential", .help = "Only its team and the named people see it."}));
  f.push_back(field<&Incident::named>("named", {.label = "Named people",
                                                .help = "Who may see a confidential incident beside its team.",
                                                .ref = "person",
                                                .max = people_most,
                                                .personal = true,
                                                .listed = true}));
  f.push_back(field<&Incident::custom>(
      "custom", {.label = "Custom fields", .help = "Values of the custom fields, by name.", .max = 16'384, .personal = true}));
  f.push_back(
      field<&Incident::external_ref>("external_ref", {.label = "External reference", .help = "Its number in another system.", .max = 100}));
  f.push_back(field<&Incident::mark>("mark", {.label = "Mark", .help = "A service request is out of the figures.", .access = system}));
  f.push_back(field<&Incident::forwarded_to>(
      "forwarded_to", {.label = "Forwarded to", .help = "Where a service request went.", .max = 200, .personal = true, .access = system}));
}

void add_weight_and_place(std::vector<Field>& f) {
  f.push_back(field<&Incident::impact>("impact", {.label = "Impact", .help = "A level of the priority matrix.", .max = 60}));
  f.push_back(field<&Incident::urgency>("urgency", {.label = "Urgency", .help = "A level of the priority matrix.", .max = 60}));
  f.push_back(field<&Incident::priority>(
      "priority",
      {.label = "Priority", .help = "From the matrix, or overridden with a reason; 1 is the worst.", .max = 9, .access = system}));
  f.push_back(field<&Incident::priority_overridden>("priority_overridden", {.label = "Priority overridden", .access = system}));
  f.push_back(field<&Incident::missing>(
      "missing", {.label = "Missing", .help = "What was derived or is still to be asked.", .max = 200, .access = system}));
  f.push_back(field<&Incident::why>(
      "why", {.label = "Why", .help = "What the automatic decisions rest on.", .max = 4'096, .personal = true, .access = system}));
  f.push_back(field<&Incident::state>("state", {.label = "State", .access = system}));
  f.push_back(field<&Incident::open>("open", {.label = "Open", .help = "New, in progress or on hold.", .access = system}));
  f.push_back(field<&Incident::team>(
      "team", {.label = "Team", .help = "Who is accountable; derived at creation, then changed by assign.", .ref = "team"}));
  f.push_back(field<&Incident::assignee>("assignee", {.label = "Assignee", .help = "Who has it now.", .ref = "person", .personal = true}));
  f.push_back(field<&Incident::line>("line", {.label = "Line", .help = "Of the team.", .max = 9, .access = system}));
  f.push_back(field<&Incident::hold_kind>("hold_kind", {.label = "Hold reason", .help = "What work waits for.", .access = system}));
  f.push_back(field<&Incident::hold_note>("hold_note", {.label = "Hold note", .max = reason_most, .personal = true, .access = system}));
  f.push_back(field<&Incident::hold_until>("hold_until", {.label = "Follow-up", .help = "When to be reminded.", .access = system}));
  f.push_back(field<&Incident::reminded_at>("reminded_at", {.label = "Reminded", .access = system}));
  f.push_back(field<&Incident::promised_for>(
      "promised_for", {.label = "Promised for", .help = "When the caller was told that service is back.", .access = system}));
  f.push_back(field<&Incident::promise_told_at>(
      "promise_told_at", {.label = "Promise missed", .help = "When those who work on it were told so.", .access = system}));
  f.push_back(field<&Incident::escalation_level>(
      "escalation_level", {.label = "Escalation level", .help = "How many managers up were involved.", .max = 20, .access = system}));
}

void add_times_and_end(std::vector<Field>& f) {
  f.push_back(field<&Incident::began_at>("began_at", {.label = "Began", .help = "When service was lost."}));
  f.push_back(field<&Incident::detected_at>("detected_at", {.label = "Detected", .help = "When somebody or something noticed."}));
  f.push_back(field<&Incident::opened_at>("opened_at", {.label = "Opened", .required = true, .access = system}));
  f.push_back(field<&Incident::updated_at>("updated_at", {.label = "Updated", .required = true, .access = system}));
  f.push_back(field<&Incident::acknowledged_at>("acknowledged_at", {.label = "Acknowledged", .access = system}));
  f.push_back(field<&Incident::first_response_at>(
      "first_response_at", {.label = "First response", .help = "The first comment or contact by a person.", .access = system}));
  f.push_back(field<&Incident::resolved_at>("resolved_at", {.label = "Resolved", .access = system}));
  f.push_back(field<&Incident::closed_at>("closed_at", {.label = "Closed", .help = "Or cancelled.", .access = system}));
  f.push_back(field<&Incident::confirmed_until>(
      "confirmed_until", {.label = "Confirmation until", .help = "Silence until then closes it.", .access = system}));
  f.push_back(
      field<&Incident::resolution_code>("resolution_code", {.label = "Resolution code", .ref = "resolution_code", .access = system}));
  f.push_back(field<&Incident::resolution_notes>("resolution_notes", {.label = "Resolution notes",
                                                                      .help = "How service came back; the caller reads it.",
                                                                      .max = text_most,
                                                                      .personal = true,
                                                                      .markdown = true,
                                                                      .access = system}));
  f.push_back(
      field<&Incident::workaround>("workaround", {.label = "Workaround", .help = "Service is back, the cause remains.", .access = system}));
  f.push_back(field<&Incident::resolved_by>("resolved_by", {.label = "Resolved by", .ref = "person", .personal = true, .access = system}));
  f.push_back(field<&Incident::confirmation>("confirmation", {.label = "Confirmation", .access = system}));
  f.push_back(field<&Incident::rating>("rating", {.label = "Rating", .help = "1 to 5; 0 is none.", .max = 5, .access = system}));
  f.push_back(field<&Incident::rating_comment>("rating_comment",
                                               {.label = "Rating comment", .max = reason_most, .personal = true, .access = system}));
}

void add_relations_and_measures(std::vector<Field>& f) {
  f.push_back(field<&Incident::parent>("parent", {.label = "Parent", .help = "Of a mass outage.", .ref = "incident", .access = system}));
  f.push_back(field<&Incident::resolved_with_parent>("resolved_with_parent", {.label = "Resolved with its parent", .access = system}));
  f.push_back(field<&Incident::merged_into>("merged_into", {.label = "Merged into", .ref = "incident", .access = system}));
  f.push_back(field<&Incident::problem>("problem", {.label = "Problem", .ref = "problem", .access = system}));
  f.push_back(field<&Incident::caused_by>("caused_by", {.label = "Caused by change", .ref = "alteration", .access = system}));
  f.push_back(field<&Incident::problem_ref>("problem_ref", {.label = "Problem reference", .help = "Its number elsewhere.", .max = 100}));
  f.push_back(field<&Incident::caused_by_ref>("caused_by_ref",
                                              {.label = "Change reference", .help = "Number of the change that caused it.", .max = 100}));
  f.push_back(field<&Incident::supplier>("supplier", {.label = "Supplier", .ref = "supplier"}));
  f.push_back(field<&Incident::supplier_ref>("supplier_ref", {.label = "Supplier's reference", .max = 100}));
  f.push_back(field<&Incident::cycle>("cycle", {.label = "Cycle", .help = "1 and each reopening.", .access = system}));
  f.push_back(field<&Incident::reopenings>("reopenings", {.label = "Reopenings", .access = system}));
  f.push_back(field<&Incident::hand_overs>("hand_overs", {.label = "Hand-overs", .access = system}));
  f.push_back(field<&Incident::team_changes>("team_changes", {.label = "Team changes", .access = system}));
  f.push_back(field<&Incident::recategorised>("recategorised", {.label = "Recategorised", .access = system}));
  f.push_back(field<&Incident::hold_caller_s>("hold_caller_s", {.label = "On hold for the caller", .help = "Seconds.", .access = system}));
  f.push_back(
      field<&Incident::hold_supplier_s>("hold_supplier_s", {.label = "On hold for a supplier", .help = "Seconds.", .access = system}));
  f.push_back(field<&Incident::hold_change_s>("hold_change_s", {.label = "On hold for a change", .help = "Seconds.", .access = system}));
  f.push_back(field<&Incident::hold_problem_s>("hold_problem_s", {.label = "On hold for a problem", .help = "Seconds.", .access = system}));
  f.push_back(field<&Incident::hold_other_s>("hold_other_s", {.label = "On hold for other reasons", .help = "Seconds.", .access = system}));
  f.push_back(field<&Incident::held_since>("held_since", {.label = "On hold since", .access = system}));
  f.push_back(field<&Incident::time_to_acknowledge_s>("time_to_acknowledge_s",
                                                      {.label = "Time to acknowledge", .help = "Seconds from opening.", .access = system}));
  f.push_back(field<&Incident::time_to_respond_s>("time_to_respond_s",
                                                  {.label = "Time to respond", .help = "Seconds from opening.", .access = system}));
  f.push_back(field<&Incident::time_to_resolve_s>(
      "time_to_resolve_s", {.label = "Time to resolve", .help = "Seconds from opening to the last resolution.", .access = system}));
  f.push_back(field<&Incident::time_worked_s>("time_worked_s", {.label = "Time worked", .help = "Seconds.", .access = system}));
  f.push_back(field<&Incident::comments_by_staff>("comments_by_staff", {.label = "Comments by staff", .access = system}));
  f.push_back(
      field<&Incident::contacts>("contacts", {.label = "Contacts", .help = "Times we and the caller were in touch.", .access = system}));
  f.push_back(field<&Incident::caller_waits_since>(
      "caller_waits_since",
      {.label = "Caller waits since", .help = "The earliest comment of the caller's side that is not answered.", .access = system}));
  f.push_back(
      field<&Incident::first_contact_resolution>("first_contact_resolution", {.label = "Resolved at first contact", .access = system}));
  f.push_back(field<&Incident::due_at>(
      "due_at", {.label = "Due", .help = "When the next target that was promised is due, or was.", .access = system}));
  f.push_back(field<&Incident::due_for>("due_for", {.label = "Due target", .help = "Which target that is.", .max = 40, .access = system}));
  f.push_back(field<&Incident::due_paused>(
      "due_paused", {.label = "Promises pause", .help = "Every open target pauses; absent when none is open.", .access = system}));
  f.push_back(field<&Incident::breached>(
      "breached",
      {.label = "Breached", .help = "A target was missed since it was last opened; absent when nothing was promised.", .access = system}));
  f.push_back(field<&Incident::escalated>(
      "escalated",
      {.label = "Escalated", .help = "A policy told somebody and nobody answered since; absent when none ever did.", .access = system}));
}

}  // namespace

template <>
const RecordType& type_of<Incident>() {
  static const RecordType type = [] {
    RecordType t{"incident", "incident", "incidents", "Incident", "Incidents", {}};
    t.fields.reserve(96);
    add_what_and_who(t.fields);
    add_weight_and_place(t.fields);
    add_times_and_end(t.fields);
    add_relations_and_measures(t.fields);
    return t;
  }();
  return type;
}

}  // namespace evenkeel::record
