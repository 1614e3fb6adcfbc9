// How escalations, their steps and whom they reach read as JSON.
#pragma once
#include <boost/json.hpp>

#include "practice/escalation/escalation_work.hpp"
#include "practice/escalation/foresight.hpp"

namespace evenkeel::escalation {

boost::json::value time_json(Time t);
/// {"people":[..],"mailboxes":[..],"notes":[..]}; the people are mentioned for their names.
void add_reached(boost::json::object& out, const Reached& reached, api::Mentions& mentions);
/// One step that is to come.
boost::json::object coming_json(const Policy& policy, const Due& due, Outcome outcome, const Reached& reached, api::Mentions& mentions);
/// A step that was taken.
boost::json::object taken_json(const EscalationStep& step, api::Mentions& mentions);
/// The text of `body` with a last member "names".
std::string with_names(boost::json::object body, const api::Names& names, store::Connection& db, const api::Mentions& mentions);

}  // namespace evenkeel::escalation
