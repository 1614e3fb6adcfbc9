#include "connect/rosters/repeated_shift.hpp"

#include <algorithm>
#include <numeric>

#include "base/zone.hpp"
#include "practice/roster/plan.hpp"

namespace evenkeel::rosters {
namespace {

Error not_expressible(std::string text) { return invalid("roster_source.not_expressible", std::move(text)); }

/// The first of the shift's own days at or after the start, by the order of its week.
std::int64_t first_wall(const RepeatedShift& s) {
  const int weekday = weekday_of(day_of_wall(s.start_wall_us));
  if (s.days.empty() || std::ranges::find(s.days, weekday) != s.days.end()) return s.start_wall_us;
  int first = s.days.front();
  for (const int day : s.days)
    if ((day - s.week_start + 7) % 7 < (first - s.week_start + 7) % 7) first = day;
  return s.start_wall_us + ((first - weekday + 7) % 7) * us_per_day;
}

/// When the rotation begins: what ran or began at rotation_start.
std::int64_t least_wall(const RepeatedShift& s) {
  if (s.rotation_wall_us <= s.start_wall_us) return s.start_wall_us;
  return s.running_counts ? s.rotation_wall_us - s.duration_us + 1 : s.rotation_wall_us;
}

std::int64_t period_of(const RepeatedShift& s) {
  if (s.frequency == "hourly") return s.interval * us_per_hour;
  if (s.frequency == "daily") return s.interval * us_per_day;
  return s.interval * 7 * us_per_day;
}

struct Placed {
  Shape shape;
  std::int64_t anchor_wall_us = 0, begins_wall_us = 0;
};

std::optional<Placed> weekly(const RepeatedShift& s) {
  Weekly week{first_wall(s), s.days, s.week_start, s.interval, s.duration_us, s.groups};
  if (week.days.empty()) week.days = {weekday_of(day_of_wall(week.anchor_wall_us))};
  const std::int64_t least = std::max(least_wall(s), week.anchor_wall_us);
  // Week by week, day by day, until one comes that counts: its week is the first one.
  const std::int64_t of_anchor = (weekday_of(day_of_wall(week.anchor_wall_us)) - week.week_start + 7) % 7;
  const std::int64_t week_begin = week.anchor_wall_us - of_anchor * us_per_day;
  std::vector<std::int64_t> places;
  for (const int day : week.days) places.push_back((day - week.week_start + 7) % 7);
  std::ranges::sort(places);
  const std::int64_t skipped = std::max<std::int64_t>((least - week_begin) / period_of(s) - 1, 0);
  std::int64_t first = 0;
  for (std::int64_t n = skipped; first == 0 && n < skipped + 4; ++n)
    for (const std::int64_t place : places)
      if (const std::int64_t begin = week_begin + n * period_of(s) + place * us_per_day; first == 0 && begin >= least) first = begin;
  if (first == 0) return std::nullopt;
  week.anchor_wall_us = first;
  auto shape = shape_of(week);
  if (!shape) return std::nullopt;
  return Placed{std::move(*shape), week.anchor_wall_us, first};
}

/// From one of its days to the next, whoever had the one before.
std::optional<Placed> daily_by_day(const RepeatedShift& s) {
  if (s.interval != 1 || s.duration_us > us_per_day || s.rotation_wall_us > s.start_wall_us) return std::nullopt;
  const std::size_t groups = s.groups.size(), weeks = groups / std::gcd(groups, s.days.size());
  if (weeks * 7 > roster::turns_most) return std::nullopt;
  Placed out;
  out.anchor_wall_us = out.begins_wall_us = first_wall(s);
  std::size_t next = 0;
  for (std::size_t n = 0; n < weeks * 7; ++n) {
    const int weekday = weekday_of(day_of_wall(out.anchor_wall_us) + static_cast<std::int64_t>(n));
    out.shape.turns.emplace_back();
    if (std::ranges::find(s.days, weekday) != s.days.end()) out.shape.turns.back() = s.groups[next++ % groups];
  }
  if (s.duration_us < us_per_day) {
    const auto one = shape_of(Recurring{out.anchor_wall_us, us_per_day, s.duration_us, {{}}});
    if (!one) return std::nullopt;
    out.shape.hours = one->hours;
  }
  return out;
}

std::optional<Placed> placed(const RepeatedShift& s) {
  if (s.is_single()) {
    const std::int64_t days = (s.duration_us + us_per_day - 1) / us_per_day;
    auto shape = shape_of(Recurring{s.start_wall_us, days * us_per_day, s.duration_us, s.groups});
    if (!shape) return std::nullopt;
    return Placed{std::move(*shape), s.start_wall_us, s.start_wall_us};
  }
  if (s.frequency == "weekly") return weekly(s);
  if (s.frequency != "hourly" && s.frequency != "daily") return std::nullopt;
  if (!s.days.empty()) return s.frequency == "daily" ? daily_by_day(s) : std::nullopt;
  const std::int64_t period = period_of(s), least = least_wall(s);
  const std::int64_t anchor = s.start_wall_us + std::max<std::int64_t>((least - s.start_wall_us + period - 1) / period, 0) * period;
  auto shape = shape_of(Recurring{anchor, period, s.duration_us, s.groups});
  if (!shape) return std::nullopt;
  return Placed{std::move(*shape), anchor, anchor};
}

/// The layer ends when the last shift that may begin by `until` has ended.
Time end_of(const RepeatedShift& s, const std::string& zone) {
  if (s.is_single()) {
    const std::int64_t days = (s.duration_us + us_per_day - 1) / us_per_day;
    return instant_of_wall(zone, s.start_wall_us + days * us_per_day, Twice::first);
  }
  const std::int64_t wall = wall_us(zone, *s.until), time_of_day = s.start_wall_us - day_of_wall(s.start_wall_us) * us_per_day;
  const std::int64_t last_begin = day_of_wall(wall - time_of_day) * us_per_day + time_of_day;
  const std::int64_t days = (s.duration_us + us_per_day - 1) / us_per_day;
  return instant_of_wall(zone, last_begin + days * us_per_day, Twice::first);
}

}  // namespace

Result<SourceLayer> layer_of(const RepeatedShift& s, roster::Stacking stacking, Time now) {
  if (s.groups.empty()) return not_expressible("Nobody is named.");
  if (s.by_dates) return not_expressible("It is limited to months or to days of the month.");
  auto found = placed(s);
  if (!found) return not_expressible("Its frequency, days and duration fit no turns of whole hours, days or weeks.");
  Rotation r;
  r.key = s.id;
  r.name = s.name;
  r.zone = s.zone;
  r.every = found->shape.every;
  r.hours = std::move(found->shape.hours);
  r.turns = std::move(found->shape.turns);
  r.anchor_wall_us = found->anchor_wall_us;
  r.begins = instant_of_wall(s.zone, found->begins_wall_us, Twice::first);
  if (s.is_single() || s.until) r.ends = end_of(s, s.zone);
  r.stacking = stacking;
  return layer_of(std::move(r), now);
}

}  // namespace evenkeel::rosters
