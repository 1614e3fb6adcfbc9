// A shift that comes back by the hour, the day or the week, and the layer that it is: what Grafana OnCall calls an on-call shift, and what
// an event of a calendar with a rule is. Groups of people change with each return, by the week in weeks that begin on week_start.
#pragma once
#include "connect/rosters/shape.hpp"

namespace evenkeel::rosters {

struct RepeatedShift {
  std::string id, name, type, zone;
  std::string frequency;  // hourly, daily or weekly; empty: it comes once
  std::int64_t level = 0, interval = 1;
  std::int64_t start_wall_us = 0, duration_us = 0;
  std::int64_t rotation_wall_us = 0;  // the first that counts begins then or later; 0: the first one
  std::optional<Time> until;          // when the last one may begin
  int week_start = 0;                 // 0 is Monday
  std::vector<int> days;              // of a week; none: that of the start
  bool by_dates = false;              // limited to months or days of the month, which no layer says
  bool running_counts = false;        // one that runs at rotation_wall_us counts already
  Turns groups;                       // keys of people
  bool is_single() const { return frequency.empty(); }
};

/// Errors as of layer_of(Rotation), and roster_source.not_expressible.
Result<SourceLayer> layer_of(const RepeatedShift& shift, roster::Stacking stacking, Time now);

}  // namespace evenkeel::rosters
