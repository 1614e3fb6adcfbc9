#include "practice/automation/automation_store.hpp"

#include "practice/service/automation_rule.hpp"

namespace evenkeel::automation {

using store::Param;

std::string automation_schema() {
  return service::automation_rule_schema() + R"(
CREATE TABLE automation_run (
  id {int} PRIMARY KEY,
  rule {int} NOT NULL,
  incident {int} NOT NULL,
  edition {int} NOT NULL,
  at_us {int} NOT NULL,
  did {text} NOT NULL,
  left_out {text} NOT NULL,
  looped {int} NOT NULL
){strict};
CREATE INDEX automation_run__rule ON automation_run(rule, id);
)";
}

void keep_run(store::Connection& db, const Run& run) {
  db.execute("INSERT INTO automation_run(id, rule, incident, edition, at_us, did, left_out, looped) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
             {Param(run.id), Param(run.rule), Param(run.incident), Param(run.edition), Param(run.at), Param(run.did), Param(run.left_out),
              Param(std::int64_t{run.looped})});
  db.execute(
      "DELETE FROM automation_run WHERE rule = $1 AND id <= (SELECT id FROM automation_run WHERE rule = $2 ORDER BY id DESC LIMIT 1 "
      "OFFSET $3)",
      {Param(run.rule), Param(run.rule), Param(runs_kept)});
}

std::vector<Run> runs_of(store::Connection& db, Id rule, int most) {
  std::vector<Run> runs;
  db.query("SELECT id, rule, incident, edition, at_us, did, left_out, looped FROM automation_run WHERE rule = $1 ORDER BY id DESC LIMIT $2",
           {Param(rule), Param(most)}, [&](const store::Row& row) {
             runs.push_back({row.id(0), row.id(1), row.id(2), row.integer(3), row.time(4), std::string(row.text(5)),
                             std::string(row.text(6)), row.integer(7) != 0});
           });
  return runs;
}

std::vector<Standing> standings(store::Connection& db) {
  std::vector<Standing> all;
  db.query(
      "SELECT rule, COUNT(*), SUM(CASE WHEN left_out = '' THEN 0 ELSE 1 END), MAX(at_us) FROM automation_run GROUP BY rule ORDER BY rule",
      {}, [&](const store::Row& row) { all.push_back({row.id(0), row.integer(1), row.integer(2), row.time(3)}); });
  return all;
}

}  // namespace evenkeel::automation
