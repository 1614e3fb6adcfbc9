// Descriptions of what hangs on an incident: entries of the journal, files, tasks, links, ended cycles, and what a parent
// passes on to its children.
#include "practice/incident/incident.hpp"

namespace evenkeel::record {

using namespace incident;
using enum Access;

namespace {
/// Longest Markdown text of an entry; a log longer than that is an attachment.
constexpr std::int64_t text_most = 60'000;
constexpr std::int64_t title_most = 200;
constexpr std::int64_t reason_most = 2'000;
/// Longest time booked with one entry: a month without sleep is a typing mistake.
constexpr std::int64_t worked_most_s = 31 * 86'400;
constexpr std::int64_t size_most = 1LL << 40;
}  // namespace

template <>
const RecordType& type_of<Entry>() {
  static const RecordType type{
      "entry",
      "entry",
      "entries",
      "Entry",
      "Entries",
      {
          field<&Entry::id>("id", {.label = "Id", .access = system}),
          field<&Entry::version>("version", {.label = "Version", .access = system}),
          field<&Entry::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Entry::kind>("kind", {.label = "Kind", .help = "A note is for staff, a comment is for the caller too.", .access = system}),
          field<&Entry::text>("text", {.label = "Text", .max = text_most, .required = true, .personal = true, .markdown = true}),
          field<&Entry::author>("author",
                                {.label = "Author", .help = "None: the system.", .ref = "person", .personal = true, .access = system}),
          field<&Entry::by_staff>("by_staff", {.label = "By staff", .access = system}),
          field<&Entry::automatic>("automatic", {.label = "Automatic", .help = "No first response.", .access = system}),
          field<&Entry::via>("via", {.label = "Via", .max = 30}),
          field<&Entry::mentions>("mentions", {.label = "Mentions", .ref = "person", .max = 50, .personal = true, .access = system}),
          field<&Entry::time_worked_s>("time_worked_s", {.label = "Time worked", .help = "Seconds.", .max = worked_most_s}),
          field<&Entry::written_at>("written_at", {.label = "Written", .required = true, .access = system}),
          field<&Entry::moved_from>(
              "moved_from", {.label = "Moved from", .help = "The incident it was written on.", .ref = "incident", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Attachment>() {
  static const RecordType type{
      "attachment",
      "attachment",
      "attachments",
      "Attachment",
      "Attachments",
      {
          field<&Attachment::id>("id", {.label = "Id", .access = system}),
          field<&Attachment::version>("version", {.label = "Version", .access = system}),
          field<&Attachment::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Attachment::entry>("entry", {.label = "Entry", .ref = "entry", .access = system}),
          field<&Attachment::name>("name", {.label = "File name", .max = 255, .required = true, .personal = true}),
          field<&Attachment::media_type>(
              "media_type", {.label = "Media type", .help = "As its bytes say.", .max = 100, .required = true, .access = system}),
          field<&Attachment::size_bytes>("size_bytes", {.label = "Size", .help = "Bytes.", .max = size_most, .access = system}),
          field<&Attachment::sha256>("sha256", {.label = "SHA-256", .max = 64, .required = true, .access = system}),
          field<&Attachment::visibility>("visibility", {.label = "Visibility", .help = "As a note (staff) or a comment (the caller too)."}),
          field<&Attachment::author>("author", {.label = "Author", .ref = "person", .personal = true, .access = system}),
          field<&Attachment::added_at>("added_at", {.label = "Added", .required = true, .access = system}),
          field<&Attachment::erased>("erased", {.label = "Erased", .help = "Its bytes are gone.", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Task>() {
  static const RecordType type{
      "task",
      "task",
      "tasks",
      "Task",
      "Tasks",
      {
          field<&Task::id>("id", {.label = "Id", .access = system}),
          field<&Task::version>("version", {.label = "Version", .access = system}),
          field<&Task::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Task::title>("title", {.label = "Title", .max = title_most, .required = true, .personal = true}),
          field<&Task::description>("description", {.label = "Description", .max = text_most, .personal = true, .markdown = true}),
          field<&Task::state>("state", {.label = "State"}),
          field<&Task::team>("team", {.label = "Team", .ref = "team"}),
          field<&Task::assignee>("assignee", {.label = "Assignee", .ref = "person", .personal = true}),
          field<&Task::due_at>("due_at", {.label = "Due", .help = "Reminds."}),
          field<&Task::reminded_at>("reminded_at", {.label = "Reminded", .access = system}),
          field<&Task::items>("items", {.label = "Checklist", .max = 100, .personal = true}),
          field<&Task::items_done>("items_done", {.label = "Done items", .max = 100, .personal = true}),
          field<&Task::done_at>("done_at", {.label = "Done", .access = system}),
          field<&Task::position>("position", {.label = "Position", .max = 10'000}),
      }};
  return type;
}

template <>
const RecordType& type_of<Link>() {
  static const RecordType type{
      "link",
      "link",
      "links",
      "Link",
      "Links",
      {
          field<&Link::id>("id", {.label = "Id", .access = system}),
          field<&Link::version>("version", {.label = "Version", .access = system}),
          field<&Link::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Link::other>("other", {.label = "Other incident", .ref = "incident", .required = true}),
          field<&Link::kind>("kind", {.label = "Kind", .help = "Read: incident, kind, other."}),
          field<&Link::author>("author", {.label = "Author", .ref = "person", .personal = true, .access = system}),
          field<&Link::linked_at>("linked_at", {.label = "Linked", .required = true, .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Cycle>() {
  static const RecordType type{
      "cycle",
      "cycle",
      "cycles",
      "Cycle",
      "Cycles",
      {
          field<&Cycle::id>("id", {.label = "Id", .access = system}),
          field<&Cycle::version>("version", {.label = "Version", .access = system}),
          field<&Cycle::incident>("incident", {.label = "Incident", .ref = "incident", .required = true, .access = system}),
          field<&Cycle::cycle>("cycle", {.label = "Cycle", .access = system}),
          field<&Cycle::resolved_at>("resolved_at", {.label = "Resolved", .access = system}),
          field<&Cycle::reopened_at>("reopened_at", {.label = "Reopened", .required = true, .access = system}),
          field<&Cycle::resolution_code>("resolution_code", {.label = "Resolution code", .ref = "resolution_code", .access = system}),
          field<&Cycle::resolved_by>("resolved_by", {.label = "Resolved by", .ref = "person", .personal = true, .access = system}),
          field<&Cycle::resolution_notes>(
              "resolution_notes", {.label = "Resolution notes", .max = text_most, .personal = true, .markdown = true, .access = system}),
          field<&Cycle::workaround>("workaround", {.label = "Workaround", .access = system}),
          field<&Cycle::closing_category>("closing_category", {.label = "Closing category", .ref = "category", .access = system}),
          field<&Cycle::closing_subcategory>("closing_subcategory", {.label = "Closing subcategory", .ref = "category", .access = system}),
          field<&Cycle::confirmation>("confirmation", {.label = "Confirmation", .access = system}),
          field<&Cycle::rating>("rating", {.label = "Rating", .max = 5, .access = system}),
          field<&Cycle::rating_comment>("rating_comment",
                                        {.label = "Rating comment", .max = reason_most, .personal = true, .access = system}),
          field<&Cycle::reason>(
              "reason", {.label = "Reason", .help = "Why it was opened again.", .max = reason_most, .personal = true, .access = system}),
          field<&Cycle::time_to_resolve_s>("time_to_resolve_s", {.label = "Time to resolve", .help = "Seconds.", .access = system}),
      }};
  return type;
}

template <>
const RecordType& type_of<Spread>() {
  static const RecordType type{
      "spread",
      "spread",
      "spreads",
      "Spread",
      "Spreads",
      {
          field<&Spread::id>("id", {.label = "Id", .access = system}),
          field<&Spread::version>("version", {.label = "Version", .access = system}),
          field<&Spread::incident>("incident", {.label = "Parent", .ref = "incident", .required = true, .access = system}),
          field<&Spread::kind>("kind", {.label = "What is passed on", .access = system}),
          field<&Spread::entry>("entry", {.label = "Comment", .ref = "entry", .access = system}),
          field<&Spread::after>("after", {.label = "Last child reached", .ref = "incident", .access = system}),
          field<&Spread::finished>("finished", {.label = "Finished", .access = system}),
          field<&Spread::started_at>("started_at", {.label = "Started", .required = true, .access = system}),
          field<&Spread::reached>("reached", {.label = "Children reached", .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record
