// Tasks inside an incident, with their checklists and due dates, and files.
#include <algorithm>

#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"

namespace evenkeel::incident {

using store::Note;

namespace {

constexpr int tasks_most = 200;  // more is a project

Status check_task(Work& w, const Task& task, const Task& was) {
  std::vector<Problem> problems;
  if (auto valid = record::validate(record::to_record(task)); !valid) problems = std::move(valid.error().problems);
  if (task.team && task.team != was.team)
    if (auto team = need<service::Team>(w, task.team, "/team"); !team) problems.push_back(team.error().first());
  for (const std::string& done : task.items_done)
    if (std::ranges::find(task.items, done) == task.items.end())
      problems.push_back({"task.unknown_item", "holds something that is not on the checklist", "/items_done"});
  if (task.assignee && task.assignee != was.assignee) {
    auto person = need_person(w, task.assignee, "/assignee");
    if (!person) problems.push_back(person.error().first());
    else if (!can_have(*person, task.team))
      problems.push_back({"incident.not_in_team", "is nobody who can have it: not active, or not of the team", "/assignee"});
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return Done{};
}

void settle_state(Task& task, const Task& was, Time now) {
  if (task.state == was.state) return;
  task.done_at = task.state == TaskState::open ? Time{} : now;
}

void tell_assignee(Work& w, const Incident& i, const Task& task, Id was) {
  if (!task.assignee || task.assignee == was) return;
  if (const auto person = w.tx.find<people::Person>(task.assignee)) tell_person(w, i, *person, "incident.task_assigned", task.title);
}

}  // namespace

Result<Task> add_task(Work& w, const Target& t, Task given) {
  TRY(const auto incident, begin(w, {t.ref, {}}, Verb::task));
  given.incident = incident.id;
  CHECK_OK(check_task(w, given, {}));
  const auto siblings = hanging_on(w.tx.db(), record::type_of<Task>(), {incident.id}, tasks_most);
  if (siblings.size() >= tasks_most) return error(Fault::conflict, "task.too_many", "it has 200 tasks, which is the most");
  if (!given.position) given.position = static_cast<std::int64_t>(siblings.size()) + 1;
  settle_state(given, {}, w.tx.now());
  given.id = w.tx.new_id();
  tell_assignee(w, incident, given, {});
  w.tx.insert(given, Note{"incident.task_added", incident.id});
  sync_timers<Task>(w.tx, nullptr, given, given.id, "task");
  return given;
}

Result<Task> edit_task(Work& w, Id id, std::optional<std::int64_t> seen, const record::Patch& patch, const std::string& reason) {
  const auto before = w.tx.find<Task>(id);
  if (!before) return api::missing("task");
  auto incident = load(w, before->incident);
  if (!incident) return api::missing("task");
  if (!people::may(w.who, permission_of(Verb::task), standing_of(w.who, *incident, Verb::task)))
    return api::denied(permission_of(Verb::task));
  const auto current = record::to_record(*before);
  if (seen && *seen != before->version) {
    std::string json;
    record::append_json(json, current);
    return api::stale(w.tx.db(), w.ground.names, current, *seen, json, {}, before->incident);
  }
  CHECK_OK(allows(*incident, Verb::task, w.who.person));
  Task after = record::from_record<Task>(record::apply(current, patch));
  CHECK_OK(check_task(w, after, *before));
  settle_state(after, *before, w.tx.now());
  if (after.due_at != before->due_at) after.reminded_at = {};
  if (record::diff(current, record::to_record(after)).empty()) return *before;
  tell_assignee(w, *incident, after, before->assignee);
  w.tx.update(*before, after, Note{"incident.task_changed", before->incident, Why().add("reason", reason).add("note", after.title).json()});
  sync_timers(w.tx, &*before, after, after.id, "task");
  return after;
}

Result<Attachment> attach(Work& w, const Target& t, const Filing& r) {
  TRY(const auto incident, begin(w, {t.ref, {}}, Verb::attach));
  hold_blob(w.tx.db(), r.sha256);
  if (blob_bytes(w.tx.db(), r.sha256) != r.size_bytes)
    return error(Fault::unavailable, "attachment.incomplete", "its bytes did not all arrive; send it again");
  if (hanging_on(w.tx.db(), record::type_of<Attachment>(), {incident.id}, attachments_most).size() >= attachments_most)
    return error(Fault::conflict, "attachment.too_many", "it has 500 files, which is the most");
  Attachment file;
  file.id = w.tx.new_id();
  file.incident = incident.id;
  file.name = r.name;
  file.media_type = r.media_type;
  file.size_bytes = r.size_bytes;
  file.sha256 = r.sha256;
  file.visibility = speaks_as_staff(w.who, incident) ? r.visibility : EntryKind::comment;
  file.author = w.who.person;
  file.added_at = w.tx.now();
  CHECK_OK(record::validate(record::to_record(file)));
  w.tx.insert(file, Note{"incident.attached", incident.id});
  return file;
}

}  // namespace evenkeel::incident
