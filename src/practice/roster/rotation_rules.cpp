#include "practice/roster/rotation_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/zone.hpp"

namespace evenkeel::roster {
namespace {

namespace chr = std::chrono;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return -floor_div(-a, b); }

chr::year_month_day date_of(std::int64_t day) { return chr::year_month_day(chr::sys_days(chr::days(day))); }

/// The same day of the month so many months later, or the month's last.
std::int64_t add_months(std::int64_t day, std::int64_t months) {
  const auto date = date_of(day);
  const auto month = date.year() / date.month() + chr::months(static_cast<int>(months));
  const auto last = chr::year_month_day(month / chr::last);
  return chr::sys_days(std::min(month / date.day(), last)).time_since_epoch().count();
}

std::int64_t month_number(std::int64_t day) {
  const auto date = date_of(day);
  return static_cast<int>(date.year()) * 12 + static_cast<unsigned>(date.month());
}

/// Length of a turn on the wall; months have none.
std::int64_t step_us(const Layer& layer) {
  switch (layer.unit) {
    case Unit::hours: return layer.every * us_per_hour;
    case Unit::days: return layer.every * us_per_day;
    case Unit::weeks: return layer.every * 7 * us_per_day;
    case Unit::months: break;
  }
  return 0;
}

bool has(const std::vector<Id>& ids, Id id) { return std::ranges::find(ids, id) != ids.end(); }
bool has(const LineUp& line_up, Id id) {
  return std::ranges::any_of(line_up.turns, [&](const Turn& t) { return has(t.people, id) || has(t.shadows, id); });
}

/// Gives the layer a line-up of its own from that hand-off on, which says what held there anyway, the turn of that hand-off first.
/// Returns its position: the line-ups from there on are still to come. None has begun by then: the position of the first one.
std::size_t pin(Layer& layer, std::int64_t from_day) {
  const Grid grid(layer);
  const std::int64_t first = grid.first_on(from_day);
  const auto place = grid.place(first);
  if (!place) return 0;
  LineUp pinned{grid.day_of(first), layer.line_ups[place->line_up].turns};
  std::rotate(pinned.turns.begin(), pinned.turns.begin() + static_cast<std::ptrdiff_t>(place->turn), pinned.turns.end());
  if (grid.first_on(layer.line_ups[place->line_up].from_day) == first) {
    layer.line_ups[place->line_up] = std::move(pinned);
    return place->line_up;
  }
  layer.line_ups.insert(layer.line_ups.begin() + static_cast<std::ptrdiff_t>(place->line_up + 1), std::move(pinned));
  return place->line_up + 1;
}

/// The turns without the person; one that has nobody left goes too, unless none would be left.
std::vector<Turn> closed_up(const std::vector<Turn>& turns, Id person) {
  std::vector<Turn> left;
  for (Turn turn : turns) {
    const bool theirs = has(turn.people, person) || has(turn.shadows, person);
    std::erase(turn.people, person);
    std::erase(turn.shadows, person);
    if (!theirs || !turn.people.empty()) left.push_back(std::move(turn));
  }
  if (left.empty()) left.emplace_back();
  return left;
}

}  // namespace

Grid::Grid(const Layer& layer) : layer_(layer), first_wall_us_(layer.first_day * us_per_day + layer.hand_off * us_per_minute) {
  end_ = zones_known_until;
  if (layer.end_day)
    end_ = std::min(end_, instant_of_wall(layer.zone, *layer.end_day * us_per_day + layer.hand_off * us_per_minute, Twice::first));
  for (const LineUp& line_up : layer.line_ups) line_up_begins_.push_back(first_on(line_up.from_day));
}

std::int64_t Grid::wall_of(std::int64_t n) const {
  if (layer_.unit == Unit::months) return add_months(layer_.first_day, n * layer_.every) * us_per_day + layer_.hand_off * us_per_minute;
  return first_wall_us_ + n * step_us(layer_);
}

Time Grid::hand_off(std::int64_t n) const { return instant_of_wall(layer_.zone, wall_of(n), Twice::first); }

std::int64_t Grid::day_of(std::int64_t n) const { return floor_div(wall_of(n), us_per_day); }

std::int64_t Grid::number_at(Time t) const {
  const std::int64_t wall = wall_us(layer_.zone, t);
  std::int64_t n = layer_.unit == Unit::months
                       ? floor_div(month_number(floor_div(wall, us_per_day)) - month_number(layer_.first_day), layer_.every)
                       : floor_div(wall - first_wall_us_, step_us(layer_));
  // The wall's reading is off by as much as the clocks jumped since.
  while (hand_off(n) > t) --n;
  while (hand_off(n + 1) <= t) ++n;
  return n;
}

std::int64_t Grid::first_on(std::int64_t day) const {
  std::int64_t n = layer_.unit == Unit::months ? floor_div(month_number(day) - month_number(layer_.first_day), layer_.every)
                                               : ceil_div(day * us_per_day - first_wall_us_, step_us(layer_));
  n = std::max<std::int64_t>(n, 0);
  while (wall_of(n) < day * us_per_day) ++n;
  return n;
}

std::optional<Grid::Place> Grid::place(std::int64_t n) const {
  for (std::size_t i = line_up_begins_.size(); i-- > 0;)
    if (line_up_begins_[i] <= n)
      return Place{i, static_cast<std::size_t>((n - line_up_begins_[i]) % static_cast<std::int64_t>(layer_.line_ups[i].turns.size()))};
  return std::nullopt;
}

const Turn* Grid::turn(std::int64_t n) const {
  const auto at = place(n);
  return at ? &layer_.line_ups[at->line_up].turns[at->turn] : nullptr;
}

Layer with_person(const Layer& layer, Id person, std::int64_t from_day) {
  Layer after = layer;
  if (layer.line_ups.empty()) {
    after.line_ups.push_back({from_day, {{{person}, {}}}});
    return after;
  }
  bool comes = false;
  for (std::size_t i = pin(after, from_day); i < after.line_ups.size(); ++i) {
    if (has(after.line_ups[i], person)) continue;
    after.line_ups[i].turns.push_back({{person}, {}});
    comes = true;
  }
  return comes ? after : layer;
}

Layer without_person(const Layer& layer, Id person, std::int64_t from_day, TurnsOfLeaver turns) {
  Layer after = layer;
  bool leaves = false;
  for (std::size_t i = layer.line_ups.empty() ? 0 : pin(after, from_day); i < after.line_ups.size(); ++i) {
    leaves = leaves || has(after.line_ups[i], person);
    auto& list = after.line_ups[i].turns;
    if (turns == TurnsOfLeaver::close_up) list = closed_up(list, person);
    for (Turn& turn : list) {
      std::erase(turn.people, person);
      std::erase(turn.shadows, person);
    }
  }
  return leaves ? after : layer;
}

std::optional<std::int64_t> parse_day(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto time = parse_rfc3339(std::string(text) + "T00:00:00Z");
  if (!time || *time >= zones_known_until) return std::nullopt;
  return time->us / us_per_day;
}

std::string format_day(std::int64_t day) { return format_rfc3339({day * us_per_day}).substr(0, 10); }

std::optional<int> parse_minute(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::string format_minute(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

}  // namespace evenkeel::roster
