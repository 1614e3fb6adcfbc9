// Incidents and each other: parent and child, duplicates merged into one, parts split off, and plain links.
#include <fmt/format.h>

#include <algorithm>

#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/inverse.hpp"
#include "practice/incident/visibility.hpp"

namespace evenkeel::incident {

using store::Note;

namespace {

constexpr std::size_t people_most = 200;         // as the fields allow
constexpr std::size_t entries_split_most = 200;  // more is a new incident with a link

/// The link from one to the other of this kind, if any.
std::optional<Link> find_link(Work& w, Id incident, Id other, LinkKind kind) {
  for (const auto& r : links_of(w.tx.db(), incident, links_most)) {
    const auto link = record::from_record<Link>(r);
    if (link.incident == incident && link.other == other && link.kind == kind) return link;
  }
  return std::nullopt;
}

/// Neither end has more links than a reader is shown.
Status check_links(Work& w, const Incident& one, const Incident& other) {
  for (const Incident* end : {&one, &other})
    if (count_links(w.tx.db(), end->id) >= links_most)
      return error(Fault::conflict, "incident.too_many_links", fmt::format("{} has {} links, which is the most", end->number, links_most));
  return Done{};
}

void insert_link(Work& w, Id incident, Id other, LinkKind kind) {
  Link link{w.tx.new_id(), 0, incident, other, kind, w.who.person, w.tx.now()};
  w.tx.insert(link, Note{"incident.linked", incident});
}

void remove_link(Work& w, const Link& link) { w.tx.remove(record::to_record(link), Note{"incident.unlinked", link.incident}); }

std::vector<Id> not_in(const std::vector<Id>& list, std::vector<Id> candidates, const Incident& i) {
  std::erase_if(candidates, [&](Id id) { return !id || id == i.caller || id == i.reporter || holds(list, id); });
  std::ranges::sort(candidates);
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  return candidates;
}

void append(std::vector<Id>& list, const std::vector<Id>& more) { list.insert(list.end(), more.begin(), more.end()); }
void take_out(std::vector<Id>& list, const std::vector<Id>& gone) {
  std::erase_if(list, [&](Id id) { return holds(gone, id); });
}

/// The people who come to the survivor with a merged incident, and only those who were not there.
struct Newcomers {
  std::vector<Id> affected, watchers;
};
Newcomers newcomers(const Incident& survivor, const Incident& merged) {
  auto hurt = merged.affected;
  append(hurt, {merged.caller, merged.reporter});
  return {not_in(survivor.affected, std::move(hurt), survivor), not_in(survivor.watchers, merged.watchers, {})};
}

Status check_survivor(const Incident& merged, const Incident& survivor, const Newcomers& people) {
  if (merged.id == survivor.id) return invalid("incident.same", "an incident cannot be merged into itself", "/into");
  if (survivor.merged_into) return error(Fault::conflict, "incident.merged", "that one is merged itself; merge into its survivor");
  if (survivor.state == State::closed || survivor.state == State::cancelled)
    return error(Fault::conflict, "incident.survivor_ended", "that one is closed; reopen it first");
  // Journals are read together: nothing confidential may come into the light by a merge.
  if (merged.confidential && !survivor.confidential)
    return error(Fault::conflict, "incident.survivor_open", "a confidential incident can only be merged into a confidential one");
  if (survivor.affected.size() + people.affected.size() > people_most || survivor.watchers.size() + people.watchers.size() > people_most)
    return error(Fault::conflict, "incident.too_many_people", "together they would name more than 200 people");
  return Done{};
}

Status check_parent(Work& w, const Incident& child, const Incident& parent) {
  if (child.id == parent.id) return invalid("incident.same", "an incident cannot be its own parent", "/other");
  if (child.parent) return error(Fault::conflict, "incident.has_parent", "it has a parent already; unlink that one first");
  if (parent.merged_into) return error(Fault::conflict, "incident.merged", "that one is merged; use its survivor");
  // What is said on a parent reaches the callers of its children.
  if (parent.confidential && !child.confidential)
    return error(Fault::conflict, "incident.parent_confidential", "a confidential incident can only be the parent of confidential ones");
  if (parent.parent) return error(Fault::conflict, "incident.parent_is_child", "that one is a child itself; use its parent");
  if (!related_ids(w.tx.db(), "parent", child.id, {}, 1).empty())
    return error(Fault::conflict, "incident.is_parent", "it has children itself; there is one level of parents");
  return Done{};
}

Result<std::vector<Entry>> entries_to_split(Work& w, const Incident& from, const std::vector<Id>& ids) {
  if (ids.empty()) return invalid("incident.entries_required", "name at least one entry", "/entries");
  if (ids.size() > entries_split_most) return invalid("incident.too_many_entries", "at most 200 entries at once", "/entries");
  const auto family = family_of(w.tx.db(), from.id);
  std::vector<Entry> entries;
  for (const auto& r : find_entries(w.tx.db(), ids)) {
    auto entry = record::from_record<Entry>(r);
    if (holds(family, entry.incident)) entries.push_back(std::move(entry));
  }
  if (entries.size() != ids.size())
    return invalid("incident.unknown_reference", "an entry is not of this incident, or named twice", "/entries");
  std::ranges::sort(entries, {}, &Entry::id);
  return entries;
}

/// A new incident that begins with what is known of the one it comes from.
Incident part_of(Work& w, const Incident& from, const std::string& title) {
  Incident part;
  part.title = title;
  part.channel = from.channel;
  part.caller = from.caller;
  part.reporter = from.reporter;
  part.opened_by = w.who.person;
  part.organisation = from.organisation;
  part.location = from.location;
  part.service = from.service;
  part.ci = from.ci;
  part.category = from.category;
  part.subcategory = from.subcategory;
  part.confidential = from.confidential;
  part.named = from.named;
  part.impact = from.impact;
  part.urgency = from.urgency;
  part.priority = from.priority;
  part.why = from.why;
  part.missing = from.missing;
  part.team = from.team;
  part.line = from.line;
  part.began_at = from.began_at;
  part.detected_at = from.detected_at;
  part.opened_at = part.updated_at = w.tx.now();
  return part;
}

bool is_question(const Entry& e) { return e.kind == EntryKind::comment && !e.by_staff && !e.automatic; }

/// When the caller's side asked first, at or after `since`, what nobody answered in one of these; none: nothing waits.
Time asked_first(Work& w, const std::vector<Id>& incidents, Time since) {
  const auto find = [&](std::string_view what, Time after, auto& take) {
    for (const Id id : incidents)
      w.tx.db().query(
          fmt::format("SELECT {} FROM entry WHERE incident = $1 AND kind = 'comment' AND automatic = 0 AND written_at > $2", what),
          {store::Param(id), store::Param(after)}, [&](const store::Row& row) { take(row.time(0)); });
  };
  Time answered = since - 1, asked;
  auto later = [&](Time at) { answered = std::max(answered, at); };
  auto earlier = [&](Time at) { asked = at && (!asked || at < asked) ? at : asked; };
  find("MAX(CASE WHEN by_staff = 1 THEN written_at END)", answered, later);
  find("MIN(CASE WHEN by_staff = 0 THEN written_at END)", answered, earlier);
  return asked;
}

void move_entries(Work& w, const std::vector<Entry>& entries, const Incident& part) {
  std::vector<Id> moved;
  std::vector<Id> homes;
  for (const Entry& entry : entries) {
    Entry after = entry;
    after.incident = part.id;
    after.moved_from = entry.incident;
    w.tx.update(entry, after, Note{"incident.entry_moved", part.id});
    moved.push_back(entry.id);
    if (!holds(homes, entry.incident)) homes.push_back(entry.incident);
  }
  for (const auto& r : hanging_on(w.tx.db(), record::type_of<Attachment>(), homes, attachments_most)) {
    const auto file = record::from_record<Attachment>(r);
    if (!file.entry || !holds(moved, file.entry)) continue;
    Attachment after = file;
    after.incident = part.id;
    w.tx.update(file, after, Note{"incident.attachment_moved", part.id});
  }
}

}  // namespace

Result<Incident> merge(Work& w, const Target& t, const std::string& into, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::merge));
  CHECK_OK(need_reason(reason));
  auto found = load(w, into);
  if (!found) return invalid("incident.unknown_reference", "there is no such incident", "/into");
  const Incident survivor = std::move(*found);
  const Newcomers people = newcomers(survivor, before);
  if (!related_ids(w.tx.db(), "parent", before.id, {}, 1).empty())
    return error(Fault::conflict, "incident.is_parent",
                 "it has children, which would hear no more; unlink them or merge the other way round");
  CHECK_OK(check_survivor(before, survivor, people));
  const bool linked = has_link(w.tx.db(), before.id, survivor.id, LinkKind::duplicate_of);
  if (!linked) CHECK_OK(check_links(w, before, survivor));

  Incident after = before;
  close(after, Confirmation::none, w.tx.now());
  end_hold(after, w.tx.now());
  after.hold_until = {};
  after.merged_into = survivor.id;
  Incident richer = survivor;
  append(richer.affected, people.affected);
  append(richer.watchers, people.watchers);
  // What was asked here is answered there.
  const Time asked = before.caller_waits_since;
  if (asked && (!richer.caller_waits_since || asked < richer.caller_waits_since)) richer.caller_waits_since = asked;
  // What was promised here is waited for there.
  const Time promised = before.promised_for;
  if (promised && richer.open && (!richer.promised_for || promised < richer.promised_for)) {
    richer.promised_for = promised;
    richer.promise_told_at = before.promise_told_at;
  }
  if (!linked) insert_link(w, before.id, survivor.id, LinkKind::duplicate_of);
  // Whom a confidential survivor concerns not is not told its number.
  const std::string where = survivor.confidential ? std::string() : survivor.number;
  const auto told = tell(w, before, {"incident.merged", {.caller_side = true, .watchers = true}, where});
  save(w, survivor, richer, "incident.absorbed", Why().add("merged", before.id).add("number", before.number));
  save(w, before, after, "incident.merged",
       Why()
           .add("reason", reason)
           .add("into", survivor.id)
           .add("number", survivor.number)
           .add("affected", people.affected)
           .add("watchers", people.watchers)
           .add("told", told));
  return after;
}

Result<Incident> unmerge(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::unmerge));
  CHECK_OK(need_reason(reason));
  const auto change = last_change_of_kind(w.tx.db(), before.id, before.id, "incident.merged");
  if (!change) return error(Fault::conflict, "incident.not_reversible", "what the merge changed is no longer known");
  TRY(auto after, before_change(before, change->body));
  const auto people = why_of(change->body);
  auto survivor = w.tx.find<Incident>(before.merged_into);
  if (survivor) {
    Incident poorer = *survivor;
    if (const auto it = people.ids.find("affected"); it != people.ids.end()) take_out(poorer.affected, it->second);
    if (const auto it = people.ids.find("watchers"); it != people.ids.end()) take_out(poorer.watchers, it->second);
    // What was asked there is asked there again.
    if (survivor->caller_waits_since && survivor->caller_waits_since == after.caller_waits_since) {
      auto stay = family_of(w.tx.db(), survivor->id);
      take_out(stay, family_of(w.tx.db(), before.id));
      poorer.caller_waits_since = asked_first(w, stay, survivor->caller_waits_since);
    }
    if (const auto link = find_link(w, before.id, survivor->id, LinkKind::duplicate_of)) remove_link(w, *link);
    save(w, *survivor, poorer, "incident.released", Why().add("merged", before.id).add("number", before.number));
  }
  save(w, before, after, "incident.unmerged", Why().add("reason", reason));
  return after;
}

Result<Incident> split(Work& w, const Target& t, const Splitting& r) {
  TRY(auto from, begin(w, t, Verb::split));
  CHECK_OK(need_reason(r.reason));
  TRY(const auto entries, entries_to_split(w, from, r.entries));
  CHECK_OK(check_links(w, from, from));
  Incident part = part_of(w, from, r.title);
  part.number = "?";
  CHECK_OK(record::validate(record::to_record(part)));
  part.id = w.tx.new_id();
  part.number = format_number(w.tx.next_number());
  // A question that waits goes with its words.
  const auto asked = std::ranges::find_if(
      entries, [&](const Entry& e) { return from.caller_waits_since && is_question(e) && e.written_at >= from.caller_waits_since; });
  if (asked != entries.end()) part.caller_waits_since = asked->written_at;
  insert_incident(w, part, "incident.split_off", Why().add("reason", r.reason).add("from", from.id).add("number", from.number));
  move_entries(w, entries, part);
  insert_link(w, part.id, from.id, LinkKind::split_from);
  tell(w, part, {"incident.logged", {.caller_side = true}, {}});
  Incident rest = from;
  if (part.caller_waits_since) rest.caller_waits_since = asked_first(w, family_of(w.tx.db(), from.id), from.caller_waits_since);
  save(w, from, rest, "incident.split", Why().add("reason", r.reason).add("part", part.id).add("number", part.number));
  return part;
}

Result<Incident> link(Work& w, const Target& t, const std::string& other_ref, LinkKind kind) {
  TRY(auto before, begin(w, t, Verb::link));
  auto found = load(w, other_ref);
  if (!found) return invalid("incident.unknown_reference", "there is no such incident", "/other");
  const Incident other = std::move(*found);
  if (other.id == before.id) return invalid("incident.same", "an incident cannot be linked to itself", "/other");
  if (kind == LinkKind::split_from) return invalid("incident.not_by_link", "is made by split", "/kind");
  if (has_link(w.tx.db(), before.id, other.id, kind)) return before;
  CHECK_OK(check_links(w, before, other));
  Incident after = before;
  if (kind == LinkKind::child_of) {
    CHECK_OK(check_parent(w, before, other));
    after.parent = other.id;
  }
  insert_link(w, before.id, other.id, kind);
  save(w, before, after, "incident.linked_to", Why().add("kind", record::name_of(kind)).add("other", other.id).add("number", other.number));
  return after;
}

Result<Incident> unlink(Work& w, const Target& t, Id link_id) {
  TRY(auto before, begin(w, t, Verb::unlink));
  const auto link = w.tx.find<Link>(link_id);
  if (!link || (link->incident != before.id && link->other != before.id))
    return invalid("incident.unknown_reference", "is no link of this incident", "/link");
  // A link to what one may not see does not exist either.
  if (!load(w, link->incident == before.id ? link->other : link->incident))
    return invalid("incident.unknown_reference", "is no link of this incident", "/link");
  if (link->kind == LinkKind::duplicate_of && before.merged_into == link->other)
    return error(Fault::conflict, "incident.merged", "it is merged; unmerge it");
  remove_link(w, *link);
  Incident after = before;
  if (link->kind == LinkKind::child_of) {
    // Seen from the parent, the child is the one whose facts change.
    auto child = link->incident == before.id ? std::optional(before) : w.tx.find<Incident>(link->incident);
    if (child && child->parent == link->other) {
      Incident free = *child;
      free.parent = {};
      save(w, *child, free, "incident.unlinked_from", Why().add("kind", "child_of").add("other", link->other));
      return child->id == before.id ? free : before;
    }
  }
  save(w, before, after, "incident.unlinked_from", Why().add("kind", record::name_of(link->kind)).add("other", link->other));
  return after;
}

}  // namespace evenkeel::incident
