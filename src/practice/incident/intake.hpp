// What becomes of a report: a title alone is enough, everything else is taken from what is known (the caller's organisation,
// the service's criticality, the matrix, the accountable team) and shown as taken. Pure functions; the why of each decision
// is kept on the incident for people.
#pragma once
#include <string>
#include <vector>

#include "practice/incident/lifecycle.hpp"
#include "practice/people/person.hpp"
#include "practice/people/principal.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::incident {

/// How far a clock elsewhere may be ahead before "it began at" counts as a mistake.
constexpr std::int64_t clock_tolerance_us = 5 * us_per_minute;

/// Records that a decision looks at; null when there is none.
struct Surroundings {
  const service::Snapshot& catalogue;
  const people::Person* caller = nullptr;
  const people::Person* assignee = nullptr;
  const service::Ci* ci = nullptr;
};

/// The incident that is logged from what was given. Errors, all at once: incident.unknown_reference, incident.in_future,
/// incident.times_reversed, incident.unknown_level, incident.subcategory_elsewhere, incident.not_in_team, custom.*.
Result<Incident> decide_create(Incident given, const people::Principal& opener, const Surroundings& around, Time now);

/// The incident after a change of what is said about it, with everything that follows from it: impact and priority unless they
/// were overridden, organisation and location of another caller, counts of recategorisation.
Result<Incident> decide_edit(const Incident& before, Incident after, const Surroundings& around, Time now);

/// Everything wrong with what is said about the incident, against the catalogue.
std::vector<Problem> problems_of(const Incident& i, const Incident* before, const Surroundings& around, Time now);

/// Priority by the matrix, and why; keeps an overridden one.
void weigh(Incident& i, const service::Snapshot& catalogue, Time now);

/// Sets one text in the incident's `why`.
void explain(Incident& i, std::string_view topic, std::string_view text);

/// Is the person one who can have incidents of this team? Active, and a member of it; without a team, anybody with a role at work.
bool can_have(const people::Person& person, Id team);

}  // namespace evenkeel::incident
