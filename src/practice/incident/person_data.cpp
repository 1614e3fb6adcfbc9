#include "practice/incident/person_data.hpp"

#include <fmt/format.h>

#include <set>

#include "practice/incident/incident.hpp"
#include "record/json.hpp"
#include "store/erase.hpp"
#include "store/row_io.hpp"

namespace evenkeel::incident {

using record::Record;
using record::RecordType;
using store::Connection;
using store::Param;
using store::Row;

namespace {

constexpr int exported_most = 10'000;  // of one kind; a person's own are far fewer
constexpr std::string_view emptied = "(erased)";

constexpr std::string_view of_caller = "SELECT id FROM incident WHERE caller = $1";

std::vector<Record> select(Connection& db, const RecordType& type, const std::string& where, Id person) {
  std::vector<Record> found;
  db.query(
      fmt::format("SELECT {} FROM {} WHERE {} ORDER BY id LIMIT {}", store::select_columns(type, ""), type.table, where, exported_most),
      {Param(person)}, [&](const Row& row) { found.push_back(store::read_record(type, row)); });
  return found;
}

void append_member(std::string& out, std::string_view name, const std::vector<Record>& records) {
  out.append(out.empty() ? "\"" : ",\"").append(name).append("\":[");
  for (const Record& r : records) {
    if (out.back() != '[') out += ',';
    record::append_json(out, r);
  }
  out += ']';
}

/// Without its personal texts; references to people stay, for they lead to somebody erased.
Record without_words(const Record& r) {
  Record after = r;
  for (std::size_t i = 0; i < after.values.size(); ++i) {
    const auto& field = after.type->fields[i];
    if (!field.facts.personal || !field.facts.ref.empty() || record::is_absent(after.values[i])) continue;
    after.values[i] = field.facts.required || field.always ? record::Value{std::string(emptied)} : record::Value{};
  }
  return after;
}

/// Stories that a record was told in: of its incident, and of the one it was moved from.
std::set<Id> roots_of(const Record& r) {
  std::set<Id> roots;
  if (r.type->kind == "incident") roots.insert(r.id());
  for (std::string_view name : {"incident", "moved_from"})
    if (r.type->find(name) && !record::is_absent(r[name])) roots.insert(std::get<Id>(r[name]));
  return roots;
}

void erase_record(store::Tx& tx, const Record& r, Record after, Id root) {
  tx.update(r, after, {.kind = "incident.erased", .root = root, .values = store::NoteValues::hidden});
  for (Id story : roots_of(r)) store::erase_history(tx, story, r.id());
}

void erase_all(store::Tx& tx, const RecordType& type, const std::string& where, Id person) {
  for (const Record& r : select(tx.db(), type, where, person)) {
    erase_record(tx, r, without_words(r), type.kind == "incident" ? r.id() : std::get<Id>(r["incident"]));
    if (type.kind == "incident") tx.db().execute("DELETE FROM list_item WHERE subject_id = $1 AND field LIKE 'custom.%'", {Param(r.id())});
  }
}

/// Bytes go when no other file is made of them.
void erase_files(store::Tx& tx, const std::string& where, Id person) {
  for (const Record& r : select(tx.db(), record::type_of<Attachment>(), where, person)) {
    auto file = record::from_record<Attachment>(r);
    if (file.erased) continue;
    const std::string sha256 = file.sha256;
    file.name = emptied;
    file.erased = true;
    erase_record(tx, r, record::to_record(file), file.incident);
    tx.db().execute("DELETE FROM blob WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = $1 AND erased = 0)",
                    {Param(sha256)});
  }
}

}  // namespace

std::string export_person(Connection& db, Id person) {
  std::string out;
  append_member(out, "incidents", select(db, record::type_of<Incident>(), "caller = $1 OR reporter = $1", person));
  append_member(out, "entries", select(db, record::type_of<Entry>(), "author = $1", person));
  append_member(out, "attachments", select(db, record::type_of<Attachment>(), "author = $1", person));
  return out;
}

void erase_person(store::Tx& tx, Id person) {
  const std::string hanging = fmt::format("incident IN ({})", of_caller);
  erase_files(tx, hanging + " OR (author = $1 AND visibility = 'comment')", person);
  erase_all(tx, record::type_of<Entry>(), hanging + " OR (author = $1 AND by_staff = 0)", person);
  erase_all(tx, record::type_of<Cycle>(), hanging, person);
  erase_all(tx, record::type_of<Incident>(), "caller = $1", person);
}

}  // namespace evenkeel::incident
