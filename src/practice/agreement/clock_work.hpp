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
/// The same for a clock that is about to be written. Words that can no longer be read (an older program wrote them, or somebody altered
/// them) are replaced by those of now, to which the clock is pinned from then on; that is said in the log and in the change log. Empty when
/// there are none either: then the clock ends (give_up).
Ways mended_ways(Clockwork& clockwork, incident::Work& w, Clock& clock);
/// Cancels a clock that nothing can be reckoned of any more, and says so; returns it as it is then.
Clock give_up(incident::Work& w, const Running& running);
/// A correction walks over the clocks that are open, some at a time: one that was not open then, or was not reached yet, takes the
/// words of its calendar before it is judged by them.
void take_hours_of_now(incident::Work& w, Clock& clock);
const Target* target_of(const Offer& offer, std::string_view name);

/// An incident as conditions see it, turned into a record when the first of them asks.
class Seen {
 public:
  Seen(const incident::Incident& incident, condition::Lookup lookup) : incident_(incident), lookup_(std::move(lookup)) {}
  const incident::Incident& incident() const { return incident_; }
  const condition::Lookup& lookup() const { return lookup_; }
  Facts facts() {
    if (!record_) record_ = record::to_record(incident_);
    return {*record_, lookup_};
  }

 private:
  const incident::Incident& incident_;
  condition::Lookup lookup_;
  std::optional<record::Record> record_;
};
/// Why nothing is promised for this incident at all; empty when something may be. Asks no condition.
std::string gone_for(const service::Agreement& agreement, const incident::Incident& i);
/// What a target sees of the incident after a change of it; `before` is null for a new one. When that was is the caller's to say.
Look look_of(const Offer& offer, const Target& target, const incident::Incident* before, Seen& after);

/// What becomes of a percent that has been reached. One that is passed over is never told: a clock that begins late, or is promised
/// something else, has no flood of warnings.
enum class Reached { told_by_timer, told_now, passed_over };
/// Sets what follows from the course: state, verdict, due, warnings and the next look.
void settle(Clock& clock, std::span<const Turn> course, const Ways& ways, Time now, Reached reached);

/// Writes the clock when something differs, and moves its timer.
void save_clock(store::Tx& tx, const Clock& before, Clock& after, const store::Note& note);
void insert_clock(store::Tx& tx, Clock& clock, const store::Note& note);
void insert_turns(store::Tx& tx, const Clock& clock, std::span<const Turn> turns);

/// What the clocks of its cycle come to, kept in the incident itself.
void set_promise(incident::Incident& incident, std::span<const Clock> clocks);
/// Whether a clock came to other instants than it was known for. Others go by its points also when it is not the next that is due.
enum class ClockMoved { no, yes };
/// The same when a timer moved one of them.
void keep_promise(incident::Work& w, const incident::Incident& incident, ClockMoved moved = ClockMoved::no);
/// Warned, missed, kept, and a miss that was taken back: for staff, in the incident's own story.
void say_in_story(incident::Work& w, const incident::Incident& i, const Clock& before, const Clock& after, const Offer& offer);
/// To the assignee, or to the team when nobody has it. Nothing when neither happened between the two.
void tell_what_happened(incident::Work& w, const incident::Incident& i, const Clock& before, const Clock& after, const Offer& offer);

}  // namespace evenkeel::agreement
