// What the commands of this practice do alike: find what a clock was pinned to, reckon it, write it with its timer, and tell those who
// work on the incident.
#pragma once
#include "practice/agreement/clockwork.hpp"
#include "practice/agreement/reckoning_rules.hpp"
#include "practice/incident/desk_work.hpp"

namespace evenkeel::agreement {

/// What a clock runs by.
struct Ways {
  std::shared_ptr<const Offer> offer;
  std::shared_ptr<const calendar::WorkingHours> hours;
  explicit operator bool() const { return offer && hours; }
};
Ways ways_of(Clockwork& clockwork, store::Connection& db, const Clock& clock, const SnapshotPtr& catalogue);
const Target* target_of(const Offer& offer, std::string_view name);

/// What a target sees of the incident after a change of it; `before` is null for a new one. When that was is the caller's to say.
Look look_of(const Offer& offer, const Target& target, const incident::Incident* before, const incident::Incident& after,
             const condition::Lookup& lookup);

/// What becomes of a percent that has been reached. One that is passed over is never told: a clock that begins late, or is promised
/// something else, has no flood of warnings.
enum class Reached { told_by_timer, told_now, passed_over };
/// Sets what follows from the course: state, verdict, due, warnings and the next look.
void settle(Clock& clock, std::span<const Turn> course, const Ways& ways, Time now, Reached reached);

/// Writes the clock when something differs, and moves its timer.
void save_clock(store::Tx& tx, const Clock& before, Clock& after, const store::Note& note);
void insert_clock(store::Tx& tx, Clock& clock, const store::Note& note);
void insert_turns(store::Tx& tx, const Clock& clock, std::span<const Turn> turns);

/// To the assignee, or to the team when nobody has it. Nothing when neither happened between the two.
void tell_what_happened(incident::Work& w, const incident::Incident& i, const Clock& before, const Clock& after, const Offer& offer);

}  // namespace evenkeel::agreement
