#include "practice/incident/desk_work.hpp"

#include <algorithm>

#include "condition/custom.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/view.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::incident {

using record::Record;
using store::Note;

namespace {

/// Fields that commands keep beside what people decide: when only these moved, nobody's edit is in conflict.
constexpr std::string_view bookkeeping[] = {"updated_at",
                                            "acknowledged_at",
                                            "first_response_at",
                                            "time_to_acknowledge_s",
                                            "time_to_respond_s",
                                            "time_worked_s",
                                            "comments_by_staff",
                                            "contacts",
                                            "caller_waits_since",
                                            "reminded_at",
                                            "promise_told_at",
                                            "watchers",
                                            "due_at",
                                            "due_for",
                                            "due_paused",
                                            "breached",
                                            "escalated"};

bool is_bookkeeping(const record::Field& f) { return std::ranges::find(bookkeeping, f.name) != std::end(bookkeeping); }

Result<Record> load_record(Work& w, std::optional<Id> id) {
  if (!id) return api::missing("incident");
  auto found = w.tx.find(record::type_of<Incident>(), *id);
  if (!found || !may_see(w.who, *found)) return api::missing("incident");
  return std::move(*found);
}

Status check_seen(Work& w, const Record& current, std::optional<std::int64_t> seen) {
  if (!seen || *seen == current.version()) return Done{};
  std::set<std::string, std::less<>> fields;
  for (const auto& f : current.type->fields)
    if (may_read(w.who, current, f)) fields.insert(std::string(f.name));
  const bool staff = reads_as_staff(w.who, current);
  Record shown = current;
  if (!staff) hide_custom(w.ground, shown);
  hide_unseen_relations(w.ground, &w.tx.db(), w.who, std::span(&shown, 1));
  std::string json;
  record::append_json(json, shown, fields);
  // A change of custom fields tells all of them.
  auto stale = api::stale(w.tx.db(), w.ground.names, current, *seen, json, [&](const record::Field& f) {
    const bool hidden = !record::is_absent(current[f.name]) && record::is_absent(shown[f.name]);
    return !hidden && may_read(w.who, current, f) && !is_bookkeeping(f) && (staff || f.name != "custom");
  });
  const bool nothing_of_substance = *seen < current.version() && stale.detail_json.starts_with("{\"changes\":[]");
  if (nothing_of_substance) return Done{};
  return stale;
}

/// Custom fields are filtered by rows beside the incident, which follow what it holds.
void mirror_custom(Work& w, const Incident& i, const std::string& was) {
  if (i.custom.text == was) return;
  const auto types = service::custom_types(w.catalogue);
  auto before = condition::custom_items(was, types);
  for (const auto& [name, values] : condition::custom_items(i.custom.text, types)) {
    w.tx.set_list_items("incident", i.id, name, values, store::Tx::ListWas::unknown);
    before.erase(name);
  }
  for (const auto& [name, values] : before) w.tx.set_list_items("incident", i.id, name, {}, store::Tx::ListWas::unknown);
}

}  // namespace

void Why::name(std::string_view name) {
  if (!text_.empty()) text_ += ',';
  text_.append("\"").append(name).append("\":");
}
Why& Why::add(std::string_view n, std::string_view text) {
  if (text.empty()) return *this;
  name(n);
  record::append_json_string(text_, text);
  return *this;
}
Why& Why::add(std::string_view n, std::int64_t v) {
  name(n);
  text_ += std::to_string(v);
  return *this;
}
Why& Why::add(std::string_view n, Id id) {
  if (!id) return *this;
  name(n);
  text_.append("\"").append(to_string(id)).append("\"");
  return *this;
}
Why& Why::add(std::string_view n, const std::vector<Id>& ids) {
  if (ids.empty()) return *this;
  name(n);
  text_ += '[';
  for (Id id : ids) text_.append(text_.back() == '[' ? "\"" : ",\"").append(to_string(id)).append("\"");
  text_ += ']';
  return *this;
}

Result<Incident> load(Work& w, std::string_view ref) {
  TRY(auto found, load_record(w, id_of(w.tx.db(), ref)));
  return record::from_record<Incident>(found);
}
Result<Incident> load(Work& w, Id id) {
  TRY(auto found, load_record(w, id));
  return record::from_record<Incident>(found);
}

Result<Incident> begin_anyhow(Work& w, const Target& t, Verb verb) {
  TRY(auto found, load_record(w, id_of(w.tx.db(), t.ref)));
  auto incident = record::from_record<Incident>(found);
  const std::string& permission = permission_of(verb);
  if (!people::may(w.who, permission, standing_of(w.who, incident, verb))) return api::denied(permission);
  CHECK_OK(check_seen(w, found, t.seen));
  return incident;
}

Result<Incident> begin(Work& w, const Target& t, Verb verb) {
  TRY(auto incident, begin_anyhow(w, t, verb));
  CHECK_OK(allows(incident, verb, w.who.person));
  return incident;
}

template <class T>
void sync_timers(store::Tx& tx, const T* before, const T& after, Id subject, std::string_view subject_kind) {
  const auto was = before ? timers_for(*before) : std::vector<Due>{};
  const auto is = timers_for(after);
  for (const Due& d : was)
    if (std::ranges::none_of(is, [&](const Due& other) { return other.kind == d.kind; })) tx.disarm(d.kind, subject_kind, subject);
  for (const Due& d : is)
    if (std::ranges::find(was, d) == was.end()) tx.arm(d.kind, subject_kind, subject, d.at);
}
template void sync_timers(store::Tx&, const Incident*, const Incident&, Id, std::string_view);
template void sync_timers(store::Tx&, const Task*, const Task&, Id, std::string_view);
template void sync_timers(store::Tx&, const Spread*, const Spread&, Id, std::string_view);

void save(Work& w, const Incident& before, Incident& after, std::string_view kind, const Why& why) {
  after.updated_at = w.tx.now();
  for (const Derivation& derive : w.ground.derivations) derive(w, &before, after);
  w.tx.update(before, after, Note{std::string(kind), after.id, why.json()});
  mirror_custom(w, after, before.custom.text);
  sync_timers(w.tx, &before, after, after.id, "incident");
  for (const Reaction& react : w.ground.reactions) react(w, &before, after);
}

void insert_incident(Work& w, Incident& i, std::string_view kind, const Why& why) {
  for (const Derivation& derive : w.ground.derivations) derive(w, nullptr, i);
  w.tx.insert(i, Note{std::string(kind), i.id, why.json()});
  mirror_custom(w, i, {});
  sync_timers<Incident>(w.tx, nullptr, i, i.id, "incident");
  for (const Reaction& react : w.ground.reactions) react(w, nullptr, i);
}

bool save_due(Work& w, const Incident& before, Incident after, HeardBy heard) {
  if (!w.tx.update(before, after, Note{std::string(due_changed), after.id})) return false;
  if (heard == HeardBy::nobody) return true;
  for (const Reaction& react : w.ground.reactions) react(w, &before, after);
  return true;
}

void react_again(Work& w, const Incident& incident) {
  for (const Reaction& react : w.ground.reactions) react(w, &incident, incident);
}

Error unknown_reference(std::string_view pointer) {
  return invalid("incident.unknown_reference", "there is no active record with this id", std::string(pointer));
}

Result<people::Person> need_person(Work& w, Id id, std::string_view pointer) {
  auto person = w.tx.find<people::Person>(id);
  if (!person || person->erased) return unknown_reference(pointer);
  return std::move(*person);
}

Status need_people(Work& w, const std::vector<Id>& ids, std::string_view pointer) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string at = std::string(pointer) + "/" + std::to_string(i);
    if (auto person = need_person(w, ids[i], at); !person) problems.push_back(person.error().first());
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return Done{};
}

Status need_reason(const std::string& reason) {
  if (!reason.empty()) return Done{};
  return invalid("incident.reason_required", "say why", "/reason");
}

Loaded load_surroundings(Work& w, const Incident& i, const Incident* before) {
  static const Incident nothing;
  const Incident& was = before ? *before : nothing;
  Loaded loaded;
  if (i.caller && i.caller != was.caller) loaded.caller = w.tx.find<people::Person>(i.caller);
  if (loaded.caller && loaded.caller->erased) loaded.caller.reset();
  if (i.assignee && i.assignee != was.assignee) loaded.assignee = w.tx.find<people::Person>(i.assignee);
  if (i.ci && i.ci != was.ci) loaded.ci = w.tx.find<service::Ci>(i.ci);
  return loaded;
}

Surroundings surroundings(const Work& w, const Loaded& loaded) {
  return {*w.catalogue, loaded.caller ? &*loaded.caller : nullptr, loaded.assignee ? &*loaded.assignee : nullptr,
          loaded.ci ? &*loaded.ci : nullptr};
}

}  // namespace evenkeel::incident
