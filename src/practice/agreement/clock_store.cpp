#include "practice/agreement/clock_store.hpp"

#include <fmt/format.h>

#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::agreement {
namespace {

using store::Connection;
using store::Param;
using store::Row;

template <class T>
std::vector<T> select(Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const record::RecordType& type = record::type_of<T>();
  std::vector<T> found;
  db.query(fmt::format("SELECT {} FROM {} WHERE {}", store::select_columns(type, ""), type.table, rest), params,
           [&](const Row& row) { found.push_back(record::from_record<T>(store::read_record(type, row))); });
  return found;
}

Running begun(Clock clock) {
  Running running{std::move(clock), {}};
  const Clock& c = running.clock;
  running.course = {{c.started_at, Turning::begun, {}}, {c.started_at, Turning::goal, c.goal_at_begin}};
  return running;
}

}  // namespace

std::string clock_schema() {
  return store::ddl_for(record::type_of<PinnedTerms>()) + store::ddl_for(record::type_of<Clock>()) +
         store::ddl_for(record::type_of<ClockTurn>()) + R"(
CREATE INDEX clock__incident ON clock(incident, id);
CREATE INDEX clock__due ON clock(due_at, id) WHERE open = 1 AND due_at IS NOT NULL;
CREATE INDEX clock__calendar ON clock(calendar, id) WHERE open = 1;
CREATE INDEX clock__agreement ON clock(agreement, id);
CREATE INDEX clock__agreement_open ON clock(agreement, id) WHERE open = 1;
CREATE INDEX clock_turn__incident ON clock_turn(incident, id);
)";
}

std::vector<Clock> clock_rows(Connection& db, Id incident) { return select<Clock>(db, "incident = $1 ORDER BY id", {Param(incident)}); }

std::vector<Running> clocks_of(Connection& db, Id incident) {
  std::vector<Running> all;
  for (Clock& clock : clock_rows(db, incident)) all.push_back(begun(std::move(clock)));
  if (all.empty()) return all;
  // Times of a course never run backwards; ids tell turns of one instant apart.
  for (ClockTurn& turn : select<ClockTurn>(db, "incident = $1 ORDER BY happened_at, id", {Param(incident)}))
    for (Running& running : all)
      if (running.clock.id == turn.clock) running.course.push_back({turn.happened_at, turn.turning, std::move(turn.why)});
  return all;
}

std::optional<Running> clock_with_course(Connection& db, Id clock) {
  Id incident;
  db.query("SELECT incident FROM clock WHERE id = $1", {Param(clock)}, [&](const Row& row) { incident = row.id(0); });
  if (!incident) return std::nullopt;
  for (Running& running : clocks_of(db, incident))
    if (running.clock.id == clock) return std::move(running);
  return std::nullopt;
}

std::vector<Id> open_clocks(Connection& db, std::string_view column, Id id, Id after, int most) {
  std::vector<Id> ids;
  db.query(fmt::format("SELECT id FROM clock WHERE {} = $1 AND open = 1 AND id > $2 ORDER BY id LIMIT $3", column),
           {Param(id), Param(after.v), Param(most)}, [&](const Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

std::optional<std::string> find_terms(Connection& db, std::string_view digest) {
  std::optional<std::string> found;
  db.query("SELECT body FROM pinned_terms WHERE digest = $1", {Param(digest)}, [&](const Row& row) { found = row.text(0); });
  return found;
}

}  // namespace evenkeel::agreement
