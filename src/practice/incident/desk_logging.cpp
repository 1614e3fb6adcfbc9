// Logging an incident and changing what is said about it.
#include <algorithm>

#include "practice/incident/desk_work.hpp"
#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/catalogue_reach.hpp"

namespace evenkeel::incident {

namespace {

/// Only input fields that may change after logging: team and assignee change by assign, with a reason; the channel is history.
constexpr std::string_view fixed_after_logging[] = {"team", "assignee", "channel"};

/// People who were added to a list.
std::vector<Id> added(const std::vector<Id>& before, const std::vector<Id>& after) {
  std::vector<Id> ids;
  for (Id id : after)
    if (!holds(before, id)) ids.push_back(id);
  return ids;
}

/// Who is not of the staff names a place as forms offer it; the answer would tell the name of another.
Status check_place(const Work& w, const Incident& given) {
  const auto* place = given.location ? w.catalogue->get<service::Location>(given.location) : nullptr;
  if (!place || !place->organisation || service::line_of(*w.catalogue, w.who.organisations).contains(place->organisation)) return Done{};
  return unknown_reference("/location");
}

Status need_named_people(Work& w, const Incident& i, const Incident& was) {
  CHECK_OK(need_people(w, added(was.affected, i.affected), "/affected"));
  CHECK_OK(need_people(w, added(was.named, i.named), "/named"));
  if (i.reporter && i.reporter != was.reporter) {
    auto reporter = need_person(w, i.reporter, "/reporter");
    if (!reporter) return std::move(reporter.error());
  }
  return Done{};
}

/// Journals of merged incidents are read together: none of them may come into the light with the survivor.
Status may_come_to_light(Work& w, const Incident& before, const Incident& after) {
  if (!before.confidential || after.confidential) return Done{};
  for (Id id : family_of(w.tx.db(), before.id)) {
    const auto member = id == before.id ? std::nullopt : w.tx.find<Incident>(id);
    if (member && member->confidential)
      return error(Fault::conflict, "incident.holds_confidential", "a confidential incident was merged into it; unmerge that one first");
  }
  return Done{};
}

}  // namespace

Result<Incident> create(Work& w, Incident given) {
  if (!people::may(w.who, "incident.create")) return api::denied("incident.create");
  if (!w.who.is_staff() && !w.who.system) {
    given.caller = w.who.person;
    given.reporter = {};
    CHECK_OK(check_place(w, given));
  }
  const auto loaded = load_surroundings(w, given, nullptr);
  CHECK_OK(need_named_people(w, given, {}));
  TRY(auto incident, decide_create(std::move(given), w.who, surroundings(w, loaded), w.tx.now()));
  incident.id = w.tx.new_id();
  incident.number = format_number(w.tx.next_number());
  if (loaded.caller) tell_person(w, incident, *loaded.caller, "incident.logged", incident.description);
  if (!incident.affected.empty()) {
    Incident others = incident;
    others.caller = others.reporter = {};
    tell(w, others, {"incident.logged", {.caller_side = true}, incident.description});
  }
  if (loaded.assignee) tell_person(w, incident, *loaded.assignee, "incident.assigned", incident.description);
  insert_incident(w, incident, "incident.logged");
  return incident;
}

Result<Incident> edit(Work& w, const Target& t, const record::Patch& patch) {
  TRY(auto before, begin(w, t, Verb::edit));
  std::vector<Problem> problems;
  const auto standing = standing_of(w.who, before, Verb::edit);
  for (const auto& f : patch.values.type->fields) {
    if (!patch.has(f.name)) continue;
    const bool fixed = std::ranges::find(fixed_after_logging, f.name) != std::end(fixed_after_logging);
    if (fixed) problems.push_back({"incident.not_by_edit", "is changed by a command of its own", "/" + std::string(f.name)});
    else if (!people::may_write(w.who, "incident", f.name, standing))
      problems.push_back({"field.read_only", "may not be set by you", "/" + std::string(f.name)});
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  auto given = record::from_record<Incident>(record::apply(record::to_record(before), patch));
  const auto loaded = load_surroundings(w, given, &before);
  CHECK_OK(need_named_people(w, given, before));
  TRY(auto after, decide_edit(before, std::move(given), surroundings(w, loaded), w.tx.now()));
  CHECK_OK(may_come_to_light(w, before, after));
  if (after.confidential && !may_see(w.who, record::to_record(after))) after.named.push_back(w.who.person);
  if (record::diff(record::to_record(before), record::to_record(after)).empty()) return before;
  save(w, before, after, "incident.edited");
  return after;
}

Result<Incident> categorise(Work& w, const Target& t, Id category, Id subcategory) {
  TRY(auto before, begin(w, t, Verb::categorise));
  TRY(const auto* found, need<service::Category>(w, category, "/category"));
  if (found->parent) return invalid("incident.subcategory_elsewhere", "is a subcategory", "/category");
  if (subcategory) {
    TRY(const auto* part, need<service::Category>(w, subcategory, "/subcategory"));
    if (part->parent != category) return invalid("incident.subcategory_elsewhere", "is not a subcategory of the category", "/subcategory");
  }
  if (before.category == category && before.subcategory == subcategory) return before;
  Incident after = before;
  categorise(after, category, subcategory);
  const auto* sub = subcategory ? w.catalogue->get<service::Category>(subcategory) : nullptr;
  after.confidential = after.confidential || found->security || (sub && sub->security);
  if (after.confidential && !may_see(w.who, record::to_record(after))) after.named.push_back(w.who.person);
  save(w, before, after, "incident.categorised");
  return after;
}

Result<Incident> mark(Work& w, const Target& t, const Marking& r) {
  TRY(auto before, begin(w, t, Verb::mark));
  if (r.mark == RequestMark::incident && !r.forwarded_to.empty())
    return invalid("incident.forwarded_incident", "only a service request is forwarded", "/forwarded_to");
  if (before.mark == r.mark && before.forwarded_to == r.forwarded_to) return before;
  Incident after = before;
  after.mark = r.mark;
  after.forwarded_to = r.forwarded_to;
  save(w, before, after, "incident.marked");
  return after;
}

}  // namespace evenkeel::incident
