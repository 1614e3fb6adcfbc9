// From the rules of other tools to layers: how a turn's length fits our units, how restrictions become hours of a week, and where a
// rotation that repeats shifts with pauses in between has its vacant turns. All reckoning is by the clocks on the wall. Pure functions.
#pragma once
#include "connect/rosters/source.hpp"

namespace evenkeel::rosters {

constexpr int minutes_a_day = 24 * 60, minutes_a_week = 7 * minutes_a_day;

/// A length on the wall as so many units; empty when it is no whole number of hours, or too many.
struct Every {
  roster::Unit unit;
  std::int64_t every;
};
std::optional<Every> every_of(std::int64_t length_us);

/// From a minute of the week (Monday 00:00 is 0) on, so many minutes; may go over the end of the week.
struct WeekSpan {
  int from = 0, length = 0;
};
/// As a layer's hours have it: "Mon-Fri 18:00-08:00; Sat 00:00-24:00". Empty when the spans leave nothing out.
std::string week_words(const std::vector<WeekSpan>& spans);

using Turns = std::vector<std::vector<std::string>>;  // keys of people

/// Turns of one length, one after the other.
struct Rotation {
  std::string key, name, zone;
  Every every{roster::Unit::weeks, 1};
  std::int64_t anchor_wall_us = 0;  // when the first of `turns` begins
  Time begins;                      // nobody is on duty before; the anchor or later
  std::optional<Time> ends;         // none: never
  std::string hours = {};
  Turns turns;
  roster::Stacking stacking = roster::Stacking::above;
};
/// The layer. Where a rotation begins or ends in the midst of a turn and that time is still to come, the layer holds from the hand-off
/// before or until the time of the hand-off after, and a remark says so. Refused (the error says why, code roster_source.*): what has
/// ended, is not on a whole minute, lies outside 1970 to 2037, or has too many turns.
Result<SourceLayer> layer_of(Rotation rotation, Time now);
/// Why it was refused, without what all these codes begin with.
Remark why_of(const Error& refusal);

/// A shift that comes back after each period, with these groups of people one after the other.
struct Recurring {
  std::int64_t anchor_wall_us = 0;  // the first one
  std::int64_t period_us = 0, duration_us = 0;
  Turns groups;
};
struct Shape {
  Every every{roster::Unit::days, 1};
  std::string hours;
  Turns turns;
};
/// Its turns and pauses; empty when neither hours of the week nor whole hours express it.
std::optional<Shape> shape_of(const Recurring& shift);

/// On several days of a week, each at the time of the anchor, with the groups by week.
struct Weekly {
  std::int64_t anchor_wall_us = 0;  // of a week that has one of the days; any of them
  std::vector<int> days;            // 0 is Monday
  int week_start = 0;
  std::int64_t interval = 1;  // weeks
  std::int64_t duration_us = 0;
  Turns groups;
};
/// `anchor_wall_us` is moved to the first of the days in its week. Empty when a shift reaches into the next week's first one.
std::optional<Shape> shape_of(Weekly& shift);

/// The date (days since 1970-01-01) and the minute of a wall time.
std::int64_t day_of_wall(std::int64_t wall_us);
int minute_of_wall(std::int64_t wall_us);
/// 0 is Monday.
int weekday_of(std::int64_t day);

}  // namespace evenkeel::rosters
