#include "practice/incident/person_data.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <set>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/saved_view.hpp"
#include "practice/incident/view.hpp"
#include "practice/incident/visibility.hpp"
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

void append_member(std::string& out, std::string_view name, const std::vector<Record>& records, const Fields& fields = {}) {
  out.append(out.empty() ? "\"" : ",\"").append(name).append("\":[");
  for (const Record& r : records) {
    if (out.back() != '[') out += ',';
    record::append_json(out, r, fields);
  }
  out += ']';
}

bool is_note(const Record& r) {
  const record::Value note{std::string(record::name_of(EntryKind::note))};
  return (r.type->kind == "entry" && r["kind"] == note) || (r.type->kind == "attachment" && r["visibility"] == note);
}

bool sees_home(Connection& db, const people::Principal& reader, const Record& r) {
  if (r.type->kind == "incident") return may_see(reader, r);
  const auto home = find_record(db, record::type_of<Incident>(), std::get<Id>(r["incident"]));
  return home && may_see(reader, *home);
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

/// Where it was before a move, as the change that moved it says; none when that was no move.
Id home_before(std::string_view body) {
  const auto parsed = record::parse_json(body);
  const auto* diff = parsed && parsed->is_object() ? parsed->get_object().if_contains("diff") : nullptr;
  const auto* pair = diff && diff->is_object() ? diff->get_object().if_contains("incident") : nullptr;
  if (!pair || !pair->is_array() || pair->get_array().empty() || !pair->get_array()[0].is_string()) return {};
  const auto& text = pair->get_array()[0].get_string();
  return parse_id(std::string_view(text.data(), text.size())).value_or(Id{});
}

/// Stories that a record was told in: of its incident, and of each one it was moved away from by a split.
std::set<Id> roots_of(Connection& db, const Record& r) {
  std::set<Id> roots;
  std::vector<Id> to_ask;
  const auto add = [&](Id root) {
    if (root && roots.insert(root).second) to_ask.push_back(root);
  };
  if (r.type->kind == "incident") add(r.id());
  for (std::string_view name : {"incident", "moved_from"})
    if (r.type->find(name) && !record::is_absent(r[name])) add(std::get<Id>(r[name]));
  if (r.type->kind != "entry" && r.type->kind != "attachment") return roots;
  while (!to_ask.empty()) {
    const Id root = to_ask.back();
    to_ask.pop_back();
    std::vector<Id> earlier;
    db.query(
        "SELECT body FROM change WHERE root_id = $1 AND subject_id = $2 AND body IS NOT NULL "
        "AND kind IN ('incident.entry_moved','incident.attachment_moved')",
        {Param(root), Param(r.id())}, [&](const Row& row) { earlier.push_back(home_before(row.text(0))); });
    for (Id id : earlier) add(id);
  }
  return roots;
}

void erase_record(store::Tx& tx, const Record& r, Record after, Id root) {
  tx.update(r, after, {.kind = "incident.erased", .root = root, .values = store::NoteValues::hidden});
  for (Id story : roots_of(tx.db(), r)) store::erase_history(tx, story, r.id());
}

void erase_all(store::Tx& tx, const RecordType& type, const std::string& where, Id person) {
  for (const Record& r : select(tx.db(), type, where, person)) {
    const Id home = type.kind == "incident" ? r.id() : std::get<Id>(r["incident"]);
    if (type.kind == "entry") store::erase_messages_with_text(tx, "incident", home, std::get<std::string>(r["text"]));
    erase_record(tx, r, without_words(r), home);
    if (type.kind != "incident") continue;
    tx.db().execute("DELETE FROM list_item WHERE subject_id = $1 AND field LIKE 'custom.%'", {Param(r.id())});
    store::erase_messages_about(tx, "incident", r.id());
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
    remove_orphaned_blob(tx.db(), sha256);
  }
}

}  // namespace

std::string export_person(const Ground& ground, Connection& db, Id person, const people::Principal& reader) {
  std::string out;
  const bool staff = reads_as_staff(reader);
  // One's own words are one's own. Notes of others, tasks and ended cycles are for those who work, and nothing comes out of an
  // incident that the reader may not see.
  auto readable = [&](std::vector<Record> records) {
    std::erase_if(records, [&](const Record& r) { return reader.person != person && !sees_home(db, reader, r); });
    std::erase_if(records, [&](const Record& r) { return !staff && is_note(r) && r["author"] != record::Value{person}; });
    return records;
  };
  auto incidents = readable(select(db, record::type_of<Incident>(), "caller = $1 OR reporter = $1", person));
  if (!staff)
    for (Record& incident : incidents) hide_custom(ground, incident);
  for (Record& incident : incidents) hide_promises(reader, incident);
  hide_unseen_relations(ground, &db, reader, incidents);
  append_member(out, "incidents", incidents, shown_fields(reader_of(reader), {}));
  const std::string hanging = fmt::format("incident IN ({})", of_caller), theirs = "author = $1 OR " + hanging;
  append_member(out, "entries", readable(select(db, record::type_of<Entry>(), theirs, person)));
  append_member(out, "attachments", readable(select(db, record::type_of<Attachment>(), theirs, person)));
  append_member(out, "views", select(db, record::type_of<SavedView>(), "person = $1", person));
  if (!staff) return out;
  append_member(out, "tasks", readable(select(db, record::type_of<Task>(), hanging, person)));
  append_member(out, "cycles", readable(select(db, record::type_of<Cycle>(), hanging, person)));
  return out;
}

void erase_person(store::Tx& tx, Id person) {
  const std::string hanging = fmt::format("incident IN ({})", of_caller);
  erase_files(tx, hanging + " OR (author = $1 AND visibility = 'comment')", person);
  erase_all(tx, record::type_of<Entry>(), hanging + " OR (author = $1 AND by_staff = 0)", person);
  erase_all(tx, record::type_of<Task>(), hanging, person);
  erase_all(tx, record::type_of<Cycle>(), hanging, person);
  erase_all(tx, record::type_of<Incident>(), "caller = $1", person);
  erase_views(tx, person);
}

bool link_opens(Connection& db, Id incident, Id person, Time now) {
  bool opens = false;
  db.query("SELECT 1 FROM incident WHERE id = $1 AND caller = $2 AND (closed_at IS NULL OR closed_at > $3)",
           {Param(incident), Param(person), Param(now - link_life_us)}, [&](const Row&) { opens = true; });
  return opens;
}

}  // namespace evenkeel::incident
