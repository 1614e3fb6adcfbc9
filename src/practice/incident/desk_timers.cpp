// What happens when a timer of this practice is due: the incident is looked at as it is now, and the pure rules say whether
// the time has come; a late or doubled wake-up does no harm. What a parent passes on to its children runs here too, in chunks.
#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"

namespace evenkeel::incident {

using store::Note;
using store::Timer;
using store::Tx;

namespace {

/// Children reached in one transaction: some milliseconds on the writer.
constexpr int chunk = 50;

/// The row was claimed: arms it again when the facts still ask for it.
template <class T>
void rearm(Tx& tx, const T& subject, std::string_view subject_kind, std::string_view kind) {
  for (const Due& d : timers_for(subject))
    if (d.kind == kind) tx.arm(d.kind, subject_kind, subject.id, d.at);
}

Status auto_close(Work& w, const Timer& timer) {
  const auto before = w.tx.find<Incident>(timer.subject);
  if (!before) return Done{};
  if (before->state != State::resolved || !before->confirmed_until || before->confirmed_until > w.tx.now()) {
    rearm(w.tx, *before, "incident", timer_auto_close);
    return Done{};
  }
  Incident after = *before;
  close(after, Confirmation::silent, w.tx.now());
  tell(w, after, {"incident.closed", {.caller_side = true, .watchers = true}, {}});
  save(w, *before, after, "incident.closed_silently", Why().add("reason", "nobody answered within the confirmation window"));
  return Done{};
}

Status follow_up_due(Work& w, const Timer& timer) {
  const auto before = w.tx.find<Incident>(timer.subject);
  if (!before) return Done{};
  if (!before->open || !before->hold_until || before->reminded_at >= before->hold_until || before->hold_until > w.tx.now()) {
    rearm(w.tx, *before, "incident", timer_follow_up);
    return Done{};
  }
  Incident after = *before;
  after.reminded_at = w.tx.now();
  tell(w, after, {"incident.follow_up", {.working = true}, after.hold_note});
  save(w, *before, after, "incident.reminded");
  return Done{};
}

Status promise_due(Work& w, const Timer& timer) {
  const auto before = w.tx.find<Incident>(timer.subject);
  if (!before) return Done{};
  if (!before->open || !before->promised_for || before->promise_told_at >= before->promised_for || before->promised_for > w.tx.now()) {
    rearm(w.tx, *before, "incident", timer_promise);
    return Done{};
  }
  Incident after = *before;
  after.promise_told_at = w.tx.now();
  tell(w, after, {"incident.promise_missed", {.working = true}, {}});
  save(w, *before, after, "incident.promise_missed");
  return Done{};
}

Status task_due(Work& w, const Timer& timer) {
  const auto before = w.tx.find<Task>(timer.subject);
  if (!before) return Done{};
  const auto incident = w.tx.find<Incident>(before->incident);
  if (!incident || before->state != TaskState::open || !before->due_at || before->reminded_at >= before->due_at ||
      before->due_at > w.tx.now()) {
    rearm(w.tx, *before, "task", timer_task_due);
    return Done{};
  }
  Task after = *before;
  after.reminded_at = w.tx.now();
  Incident seen = *incident;
  if (after.assignee) seen.assignee = after.assignee;
  if (after.team && !after.assignee) seen.team = after.team, seen.assignee = {};
  tell(w, seen, {"incident.task_due", {.working = true}, after.title});
  w.tx.update(*before, after, Note{"incident.task_reminded", before->incident});
  sync_timers(w.tx, &*before, after, after.id, "task");
  return Done{};
}

// ---- parent to children ----------------------------------------------------------------------------------------------

void pass_comment(Work& w, const Incident& parent, const Incident& child, const Entry& said) {
  Incident after = child;
  Entry e = said;
  e.id = w.tx.new_id();
  e.incident = child.id;
  e.version = 0;
  e.moved_from = {};
  e.mentions.clear();
  e.time_worked_s = 0;
  e.via = "parent";
  w.tx.insert(e, Note{"incident.comment_written", child.id, Why().add("parent", parent.id).json()});
  ++after.comments_by_staff;
  if (!e.automatic) after.caller_waits_since = {};
  if (after.open && !e.automatic) respond(after, w.tx.now());
  tell(w, after, {"incident.commented", {.caller_side = true, .watchers = true}, e.text});
  save(w, child, after, "incident.commented", Why().add("parent", parent.id).add("number", parent.number));
}

void pass_resolution(Work& w, const Incident& parent, const Incident& child) {
  if (parent.state != State::resolved && parent.state != State::closed) return;
  Incident after = child;
  resolve(after,
          {parent.resolution_code, parent.resolution_notes, parent.workaround, parent.closing_category, parent.closing_subcategory,
           parent.resolved_by},
          w.tx.now(), w.ground.settings.confirmation_us);
  after.resolved_with_parent = true;
  tell(w, after, {"incident.resolved", {.caller_side = true, .watchers = true}, after.resolution_notes});
  save(w, child, after, "incident.resolved", Why().add("parent", parent.id).add("number", parent.number));
}

void pass_reopening(Work& w, const Incident& parent, const Incident& child) {
  if (!parent.open) return;
  Cycle cycle = ended_cycle(child, "its parent was reopened", w.tx.now());
  cycle.id = w.tx.new_id();
  w.tx.insert(cycle, Note{"incident.cycle_ended", child.id});
  Incident after = child;
  reopen(after);
  tell(w, after, {"incident.reopened", {.caller_side = true, .watchers = true}, {}});
  save(w, child, after, "incident.reopened", Why().add("parent", parent.id).add("number", parent.number));
}

void reach(Work& w, const Spread& s, const Incident& parent, const Incident& child, const std::optional<Entry>& said) {
  switch (s.kind) {
    case SpreadKind::comment:
      if (said) pass_comment(w, parent, child, *said);
      break;
    case SpreadKind::resolution: pass_resolution(w, parent, child); break;
    case SpreadKind::reopening: pass_reopening(w, parent, child); break;
  }
}

Status spread_on(Work& w, const Timer& timer) {
  const auto before = w.tx.find<Spread>(timer.subject);
  if (!before || before->finished) return Done{};
  const auto parent = w.tx.find<Incident>(before->incident);
  const auto said = before->entry ? w.tx.find<Entry>(before->entry) : std::nullopt;
  const auto which = before->kind == SpreadKind::reopening ? Children::resolved_with_parent : Children::open;
  Spread after = *before;
  const auto ids = parent ? children_to_reach(w.tx.db(), parent->id, before->after, which, chunk) : std::vector<Id>{};
  for (Id id : ids) {
    const auto child = w.tx.find<Incident>(id);
    // A parent that became confidential since keeps its words to itself.
    if (child && (child->confidential || !parent->confidential)) reach(w, *before, *parent, *child, said);
    after.after = id;
    ++after.reached;
  }
  after.finished = ids.size() < chunk;
  w.tx.update(*before, after, Note{"incident.spread_on", before->incident});
  rearm(w.tx, after, "spread", timer_spread);
  return Done{};
}

store::TimerHandler handler(const Ground& ground, std::string name, Status (*run)(Work&, const Timer&)) {
  return [&ground, who = people::system_principal(std::move(name)), run](Tx& tx, const Timer& timer) -> Status {
    Work w(tx, ground, who);
    return run(w, timer);
  };
}

}  // namespace

void spread(Work& w, const Incident& parent, SpreadKind kind, Id entry) {
  if (related_ids(w.tx.db(), "parent", parent.id, {}, 1).empty()) return;
  Spread s;
  s.id = w.tx.new_id();
  s.incident = parent.id;
  s.kind = kind;
  s.entry = entry;
  s.started_at = w.tx.now();
  w.tx.insert(s, Note{"incident.spread_started", parent.id});
  sync_timers<Spread>(w.tx, nullptr, s, s.id, "spread");
}

store::TimerHandlers timer_handlers(const Ground& ground) {
  return {{std::string(timer_auto_close), handler(ground, "auto-close", auto_close)},
          {std::string(timer_follow_up), handler(ground, "reminder", follow_up_due)},
          {std::string(timer_promise), handler(ground, "promise", promise_due)},
          {std::string(timer_task_due), handler(ground, "reminder", task_due)},
          {std::string(timer_spread), handler(ground, "parent", spread_on)}};
}

}  // namespace evenkeel::incident
