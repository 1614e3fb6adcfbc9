#include "practice/escalation/escalation_store.hpp"

#include <fmt/format.h>

#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::escalation {
namespace {

using store::Connection;
using store::Param;
using store::Row;

template <class T>
std::vector<T> select(Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const record::RecordType& type = record::type_of<T>();
  std::vector<T> found;
  db.query(fmt::format("SELECT {} FROM {} WHERE {}", store::select_columns(type, ""), type.table, rest),
           store::Params(params.begin(), params.size()),
           [&](const Row& row) { found.push_back(record::from_record<T>(store::read_record(type, row))); });
  return found;
}

}  // namespace

std::string escalation_schema() {
  return store::ddl_for(record::type_of<Escalation>()) + store::ddl_for(record::type_of<EscalationStep>()) + R"(
CREATE INDEX escalation__incident ON escalation(incident, id);
CREATE INDEX escalation__open ON escalation(incident, id) WHERE open = 1;
CREATE INDEX escalation__due ON escalation(due_at, id) WHERE open = 1;
CREATE INDEX escalation__policy ON escalation(policy, id);
CREATE INDEX escalation_step__incident ON escalation_step(incident, id);
CREATE INDEX message__escalation ON message(created_us) WHERE kind = 'incident.escalation';
)";
}

std::vector<Escalation> escalations_of(Connection& db, Id incident) {
  return select<Escalation>(db, "incident = $1 ORDER BY id", {Param(incident)});
}

std::vector<Escalation> escalations_to_follow(Connection& db, Id incident, std::int64_t cycle) {
  return select<Escalation>(db, "incident = $1 AND (open = 1 OR (cycle = $2 AND ending IN ('exhausted','acknowledged'))) ORDER BY id",
                            {Param(incident), Param(cycle)});
}

std::vector<Escalation> open_after(Connection& db, Id incident, Id id, int most) {
  return select<Escalation>(db, "open = 1 AND (incident, id) > ($1, $2) ORDER BY incident, id LIMIT $3",
                            {Param(incident.v), Param(id.v), Param(most)});
}

Time last_step_of(Connection& db, const Escalation& e) {
  Time due;
  db.query("SELECT due_at FROM escalation_step WHERE incident = $1 AND escalation = $2 ORDER BY id DESC LIMIT 1",
           {Param(e.incident), Param(e.id)}, [&](const Row& row) { due = row.time(0); });
  return due;
}

std::vector<Escalation> open_escalations_of(Connection& db, Id incident) {
  return select<Escalation>(db, "incident = $1 AND open = 1 ORDER BY id", {Param(incident)});
}

std::vector<EscalationStep> steps_of(Connection& db, Id incident) {
  return select<EscalationStep>(db, "incident = $1 ORDER BY taken_at, id", {Param(incident)});
}

void each_page(Connection& db, Time from, Time until, const std::function<void(Time, Id person, Id incident)>& visit) {
  for (const EscalationStep& step :
       select<EscalationStep>(db, "taken_at >= $1 AND taken_at < $2 ORDER BY taken_at, id", {Param(from.us), Param(until.us)}))
    for (const Id person : step.people) visit(step.taken_at, person, step.incident);
}

std::string escalation_step_time_schema() { return "CREATE INDEX escalation_step__taken ON escalation_step(taken_at, id);\n"; }

}  // namespace evenkeel::escalation
