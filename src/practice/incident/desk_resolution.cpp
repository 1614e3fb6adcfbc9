// The end of an incident and its new beginnings: resolved, confirmed or rejected, rated, closed, reopened, cancelled.
#include "practice/incident/desk_work.hpp"
#include "practice/service/custom_fields.hpp"

namespace evenkeel::incident {

namespace {

Status check_rating(const Rating& r, std::int64_t least) {
  if (r.rating < least || r.rating > 5) return invalid("incident.rating_out_of_range", "must be between 1 and 5", "/rating");
  return Done{};
}

Result<Resolution> resolution_of(Work& w, const Incident& before, const Resolving& r) {
  std::vector<Problem> problems;
  const auto* code = w.catalogue->get<service::ResolutionCode>(r.code);
  if (!code || !code->active)
    problems.push_back({"incident.unknown_reference", "there is no active resolution code with this id", "/resolution_code"});
  if (r.notes.empty()) problems.push_back({"incident.notes_required", "say how service came back", "/resolution_notes"});

  Resolution out{r.code, r.notes, r.workaround.value_or(code && code->workaround), r.closing_category, r.closing_subcategory, w.who.person};
  if (!out.closing_category) {
    out.closing_category = before.closing_category ? before.closing_category : before.category;
    if (!out.closing_subcategory) out.closing_subcategory = before.closing_category ? before.closing_subcategory : before.subcategory;
  } else if (const auto* category = w.catalogue->get<service::Category>(out.closing_category); !category || !category->active) {
    problems.push_back({"incident.unknown_reference", "there is no active category with this id", "/closing_category"});
  }
  if (!out.closing_category && !w.catalogue->active<service::Category>().empty())
    problems.push_back({"incident.closing_category_required", "say of which category it turned out to be", "/closing_category"});
  if (r.closing_subcategory) {
    const auto* sub = w.catalogue->get<service::Category>(r.closing_subcategory);
    if (!sub || sub->parent != out.closing_category)
      problems.push_back({"incident.subcategory_elsewhere", "is not a subcategory of the closing category", "/closing_subcategory"});
  }
  const auto missing =
      service::missing_custom(w.catalogue->active<service::CustomField>(), before.category, before.subcategory, before.custom);
  problems.insert(problems.end(), missing.begin(), missing.end());
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return out;
}

/// Ends the cycle as a fact and begins a new one.
Incident begin_again(Work& w, const Incident& before, const std::string& reason, Confirmation answer) {
  Incident ended = before;
  ended.confirmation = answer;
  Cycle cycle = ended_cycle(ended, reason, w.tx.now());
  cycle.id = w.tx.new_id();
  w.tx.insert(cycle, store::Note{"incident.cycle_ended", before.id});
  Incident after = before;
  reopen(after);
  after.confirmation = answer == Confirmation::rejected ? answer : Confirmation::none;
  return after;
}

void pass_reopening_on(Work& w, const Incident& after) {
  if (w.ground.settings.reopening_reaches_children) spread(w, after, SpreadKind::reopening);
}

}  // namespace

Result<Incident> resolve(Work& w, const Target& t, const Resolving& r) {
  TRY(auto before, begin(w, t, Verb::resolve));
  TRY(const auto resolution, resolution_of(w, before, r));
  Incident after = before;
  resolve(after, resolution, w.tx.now(), w.ground.settings.confirmation_us);
  const auto told = tell(w, after, {"incident.resolved", {.caller_side = true, .watchers = true}, r.notes});
  if (w.ground.settings.resolution_reaches_children) spread(w, after, SpreadKind::resolution);
  save(w, before, after, "incident.resolved", Why().add("told", told));
  return after;
}

Result<Incident> confirm(Work& w, const Target& t, const Rating& r) {
  TRY(auto before, begin(w, t, Verb::confirm));
  CHECK_OK(check_rating(r, 0));
  Incident after = before;
  close(after, Confirmation::confirmed, w.tx.now());
  after.rating = r.rating;
  after.rating_comment = r.comment;
  const auto told = tell(w, after, {"incident.closed", {.caller_side = true, .watchers = true}});
  save(w, before, after, "incident.confirmed", Why().add("told", told));
  return after;
}

Result<Incident> reject(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::reject));
  CHECK_OK(need_reason(reason));
  Incident after = begin_again(w, before, reason, Confirmation::rejected);
  write_entry(w, after, EntryKind::comment, {reason, {}, Contact::none, 0});
  const auto told = tell(w, after, {"incident.reopened", {.watchers = true, .working = true}, reason});
  pass_reopening_on(w, after);
  save(w, before, after, "incident.rejected", Why().add("reason", reason).add("told", std::max<std::int64_t>(told, 1)));
  return after;
}

Result<Incident> rate(Work& w, const Target& t, const Rating& r) {
  TRY(auto before, begin(w, t, Verb::rate));
  CHECK_OK(check_rating(r, 1));
  Incident after = before;
  after.rating = r.rating;
  after.rating_comment = r.comment;
  if (after.rating == before.rating && after.rating_comment == before.rating_comment) return before;
  save(w, before, after, "incident.rated");
  return after;
}

Result<Incident> close(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::close));
  Incident after = before;
  close(after, Confirmation::none, w.tx.now());
  const auto told = tell(w, after, {"incident.closed", {.caller_side = true, .watchers = true}, reason});
  save(w, before, after, "incident.closed", Why().add("reason", reason).add("told", told));
  return after;
}

Result<Incident> reopen(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::reopen));
  CHECK_OK(need_reason(reason));
  Incident after = begin_again(w, before, reason, before.confirmation);
  const auto told = tell(w, after, {"incident.reopened", {.caller_side = true, .watchers = true, .working = true}, reason});
  pass_reopening_on(w, after);
  save(w, before, after, "incident.reopened", Why().add("reason", reason).add("told", std::max<std::int64_t>(told, 1)));
  return after;
}

Result<Incident> cancel(Work& w, const Target& t, const std::string& reason) {
  TRY(auto before, begin(w, t, Verb::cancel));
  CHECK_OK(need_reason(reason));
  Incident after = before;
  cancel(after, w.tx.now());
  const auto told = tell(w, after, {"incident.cancelled", {.caller_side = true, .watchers = true}, reason});
  save(w, before, after, "incident.cancelled", Why().add("reason", reason).add("told", told));
  return after;
}

}  // namespace evenkeel::incident
