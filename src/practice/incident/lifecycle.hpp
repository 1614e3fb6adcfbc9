// What each step in an incident's life does to its facts: states, times, and the counts that are measured as it happens, so
// that no report ever guesses. Pure functions; whether a step may be taken is asked in incident_rules.hpp before.
#pragma once
#include <cstdint>
#include <string>

#include "practice/incident/incident.hpp"

namespace evenkeel::incident {

/// What the operator decides about every incident. The values are the configuration's, which also has what is usual.
struct Settings {
  std::int64_t confirmation_us = 0;  // how long the caller has to say whether service is back: silence until then means yes
  bool comments_reach_children = false;
  bool resolution_reaches_children = false;
  bool reopening_reaches_children = false;
  std::int64_t undo_us = 0;
  std::size_t attachment_most = 0;  // bytes of a file
};

/// Whole seconds from one instant to another, 0 when it runs backwards.
std::int64_t seconds_between(Time from, Time to);

/// Somebody has it. Any work by staff says so too; only the first time counts.
void acknowledge(Incident& i, Time now);

/// Work begins; who begins has it.
void start_work(Incident& i, Time now);

/// First response: the first comment or contact by a person, not an automatic reply.
void respond(Incident& i, Time now);

/// Where it goes: a team with its line, and a person of it or none.
struct Place {
  Id team;
  std::int64_t line = 1;
  Id assignee;
};
/// Passing from one team to another, or from one person to another or to nobody, is one hand-over; the first routing and the
/// first person who gets it are none.
bool is_hand_over(const Incident& i, const Place& place);
void hand_to(Incident& i, const Place& place);

/// Work waits. A second hold ends the first; `until` is the follow-up date; none leaves the one that is set.
void hold(Incident& i, HoldKind kind, std::string note, Time until, Time now);
/// Ends a hold and adds its seconds to the sum of its kind; does nothing when there is none.
void end_hold(Incident& i, Time now);
void resume(Incident& i, Time now);
/// The sum of all kinds, without the hold that runs.
std::int64_t held_s(const Incident& i);

struct Resolution {
  Id code;
  std::string notes;
  bool workaround = false;
  Id closing_category, closing_subcategory;
  Id by;
};
/// Service is back. Resolved at first contact means: by first line, never handed over, never reopened, never on hold for the
/// caller, and with at most one contact (the call in which it was logged, or one after a written report).
void resolve(Incident& i, const Resolution& resolution, Time now, std::int64_t confirmation_us);

/// The end: confirmed by the caller, silent after the window, none when staff closes without an answer.
void close(Incident& i, Confirmation confirmation, Time now);
void cancel(Incident& i, Time now);

/// The cycle that reopening ends, as a fact of its own.
Cycle ended_cycle(const Incident& i, std::string reason, Time now);
/// A new cycle begins; the measures of the whole life stay, what belonged to the ended cycle is taken off the incident.
void reopen(Incident& i);

/// Another category than the opening one, as the closing or the corrected one.
void categorise(Incident& i, Id category, Id subcategory);

/// Takes a word off the list of what is missing.
void settle(Incident& i, std::string_view word);

}  // namespace evenkeel::incident
