// What follows incidents at a distance: the words that search finds them by, the hints that live screens get, and their
// numbers as names in answers.
#include <algorithm>
#include <unordered_map>

#include "practice/api/api.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/incident/visibility.hpp"
#include "store/search.hpp"

namespace evenkeel::incident {

using store::ChangeRow;
using store::Connection;
using store::Hint;

namespace {

/// Entries of one incident whose words are searched; the newest ones.
constexpr int entries_searched_most = 500;

void add_words(std::string& out, std::string_view text) {
  if (!text.empty()) out.append(out.empty() ? "" : " ").append(text);
}

store::SearchDocument document_of(Connection& db, const Incident& i) {
  std::string everybody = i.number, staff;
  for (std::string_view text : {std::string_view(i.title), std::string_view(i.description), std::string_view(i.resolution_notes)})
    add_words(everybody, text);
  for (std::string_view text : {std::string_view(i.external_ref), std::string_view(i.supplier_ref), std::string_view(i.problem_ref),
                                std::string_view(i.caused_by_ref), std::string_view(i.hold_note)})
    add_words(staff, text);
  for (const auto& tag : i.tags) add_words(staff, tag);
  db.query("SELECT kind, text FROM entry WHERE incident = $1 ORDER BY id DESC LIMIT $2",
           {store::Param(i.id), store::Param(entries_searched_most)},
           [&](const store::Row& row) { add_words(row.text(0) == "comment" ? everybody : staff, row.text(1)); });
  for (const auto& r : hanging_on(db, record::type_of<Attachment>(), {i.id}, attachments_most)) {
    const auto file = record::from_record<Attachment>(r);
    add_words(file.visibility == EntryKind::comment ? everybody : staff, file.name);
  }
  return store::search_document(everybody, staff);
}

/// What clocks say of an incident: no word of it changed, and it is news for those who read promises.
bool of_clocks(std::string_view kind) { return kind == due_changed || kind.starts_with(clock_kinds); }

/// Who is told when nobody answers is the house's own affair.
bool of_escalation(std::string_view kind) { return kind.starts_with("incident.escalation_"); }

bool has_words(const ChangeRow& c) {
  if (of_clocks(c.kind)) return false;
  return c.subject_kind == "incident" || c.subject_kind == "entry" || c.subject_kind == "attachment";
}

/// Kinds of subjects whose changes are no news for the caller's side, whatever the incident.
bool for_staff_only(const Hint& hint) {
  return hint.subject_kind == "task" || hint.subject_kind == "spread" || hint.subject_kind == "cycle" || hint.subject_kind == "link" ||
         hint.subject_kind == "clock" || hint.kind == "incident.note_written" || hint.kind == "incident.noted";
}

/// A file that hangs on a note, of which the caller's side does not learn that it is there.
bool is_staff_file(Connection& db, const Hint& hint) {
  if (hint.subject_kind != "attachment") return false;
  const auto file = find<Attachment>(db, hint.subject);
  return !file || file->visibility == EntryKind::note;
}

bool of_incident(const Hint& hint) {
  return hint.kind.starts_with("incident.") || hint.subject_kind == "incident" || hint.subject_kind == "entry" ||
         hint.subject_kind == "task" || hint.subject_kind == "attachment" || hint.subject_kind == "clock";
}

}  // namespace

store::Follow search_follower() {
  return [](Connection& db, const std::vector<ChangeRow>& changes) -> std::function<void(store::Tx&)> {
    std::vector<Id> touched;
    bool erased = false;
    for (const ChangeRow& c : changes) {
      erased = erased || c.kind == "incident.erased";
      if (has_words(c) && c.root && std::ranges::find(touched, c.root) == touched.end()) touched.push_back(c.root);
    }
    auto documents = std::make_shared<std::vector<std::pair<Id, store::SearchDocument>>>();
    for (Id id : touched)
      if (const auto incident = find<Incident>(db, id)) documents->emplace_back(id, document_of(db, *incident));
    if (documents->empty()) return {};
    return [documents, erased](store::Tx& tx) {
      for (const auto& [id, document] : *documents) store::index_document(tx, id, document);
      if (erased) store::want_purge(tx);
    };
  };
}

std::vector<Hint> visible_hints(Connection& db, const people::Principal& who, Time now, const std::vector<Hint>& hints) {
  const auto asker = api::asker_of(who, now);
  struct Sight {
    bool seen = false, as_staff = false;
  };
  std::unordered_map<Id, Sight> of_root;
  std::vector<Hint> out;
  for (const Hint& hint : hints) {
    if (!of_incident(hint) || ((of_clocks(hint.kind) || of_escalation(hint.kind)) && !reads_promises(who))) continue;
    const auto [it, fresh] = of_root.try_emplace(hint.root);
    auto& sight = it->second;
    if (fresh) {
      const auto incident = find_record(db, record::type_of<Incident>(), hint.root);
      sight.seen = incident && visibility(who).evaluate(*incident, asker, [](std::string_view, Id) { return nullptr; });
      sight.as_staff = sight.seen && reads_as_staff(who, *incident);
    }
    if (sight.seen && (sight.as_staff || (!for_staff_only(hint) && !is_staff_file(db, hint)))) out.push_back(hint);
  }
  return out;
}

void provide_names(api::Names& names, const store::Register& reg) {
  names.provide("incident", [reg](const api::Names::Question& asked, api::Names::Found& found) {
    if (!asked.reader) return;
    auto read = [&](Connection& db) {
      for (Id id : asked.ids)
        if (const auto i = find_record(db, record::type_of<Incident>(), id); i && may_see(*asked.reader, *i))
          found.emplace(id, std::get<std::string>((*i)["number"]));
    };
    if (asked.db) read(*asked.db);
    else reg.readers.read(read);
  });
}

}  // namespace evenkeel::incident
