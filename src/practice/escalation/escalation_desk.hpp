// What people do with what is escalated: say that they have it, put it off, send it on at once, call somebody to help.
#pragma once
#include "practice/escalation/escalating.hpp"

namespace evenkeel::escalation {

/// Longer than a night is no snooze.
constexpr std::int64_t snooze_most_us = us_per_day;

/// Acknowledges the incident, unless that was done, and everything that runs on it or was told to the end. Error: escalation.nothing_runs.
Result<incident::Incident> acknowledge(Escalating& escalating, incident::Work& w, const incident::Target& t);

/// Nothing before `until`. Errors: incident.in_past, escalation.too_long, escalation.nothing_runs.
Result<incident::Incident> snooze(Escalating& escalating, incident::Work& w, const incident::Target& t, Time until,
                                  const std::string& reason);

/// Takes the next step of this escalation (none: of all that run). Error: escalation.nothing_runs.
Result<incident::Incident> push(Escalating& escalating, incident::Work& w, const incident::Target& t, Id escalation,
                                const std::string& reason);

struct Help {
  Id team, person;  // one of them
  std::string text;
};
/// Tells the team or the person, who from then on watches the incident, and may see it when it is confidential. Errors:
/// escalation.one_of, escalation.oneself, escalation.nobody (none of them has an address).
Result<incident::Incident> call_help(Escalating& escalating, incident::Work& w, const incident::Target& t, const Help& help);

}  // namespace evenkeel::escalation
