#include "connect/rosters/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/zone.hpp"
#include "practice/roster/plan.hpp"
#include "practice/roster/rotation_rules.hpp"

namespace evenkeel::rosters {
namespace {

constexpr std::array<std::string_view, 7> day_names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
std::int64_t floor_mod(std::int64_t a, std::int64_t b) { return a - floor_div(a, b) * b; }

constexpr std::string_view code_prefix = "roster_source.";
Error refused(std::string_view code, std::string text) { return invalid(std::string(code_prefix).append(code), std::move(text)); }

/// Length of a turn on the wall.
std::int64_t length_of(const Every& every) {
  switch (every.unit) {
    case roster::Unit::hours: return every.every * us_per_hour;
    case roster::Unit::weeks: return every.every * 7 * us_per_day;
    default: return every.every * us_per_day;
  }
}

/// Merged, ordered by begin, none over the end of the week but perhaps the last one.
std::vector<WeekSpan> merged(const std::vector<WeekSpan>& spans) {
  std::vector<WeekSpan> all;
  for (WeekSpan s : spans) {
    if (s.length <= 0) continue;
    s.from = static_cast<int>(floor_mod(s.from, minutes_a_week));
    s.length = std::min(s.length, minutes_a_week);
    all.push_back(s);
    // What goes over the end also stands at the begin.
    if (s.from + s.length > minutes_a_week) all.push_back({0, s.from + s.length - minutes_a_week});
  }
  std::ranges::sort(all, {}, &WeekSpan::from);
  std::vector<WeekSpan> out;
  for (const WeekSpan& s : all)
    if (!out.empty() && s.from <= out.back().from + out.back().length)
      out.back().length = std::max(out.back().length, s.from + s.length - out.back().from);
    else out.push_back(s);
  // The piece at the begin that the last one reaches into is that one's end.
  if (out.size() > 1 && out.front().from == 0 && out.back().from + out.back().length >= minutes_a_week) {
    out.back().length = std::max(out.back().length, minutes_a_week - out.back().from + out.front().length);
    out.erase(out.begin());
  }
  return out;
}

std::string clock(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

/// Puts the span among the hours of its days: up to a day it may go over midnight, a longer one is cut there.
void add_words(const WeekSpan& span, std::array<std::string, 7>& days) {
  const auto put = [&](int day, int from, int until) {
    std::string& words = days[static_cast<std::size_t>(day % 7)];
    words += fmt::format("{}{}-{}", words.empty() ? "" : ", ", clock(from), clock(until));
  };
  const int day = span.from / minutes_a_day, from = span.from % minutes_a_day;
  if (from + span.length <= minutes_a_day) return put(day, from, from + span.length);
  if (span.length < minutes_a_day) return put(day, from, from + span.length - minutes_a_day);
  put(day, from, minutes_a_day);
  int left = span.length - (minutes_a_day - from);
  for (int next = day + 1; left > 0; ++next, left -= minutes_a_day) put(next, 0, std::min(left, minutes_a_day));
}

/// The first of the turns is the one that runs when the rotation begins.
void move_begin(Rotation& r, std::int64_t first_wall) {
  const std::int64_t length = length_of(r.every);
  const std::int64_t passed = floor_div(first_wall - r.anchor_wall_us, length);
  std::rotate(r.turns.begin(), r.turns.begin() + floor_mod(passed, static_cast<std::int64_t>(r.turns.size())), r.turns.end());
  r.anchor_wall_us += passed * length;
}

void set_end(const Rotation& r, SourceLayer& out) {
  const std::int64_t wall = wall_us(r.zone, *r.ends);
  std::int64_t day = day_of_wall(wall);
  if (const auto rest = wall - day * us_per_day - out.layer.hand_off * us_per_minute; rest != 0) {
    day += rest > 0 ? 1 : 0;
    const Time until = instant_of_wall(r.zone, day * us_per_day + out.layer.hand_off * us_per_minute, Twice::first);
    out.remarks.push_back({"ends_late", fmt::format("The source ends at {}; here it ends at the time of a hand-off, {}.",
                                                    format_rfc3339(*r.ends), format_rfc3339(until))});
  }
  out.layer.end_day = std::max(day, out.layer.first_day + 1);
}

}  // namespace

std::int64_t day_of_wall(std::int64_t wall) { return floor_div(wall, us_per_day); }
int minute_of_wall(std::int64_t wall) { return static_cast<int>(floor_mod(wall, us_per_day) / us_per_minute); }
int weekday_of(std::int64_t day) { return static_cast<int>(floor_mod(day + 3, 7)); }  // 1970-01-01 was a Thursday

std::optional<Every> every_of(std::int64_t length_us) {
  if (length_us <= 0) return std::nullopt;
  for (const auto& [unit, one] : {std::pair(roster::Unit::weeks, 7 * us_per_day), std::pair(roster::Unit::days, us_per_day),
                                  std::pair(roster::Unit::hours, us_per_hour)})
    if (length_us % one == 0 && length_us / one <= roster::every_most) return Every{unit, length_us / one};
  return std::nullopt;
}

std::string week_words(const std::vector<WeekSpan>& spans) {
  std::array<std::string, 7> days;
  for (const WeekSpan& span : merged(spans)) {
    if (span.length >= minutes_a_week) return {};
    add_words(span, days);
  }
  std::string out;
  for (std::size_t first = 0; first < days.size();) {
    std::size_t last = first;
    while (last + 1 < days.size() && days[last + 1] == days[first]) ++last;
    if (!days[first].empty()) {
      out += out.empty() ? "" : "; ";
      out += day_names[first];
      if (last > first) out.append("-").append(day_names[last]);
      out.append(" ").append(days[first]);
    }
    first = last + 1;
  }
  return out;
}

Result<SourceLayer> layer_of(Rotation r, Time now) {
  if (r.turns.empty()) return refused("no_turns", "Nobody takes turns in it.");
  if (r.turns.size() > roster::turns_most) return refused("too_many_turns", fmt::format("It has more than {} turns.", roster::turns_most));
  if (std::ranges::any_of(r.turns, [](const auto& turn) { return turn.size() > roster::turn_people_most; }))
    return refused("too_many_people", fmt::format("More than {} people are on duty together.", roster::turn_people_most));
  if (r.ends && *r.ends <= now) return refused("over", fmt::format("It ended at {}.", format_rfc3339(*r.ends)));
  if (floor_mod(r.anchor_wall_us, us_per_minute) != 0) return refused("seconds", "Its hand-off is not on a whole minute.");
  SourceLayer out;
  out.key = r.key;
  // A rotation by months is not moved: where its first day is no date of a month, the day would become another one.
  if (r.every.unit != roster::Unit::months) move_begin(r, wall_us(r.zone, r.begins));
  const Time begin_here = instant_of_wall(r.zone, r.anchor_wall_us, Twice::first);
  if (begin_here < r.begins && r.begins > now)
    out.remarks.push_back({"begins_early", fmt::format("The source begins at {}, in the midst of a turn; here it begins with the turn, {}.",
                                                       format_rfc3339(r.begins), format_rfc3339(begin_here))});
  if (begin_here < Time{0} || begin_here >= zones_known_until) return refused("date", "It does not begin between 1970 and 2037.");
  roster::Layer& layer = out.layer;
  layer.name = r.name;
  layer.zone = r.zone;
  layer.unit = r.every.unit;
  layer.every = r.every.every;
  layer.first_day = day_of_wall(r.anchor_wall_us);
  layer.hand_off = minute_of_wall(r.anchor_wall_us);
  layer.hours = r.hours;
  layer.stacking = r.stacking;
  if (r.ends && *r.ends < zones_known_until) set_end(r, out);
  out.turns = std::move(r.turns);
  return out;
}

Remark why_of(const Error& refusal) {
  const Problem& first = refusal.first();
  const bool ours = first.code.starts_with(code_prefix);
  return {ours ? first.code.substr(code_prefix.size()) : first.code, first.text};
}

std::optional<Shape> shape_of(const Recurring& s) {
  if (s.duration_us <= 0 || s.duration_us > s.period_us || s.groups.empty()) return std::nullopt;
  Shape out;
  if (s.duration_us == s.period_us) {
    const auto every = every_of(s.period_us);
    if (!every) return std::nullopt;
    return Shape{*every, {}, s.groups};
  }
  std::int64_t on = 1, off = 0;  // turns
  const bool by_minutes = s.duration_us % us_per_minute == 0;
  const int from = minute_of_wall(s.anchor_wall_us), length = static_cast<int>(std::min(s.duration_us, 7 * us_per_day) / us_per_minute);
  if (s.period_us % (7 * us_per_day) == 0 && s.duration_us <= 7 * us_per_day && by_minutes) {
    out.every.unit = roster::Unit::weeks;
    off = s.period_us / (7 * us_per_day) - 1;
    out.hours = week_words({{weekday_of(day_of_wall(s.anchor_wall_us)) * minutes_a_day + from, length}});
  } else if (s.period_us % us_per_day == 0 && s.duration_us <= us_per_day && by_minutes) {
    off = s.period_us / us_per_day - 1;
    std::vector<WeekSpan> spans;
    for (int day = 0; day < 7; ++day) spans.push_back({day * minutes_a_day + from, length});
    out.hours = week_words(spans);
  } else if (s.period_us % us_per_hour == 0 && s.duration_us % us_per_hour == 0) {
    const std::int64_t one = std::gcd(s.period_us, s.duration_us);
    const auto every = every_of(one);
    if (!every) return std::nullopt;
    out.every = *every;
    on = s.duration_us / one;
    off = s.period_us / one - on;
  } else {
    return std::nullopt;
  }
  if ((on + off) * static_cast<std::int64_t>(s.groups.size()) > static_cast<std::int64_t>(roster::turns_most)) return std::nullopt;
  for (const auto& group : s.groups) {
    out.turns.insert(out.turns.end(), static_cast<std::size_t>(on), group);
    out.turns.insert(out.turns.end(), static_cast<std::size_t>(off), {});
  }
  return out;
}

std::optional<Shape> shape_of(Weekly& s) {
  if (s.days.empty() || s.interval < 1 || s.interval > roster::every_most || s.duration_us <= 0 || s.duration_us % us_per_minute != 0)
    return std::nullopt;
  std::vector<int> places;  // in the week as it begins there
  for (const int day : s.days) places.push_back(static_cast<int>(floor_mod(day - s.week_start, 7)));
  std::ranges::sort(places);
  const int of_anchor = static_cast<int>(floor_mod(weekday_of(day_of_wall(s.anchor_wall_us)) - s.week_start, 7));
  s.anchor_wall_us -= (of_anchor - places.front()) * us_per_day;
  if (places.size() == 1) return shape_of(Recurring{s.anchor_wall_us, s.interval * 7 * us_per_day, s.duration_us, s.groups});
  if ((places.back() - places.front()) * us_per_day + s.duration_us > 7 * us_per_day) return std::nullopt;
  if (s.interval * static_cast<std::int64_t>(s.groups.size()) > static_cast<std::int64_t>(roster::turns_most)) return std::nullopt;
  Shape out{{roster::Unit::weeks, 1}, {}, {}};
  std::vector<WeekSpan> spans;
  for (const int place : places)
    spans.push_back({static_cast<int>(floor_mod(s.week_start + place, 7)) * minutes_a_day + minute_of_wall(s.anchor_wall_us),
                     static_cast<int>(s.duration_us / us_per_minute)});
  out.hours = week_words(spans);
  for (const auto& group : s.groups) {
    out.turns.push_back(group);
    out.turns.insert(out.turns.end(), static_cast<std::size_t>(s.interval - 1), {});
  }
  return out;
}

}  // namespace evenkeel::rosters
