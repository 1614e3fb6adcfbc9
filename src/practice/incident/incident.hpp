// The facts of an incident and of what hangs on it. Names here are the names in JSON, SQL, conditions, CSV and screens.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.hpp"

namespace evenkeel::incident {

enum class State { new_, in_progress, on_hold, resolved, closed, cancelled };
enum class Channel { phone, portal, mail, chat, walk_in, monitoring, api, import };
enum class HoldKind { caller, supplier, change, problem, other };
enum class Confirmation { none, awaited, confirmed, rejected, silent };  // silent: the window passed without an answer
enum class RequestMark { incident, service_request };

struct Incident {
  Id id;
  std::int64_t version = 0;
  std::string number;  // INC0000042, unique, never reused
  // what and who
  std::string title;
  std::string description;  // Markdown; the symptoms
  Channel channel = Channel::api;
  Id caller;                        // who is hurt
  Id reporter;                      // who told us; the caller unless said otherwise
  Id opened_by;                     // who logged it
  std::vector<Id> affected;         // who else is hurt (people)
  std::int64_t affected_count = 0;  // or how many
  std::vector<Id> watchers;
  std::vector<std::string> tags;
  Id organisation, location;  // of the caller when it was logged
  Id service, ci;
  Id category, subcategory;                  // as logged
  Id closing_category, closing_subcategory;  // as found
  bool confidential = false;                 // security: only the team and the named see it
  std::vector<Id> named;                     // who may see a confidential one
  record::JsonObject custom;                 // custom fields by name
  std::string external_ref;                  // number in another system
  RequestMark mark = RequestMark::incident;
  std::string forwarded_to;  // a service request: where it went
  // weight
  std::string impact, urgency;  // names of levels of the priority matrix
  std::int64_t priority = 0;    // from the matrix, or overridden
  bool priority_overridden = false;
  std::string missing;     // what was derived or is still asked: "impact urgency service", space-separated
  record::JsonObject why;  // what the automatic decisions rest on: {"priority":"...","team":"..."}, for people
  // where it is
  State state = State::new_;
  bool open = true;  // new, in progress or on hold
  Id team, assignee;
  std::int64_t line = 1;  // of the team
  std::optional<HoldKind> hold_kind;
  std::string hold_note;
  Time hold_until;                    // follow-up date: reminds
  Time reminded_at;                   // of the follow-up date; before hold_until: not yet
  Time promised_for;                  // when the caller was told that service is back, by whoever said so
  Time promise_told_at;               // that it was not kept; before promised_for: not yet
  std::int64_t escalation_level = 0;  // hierarchical: how many managers up were involved
  // when
  Time began_at, detected_at;  // when service was lost; when it was noticed
  Time opened_at;              // logged
  Time updated_at;
  Time acknowledged_at, first_response_at;
  Time resolved_at, closed_at, confirmed_until;  // confirmed_until: end of the confirmation window
  // how it ended
  Id resolution_code;
  std::string resolution_notes;  // Markdown; the caller reads it
  bool workaround = false;       // service is back, the cause remains
  Id resolved_by;
  Confirmation confirmation = Confirmation::none;
  std::int64_t rating = 0;  // 1..5, 0: none
  std::string rating_comment;
  // relations that are at most one
  Id parent;                               // of a mass outage
  bool resolved_with_parent = false;       // the parent's resolution came down to it
  Id merged_into;                          // this one lives on in that one
  Id problem, caused_by;                   // problem record; the change record that caused it (ids once those practices exist)
  std::string problem_ref, caused_by_ref;  // their numbers elsewhere
  Id supplier;
  std::string supplier_ref;
  // measured as it happens
  std::int64_t cycle = 1;  // 1 + reopenings
  std::int64_t reopenings = 0, hand_overs = 0, team_changes = 0, recategorised = 0;
  std::int64_t hold_caller_s = 0, hold_supplier_s = 0, hold_change_s = 0, hold_problem_s = 0, hold_other_s = 0;
  Time held_since;                                                                       // on hold now
  std::int64_t time_to_acknowledge_s = 0, time_to_respond_s = 0, time_to_resolve_s = 0;  // 0: not yet; last cycle counts from opened_at
  std::int64_t time_worked_s = 0;
  std::int64_t comments_by_staff = 0, contacts = 0;  // for first contact
  Time caller_waits_since;                           // the earliest comment of the caller's side that staff has not answered
  bool first_contact_resolution = false;
  // what agreements promised in this cycle; kept by their clocks, none: nothing is promised
  Time due_at;          // of the next open target, or of one that was missed and is still open; none: all of them pause. Or promised_for
  std::string due_for;  // that target; of those that pause the first
  std::optional<bool> due_paused, breached;  // all open targets pause; a target of this cycle was missed
  std::optional<bool> escalated;             // a policy told somebody, and nobody answered since; none: it never did
};

/// What clocks and what escalation keeps in an incident.
inline constexpr std::string_view due_fields[] = {"due_at", "due_for", "due_paused", "breached"};
inline constexpr std::string_view escalated_fields[] = {"escalated"};
/// All of them; no condition of an agreement or a policy may speak of one: it would turn in a circle.
inline constexpr std::string_view kept_fields[] = {"due_at", "due_for", "due_paused", "breached", "escalated"};
/// Columns that later steps of the schema added.
inline constexpr std::string_view later_fields[] = {
    "due_at", "due_for", "due_paused", "breached", "escalated", "caller_waits_since", "promised_for", "promise_told_at"};
inline bool is_kept_field(std::string_view name) {
  for (std::string_view field : kept_fields)
    if (field == name) return true;
  return false;
}

/// What clocks say in the change log of their incident: that what they keep in it changed, and (for staff) what was warned of, missed
/// or kept.
inline constexpr std::string_view due_changed = "incident.due_changed", clock_kinds = "incident.clock_";

enum class EntryKind { note, comment };

/// One entry of the journal that a person (or a command) wrote. Notes are never shown to callers.
struct Entry {
  Id id;
  std::int64_t version = 0;
  Id incident;
  EntryKind kind = EntryKind::note;
  std::string text;  // Markdown
  Id author;         // none: the system
  bool by_staff = true;
  bool automatic = false;  // an automatic reply is no first response
  std::string via;         // "console", "api", "mail", ...
  std::vector<Id> mentions;
  std::int64_t time_worked_s = 0;
  Time written_at;
  Id moved_from;  // the incident it was written on, when a split moved it
};

/// A file. Its bytes lie in blob rows by their SHA-256, are sniffed on arrival and only ever downloaded.
struct Attachment {
  Id id;
  std::int64_t version = 0;
  Id incident, entry;
  std::string name, media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;  // hex
  EntryKind visibility = EntryKind::note;
  Id author;
  Time added_at;
  bool erased = false;
};

enum class TaskState { open, done, cancelled };

/// A piece of work inside an incident; `items` is its checklist.
struct Task {
  Id id;
  std::int64_t version = 0;
  Id incident;
  std::string title, description;
  TaskState state = TaskState::open;
  Id team, assignee;
  Time due_at;       // reminds
  Time reminded_at;  // of due_at; before it: not yet
  std::vector<std::string> items;
  std::vector<std::string> items_done;
  Time done_at;
  std::int64_t position = 0;
};

enum class LinkKind { child_of, duplicate_of, related_to, caused_by, split_from };

/// A relation between two incidents, read "incident <kind> other".
struct Link {
  Id id;
  std::int64_t version = 0;
  Id incident, other;
  LinkKind kind = LinkKind::related_to;
  Id author;
  Time linked_at;
};

/// A cycle that ended by reopening, as it was: the first resolution is kept as a fact beside the second.
struct Cycle {
  Id id;
  std::int64_t version = 0;
  Id incident;
  std::int64_t cycle = 1;
  Time resolved_at, reopened_at;
  Id resolution_code, resolved_by;
  std::string resolution_notes;
  bool workaround = false;
  Id closing_category, closing_subcategory;
  Confirmation confirmation = Confirmation::none;
  std::int64_t rating = 0;
  std::string rating_comment;
  std::string reason;  // why it was opened again
  std::int64_t time_to_resolve_s = 0;
};

enum class SpreadKind { comment, resolution, reopening };

/// What a parent passes on to its children, a chunk at a time; `after` is the last child it has reached.
struct Spread {
  Id id;
  std::int64_t version = 0;
  Id incident;  // the parent
  SpreadKind kind = SpreadKind::resolution;
  Id entry;  // the comment that is passed on
  Id after;
  bool finished = false;
  Time started_at;
  std::int64_t reached = 0;
};

}  // namespace evenkeel::incident

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<incident::State> =
    std::array<std::string_view, 6>{"new", "in_progress", "on_hold", "resolved", "closed", "cancelled"};
template <>
inline constexpr auto enum_names<incident::Channel> =
    std::array<std::string_view, 8>{"phone", "portal", "mail", "chat", "walk_in", "monitoring", "api", "import"};
template <>
inline constexpr auto enum_names<incident::HoldKind> = std::array<std::string_view, 5>{"caller", "supplier", "change", "problem", "other"};
template <>
inline constexpr auto enum_names<incident::Confirmation> =
    std::array<std::string_view, 5>{"none", "awaited", "confirmed", "rejected", "silent"};
template <>
inline constexpr auto enum_names<incident::RequestMark> = std::array<std::string_view, 2>{"incident", "service_request"};
template <>
inline constexpr auto enum_names<incident::EntryKind> = std::array<std::string_view, 2>{"note", "comment"};
template <>
inline constexpr auto enum_names<incident::TaskState> = std::array<std::string_view, 3>{"open", "done", "cancelled"};
template <>
inline constexpr auto enum_names<incident::LinkKind> =
    std::array<std::string_view, 5>{"child_of", "duplicate_of", "related_to", "caused_by", "split_from"};
template <>
inline constexpr auto enum_names<incident::SpreadKind> = std::array<std::string_view, 3>{"comment", "resolution", "reopening"};

template <>
const RecordType& type_of<incident::Incident>();
template <>
const RecordType& type_of<incident::Entry>();
template <>
const RecordType& type_of<incident::Attachment>();
template <>
const RecordType& type_of<incident::Task>();
template <>
const RecordType& type_of<incident::Link>();
template <>
const RecordType& type_of<incident::Cycle>();
template <>
const RecordType& type_of<incident::Spread>();
}  // namespace evenkeel::record
