// Rules of automation beside the incidents they change: what they set is part of the very change that they matched, what they write and
// send stands in the same transaction, and what takes a command of its own follows at once by a timer.
#pragma once
#include <mutex>

#include "practice/agreement/book.hpp"
#include "practice/automation/automation_rules.hpp"
#include "practice/incident/desk_work.hpp"
#include "practice/incident/incidents.hpp"
#include "practice/service/shelf.hpp"
#include "store/change_log.hpp"

namespace evenkeel::automation {

/// The active rules in their order, read once for each version of the catalogue.
class RuleBook {
 public:
  std::shared_ptr<const Rules> active(const agreement::SnapshotPtr& catalogue);

 private:
  std::mutex mutex_;
  std::int64_t version_ = -1;
  std::shared_ptr<const Rules> active_;
};

/// What this practice stands on; outlives derivation, reaction and timers.
struct Automation {
  const incident::Incidents& practice;
  RuleBook book = {};
  // Of the change under way; on the writer's thread only.
  Id incident = {};          // whose
  std::int64_t version = 0;  // of the incident with it
  Time written_at;           // and when, as it says itself: after a rollback another write may come to the same version
  Outcome outcome = {};      // what the rules made of it
  Id origin = {};            // the rule whose command it is; none: somebody else's
  int depth = 0;             // so many commands of rules lie between it and what somebody did
};

/// A time at which a deed that takes a command is done; its key has the rule, the place of the deed and the depth, with blanks between.
inline constexpr std::string_view timer_carry_out = "automation.carry_out";
/// What the change log says of rules in the story of an incident.
inline constexpr std::string_view kind_applied = "incident.rule_applied", kind_stopped = "incident.rule_stopped",
                                  kind_left_out = "incident.rule_left_out", kind_called = "incident.rule_called";
/// The message of tell.
inline constexpr std::string_view message_rule = "incident.rule";

/// What deeds look at, for the writer and for previews.
House house_of(const service::Snapshot& catalogue, store::Connection& db, Time now);

/// For incident::Ground, before all others: what they keep follows from what rules set.
incident::Derivation automation_derivation(Automation& automation);
/// For incident::Ground, after all others.
incident::Reaction automation_reaction(Automation& automation);
store::TimerHandlers automation_timer_handlers(Automation& automation);

/// A call that a rule made did not reach its webhook: said where it was said that it was made.
void call_failed(store::Tx& tx, const store::ChangeRow& call, std::string_view why);

/// Everything wrong with a rule's words, and names that there are none of; for service::check_later.
void check_rule(const service::Shelf& shelf, const record::Record& after, std::vector<Problem>& out);

}  // namespace evenkeel::automation
