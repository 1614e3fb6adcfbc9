// Every walk goes from one jump of the zone's clocks to the next. Between two jumps wall time is the instant plus a constant, so
// that hours of a date are instants by subtraction; nothing is ever computed by adding 24 hours across a jump.
#include "practice/calendar/business_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>

#include "base/zone.hpp"

namespace evenkeel::calendar {
namespace {

/// Before it no record lies, after it zone rules are unknown.
constexpr Time begin_of_time{0};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Returns whether to go on.
using Visit = std::function<bool(Stretch)>;

/// The open part of a slot of `day` within `even`, whose bounds are wall times.
std::optional<Stretch> part_of(const Slot& slot, std::int64_t day, Stretch walls, std::int64_t ahead_us) {
  const std::int64_t from = std::max(day * us_per_day + slot.from * us_per_minute, walls.from.us);
  const std::int64_t until = std::min(day * us_per_day + slot.until * us_per_minute, walls.until.us);
  if (from >= until) return std::nullopt;
  return Stretch{{from - ahead_us}, {until - ahead_us}};
}

/// Open stretches from the earliest on; neighbours may touch.
void forward(const WorkingHours& hours, Time from, Time until, const Visit& visit) {
  from = std::max(from, begin_of_time);
  until = std::min(until, zones_known_until);
  while (from < until) {
    const EvenClock clock = even_clock(hours.zone, from);
    const Time end = std::min(clock.until, until);
    const Stretch walls{from + clock.ahead_us, end + clock.ahead_us};
    for (std::int64_t day = floor_div(walls.from.us, us_per_day); day * us_per_day < walls.until.us; ++day)
      for (const Slot& slot : hours_on(hours, day))
        if (const auto part = part_of(slot, day, walls, clock.ahead_us); part && !visit(*part)) return;
    from = end;
  }
}

/// Open stretches from the latest back.
void backward(const WorkingHours& hours, Time from, Time until, const Visit& visit) {
  from = std::max(from, begin_of_time);
  until = std::min(until, zones_known_until);
  while (from < until) {
    const EvenClock clock = even_clock(hours.zone, until - 1);
    const Time begin = std::max(clock.from, from);
    const Stretch walls{begin + clock.ahead_us, until + clock.ahead_us};
    for (std::int64_t day = floor_div(walls.until.us - 1, us_per_day); (day + 1) * us_per_day > walls.from.us; --day) {
      const Day& slots = hours_on(hours, day);
      for (auto slot = slots.rbegin(); slot != slots.rend(); ++slot)
        if (const auto part = part_of(*slot, day, walls, clock.ahead_us); part && !visit(*part)) return;
    }
    until = begin;
  }
}

std::optional<Time> next_opening(const WorkingHours& hours, Time t) {
  std::optional<Time> opening;
  forward(hours, t, zones_known_until, [&](Stretch open) {
    opening = open.from;
    return false;
  });
  return opening;
}

}  // namespace

bool is_open(const WorkingHours& hours, Time t) { return next_opening(hours, t) == t; }

std::vector<Stretch> open_stretches(const WorkingHours& hours, Time from, Time until) {
  std::vector<Stretch> all;
  forward(hours, from, until, [&](Stretch open) {
    if (!all.empty() && all.back().until == open.from) all.back().until = open.until;
    else all.push_back(open);
    return true;
  });
  return all;
}

std::vector<Stretch> intersection(const std::vector<Stretch>& a, const std::vector<Stretch>& b) {
  std::vector<Stretch> both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Time from = std::max(a[i].from, b[j].from), until = std::min(a[i].until, b[j].until);
    if (from < until) both.push_back({from, until});
    if (a[i].until < b[j].until) ++i;
    else ++j;
  }
  return both;
}

std::vector<Stretch> complement(const std::vector<Stretch>& open, Time from, Time until) {
  std::vector<Stretch> rest;
  for (const Stretch& o : open) {
    if (from < o.from) rest.push_back({from, o.from});
    from = std::max(from, o.until);
  }
  if (from < until) rest.push_back({from, until});
  return rest;
}

std::int64_t between(const WorkingHours& hours, Time from, Time until) {
  std::int64_t counted = 0;
  forward(hours, from, until, [&](Stretch open) {
    counted += open.until - open.from;
    return true;
  });
  return counted;
}

std::optional<Time> add(const WorkingHours& hours, Time start, std::int64_t us) {
  if (us <= 0) return start;
  std::optional<Time> reached;
  forward(hours, start, zones_known_until, [&](Stretch open) {
    const std::int64_t length = open.until - open.from;
    if (length >= us) reached = open.from + us;
    us -= length;
    return !reached;
  });
  return reached;
}

std::optional<Time> subtract(const WorkingHours& hours, Time end, std::int64_t us) {
  if (us <= 0) return end;
  std::optional<Time> reached;
  backward(hours, begin_of_time, end, [&](Stretch open) {
    const std::int64_t length = open.until - open.from;
    if (length >= us) reached = open.until - us;
    us -= length;
    return !reached;
  });
  return reached;
}

std::optional<Time> add_working_days(const WorkingHours& hours, Time start, std::int64_t days) {
  const auto opening = next_opening(hours, start);
  if (!opening || days <= 0) return opening;
  const std::int64_t wall = wall_us(hours.zone, *opening);
  const std::int64_t last = floor_div(zones_known_until.us, us_per_day);
  std::int64_t day = floor_div(wall, us_per_day);
  const std::int64_t in_day = wall - day * us_per_day;
  for (std::int64_t counted = 0; counted < days;) {
    if (++day >= last) return std::nullopt;
    counted += hours_on(hours, day).empty() ? 0 : 1;
  }
  const Day& slots = hours_on(hours, day);
  std::int64_t goal = slots.back().until * us_per_minute;
  for (auto slot = slots.rbegin(); slot != slots.rend(); ++slot)
    if (in_day <= slot->until * us_per_minute) goal = std::max(in_day, slot->from * us_per_minute);
  return instant_of_wall(hours.zone, day * us_per_day + goal, Twice::first);
}

std::optional<Time> add_calendar_months(const WorkingHours& hours, Time start, std::int64_t months) {
  namespace ch = std::chrono;
  const std::int64_t wall = wall_us(hours.zone, start), day = floor_div(wall, us_per_day);
  const ch::year_month_day date{ch::sys_days(ch::days(day))};
  ch::year_month_day reached = date + ch::months(months);
  if (!reached.ok()) reached = reached.year() / reached.month() / ch::last;
  const std::int64_t days = ch::sys_days(reached).time_since_epoch().count();
  if (days >= floor_div(zones_known_until.us, us_per_day)) return std::nullopt;
  return instant_of_wall(hours.zone, days * us_per_day + wall - day * us_per_day, Twice::first);
}

namespace {

/// "3 working days", "1 calendar month": a count before `unit`, which may end in s.
std::optional<std::int64_t> count_of(std::string_view text, std::string_view unit) {
  const auto at = text.find(unit);
  if (at == std::string_view::npos) return std::nullopt;
  const auto rest = text.substr(at + unit.size());
  std::int64_t count = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + at, count);
  constexpr std::int64_t most = 10'000;
  if (wrong != std::errc() || end != text.data() + at || count < 0 || count > most || (!rest.empty() && rest != "s")) return std::nullopt;
  return count;
}

}  // namespace

std::optional<Span> parse_span(std::string_view text) {
  constexpr std::string_view working = " working day", month = " calendar month", elapsed = " elapsed";
  if (text.ends_with(elapsed)) {
    const auto us = parse_duration(text.substr(0, text.size() - elapsed.size()));
    return us ? std::optional(Span{Measure::elapsed, *us}) : std::nullopt;
  }
  if (const auto days = count_of(text, working)) return Span{Measure::working_days, *days};
  if (const auto months = count_of(text, month)) return Span{Measure::calendar_months, *months};
  if (text.find_first_of("dw") != std::string_view::npos) return std::nullopt;
  const auto us = parse_duration(text);
  return us ? std::optional(Span{Measure::working_time, *us}) : std::nullopt;
}

std::string format_span(Span span) {
  if (span.measure == Measure::working_days) return fmt::format("{} working day{}", span.amount, span.amount == 1 ? "" : "s");
  if (span.measure == Measure::calendar_months) return fmt::format("{} calendar month{}", span.amount, span.amount == 1 ? "" : "s");
  return format_duration(span.amount / us_per_second) + (span.measure == Measure::elapsed ? " elapsed" : " of working time");
}

std::optional<Time> add(const WorkingHours& hours, Time start, Span span) {
  if (span.measure == Measure::working_days) return add_working_days(hours, start, span.amount);
  if (span.measure == Measure::working_time) return add(hours, start, span.amount);
  if (span.measure == Measure::calendar_months) return add_calendar_months(hours, start, span.amount);
  const Time reached = start + span.amount;
  return reached < zones_known_until ? std::optional(reached) : std::nullopt;
}

}  // namespace evenkeel::calendar
