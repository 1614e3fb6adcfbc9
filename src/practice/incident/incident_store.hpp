// The SQL of incidents and of what hangs on them, nothing else: tables, pages of lists, the story, and look-ups by relation.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "practice/incident/incident.hpp"
#include "store/change_log.hpp"
#include "store/db.hpp"
#include "store/row_io.hpp"

namespace evenkeel::incident {

/// DDL of all tables of this practice with their indexes.
std::string incident_schema();
/// What clocks keep in an incident, with the indexes of the order `due`: a later step.
std::string incident_due_schema();
/// What escalation keeps in an incident, with its index: a later step.
std::string incident_escalated_schema();
std::string incident_waiting_schema();
std::string incident_promise_schema();

/// "INC0000042": at least seven digits.
std::string format_number(std::int64_t n);
/// What people and programs name an incident by: its number, or an id (which may be of nothing). None when it is neither, or there is no
/// such number.
std::optional<Id> id_of(store::Connection& db, std::string_view number_or_id);
using store::find_record;

template <class T>
std::optional<T> find(store::Connection& db, Id id) {
  auto r = find_record(db, record::type_of<T>(), id);
  if (!r) return std::nullopt;
  return record::from_record<T>(*r);
}

/// Incidents whose `column` ("parent", "merged_into") is this id, after `after`, in order of ids.
std::vector<Id> related_ids(store::Connection& db, std::string_view column, Id id, Id after, int most);
/// Children that the parent's news reaches: open ones, or those that its resolution had resolved.
enum class Children { open, resolved_with_parent };
std::vector<Id> children_to_reach(store::Connection& db, Id parent, Id after, Children which, int most);

/// The incident and all that were merged into it, at most `family_most`; itself first.
constexpr int family_most = 50;  // more than anybody can read as one story
std::vector<Id> family_of(store::Connection& db, Id incident);

constexpr int links_most = 1'000;      // of one incident, from both sides: children of a mass outage among them
constexpr int attachments_most = 500;  // of one incident

/// Attachments, tasks, links (from either side) or ended cycles of these incidents, oldest first.
std::vector<record::Record> hanging_on(store::Connection& db, const record::RecordType& type, const std::vector<Id>& incidents, int most);
std::vector<record::Record> links_of(store::Connection& db, Id incident, int most);
bool has_link(store::Connection& db, Id incident, Id other, LinkKind kind);
/// How many there are, counted up to links_most.
int count_links(store::Connection& db, Id incident);
std::vector<record::Record> find_entries(store::Connection& db, const std::vector<Id>& ids);

/// Changes of the incidents' stories before `before_seq` (0: from the newest), newest first.
std::vector<store::ChangeRow> story_changes(store::Connection& db, const std::vector<Id>& roots, std::int64_t before_seq, int most);
/// The newest change of the incident's own facts.
std::optional<store::ChangeRow> last_change(store::Connection& db, Id incident, std::int64_t version);
std::optional<store::ChangeRow> last_change_of_kind(store::Connection& db, Id root, Id incident, std::string_view kind);

/// Largest piece of a file in one row: small enough for one page of memory on the writer, large enough for few rows.
constexpr std::size_t blob_part_bytes = 256 * 1024;
void insert_blob_part(store::Connection& db, std::string_view sha256, int part, std::string_view bytes);
/// Files whose bytes are of no attachment: one is on its way, its command was refused, or its process died. At most `most`, in order.
std::vector<std::string> orphaned_blobs(store::Connection& db, int most);
/// From here to the end of the transaction nobody else attaches this file or takes it away.
void hold_blob(store::Connection& db, std::string_view sha256);
/// Takes such a file away, unless it was attached meanwhile.
void remove_orphaned_blob(store::Connection& db, std::string_view sha256);
std::string read_blob(store::Connection& db, std::string_view sha256, std::int64_t size_bytes);
std::int64_t blob_bytes(store::Connection& db, std::string_view sha256);

}  // namespace evenkeel::incident
