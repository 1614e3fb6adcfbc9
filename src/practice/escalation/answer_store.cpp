#include "practice/escalation/answer_store.hpp"

namespace evenkeel::escalation {

using store::Param;

std::string answer_schema() {
  return R"(
CREATE TABLE escalation_answer (
  escalation {int} NOT NULL,
  person {int} NOT NULL,
  step_us {int} NOT NULL,
  answer {text} NOT NULL,
  answered_us {int} NOT NULL,
  PRIMARY KEY (escalation, person, step_us, answer)
) {strict};
CREATE INDEX escalation_answer__step ON escalation_answer(step_us);
-- what waits for the answer of one person, for open screens
CREATE INDEX message__urgent ON message(person_id, created_us) WHERE kind IN ('incident.escalation', 'incident.help_wanted');
)";
}

Time answered_at(store::Connection& db, const AnswerLink& link) {
  Time at;
  db.query("SELECT answered_us FROM escalation_answer WHERE escalation = $1 AND person = $2 AND step_us = $3 AND answer = $4",
           {Param(link.escalation), Param(link.person), Param(link.step), Param(record::name_of(link.answer))},
           [&](const store::Row& row) { at = row.time(0); });
  return at;
}

void use_up(store::Tx& tx, const AnswerLink& link) {
  tx.db().execute("DELETE FROM escalation_answer WHERE step_us < $1", {Param(tx.now() - answer_life_us)});
  tx.db().execute("INSERT INTO escalation_answer(escalation, person, step_us, answer, answered_us) VALUES ($1, $2, $3, $4, $5)",
                  {Param(link.escalation), Param(link.person), Param(link.step), Param(record::name_of(link.answer)), Param(tx.now())});
}

bool step_since(store::Connection& db, const AnswerLink& link) {
  bool found = false;
  db.query("SELECT 1 FROM escalation_step WHERE escalation = $1 AND taken_at > $2 LIMIT 1", {Param(link.escalation), Param(link.step)},
           [&](const store::Row&) { found = true; });
  return found;
}

}  // namespace evenkeel::escalation
