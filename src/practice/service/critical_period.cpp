// See the header. Dates are counted with the civil-calendar functions of <chrono>; zones come from base/zone.
#include "practice/service/critical_period.hpp"

#include <fmt/format.h>

#include "base/zone.hpp"
#include "practice/service/priority_matrix.hpp"

namespace evenkeel::service {
namespace {

namespace chr = std::chrono;

/// Wall time in parts.
struct Wall {
  chr::year_month_day date;
  std::int64_t in_day_us = 0;
};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// It recurs by the clocks of its zone; without one by UTC.
std::string zone_of(const CriticalPeriod& period) { return period.zone.empty() ? "UTC" : period.zone; }

Wall parts_of(std::int64_t wall) {
  std::int64_t day = floor_div(wall, us_per_day);
  return {chr::year_month_day(chr::sys_days(chr::days(day))), wall - day * us_per_day};
}
std::int64_t wall_of(const Wall& w) { return chr::sys_days(w.date).time_since_epoch().count() * us_per_day + w.in_day_us; }

/// `wall` moved by whole months; a day that the month lacks becomes its last.
std::int64_t add_months(std::int64_t wall, std::int64_t months) {
  Wall w = parts_of(wall);
  chr::year_month month = chr::year_month(w.date.year(), w.date.month()) + chr::months(months);
  chr::day last = chr::year_month_day_last(month.year(), chr::month_day_last(month.month())).day();
  w.date = chr::year_month_day(month.year(), month.month(), std::min(w.date.day(), last));
  return wall_of(w);
}

enum class Recurrence { once, weekly, monthly, yearly };

std::optional<Recurrence> recurrence_of(std::string_view name) {
  if (name == "once") return Recurrence::once;
  if (name == "weekly") return Recurrence::weekly;
  if (name == "monthly") return Recurrence::monthly;
  if (name == "yearly") return Recurrence::yearly;
  return std::nullopt;
}

/// The shortest distance between two starts: a longer period would overlap itself. A daylight-saving hour may lengthen the
/// instants of a period that fits on the wall, so lengths are compared in wall time.
std::int64_t shortest_us(Recurrence r) {
  switch (r) {
    case Recurrence::weekly: return 7 * us_per_day;
    case Recurrence::monthly: return 28 * us_per_day;
    case Recurrence::yearly: return 365 * us_per_day;
    case Recurrence::once: break;
  }
  return INT64_MAX;
}

constexpr int months_a_year = 12;

std::int64_t nth_start(Recurrence r, std::int64_t first_wall, std::int64_t n) {
  switch (r) {
    case Recurrence::weekly: return first_wall + n * 7 * us_per_day;
    case Recurrence::monthly: return add_months(first_wall, n);
    case Recurrence::yearly: return add_months(first_wall, n * months_a_year);
    case Recurrence::once: break;
  }
  return first_wall;
}

/// How many recurrences lie between two wall times, give or take one.
std::int64_t about(Recurrence r, std::int64_t first_wall, std::int64_t wall) {
  if (r == Recurrence::weekly) return floor_div(wall - first_wall, 7 * us_per_day);
  auto a = parts_of(first_wall).date, b = parts_of(wall).date;
  std::int64_t years = int(b.year()) - int(a.year());
  if (r == Recurrence::yearly) return years;
  return years * months_a_year + int(unsigned(b.month())) - int(unsigned(a.month()));
}

}  // namespace

std::optional<Occurrence> occurrence_at(const CriticalPeriod& period, Time now) {
  auto recurrence = recurrence_of(period.recurrence);
  if (!recurrence || period.ends_at <= period.starts_at || now < period.starts_at) return std::nullopt;
  if (now < period.ends_at) return Occurrence{period.starts_at, period.ends_at};
  if (recurrence == Recurrence::once) return std::nullopt;
  std::int64_t first = wall_us(zone_of(period), period.starts_at);
  std::int64_t length = wall_us(zone_of(period), period.ends_at) - first;
  std::int64_t near = about(*recurrence, first, wall_us(zone_of(period), now));
  for (std::int64_t n = std::max<std::int64_t>(near - 1, 1); n <= near + 1; ++n) {
    std::int64_t start = nth_start(*recurrence, first, n);
    Occurrence o{instant_of_wall(zone_of(period), start, Twice::first), instant_of_wall(zone_of(period), start + length, Twice::second)};
    if (o.starts <= now && now < o.ends) return o;
  }
  return std::nullopt;
}

std::vector<Problem> problems_of(const CriticalPeriod& period, const PriorityMatrix& matrix) {
  std::vector<Problem> out;
  auto recurrence = recurrence_of(period.recurrence);
  if (!recurrence) out.push_back({"critical_period.recurrence", "One of once, weekly, monthly, yearly.", "/recurrence"});
  if (!is_zone(zone_of(period)))
    out.push_back({"critical_period.zone", fmt::format("There is no time zone \"{}\".", zone_of(period)), "/zone"});
  if (period.ends_at <= period.starts_at) out.push_back({"critical_period.order", "The end must be after the start.", "/ends_at"});
  if (period.ends_at >= zones_known_until)
    out.push_back({"critical_period.too_late", "Daylight saving is not known after 2037; choose an earlier end.", "/ends_at"});
  if (recurrence && period.ends_at > period.starts_at &&
      wall_us(zone_of(period), period.ends_at) - wall_us(zone_of(period), period.starts_at) > shortest_us(*recurrence))
    out.push_back({"critical_period.overlap",
                   fmt::format("A {} period may last {} days at most.", period.recurrence, shortest_us(*recurrence) / us_per_day),
                   "/ends_at"});
  if (!period.impact.empty() && !level_of(matrix.impacts, period.impact))
    out.push_back({"critical_period.impact", fmt::format("\"{}\" is no impact of the priority matrix.", period.impact), "/impact"});
  return out;
}

WeightedImpact weigh_impact(const PriorityMatrix& matrix, std::string_view impact, std::span<const CriticalPeriod* const> periods,
                            Id service, Time now) {
  WeightedImpact best{std::string(impact), {}, {}};
  if (!service) return best;
  for (const CriticalPeriod* p : periods) {
    if (!p->active || p->service != service || !occurrence_at(*p, now)) continue;
    std::string demanded = p->impact.empty() ? one_level_worse(matrix.impacts, impact) : worse_of(matrix.impacts, p->impact, impact);
    if (demanded == best.impact || worse_of(matrix.impacts, demanded, best.impact) != demanded) continue;
    std::string reason = p->reason.empty() ? std::string() : fmt::format(" ({})", p->reason);
    best = {demanded, fmt::format("critical period {}{}: impact {} -> {}", p->name, reason, impact, demanded), p->id};
  }
  return best;
}

}  // namespace evenkeel::service
