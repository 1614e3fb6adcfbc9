// What becomes of an escalation: when it begins, which step is due when, what stops it, and what somebody who acknowledges, snoozes or
// presses the button does to it. Pure, with the time as an argument. Steps that fell due while nothing ran are given back together, so that
// a long silence ends in one message and no step is lost.
#pragma once
#include <optional>
#include <vector>

#include "practice/calendar/business_time.hpp"
#include "practice/escalation/escalation.hpp"
#include "practice/escalation/policy_terms.hpp"

namespace evenkeel::escalation {

/// An incident as one policy sees it after a change, or when its timer comes.
struct Look {
  Time at;
  std::string over;  // nothing can be escalated any more, and why; empty: it can
  std::string gone;  // the policy is not for it, and why
  bool policy_ended = false;
  bool trigger = true;  // what it begins with is so
  bool resolved = false;
  bool worked = false;           // this very change was work of the staff
  bool is_acknowledged = false;  // the incident, by this change or before
  bool acknowledges = false;     // by this very change; no clock is asked whether that came after the begin
  Id by;                         // whose change it is
  std::optional<Time> point;     // of the clock, as it stands; none: it pauses or has ended
  bool clock = true;             // there is one that could reach the point
};

/// A new one for this incident; none when it does not begin. The ids and what it is pinned to are the caller's.
std::optional<Escalation> begin(const Terms& terms, const calendar::WorkingHours& hours, const Look& look);

/// The same escalation after a change of the incident; an ended one stays as it is.
Escalation follow(Escalation e, const Terms& terms, const calendar::WorkingHours& hours, const Look& look);

struct Due {
  std::int64_t round = 0, step = 0;
  Time at;
};
/// Moves on over every step that is due, and gives them back in order. Later ones count from when these were due, not from now.
std::vector<Due> take(Escalation& e, const Terms& terms, const calendar::WorkingHours& hours, Time now);

/// All steps from now on if nobody does anything, at most `most`: what take() would give back, and when.
std::vector<Due> ahead(Escalation e, const Terms& terms, const calendar::WorkingHours& hours, int most);

/// Nothing before `until`; what follows counts from then.
void snooze(Escalation& e, Time until, Id by);
/// The next step is due now.
void push(Escalation& e, Time now);
/// Its calendar says something else since: what is due next is reckoned anew, from when the step before it was due (none was taken: from
/// the begin). What is due already stays, and nothing moves into the past, so that nobody gets several steps at once.
void reckon_anew(Escalation& e, const Terms& terms, const calendar::WorkingHours& hours, Time last_step, Time now);

/// When a step is due that counts from `from`. None: never, since the calendar does not come to it.
std::optional<Time> due_after(const Step& step, const calendar::WorkingHours& hours, Time from);

/// Somebody acknowledges after all its steps were taken: what is still on its way need not arrive.
bool acknowledge_late(Escalation& e, const Look& look);

/// Where the incident of a message stands as it is about to leave.
enum class Standing { open, resolved, over };
/// Whether a message of this escalation must still reach somebody: nobody acknowledged since, and there is something to be done.
bool still_wanted(const Escalation& e, Standing incident);
/// Somebody was told since it counts, and nobody answered: an open incident is shown as escalated.
bool is_unanswered(const Escalation& e);

}  // namespace evenkeel::escalation
