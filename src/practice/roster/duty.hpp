// Who is on duty on a roster at an instant, and why nobody is. One pure reckoning over facts (which overrides, absences and layers there
// are) that every reader shares: the screens, the telephone system, calendar feeds, and escalation, which must reach somebody. It is
// exact to the microsecond, and every walk ends: nothing is known beyond the years that zone rules cover.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "practice/roster/roster.hpp"

namespace evenkeel::store {
class Connection;
}
namespace evenkeel::service {
class Snapshot;
}

namespace evenkeel::roster {

/// Who is called, and who only listens in to learn.
enum class Part { on_duty, shadow };

/// Somebody's uninterrupted stretch on one roster, by one turn of a layer or by one override. Half open.
struct Shift {
  Id person;
  Part part = Part::on_duty;
  Time from, until;
  std::string layer;      // its name; of a shift by override: of the layer that it stands in for, empty where it was added
  std::int64_t turn = 0;  // counted from the layer's first hand-off; a turn can have several shifts, a night each
  Id by_override;         // none: the layer's own turn
  bool operator==(const Shift&) const = default;
};

/// Why nobody is on duty.
enum class Nobody {
  no_roster,  // there is none of this id, or it is not active
  no_layer,   // no layer holds at this time: not begun, ended, or outside its hours
  vacant,     // a layer holds and its turn names nobody
  away,       // whoever should be is absent (or no active person any more)
  taken_off,  // an override removed them
};

/// Half open: nobody is on duty from `from` until `until`. Of duty_at() looked at for gap_days_most days on each side, an unknown end is
/// that far away; of stretches() within what was asked.
struct Gap {
  Time from, until;
  Nobody why = Nobody::no_layer;
  std::vector<Id> missing;  // who would have been: away or taken off
  bool operator==(const Gap&) const = default;
};
constexpr std::int64_t gap_days_most = 400;  // a year and a bit: what repeats does so within it

/// The answer at one instant. `people` first those on duty in the order of their turn, then the shadows; nobody on duty: `gap` says why
/// (shadows may still be named, they are not to be called).
struct Duty {
  Id roster;
  Time at;
  std::vector<Shift> people;
  std::optional<Gap> gap;
  Time changes_at;  // the next instant with another answer; Time{}: none within gap_days_most
  std::vector<Id> on_duty() const;
};

/// From facts (roster.hpp). They must reach gap_days_most days to each side for the ends of a gap to be known.
Duty duty_at(const Facts& facts, Time at);

/// A time in which the answer is one and the same.
struct Stretch {
  Time from, until;
  std::vector<Shift> people;  // as in Duty; from and until of each are those of the whole shift, also beyond what was asked
  std::optional<Gap> gap;
};
/// From `from` until `until` without a hole in between, in order: what a calendar shows, and the gaps that are known beforehand.
std::vector<Stretch> stretches(const Facts& facts, Time from, Time until);
/// Every shift that lies in it wholly or partly, ordered by begin; each once.
std::vector<Shift> shifts(const Facts& facts, Time from, Time until);

/// The same from the register: in a read transaction or on the writer (tx.db()). `catalogue` is the snapshot at hand, refreshed by whoever
/// calls. Never fails: an unknown roster answers with Nobody::no_roster. Costs three small queries.
Duty duty_at(store::Connection& db, const service::Snapshot& catalogue, Id roster, Time at);

}  // namespace evenkeel::roster

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<roster::Part> = std::array<std::string_view, 2>{"on_duty", "shadow"};
template <>
inline constexpr auto enum_names<roster::Nobody> = std::array<std::string_view, 5>{"no_roster", "no_layer", "vacant", "away", "taken_off"};
}  // namespace evenkeel::record
