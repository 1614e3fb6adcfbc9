#include "practice/people/absence_desk.hpp"

#include <fmt/format.h>

#include "practice/people/people_desk.hpp"
#include "store/erase.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::people {
namespace {

using store::Param;

constexpr std::int64_t absence_most_us = 2 * 366 * us_per_day;  // longer is leaving: deactivate the account
constexpr std::string_view kind = "absence";
constexpr std::string_view timer_begins = "absence.begins", timer_ends = "absence.ends";

std::vector<Absence> select(store::Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const auto& type = record::type_of<Absence>();
  static const std::string columns = store::select_columns(type, "a");
  std::vector<Absence> found;
  db.query(fmt::format("SELECT {} FROM absence a {}", columns, rest), store::Params(params.begin(), params.size()),
           [&](const store::Row& row) { found.push_back(record::from_record<Absence>(store::read_record(type, row))); });
  return found;
}

Status check_substitute(store::Tx& tx, const Absence& a) {
  if (a.hand_over != HandOver::person) {
    if (!a.substitute) return Done{};
    return invalid("absence.substitute_useless", "goes with hand_over \"person\" alone", "/substitute");
  }
  if (!a.substitute) return invalid("absence.substitute_needed", "say who gets the work", "/substitute");
  const auto substitute = tx.find<Person>(a.substitute);
  if (!substitute || !substitute->active || substitute->id == a.person)
    return invalid("person.unknown_reference", "there is no such person, or nobody who could stand in", "/substitute");
  return Done{};
}

Status check_period(store::Tx& tx, const Absence& a) {
  if (a.ends_at <= a.begins_at) return invalid("absence.bad_period", "must lie after the begin", "/ends_at");
  if (a.ends_at <= tx.now()) return invalid("absence.bad_period", "must lie in the future", "/ends_at");
  if (a.ends_at > a.begins_at + absence_most_us) return invalid("absence.bad_period", "is more than two years after the begin", "/ends_at");
  const auto others = select(tx.db(), "WHERE a.person = $1 AND a.state <> 'ended' AND a.begins_at < $2 AND a.ends_at > $3 LIMIT 1",
                             {Param(a.person), Param(a.ends_at), Param(a.begins_at)});
  if (others.empty()) return Done{};
  return error(Fault::conflict, "absence.overlaps", "The person is away in that time already; end that absence first.", "/begins_at");
}

/// Of practice/roster, which tells of gaps.
void wake_rosters(store::Tx& tx, Id person) { tx.arm("roster.away", "person", person, tx.now()); }

void arm(store::Tx& tx, const Absence& a) {
  if (a.state == AbsenceState::planned) return tx.arm(timer_begins, kind, a.id, a.begins_at);
  if (a.state == AbsenceState::current) tx.arm(timer_ends, kind, a.id, a.ends_at);
  // Begun: hand over. Ended: tell what became of it. Nothing of either where the work was kept.
  if (a.hand_over != HandOver::keep) tx.arm(timer_absence_work, kind, a.id, tx.now());
}

/// The timers look at the facts: an absence that was ended meanwhile, or whose time has not come, stays as it is.
Status begin_due(store::Tx& tx, const store::Timer& timer) {
  const auto before = tx.find<Absence>(timer.subject);
  if (!before || before->state != AbsenceState::planned) return Done{};
  if (before->begins_at > tx.now()) {
    arm(tx, *before);
    return Done{};
  }
  Absence after = *before;
  after.state = AbsenceState::current;
  tx.update(*before, after, {.kind = "absence.begun", .root = after.person});
  arm(tx, after);
  return Done{};
}

Status end_due(store::Tx& tx, const store::Timer& timer) {
  const auto before = tx.find<Absence>(timer.subject);
  if (!before || before->state != AbsenceState::current) return Done{};
  if (before->ends_at > tx.now()) {
    tx.arm(timer_ends, kind, before->id, before->ends_at);
    return Done{};
  }
  Absence after = *before;
  after.state = AbsenceState::ended;
  tx.update(*before, after, {.kind = "absence.ended", .root = after.person});
  arm(tx, after);
  return Done{};
}

}  // namespace

std::string absence_schema() {
  return store::ddl_for(record::type_of<Absence>()) + R"(
CREATE INDEX absence__person ON absence(person, begins_at);
CREATE INDEX absence__coming ON absence(begins_at, id) WHERE state <> 'ended';
)";
}

Result<Absence> create_absence(store::Tx& tx, Id person, Absence given) {
  const auto who = tx.find<Person>(person);
  if (!who) return api::missing("person");
  if (!who->active) return error(Fault::conflict, "person.inactive", "This person is not active; there is no work to hand over.");
  given.person = person;
  if (given.begins_at < tx.now()) given.begins_at = tx.now();
  CHECK_OK(record::validate(record::to_record(given)));
  CHECK_OK(check_period(tx, given));
  CHECK_OK(check_substitute(tx, given));
  given.id = tx.new_id();
  const bool at_once = given.begins_at <= tx.now();
  given.state = at_once ? AbsenceState::current : AbsenceState::planned;
  tx.insert(given, {.kind = at_once ? "absence.begun" : "absence.planned", .root = person});
  wake_rosters(tx, person);
  arm(tx, given);
  return given;
}

Result<Absence> end_absence(store::Tx& tx, Id id) {
  const auto before = tx.find<Absence>(id);
  if (!before) return api::missing("absence");
  if (before->state == AbsenceState::ended) return error(Fault::conflict, "absence.ended", "This absence is over already.");
  const bool had_begun = before->state == AbsenceState::current;
  Absence after = *before;
  after.state = AbsenceState::ended;
  if (had_begun && tx.now() < after.ends_at) after.ends_at = tx.now();
  // Whoever looks back finds that it never was.
  if (!had_begun) after.ends_at = after.begins_at;
  tx.update(*before, after, {.kind = had_begun ? "absence.ended" : "absence.withdrawn", .root = after.person});
  wake_rosters(tx, after.person);
  tx.disarm(timer_begins, kind, id);
  tx.disarm(timer_ends, kind, id);
  if (had_begun) arm(tx, after);
  return after;
}

void erase_absences(store::Tx& tx, Id person) {
  for (const Absence& a : select(tx.db(), "WHERE a.person = $1", {Param(person)})) {
    for (const std::string_view timer : {timer_begins, timer_ends, timer_absence_work}) tx.disarm(timer, kind, a.id);
    store::erase_messages_about(tx, kind, a.id);
    tx.remove(record::to_record(a), {.kind = "absence.erased", .root = person, .values = store::NoteValues::hidden});
    store::erase_history(tx, person, a.id);
  }
}

std::optional<Absence> find_absence(store::Connection& db, Id id) {
  auto found = select(db, "WHERE a.id = $1", {Param(id)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Absence> list_absences(store::Connection& db, Id person) {
  return select(db, "WHERE a.person = $1 ORDER BY a.begins_at DESC, a.id DESC LIMIT 100", {Param(person)});
}

std::vector<Absence> coming_absences(store::Connection& db, const condition::Condition& people, const condition::Asker& asker) {
  const auto& type = record::type_of<Absence>();
  const auto who = people.compile(asker, "p", 1);
  std::vector<Absence> found;
  api::query(db,
             fmt::format("SELECT {} FROM absence a JOIN person p ON p.id = a.person WHERE a.state <> 'ended' AND ({}) "
                         "ORDER BY a.begins_at, a.id LIMIT 500",
                         store::select_columns(type, "a"), who.where),
             who.params, [&](const store::Row& row) { found.push_back(record::from_record<Absence>(store::read_record(type, row))); });
  return found;
}

std::optional<Absence> absence_at(store::Connection& db, Id person, Time at) {
  auto found =
      select(db, "WHERE a.person = $1 AND a.state <> 'ended' AND a.begins_at <= $2 AND a.ends_at > $2 ORDER BY a.ends_at DESC LIMIT 1",
             {Param(person), Param(at)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::map<Id, Time> absent_until(store::Connection& db, const std::vector<Id>& people) {
  std::map<Id, Time> until;
  if (people.empty()) return until;
  std::string sql = "SELECT person, ends_at FROM absence WHERE state = 'current' AND person IN (";
  std::vector<Param> params;
  for (const Id id : people) {
    params.emplace_back(id);
    sql += fmt::format("{}${}", params.size() > 1 ? "," : "", params.size());
  }
  db.query(sql + ")", store::Params(params), [&](const store::Row& row) { until[row.id(0)] = row.time(1); });
  return until;
}

Time absent_until(store::Connection& db, Id person) {
  const auto until = absent_until(db, std::vector<Id>{person});
  return until.empty() ? Time{} : until.begin()->second;
}

store::TimerHandlers absence_timer_handlers() { return {{std::string(timer_begins), begin_due}, {std::string(timer_ends), end_due}}; }

}  // namespace evenkeel::people
