// Undo: for ten seconds one may take the own last command back, by its inverse, while nobody else has changed the incident
// and nothing of it has been said to anybody outside.
#include <algorithm>

#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/inverse.hpp"

namespace evenkeel::incident {

namespace {

/// Commands that can be turned around by setting facts back. What wrote entries, cycles or links, or moved people, cannot.
constexpr std::string_view undoable[] = {"incident.edited",
                                         "incident.assigned",
                                         "incident.taken",
                                         "incident.handed_back",
                                         "incident.escalated",
                                         "incident.acknowledged",
                                         "incident.started",
                                         "incident.held",
                                         "incident.resumed",
                                         "incident.follow_up_set",
                                         "incident.promised",
                                         "incident.promise_withdrawn",
                                         "incident.priority_overridden",
                                         "incident.priority_reset",
                                         "incident.categorised",
                                         "incident.marked",
                                         "incident.resolved",
                                         "incident.closed",
                                         "incident.cancelled",
                                         "incident.watched",
                                         "incident.unwatched",
                                         "incident.rated"};

Error refused(std::string code, std::string text) { return error(Fault::conflict, "incident." + code, std::move(text)); }

bool by_same_person(const store::ChangeRow& change, Id person) {
  const std::string own = "person:" + to_string(person);
  return person && (change.actor == own || change.actor.starts_with(own + " "));
}

bool was_told(const WhyMembers& why) {
  const auto told = why.texts.find("told");
  return told != why.texts.end() && told->second != "0";
}

/// A rule of the house saw the change and told somebody or called another program.
bool rule_told(Work& w, Id incident, std::int64_t seq) {
  constexpr int newest = 100;  // of ten seconds
  return std::ranges::any_of(story_changes(w.tx.db(), {incident}, 0, newest),
                             [&](const store::ChangeRow& after) { return after.seq > seq && was_told(why_of(after.body)); });
}

/// Something is passed on to the children already, or about to be.
bool is_spreading(Work& w, Id incident, Time since) {
  for (const auto& r : hanging_on(w.tx.db(), record::type_of<Spread>(), {incident}, 200))
    if (record::from_record<Spread>(r).started_at >= since) return true;
  return false;
}

}  // namespace

Result<Incident> undo(Work& w, const Target& t) {
  TRY(auto before, begin(w, {t.ref, {}}, Verb::undo));
  const auto change = last_change(w.tx.db(), before.id, before.version);
  if (!change || !by_same_person(*change, w.who.person))
    return refused("not_your_change", "the last change is not yours, so there is nothing to undo");
  if (change->recorded_at + w.ground.settings.undo_us < w.tx.now())
    return refused("undo_too_late", "a command can be undone for ten seconds");
  if (std::ranges::find(undoable, std::string_view(change->kind)) == std::end(undoable))
    return refused("not_undoable", "what was written or linked stays; write a correction instead");
  if (was_told(why_of(change->body)) || rule_told(w, before.id, change->seq))
    return refused("already_told", "somebody has been told already, so it cannot be undone; use the opposite command");
  if (is_spreading(w, before.id, change->recorded_at)) return refused("already_told", "it has been passed on to the children already");
  TRY(auto after, before_change(before, change->body));
  save(w, before, after, "incident.undone", Why().add("undone", change->kind).add("seq", change->seq));
  return after;
}

}  // namespace evenkeel::incident
