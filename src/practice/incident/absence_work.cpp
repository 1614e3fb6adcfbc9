#include "practice/incident/absence_work.hpp"

#include "practice/contact/contact_store.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/people/absence_desk.hpp"

namespace evenkeel::incident {

using people::Absence;
using people::AbsenceState;
using store::Param;

namespace {

/// Incidents, and tasks, in one transaction: some milliseconds on the writer.
constexpr int chunk = 25;
/// Numbers in the mail to who comes back; the absence itself lists all.
constexpr int numbers_told_most = 30;

std::vector<Id> ids_of(store::Connection& db, std::string_view sql, Id person) {
  std::vector<Id> ids;
  db.query(sql, {Param(person), Param(chunk)}, [&](const store::Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

/// The substitute, unless they may not have it or are away themselves; else the team, by the commands that people give.
bool hand_over(Work& w, Id incident, Id substitute, const std::string& reason) {
  const Target target{to_string(incident), {}};
  if (substitute && assign(w, target, {{}, substitute, reason})) return true;
  return static_cast<bool>(hand_back(w, target, reason));
}

bool hand_over_task(Work& w, Id task, Id substitute, const std::string& reason) {
  const auto& type = record::type_of<Task>();
  record::Patch patch{record::make_record(type), std::vector<bool>(type.fields.size())};
  patch.named[type.index("assignee")] = true;
  patch.values["assignee"] = substitute;
  if (substitute && edit_task(w, task, {}, patch, reason)) return true;
  patch.values["assignee"] = {};
  return static_cast<bool>(edit_task(w, task, {}, patch, reason));
}

struct HandedOver {
  std::vector<Id> incidents;
  bool more = false;  // a chunk was full, and some of it went
};

HandedOver hand_over_some(Work& w, const Absence& absence) {
  const Id substitute = absence.substitute && !people::absent_until(w.tx.db(), absence.substitute) ? absence.substitute : Id{};
  const std::string reason = "absence: away until " + format_rfc3339(absence.ends_at);
  HandedOver done;
  const auto incidents = ids_of(
      w.tx.db(), "SELECT id FROM incident WHERE assignee = $1 AND open = 1 ORDER BY priority, opened_at, id LIMIT $2", absence.person);
  for (const Id id : incidents)
    if (hand_over(w, id, substitute, reason)) done.incidents.push_back(id);
  const auto tasks = ids_of(w.tx.db(),
                            "SELECT t.id FROM task t JOIN incident i ON i.id = t.incident WHERE t.assignee = $1 AND t.state = 'open' "
                            "AND i.open = 1 ORDER BY t.id LIMIT $2",
                            absence.person);
  std::size_t tasks_gone = 0;
  for (const Id id : tasks)
    if (hand_over_task(w, id, substitute, reason)) ++tasks_gone;
  done.more = (incidents.size() == chunk && !done.incidents.empty()) || (tasks.size() == chunk && tasks_gone > 0);
  return done;
}

/// What went elsewhere and is still open, to who comes back: numbers of what they may see.
void tell_back(store::Tx& tx, const Absence& absence) {
  const auto person = tx.find<people::Person>(absence.person);
  if (!person || person->erased || !person->active || absence.handed_over.empty()) return;
  const auto who = people::principal_of(*person);
  int open = 0, told = 0;
  std::string numbers;
  for (const Id id : absence.handed_over) {
    const auto incident = tx.find(record::type_of<Incident>(), id);
    if (!incident || !may_see(who, *incident) || !std::get<bool>((*incident)["open"])) continue;
    if (++open > numbers_told_most) continue;
    numbers += (told++ ? ", " : "") + std::get<std::string>((*incident)["number"]);
  }
  if (open > told) numbers += ", ...";
  const auto body = Why().add("all", static_cast<std::int64_t>(absence.handed_over.size())).add("open", open).add("text", numbers).json();
  contact::send_to_person(tx, {"absence.ended", "absence", absence.id, person->id, {}, {}, body}, *person);
}

Status work_on(const Ground& ground, store::Tx& tx, const store::Timer& timer) {
  const auto before = tx.find<Absence>(timer.subject);
  if (!before || before->hand_over == people::HandOver::keep) return Done{};
  if (before->state == AbsenceState::ended) tell_back(tx, *before);
  if (before->state != AbsenceState::current) return Done{};
  const auto person = tx.find<people::Person>(before->person);
  // In the name of who goes away: that is what the mails say.
  const auto who = people::system_principal(person ? person->name : "absence");
  Work w(tx, ground, who);
  const auto done = hand_over_some(w, *before);
  if (!done.incidents.empty()) {
    Absence after = *before;
    for (const Id id : done.incidents)
      if (after.handed_over.size() < record::list_items_default && !holds(after.handed_over, id)) after.handed_over.push_back(id);
    tx.update(*before, after, {.kind = "absence.handed_over", .root = after.person});
  }
  if (done.more) tx.arm(people::timer_absence_work, timer.subject_kind, timer.subject, tx.now());
  return Done{};
}

}  // namespace

std::string absence_work_schema() {
  return "\nCREATE INDEX task__assignee ON task(assignee, id) WHERE state = 'open' AND assignee IS NOT NULL;\n";
}

store::TimerHandlers absence_work_handlers(const Ground& ground) {
  return {{std::string(people::timer_absence_work),
           [&ground](store::Tx& tx, const store::Timer& timer) { return work_on(ground, tx, timer); }}};
}

}  // namespace evenkeel::incident
