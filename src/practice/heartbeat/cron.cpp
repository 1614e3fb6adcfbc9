#include "practice/heartbeat/cron.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <vector>

#include "base/text.hpp"
#include "base/zone.hpp"

namespace evenkeel::heartbeat {
namespace {

constexpr std::size_t text_most = 200;
constexpr int years_looked_at = 5;  // 29 February comes every four years, but for one that ends a century
constexpr std::uint32_t all_hours = (1U << 24) - 1;

struct Part {
  std::string_view name;
  int least, most;
  std::string_view words;  // three letters each, from the least on
};
constexpr std::array<Part, 5> parts{Part{"minute", 0, 59, ""}, Part{"hour", 0, 23, ""}, Part{"day of the month", 1, 31, ""},
                                    Part{"month", 1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"},
                                    Part{"day of the week", 0, 7, "sunmontuewedthufrisat"}};

std::optional<int> number_in(std::string_view text, const Part& part) {
  int n = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (wrong == std::errc() && end == text.data() + text.size()) return n >= part.least && n <= part.most ? std::optional(n) : std::nullopt;
  constexpr std::size_t letters = 3;
  if (text.size() != letters) return std::nullopt;
  const auto at = part.words.find(lower_ascii(text));
  if (at == std::string_view::npos || at % letters != 0) return std::nullopt;
  return part.least + static_cast<int>(at / letters);
}

/// "1-5/2": the numbers that it names, as bits; none: it cannot be read.
std::optional<std::uint64_t> range_in(std::string_view text, const Part& part) {
  int step = 1;
  const auto slash = text.find('/');
  if (slash != std::string_view::npos) {
    const Part steps{"step", 1, part.most, ""};
    const auto n = number_in(text.substr(slash + 1), steps);
    if (!n) return std::nullopt;
    step = *n;
  }
  const std::string_view range = text.substr(0, slash);
  int from = part.least, until = part.most;
  if (range != "*") {
    const auto dash = range.find('-');
    const auto first = number_in(range.substr(0, dash), part);
    if (!first) return std::nullopt;
    from = *first;
    if (dash != std::string_view::npos) {
      const auto last = number_in(range.substr(dash + 1), part);
      if (!last || *last < from) return std::nullopt;
      until = *last;
    } else if (slash == std::string_view::npos) {
      until = from;
    }
  }
  std::uint64_t bits = 0;
  for (int n = from; n <= until; n += step) bits |= std::uint64_t{1} << n;
  return bits;
}

std::optional<std::uint64_t> list_in(std::string_view text, const Part& part) {
  std::uint64_t bits = 0;
  for (const auto one : split(text, ',')) {
    const auto range = range_in(one, part);
    if (!range) return std::nullopt;
    bits |= *range;
  }
  return bits;
}

std::string_view written_out(std::string_view word) {
  if (word == "@hourly") return "0 * * * *";
  if (word == "@daily" || word == "@midnight") return "0 0 * * *";
  if (word == "@weekly") return "0 0 * * 0";
  if (word == "@monthly") return "0 0 1 * *";
  if (word == "@yearly" || word == "@annually") return "0 0 1 1 *";
  return word;
}

template <class Bits>
bool holds(Bits bits, int n) {
  return (bits >> n & 1U) != 0;
}

bool is_day(const Cron& cron, std::chrono::sys_days date) {
  const std::chrono::year_month_day ymd(date);
  if (!holds(cron.months, static_cast<int>(static_cast<unsigned>(ymd.month())))) return false;
  const bool day = holds(cron.days, static_cast<int>(static_cast<unsigned>(ymd.day())));
  const bool weekday = holds(cron.weekdays, static_cast<int>(std::chrono::weekday(date).c_encoding()));
  return cron.any_day || cron.any_weekday ? day && weekday : day || weekday;
}

/// The first of a date that lies after `t`; `day` counts from 1970 on the wall.
std::optional<Time> next_of_day(const Cron& cron, std::string_view zone, std::int64_t day, Time t) {
  constexpr int hours_of_day = 24, minutes_of_hour = 60;
  const Time begin = instant_of_wall(zone, day * us_per_day, Twice::first);
  const bool even = even_clock(zone, begin).until >= instant_of_wall(zone, (day + 1) * us_per_day, Twice::second);
  std::optional<Time> best;
  for (int hour = 0; hour < hours_of_day; ++hour) {
    if (!holds(cron.hours, hour)) continue;
    for (int minute = 0; minute < minutes_of_hour; ++minute) {
      if (!holds(cron.minutes, minute)) continue;
      const std::int64_t wall = day * us_per_day + hour * us_per_hour + minute * us_per_minute;
      for (const Twice twice : {Twice::first, Twice::second}) {
        if (twice == Twice::second && cron.hours != all_hours) break;
        const Time instant = instant_of_wall(zone, wall, twice);
        if (instant > t && (!best || instant < *best)) best = instant;
      }
      if (best && even) return best;  // where clocks jump, a later time of the wall may come earlier
    }
  }
  return best;
}

}  // namespace

Result<Cron> parse_cron(std::string_view text) {
  const auto bad = [](std::string why) { return invalid("heartbeat.bad_schedule", std::move(why), "/schedule"); };
  if (text.size() > text_most) return bad("is longer than a schedule");
  const std::string lower = lower_ascii(trim(text));
  std::vector<std::string_view> words;
  for (const auto word : split(written_out(lower), ' '))
    if (!trim(word).empty()) words.push_back(trim(word));
  if (words.size() != parts.size()) return bad("needs five fields: minute, hour, day of the month, month, day of the week");
  std::array<std::uint64_t, parts.size()> bits{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto read = list_in(words[i], parts[i]);
    if (!read) return bad(fmt::format("\"{}\" is no {}", words[i], parts[i].name));
    bits[i] = *read;
  }
  Cron cron;
  cron.minutes = bits[0];
  cron.hours = static_cast<std::uint32_t>(bits[1]);
  cron.days = static_cast<std::uint32_t>(bits[2]);
  cron.months = static_cast<std::uint32_t>(bits[3]);
  cron.weekdays = static_cast<std::uint32_t>(bits[4]);
  constexpr int other_sunday = 7;
  if (holds(cron.weekdays, other_sunday)) cron.weekdays |= 1U;
  cron.any_day = words[2].starts_with('*');
  cron.any_weekday = words[4].starts_with('*');
  if (!next_after(cron, "UTC", Time{us_per_day})) return bad("never comes");
  return cron;
}

std::optional<Time> next_after(const Cron& cron, std::string_view zone, Time t) {
  if (t >= zones_known_until) return std::nullopt;
  const std::int64_t first_day = wall_us(zone, t) / us_per_day;
  constexpr int days_most = years_looked_at * 366;
  for (std::int64_t day = first_day; day <= first_day + days_most; ++day) {
    if (!is_day(cron, std::chrono::sys_days{std::chrono::days(day)})) continue;
    if (const auto found = next_of_day(cron, zone, day, t)) return *found < zones_known_until ? found : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace evenkeel::heartbeat
