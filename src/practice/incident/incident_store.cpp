#include "practice/incident/incident_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/row_io.hpp"

namespace evenkeel::incident {

using record::Record;
using record::RecordType;
using store::Connection;
using store::Param;
using store::Row;

namespace {

/// "$3,$4,$5"
std::string placeholders(std::size_t first, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += fmt::format("{}${}", i ? "," : "", first + i);
  return out;
}

std::vector<Id> ids(Connection& db, std::string_view sql, std::initializer_list<Param> params) {
  std::vector<Id> found;
  db.query(sql, params, [&](const Row& row) { found.push_back(row.id(0)); });
  return found;
}

std::optional<store::ChangeRow> one_change(Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  std::optional<store::ChangeRow> found;
  db.query(fmt::format("SELECT {} FROM change WHERE {} ORDER BY seq DESC LIMIT 1", store::change_columns, rest), params,
           [&](const Row& row) { found = store::read_change(row); });
  return found;
}

}  // namespace

std::string format_number(std::int64_t n) { return fmt::format("INC{:07}", n); }

std::optional<Id> id_of(Connection& db, std::string_view number_or_id) {
  if (!number_or_id.starts_with("INC")) return parse_id(number_or_id);
  std::optional<Id> found;
  db.query("SELECT id FROM incident WHERE number = $1", {Param(number_or_id)}, [&](const Row& row) { found = row.id(0); });
  return found;
}

std::vector<Id> related_ids(Connection& db, std::string_view column, Id id, Id after, int most) {
  return ids(db, fmt::format("SELECT id FROM incident WHERE {} = $1 AND id > $2 ORDER BY id LIMIT $3", column),
             {Param(id), Param(after.v), Param(most)});
}

std::vector<Id> children_to_reach(Connection& db, Id parent, Id after, Children which, int most) {
  const std::string_view filter = which == Children::open ? "open = 1" : "state = 'resolved' AND resolved_with_parent = 1";
  return ids(db, fmt::format("SELECT id FROM incident WHERE parent = $1 AND id > $2 AND {} ORDER BY id LIMIT $3", filter),
             {Param(parent), Param(after.v), Param(most)});
}

std::vector<Id> family_of(Connection& db, Id incident) {
  std::vector<Id> family{incident};
  for (std::size_t i = 0; i < family.size() && family.size() < family_most; ++i)
    for (Id merged : related_ids(db, "merged_into", family[i], {}, family_most))
      if (std::ranges::find(family, merged) == family.end()) family.push_back(merged);
  return family;
}

std::vector<Record> hanging_on(Connection& db, const RecordType& type, const std::vector<Id>& incidents, int most) {
  std::vector<Record> found;
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE incident = $1 ORDER BY id LIMIT $2", store::select_columns(type, ""), type.table);
  for (Id incident : incidents)
    db.query(sql, {Param(incident), Param(most)}, [&](const Row& row) { found.push_back(store::read_record(type, row)); });
  std::ranges::sort(found, {}, [](const Record& r) { return r.id(); });
  if (found.size() > static_cast<std::size_t>(most)) found.resize(static_cast<std::size_t>(most), Record{});
  return found;
}

std::vector<Record> links_of(Connection& db, Id incident, int most) {
  const RecordType& type = record::type_of<Link>();
  const std::string columns = store::select_columns(type, "");
  std::vector<Record> found;
  db.query(
      fmt::format("SELECT {0} FROM link WHERE incident = $1 UNION SELECT {0} FROM link WHERE other = $1 ORDER BY id LIMIT $2", columns),
      {Param(incident), Param(most)}, [&](const Row& row) { found.push_back(store::read_record(type, row)); });
  return found;
}

bool has_link(Connection& db, Id incident, Id other, LinkKind kind) {
  bool found = false;
  db.query("SELECT 1 FROM link WHERE incident = $1 AND other = $2 AND kind = $3",
           {Param(incident), Param(other), Param(record::name_of(kind))}, [&](const Row&) { found = true; });
  return found;
}

int count_links(Connection& db, Id incident) {
  std::int64_t n = 0;
  db.query(
      "SELECT COUNT(*) FROM (SELECT id FROM link WHERE incident = $1 UNION ALL SELECT id FROM link WHERE other = $1 LIMIT $2) AS found",
      {Param(incident), Param(links_most)}, [&](const Row& row) { n = row.integer(0); });
  return static_cast<int>(n);
}

std::vector<Record> find_entries(Connection& db, const std::vector<Id>& wanted) {
  std::vector<Record> found;
  if (wanted.empty()) return found;
  const RecordType& type = record::type_of<Entry>();
  const std::vector<Param> params(wanted.begin(), wanted.end());
  db.query(fmt::format("SELECT {} FROM entry WHERE id IN ({})", store::select_columns(type, ""), placeholders(1, wanted.size())),
           store::Params(params), [&](const Row& row) { found.push_back(store::read_record(type, row)); });
  return found;
}

std::vector<store::ChangeRow> story_changes(Connection& db, const std::vector<Id>& roots, std::int64_t before_seq, int most) {
  std::vector<store::ChangeRow> found;
  const std::int64_t before = before_seq > 0 ? before_seq : INT64_MAX;
  const std::string sql =
      fmt::format("SELECT {} FROM change WHERE root_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3", store::change_columns);
  for (Id root : roots)
    db.query(sql, {Param(root), Param(before), Param(most)}, [&](const Row& row) { found.push_back(store::read_change(row)); });
  std::ranges::sort(found, std::greater{}, &store::ChangeRow::seq);
  if (found.size() > static_cast<std::size_t>(most)) found.resize(static_cast<std::size_t>(most));
  return found;
}

std::optional<store::ChangeRow> last_change(Connection& db, Id incident, std::int64_t version) {
  return one_change(db, "root_id = $1 AND subject_id = $1 AND subject_kind = 'incident' AND version = $2",
                    {Param(incident), Param(version)});
}

std::optional<store::ChangeRow> last_change_of_kind(Connection& db, Id root, Id incident, std::string_view kind) {
  return one_change(db, "root_id = $1 AND subject_id = $2 AND subject_kind = 'incident' AND kind = $3",
                    {Param(root), Param(incident), Param(kind)});
}

void insert_blob_part(Connection& db, std::string_view sha256, int part, std::string_view bytes) {
  db.execute("INSERT INTO blob(sha256, part, bytes) VALUES ($1,$2,$3) ON CONFLICT (sha256, part) DO NOTHING",
             {Param(sha256), Param(part), Param(store::Bytes{bytes})});
}

std::vector<std::string> orphaned_blobs(Connection& db, int most) {
  std::vector<std::string> found;
  db.query(
      "SELECT b.sha256 FROM blob b WHERE b.part = 0 "
      "AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = b.sha256 AND a.erased = 0) ORDER BY b.sha256 LIMIT $1",
      {Param(most)}, [&](const Row& row) { found.emplace_back(row.text(0)); });
  return found;
}

void hold_blob(Connection& db, std::string_view sha256) {
  if (db.engine() == store::Engine::sqlite) return;  // one writes at a time
  db.query("SELECT part FROM blob WHERE sha256 = $1 AND part = 0 FOR UPDATE", {Param(sha256)}, [](const Row&) {});
}

void remove_orphaned_blob(Connection& db, std::string_view sha256) {
  hold_blob(db, sha256);
  db.execute("DELETE FROM blob WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = $1 AND a.erased = 0)",
             {Param(sha256)});
}

std::string read_blob(Connection& db, std::string_view sha256, std::int64_t size_bytes) {
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(std::max<std::int64_t>(size_bytes, 0)));
  db.query("SELECT bytes FROM blob WHERE sha256 = $1 ORDER BY part", {Param(sha256)}, [&](const Row& row) { bytes += row.bytes(0); });
  return bytes;
}

std::int64_t blob_bytes(Connection& db, std::string_view sha256) {
  std::int64_t size = 0;
  db.query("SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM blob WHERE sha256 = $1", {Param(sha256)},
           [&](const Row& row) { size = row.integer(0); });
  return size;
}

}  // namespace evenkeel::incident
