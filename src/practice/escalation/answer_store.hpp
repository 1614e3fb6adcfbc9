// The SQL of answers by link: which links were used.
#pragma once
#include <string>

#include "practice/escalation/answer.hpp"
#include "store/tx.hpp"

namespace evenkeel::escalation {

/// The table of links that were used, and the index of messages that wait for somebody's answer; a later step.
std::string answer_schema();

/// When this very link was used; none: it was not.
Time answered_at(store::Connection& db, const AnswerLink& link);
/// Uses it up, and forgets those that nobody could use any more.
void use_up(store::Tx& tx, const AnswerLink& link);
/// A step of the escalation was taken after that of the link.
bool step_since(store::Connection& db, const AnswerLink& link);

}  // namespace evenkeel::escalation
