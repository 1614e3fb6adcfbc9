// The journal: comments that the caller reads, notes that only staff read, and who follows it.
#include <algorithm>

#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/mentions.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/people_store.hpp"

namespace evenkeel::incident {

using people::Person;
using store::Note;

namespace {

constexpr std::size_t watchers_most = 200;  // as the field allows

/// Where a reply goes: to the incident itself, or to what it was merged into, however often.
Result<Incident> survivor_of(Work& w, Incident i) {
  for (int step = 0; i.merged_into && step < family_most; ++step) {
    auto next = w.tx.find<Incident>(i.merged_into);
    if (!next) return api::missing("incident");
    i = std::move(*next);
  }
  return i;
}

/// People named with @login who may see the incident.
std::vector<Person> mentioned(Work& w, const Incident& i, std::string_view text) {
  std::vector<Person> people;
  for (const std::string& login : mentions_in(text)) {
    auto person = people::find_by_login(w.tx.db(), login);
    if (!person || !person->active || person->erased) continue;
    if (may_see(people::principal_of(*person), record::to_record(i))) people.push_back(std::move(*person));
  }
  return people;
}

/// Only those who read notes are called by a note.
void call_mentioned(Work& w, const Incident& i, EntryKind kind, std::string_view text, Entry& entry, std::vector<Person>& people) {
  people = mentioned(w, i, text);
  if (kind == EntryKind::note) std::erase_if(people, [&](const Person& p) { return !reads_as_staff(people::principal_of(p), i); });
  for (const Person& p : people) entry.mentions.push_back(p.id);
}

void count(Incident& i, const Entry& e, Contact contact, Time now) {
  i.time_worked_s += e.time_worked_s;
  if (e.kind != EntryKind::comment || e.automatic) return;
  if (!e.by_staff) {
    ++i.contacts;
    if (!i.caller_waits_since) i.caller_waits_since = now;
    return;
  }
  ++i.comments_by_staff;
  i.caller_waits_since = {};
  if (contact == Contact::direct) ++i.contacts;
  if (!i.open) return;
  respond(i, now);
  acknowledge(i, now);
}

/// Tells the other side: the caller's when one of us wrote, those who work on it when the caller's side did.
void tell_comment(Work& w, const Incident& i, const Entry& e) {
  const bool to_caller = e.by_staff;
  tell(w, i, {"incident.commented", {.caller_side = to_caller, .watchers = true, .working = !to_caller}, e.text});
}

}  // namespace

bool speaks_as_staff(const people::Principal& who, const Incident& i) {
  if (who.system) return true;
  return who.person != i.caller && who.person != i.reporter && reads_as_staff(who, i);
}

Entry write_entry(Work& w, Incident& i, EntryKind kind, const Writing& writing, Id written_on) {
  Entry e;
  e.id = w.tx.new_id();
  e.incident = i.id;
  e.kind = kind;
  e.text = writing.text;
  e.author = w.who.person;
  e.by_staff = speaks_as_staff(w.who, i);
  e.automatic = w.who.system;
  e.via = writing.via;
  e.time_worked_s = writing.time_worked_s;
  e.written_at = w.tx.now();
  if (written_on != i.id) e.moved_from = written_on;
  std::vector<Person> called;
  if (e.by_staff) call_mentioned(w, i, kind, writing.text, e, called);
  const std::string_view change = kind == EntryKind::comment ? "incident.comment_written" : "incident.note_written";
  w.tx.insert(e, Note{std::string(change), i.id});
  count(i, e, writing.contact, w.tx.now());
  for (const Person& p : called) tell_person(w, i, p, "incident.mentioned", writing.text);
  return e;
}

Result<Incident> comment(Work& w, const Target& t, const Writing& r) {
  TRY(auto asked, begin(w, {t.ref, {}}, Verb::comment));
  TRY(auto before, survivor_of(w, asked));
  if (r.text.empty()) return invalid("incident.text_required", "write something", "/text");
  Incident after = before;
  const Entry entry = write_entry(w, after, EntryKind::comment, r, asked.id);
  if (!entry.by_staff && after.state == State::on_hold && after.hold_kind == HoldKind::caller) resume(after, w.tx.now());
  tell_comment(w, after, entry);
  if (entry.by_staff && w.ground.settings.comments_reach_children) spread(w, after, SpreadKind::comment, entry.id);
  save(w, before, after, after.state == before.state ? "incident.commented" : "incident.answered");
  return may_see(w.who, record::to_record(after)) ? after : asked;
}

Result<Incident> note(Work& w, const Target& t, const Writing& r) {
  TRY(auto asked, begin(w, {t.ref, {}}, Verb::note));
  TRY(auto before, survivor_of(w, asked));
  if (r.text.empty()) return invalid("incident.text_required", "write something", "/text");
  Incident after = before;
  write_entry(w, after, EntryKind::note, r, asked.id);
  save(w, before, after, "incident.noted");
  return may_see(w.who, record::to_record(after)) ? after : asked;
}

Result<Incident> watch(Work& w, const Target& t, Id person) {
  TRY(auto before, begin(w, {t.ref, {}}, Verb::watch));
  const Id watcher = person ? person : w.who.person;
  if (watcher != w.who.person && !people::may(w.who, "incident.watch_others")) return api::denied("incident.watch_others");
  TRY(const auto found, need_person(w, watcher, "/person"));
  if (holds(before.watchers, found.id)) return before;
  if (before.watchers.size() >= watchers_most)
    return error(Fault::conflict, "incident.too_many_watchers", "it has 200 watchers, which is the most");
  Incident after = before;
  after.watchers.push_back(found.id);
  save(w, before, after, "incident.watched");
  return after;
}

Result<Incident> unwatch(Work& w, const Target& t, Id person) {
  TRY(auto before, begin(w, {t.ref, {}}, Verb::unwatch));
  const Id watcher = person ? person : w.who.person;
  if (watcher != w.who.person && !people::may(w.who, "incident.watch_others")) return api::denied("incident.watch_others");
  if (!holds(before.watchers, watcher)) return before;
  Incident after = before;
  std::erase(after.watchers, watcher);
  save(w, before, after, "incident.unwatched");
  return after;
}

}  // namespace evenkeel::incident
