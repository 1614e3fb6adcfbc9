// Rosters: who is on call. Layers of people who take turns, later layers before earlier ones; overrides that put somebody on or off for a
// time; absences. The words of a layer are kept in the roster's record as one object, so that a change of it is one change.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "practice/calendar/working_hours.hpp"
#include "record/record.hpp"

namespace evenkeel::roster {

/// How long a turn is, counted on the clocks of the layer's wall, from the layer's first hand-off on one grid: a day with 25 hours is one
/// day, and the month after 31 January ends on its last day without moving those after it.
enum class Unit { hours, days, weeks, months };

/// Who has one turn, in the order in which they are called. Nobody on duty: the turn is vacant and the layer below it holds.
struct Turn {
  std::vector<Id> people, shadows;
  bool operator==(const Turn&) const = default;
};

/// From the first hand-off on or after a date on, these turns in this order, the first one first. What was before the date stays as it
/// was: a change of the people is a new line-up and moves nobody's past turn.
struct LineUp {
  std::int64_t from_day = 0;  // days since 1970-01-01 of the wall's date
  std::vector<Turn> turns;
  bool operator==(const LineUp&) const = default;
};

/// How a layer takes the roster's calendar into account.
enum class CalendarUse {
  any,       // not at all
  open,      // only while the calendar is open
  closed,    // only while it is closed: nights, weekends and holidays of those who work by it
  holidays,  // only on the dates that it names as exceptions
};

struct Layer {
  std::string name, zone;
  Unit unit = Unit::weeks;
  std::int64_t every = 1;
  int hand_off = 0;                      // minutes of the wall day
  std::int64_t first_day = 0;            // of the first hand-off
  std::optional<std::int64_t> last_day;  // the layer ends as this date begins its hand-off; none: never
  std::string hours;                     // as a calendar's hours, by the layer's clocks; empty: always
  Id calendar;
  CalendarUse calendar_use = CalendarUse::any;
  std::vector<LineUp> line_ups;  // by date
  bool operator==(const Layer&) const = default;
};

enum class OverrideKind {
  add,      // `person` is on duty besides
  replace,  // `person` is on duty in place of `instead_of`, where that one is; in place of everybody when nobody is named
  remove,   // `instead_of` is not on duty
};

/// What holds instead of the layers for a time; of several the later one is laid over the earlier.
struct Override {
  Id id;
  std::int64_t version = 0;
  Id roster;
  OverrideKind kind = OverrideKind::replace;
  Id person, instead_of;
  Time begins_at, ends_at;
  std::string note;
  Id by;            // who made it
  Id request;       // the cover request or swap that it comes from
  Time ended_at;    // withdrawn: it counts only until then
};

struct Away {
  Id person;
  Time from, until;
};

/// What a reckoning looks at, with the hours read.
struct Facts {
  struct Held {
    Layer layer;
    std::shared_ptr<const calendar::WorkingHours> hours;     // none: always
    std::shared_ptr<const calendar::WorkingHours> calendar;  // with calendar_use
  };
  Id roster;
  bool known = true;  // there is one, and it is active
  std::vector<Held> layers;
  std::vector<Override> overrides;  // oldest first
  std::vector<Away> away;
};

}  // namespace evenkeel::roster
