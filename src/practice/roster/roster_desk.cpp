#include "practice/roster/roster_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/zone.hpp"
#include "practice/api/api.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/people/accounts.hpp"
#include "practice/people/person.hpp"
#include "practice/roster/gap_notices.hpp"
#include "practice/roster/hand_off_notices.hpp"
#include "practice/roster/plan.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "record/json.hpp"

namespace evenkeel::roster {
namespace {

using people::Person;
using people::Principal;
using service::Snapshot;

constexpr std::int64_t span_days_most = 366;  // a longer one is a change of the plan
constexpr std::size_t feeds_most = 20;        // of one person

Result<const service::Roster*> active_roster(const Snapshot& catalogue, Id id) {
  const auto* found = catalogue.get<service::Roster>(id);
  if (!found) return api::missing("roster");
  if (!found->active) return error(Fault::conflict, "roster.inactive", "This roster is not active.", "/roster");
  return found;
}

Status check_period(store::Tx& tx, std::string_view kind, Time from, Time until, std::string_view pointer = "/ends_at") {
  const auto wrong = [&](std::string text) { return invalid(fmt::format("{}.bad_period", kind), std::move(text), std::string(pointer)); };
  if (until <= from) return wrong("must lie after the begin");
  if (until <= tx.now()) return wrong("must lie in the future");
  if (until - from > span_days_most * us_per_day) return wrong(fmt::format("is more than {} days after the begin", span_days_most));
  if (until > zones_known_until) return wrong("must lie before 2038");
  return Done{};
}

std::optional<Person> active_person(store::Tx& tx, Id id) {
  auto person = id ? tx.find<Person>(id) : std::nullopt;
  if (person && !person->active) return std::nullopt;
  return person;
}

bool is_away(const Facts& facts, Id person, Time from, Time until) {
  return std::ranges::any_of(facts.away, [&](const Away& a) { return a.person == person && a.from < until && a.until > from; });
}

/// The first days first: what an override changes it mostly changes at once, and a year of hourly turns is long.
template <class Found>
bool found_within(Time from, Time until, Found found) {
  for (const std::int64_t days : {2, 16, 100}) {
    const Time end = std::min(until, from + days * us_per_day);
    if (found(from, end)) return true;
    if (end == until) return false;
  }
  return found(from, until);
}

/// Whoever is called, with the times in which they are; without the words that tell by what.
std::vector<std::tuple<Time, Id, Part>> told(const Facts& facts, Time from, Time until) {
  std::vector<std::tuple<Time, Id, Part>> all;
  for (const Stretch& stretch : stretches(facts, from, until)) {
    if (stretch.people.empty()) all.emplace_back(stretch.from, Id{}, Part::on_duty);
    for (const Shift& shift : stretch.people) all.emplace_back(stretch.from, shift.person, shift.part);
  }
  return all;
}

Status check_people(store::Tx& tx, const Override& o) {
  std::vector<Problem> problems;
  const auto wrong = [&](std::string code, std::string text, std::string field) {
    problems.push_back({std::move(code), std::move(text), std::move(field)});
  };
  const bool comes = o.kind != OverrideKind::remove;
  if (comes && !o.person) wrong("roster_override.person_needed", "say who comes", "/person");
  if (!comes && o.person) wrong("roster_override.person_useless", "nobody comes when somebody is taken off", "/person");
  if (o.person && !active_person(tx, o.person)) wrong("reference.missing", "there is no such person, or nobody active", "/person");
  if (o.kind == OverrideKind::remove && !o.instead_of) wrong("roster_override.person_needed", "say who is taken off", "/instead_of");
  if (o.kind == OverrideKind::add && o.instead_of)
    wrong("roster_override.person_useless", "goes with replace and remove alone", "/instead_of");
  if (o.instead_of && o.instead_of == o.person) wrong("roster_override.same_person", "must be somebody else", "/instead_of");
  if (o.instead_of && !tx.find<Person>(o.instead_of)) wrong("reference.missing", "there is no such person", "/instead_of");
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

bool are_alike(const Override& a, const Override& b) {
  return a.kind == b.kind && a.person == b.person && a.instead_of == b.instead_of && a.begins_at < b.ends_at && b.begins_at < a.ends_at;
}

constexpr Id newest{INT64_MAX};  // of an override that has no id yet: it is laid over all others

Status check_effect(store::Tx& tx, const Snapshot& catalogue, const Override& o) {
  const Facts facts = facts_of(tx.db(), catalogue, o.roster, o.begins_at, o.ends_at, o.person);
  for (const Override& other : facts.overrides)
    if (are_alike(o, other))
      return error(Fault::conflict, "roster_override.overlaps", "The same override holds in that time already.", "/begins_at");
  if (o.person && is_away(facts, o.person, o.begins_at, o.ends_at))
    return error(Fault::conflict, "roster_override.person_away", "That person is away in that time.", "/person");
  Facts with = facts;
  with.overrides.push_back(o);
  with.overrides.back().id = newest;
  const auto differ = [&](Time from, Time until) { return told(facts, from, until) != told(with, from, until); };
  if (!found_within(o.begins_at, o.ends_at, differ))
    return error(Fault::conflict, "roster_override.no_effect", "Nothing would change: that person is on duty, or the other one is not.",
                 o.instead_of ? "/instead_of" : "/person");
  return Done{};
}

/// Who comes on, and what is missing, may be another now.
void wake(store::Tx& tx, Id roster) {
  tx.arm(timer_hand_off, "roster", roster, tx.now());
  tx.arm(timer_gaps, "roster", roster, tx.now() + settle_us);
}

Result<Override> insert_override(store::Tx& tx, Override o) {
  o.id = tx.new_id();
  tx.insert(o, {.kind = "roster_override.created", .root = o.roster});
  wake(tx, o.roster);
  return o;
}

// ---- cover requests --------------------------------------------------------------------------------------------------

constexpr std::string_view timer_over = "cover_request.over";

std::string name_of_person(store::Tx& tx, Id id) {
  const auto person = tx.find<Person>(id);
  return person ? person->name : std::string();
}

/// What a mail about a request needs; times are written in the recipient's zone.
void tell(store::Tx& tx, const Snapshot& catalogue, const CoverRequest& r, std::string_view kind, Id to, Id by,
          std::string_view subject_kind = "cover_request") {
  const auto person = active_person(tx, to);
  if (!person || to == by) return;
  const auto* roster = catalogue.get<service::Roster>(r.roster);
  std::string body = "{";
  const auto add = [&](std::string_view name, std::string_view text) {
    body += fmt::format(R"({}"{}":)", body.size() > 1 ? "," : "", name);
    record::append_json_string(body, text);
  };
  add("roster", roster ? roster->name : "");
  add("by", name_of_person(tx, by));
  add("person", name_of_person(tx, r.person));
  add("begins_at", format_rfc3339(r.begins_at));
  add("ends_at", format_rfc3339(r.ends_at));
  if (r.kind == CoverKind::swap) {
    add("back_begins_at", format_rfc3339(r.back_begins_at));
    add("back_ends_at", format_rfc3339(r.back_ends_at));
  }
  add("text", r.state == CoverState::open ? r.note : r.answer);
  contact::send_to_person(tx, {std::string(kind), std::string(subject_kind), r.id, to, {}, {}, body + "}"}, *person);
}

/// Layers without the line-ups that another one has followed by then.
std::vector<Layer> holding_from(std::vector<Layer> layers, Time from) {
  for (Layer& layer : layers) {
    const Grid grid(layer);
    const auto place = grid.place(grid.number_at(from));
    if (place) layer.line_ups.erase(layer.line_ups.begin(), layer.line_ups.begin() + static_cast<std::ptrdiff_t>(place->line_up));
  }
  return layers;
}

/// Whoever counts on an override hears that it is no more: who was to come, and in whose place.
void tell_withdrawn(store::Tx& tx, const Snapshot& catalogue, const Override& o, Id by) {
  CoverRequest about;
  about.id = o.id;
  about.roster = o.roster;
  about.person = o.person;
  about.begins_at = o.begins_at;
  about.ends_at = o.ends_at;
  for (const Id id : {o.person, o.instead_of}) tell(tx, catalogue, about, "roster_override.withdrawn", id, by, "roster_override");
}

/// Everybody who may answer: who was asked, or all who take turns on the roster then or later.
std::vector<Id> who_may_answer(const service::Roster& roster, const CoverRequest& r) {
  if (r.asked) return {r.asked};
  std::vector<Id> all;
  for (const Id id : people_of(holding_from(layers_of(roster), r.begins_at)))
    if (id != r.person) all.push_back(id);
  return all;
}

Status check_request(store::Tx& tx, const Snapshot& catalogue, const CoverRequest& r) {
  CHECK_OK(check_period(tx, "cover_request", r.begins_at, r.ends_at));
  const auto asked = active_person(tx, r.asked);
  if (r.asked && (r.asked == r.person || !asked || !people::may(people::principal_of(*asked), "roster.cover")))
    return invalid("reference.missing", "there is no such person, or nobody who could stand in", "/asked");
  if (r.kind == CoverKind::swap) {
    if (!r.asked) return invalid("cover_request.asked_needed", "say with whom to swap", "/asked");
    if (!r.back_begins_at || !r.back_ends_at)
      return invalid("cover_request.back_needed", "say when you stand in for them in return", "/back_begins_at");
    if (r.back_begins_at < tx.now()) return invalid("cover_request.bad_period", "must lie in the future", "/back_begins_at");
    CHECK_OK(check_period(tx, "cover_request", r.back_begins_at, r.back_ends_at, "/back_ends_at"));
    // In one and the same time each would stand in for the other.
    if (r.begins_at < r.back_ends_at && r.back_begins_at < r.ends_at)
      return invalid("cover_request.overlapping", "must not overlap the time for which you ask", "/back_begins_at");
  } else if (r.back_begins_at || r.back_ends_at) {
    return invalid("cover_request.back_useless", "goes with a swap alone", "/back_begins_at");
  }
  // Whoever is away asks for cover as well.
  const auto on_duty = [&](Id person, Time from, Time until) {
    Facts facts = facts_of(tx.db(), catalogue, r.roster, from, until);
    facts.away.clear();
    return found_within(from, until, [&](Time begin, Time end) {
      const auto theirs = shifts(facts, begin, end);
      return std::ranges::any_of(theirs, [&](const Shift& s) { return s.person == person && s.part == Part::on_duty; });
    });
  };
  if (!on_duty(r.person, r.begins_at, r.ends_at))
    return error(Fault::conflict, "cover_request.not_on_duty", "That person is not on duty in that time.", "/begins_at");
  if (r.kind == CoverKind::swap && !on_duty(r.asked, r.back_begins_at, r.back_ends_at))
    return error(Fault::conflict, "cover_request.not_on_duty", "The other one is not on duty in that time.", "/back_begins_at");
  return Done{};
}

Result<CoverRequest> accept(store::Tx& tx, const Snapshot& catalogue, CoverRequest r, Id taker, std::vector<Override>& made) {
  if (r.ends_at <= tx.now()) return error(Fault::conflict, "cover_request.over", "The time of this request is over.");
  r.taken_by = taker;
  r.state = CoverState::accepted;
  const auto stands_in = [&](Id person, Id instead_of, Time from, Time until) -> Status {
    Override o;
    o.roster = r.roster;
    o.person = person;
    o.instead_of = instead_of;
    o.begins_at = std::max(from, tx.now());
    o.ends_at = until;
    o.made_by = taker;
    o.request = r.id;
    if (o.begins_at >= o.ends_at) return Done{};
    if (is_away(facts_of(tx.db(), catalogue, r.roster, o.begins_at, o.ends_at, person), person, o.begins_at, o.ends_at))
      return error(Fault::conflict, "cover_request.away", "Whoever would stand in is away in that time.");
    made.push_back(std::move(o));
    return Done{};
  };
  CHECK_OK(stands_in(taker, r.person, r.begins_at, r.ends_at));
  if (r.kind == CoverKind::swap) CHECK_OK(stands_in(r.person, taker, r.back_begins_at, r.back_ends_at));
  return r;
}

/// Who may give this answer; accepting and declining are the affair of who is asked.
bool may_answer(const Principal& who, const Snapshot& catalogue, const service::Roster& roster, const CoverRequest& r, CoverAnswer answer) {
  const bool manager = manages(who, catalogue, r.roster);
  if (answer == CoverAnswer::withdraw) return manager || who.person == r.person;
  const auto asked = who_may_answer(roster, r);
  // A request to all is declined by nobody alone.
  if (answer == CoverAnswer::decline) return r.asked && (manager || who.person == r.asked);
  return (manager && r.asked) || std::ranges::find(asked, who.person) != asked.end();
}

Status request_over(store::Tx& tx, const store::Timer& timer) {
  const auto before = tx.find<CoverRequest>(timer.subject);
  if (!before || before->state != CoverState::open) return Done{};
  CoverRequest after = *before;
  after.state = CoverState::expired;
  after.answered_at = tx.now();
  tx.update(*before, after, {.kind = "cover_request.expired", .root = after.roster});
  return Done{};
}

}  // namespace

bool manages(const Principal& who, const Snapshot& catalogue, Id roster) {
  if (people::may(who, "roster.manage")) return true;
  const auto* found = catalogue.get<service::Roster>(roster);
  const auto* team = found ? catalogue.get<service::Team>(found->team) : nullptr;
  return team && who.person && team->manager == who.person && people::may(who, "roster.cover");
}

Result<Override> create_override(store::Tx& tx, const Snapshot& catalogue, const Principal& who, Override given) {
  CHECK_OK(active_roster(catalogue, given.roster));
  if (given.begins_at < tx.now()) given.begins_at = tx.now();
  CHECK_OK(record::validate(record::to_record(given)));
  CHECK_OK(check_period(tx, "roster_override", given.begins_at, given.ends_at));
  CHECK_OK(check_people(tx, given));
  // One takes over oneself; who is put on without being asked is the affair of managers.
  if (!manages(who, catalogue, given.roster) && (given.kind == OverrideKind::remove || given.person != who.person))
    return api::denied("roster.manage");
  given.made_by = who.person;
  CHECK_OK(check_effect(tx, catalogue, given));
  return insert_override(tx, std::move(given));
}

Result<Override> withdraw_override(store::Tx& tx, const Snapshot& catalogue, const Principal& who, Id id) {
  const auto before = tx.find<Override>(id);
  if (!before) return api::missing("roster_override");
  // What somebody agreed to is undone by them or by who is helped; whoever made it for others by them as well.
  const bool theirs = who.person && (before->made_by == who.person || before->person == who.person);
  if (!theirs && !manages(who, catalogue, before->roster)) return api::denied("roster.manage");
  if (!before->active || before->ends_at <= tx.now())
    return error(Fault::conflict, "roster_override.over", "This override is over, or was withdrawn already.");
  Override after = *before;
  if (after.begins_at < tx.now()) after.ends_at = tx.now();
  else after.active = false;
  tx.update(*before, after, {.kind = "roster_override.withdrawn", .root = after.roster});
  wake(tx, after.roster);
  tell_withdrawn(tx, catalogue, *before, who.person);
  return after;
}

Result<CoverRequest> ask_for_cover(store::Tx& tx, const Snapshot& catalogue, const Principal& who, CoverRequest given) {
  TRY(const service::Roster* roster, active_roster(catalogue, given.roster));
  if (!given.person) given.person = who.person;
  if (given.begins_at < tx.now()) given.begins_at = tx.now();
  CHECK_OK(record::validate(record::to_record(given)));
  if (given.person != who.person && !manages(who, catalogue, given.roster)) return api::denied("roster.manage");
  CHECK_OK(check_request(tx, catalogue, given));
  given.id = tx.new_id();
  given.state = CoverState::open;
  tx.insert(given, {.kind = "cover_request.asked", .root = given.roster});
  tx.arm(timer_over, "cover_request", given.id, given.ends_at);
  for (const Id id : who_may_answer(*roster, given)) tell(tx, catalogue, given, "cover_request.asked", id, who.person);
  return given;
}

Result<CoverRequest> answer_request(store::Tx& tx, const Snapshot& catalogue, const Principal& who, Id id, CoverAnswer answer,
                                    std::string text) {
  const auto before = tx.find<CoverRequest>(id);
  const auto* roster = before ? catalogue.get<service::Roster>(before->roster) : nullptr;
  if (!roster) return api::missing("cover_request");
  if (!may_answer(who, catalogue, *roster, *before, answer)) return api::denied("roster.manage");
  if (before->state != CoverState::open)
    return error(Fault::conflict, "cover_request.not_open", "This request was answered or withdrawn already.");
  CoverRequest after = *before;
  after.answer = std::move(text);
  after.answered_at = tx.now();
  std::vector<Override> made;
  // A manager accepts in the name of who was asked.
  const Id taker = after.asked ? after.asked : who.person;
  if (answer == CoverAnswer::accept) {
    TRY(after, accept(tx, catalogue, after, taker, made));
  } else {
    after.state = answer == CoverAnswer::decline ? CoverState::declined : CoverState::withdrawn;
  }
  CHECK_OK(record::validate(record::to_record(after)));
  const std::string kind = fmt::format("cover_request.{}", record::name_of(after.state));
  tx.update(*before, after, {.kind = kind, .root = after.roster});
  tx.disarm(timer_over, "cover_request", id);
  for (Override& o : made) (void)insert_override(tx, std::move(o));
  if (answer != CoverAnswer::withdraw) tell(tx, catalogue, after, kind, after.person, who.person);
  else if (after.asked) tell(tx, catalogue, after, kind, after.asked, who.person);
  return after;
}

Result<record::Record> change_member(store::Tx& tx, const Principal& who, Id id, const Member& member) {
  const auto before = tx.find(record::type_of<service::Roster>(), id);
  if (!before) return api::missing("roster");
  if (!people::may(who, "roster.manage")) return api::denied("roster.manage");
  auto roster = record::from_record<service::Roster>(*before);
  auto layers = layers_of(roster);
  const auto layer = std::ranges::find(layers, member.layer, &Layer::name);
  if (layer == layers.end()) return invalid("roster.no_such_layer", "The roster has no layer of this name.", "/layer");
  const bool comes = !member.leaves;
  if (comes && !active_person(tx, member.person))
    return invalid("reference.missing", "there is no such person, or nobody active", "/person");
  Layer after =
      comes ? with_person(*layer, member.person, member.from_day) : without_person(*layer, member.person, member.from_day, *member.leaves);
  if (after == *layer)
    return error(Fault::conflict, comes ? "roster.in_layer" : "roster.not_in_layer",
                 comes ? "That person takes turns in this layer already." : "That person takes no turns in this layer then.", "/person");
  *layer = std::move(after);
  roster.plan.text = plan_json(layers, roster.zone, notices_of(roster.plan.text));
  return service::change(tx, *before, record::to_record(roster));
}

Result<Feed> create_feed(store::Tx& tx, const Snapshot& catalogue, const Principal& who, Feed given, const std::string& secret_hash) {
  if (given.roster) CHECK_OK(active_roster(catalogue, given.roster));
  if (feeds_of(tx.db(), who.person).size() >= feeds_most)
    return error(Fault::conflict, "on_call_feed.too_many", fmt::format("There are {} addresses; revoke one first.", feeds_most));
  given.person = who.person;
  given.secret_hash = secret_hash;
  given.created_at = tx.now();
  CHECK_OK(record::validate(record::to_record(given)));
  given.id = tx.new_id();
  tx.insert(given, {.kind = "on_call_feed.created", .root = who.person});
  return given;
}

Result<Feed> revoke_feed(store::Tx& tx, const Principal& who, Id id) {
  const auto before = tx.find<Feed>(id);
  if (!before || (before->person != who.person && !people::may(who, "roster.manage"))) return api::missing("on_call_feed");
  if (before->revoked) return *before;
  Feed after = *before;
  after.revoked = true;
  tx.update(*before, after, {.kind = "on_call_feed.revoked", .root = before->person});
  tx.db().execute("DELETE FROM on_call_feed_shift WHERE feed = $1", {store::Param(id)});
  return after;
}

store::TimerHandlers roster_timer_handlers() { return {{std::string(timer_over), request_over}}; }

}  // namespace evenkeel::roster
