// Answers by a link in a message: what one would do, and doing it as the person it was sent to, by the commands that people give.
#pragma once
#include "practice/escalation/answer.hpp"
#include "practice/escalation/escalating.hpp"

namespace evenkeel::escalation {

/// What somebody who holds a link is told. Of an incident that the person may not see (any more): nothing but `refused`.
struct AnswerView {
  AnswerState state = AnswerState::refused;
  AnswerLink link;
  std::string person;  // as whom it is answered
  std::string number, title;
  std::int64_t priority = 0;
  Time at;         // when it was used, acknowledged or ended
  std::string by;  // who acknowledged it
};
/// What the answer would do now; nothing is changed. Error: link.invalid, also when its person is not active any more or all links of the
/// person were ended.
Result<AnswerView> look_at_answer(store::Connection& db, const AnswerLink& link, Time now);

/// How an answer came, for the change log.
inline const std::string answered_by_link = "by link in a message";
/// Gives the answer in the name of its person. Errors: link.invalid; answer.not_possible, with the state in words; what the command itself
/// refuses (incident.no_manager).
Result<AnswerView> give_answer(Escalating& escalating, store::Tx& tx, const AnswerLink& link, const std::string& how = answered_by_link);

}  // namespace evenkeel::escalation
