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

/// How a layer stands to the one below it.
enum class Stacking {
  above,   // while somebody of it is there, those below are not asked
  beside,  // both are asked together, and whoever of them is there is on duty
};

struct Layer {
  std::string name, zone;
  Unit unit = Unit::weeks;
  std::int64_t every = 1;
  int hand_off = 0;                     // minutes of the wall day
  std::int64_t first_day = 0;           // of the first hand-off
  std::optional<std::int64_t> end_day;  // the layer ends at the hand-off time of this date; none: never
  std::string hours;                    // as a calendar's hours, by the layer's clocks; empty: always
  CalendarUse calendar_use = CalendarUse::any;
  Stacking stacking = Stacking::above;
  std::vector<LineUp> line_ups;  // by date
  bool operator==(const Layer&) const = default;
};

enum class OverrideKind {
  add,      // `person` is on duty besides
  replace,  // `person` is on duty in place of `instead_of`, where that one is; in place of everybody when nobody is named
  remove,   // `instead_of` is not on duty
};

/// What holds instead of the layers for a time; of several the later one is laid over the earlier. It never counts while the person who
/// would come is away: then who was there stays.
struct Override {
  Id id;
  std::int64_t version = 0;
  Id roster;
  OverrideKind kind = OverrideKind::replace;
  Id person, instead_of;
  Time begins_at, ends_at;
  std::string note;
  Id made_by;          // whoever made it
  Id request;          // the cover request that it comes from
  bool active = true;  // withdrawn: counts no more
};

enum class CoverKind {
  cover,  // somebody stands in for the person
  swap,   // and the person stands in for them at another time
};
enum class CoverState { open, accepted, declined, withdrawn, expired };

/// Somebody asks to be stood in for: one colleague, or whoever of those on the roster takes it.
struct CoverRequest {
  Id id;
  std::int64_t version = 0;
  Id roster;
  CoverKind kind = CoverKind::cover;
  Id person;  // who asks
  Time begins_at, ends_at;
  Id asked;                           // none: everybody on the roster
  Time back_begins_at, back_ends_at;  // of a swap: when the person stands in for `asked`
  std::string note, answer;
  CoverState state = CoverState::open;
  Id taken_by;
  Time answered_at;
};

/// A secret address at which a calendar program reads shifts: the person's own, or everybody's of one roster.
struct Feed {
  Id id;
  std::int64_t version = 0;
  Id person;  // who made it; the feed shows what this person may see
  Id roster;  // none: the own shifts on all rosters
  std::string name;
  std::string secret_hash;  // SHA-256 of the random secret, hex
  Time created_at;
  bool revoked = false;
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
    std::shared_ptr<const calendar::WorkingHours> calendar;  // the roster's, with calendar_use
  };
  Id roster;
  bool known = true;  // there is one, and it is active
  std::vector<Held> layers;
  std::vector<Override> overrides;  // oldest first
  std::vector<Away> away;
};

}  // namespace evenkeel::roster

namespace evenkeel::record {
template <>
inline constexpr auto enum_names<roster::Unit> = std::array<std::string_view, 4>{"hours", "days", "weeks", "months"};
template <>
inline constexpr auto enum_names<roster::CalendarUse> = std::array<std::string_view, 4>{"any", "open", "closed", "holidays"};
template <>
inline constexpr auto enum_names<roster::Stacking> = std::array<std::string_view, 2>{"above", "beside"};
template <>
inline constexpr auto enum_names<roster::OverrideKind> = std::array<std::string_view, 3>{"add", "replace", "remove"};
template <>
inline constexpr auto enum_names<roster::CoverKind> = std::array<std::string_view, 2>{"cover", "swap"};
template <>
inline constexpr auto enum_names<roster::CoverState> =
    std::array<std::string_view, 5>{"open", "accepted", "declined", "withdrawn", "expired"};
template <>
const RecordType& type_of<roster::Override>();
template <>
const RecordType& type_of<roster::CoverRequest>();
template <>
const RecordType& type_of<roster::Feed>();
}  // namespace evenkeel::record
