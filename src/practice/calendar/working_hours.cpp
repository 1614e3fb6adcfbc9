#include "practice/calendar/working_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/text.hpp"

namespace evenkeel::calendar {
namespace {

namespace chr = std::chrono;

constexpr int minutes_a_day = 24 * 60;
constexpr int days_a_week = 7;
constexpr std::array<std::string_view, days_a_week> day_names = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
/// Dates that recur are written out for the years that zone rules are known for.
constexpr int first_year = 1970, last_year = 2037;
constexpr std::int64_t range_most = 366;
/// Some sixty holidays that recur; beyond, somebody pasted something else.
constexpr std::size_t dates_most = 10'000;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The part before the first of `ends`, which is taken off `text` with it.
std::string_view next_part(std::string_view& text, std::string_view ends) {
  const auto at = text.find_first_of(ends);
  const auto part = trimmed(text.substr(0, at));
  text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
  return part;
}

std::optional<int> number(std::string_view digits, std::size_t length, int most) {
  int value = 0;
  if (digits.size() != length || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value <= most ? std::optional(value) : std::nullopt;
}

/// "08:30"; 24:00 is the end of the day.
std::optional<int> minute_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = number(text.substr(0, 2), 2, 24), minute = number(text.substr(3), 2, 59);
  if (!hour || !minute || *hour * 60 + *minute > minutes_a_day) return std::nullopt;
  return *hour * 60 + *minute;
}

/// "08:00-12:00"; the end may lie before the start then.
std::optional<Slot> slot_of(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = minute_of(trimmed(text.substr(0, dash))), until = minute_of(trimmed(text.substr(dash + 1)));
  if (!from || !until || *from == *until || *from == minutes_a_day) return std::nullopt;
  return Slot{*from, *until};
}

void add_slot(Day& day, Slot slot) {
  day.push_back(slot);
  std::sort(day.begin(), day.end(), [](const Slot& a, const Slot& b) { return a.from < b.from; });
  Day joined;
  for (const Slot& next : day)
    if (!joined.empty() && next.from <= joined.back().until) joined.back().until = std::max(joined.back().until, next.until);
    else joined.push_back(next);
  day = std::move(joined);
}

std::optional<int> day_named(std::string_view name) {
  const auto at = std::find_if(day_names.begin(), day_names.end(), [&](std::string_view d) { return lower_ascii(d) == lower_ascii(name); });
  return at == day_names.end() ? std::nullopt : std::optional(static_cast<int>(at - day_names.begin()));
}

/// "Mon-Fri,Sun" as a set of days; empty when a name is none. A range may go over the end of the week (Sat-Mon).
std::vector<int> days_of(std::string_view text) {
  std::vector<int> days;
  while (!text.empty()) {
    const auto item = next_part(text, ",");
    const auto dash = item.find('-');
    const auto first = day_named(item.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : day_named(item.substr(dash + 1));
    if (!first || !last) return {};
    for (int day = *first;; day = (day + 1) % days_a_week) {
      days.push_back(day);
      if (day == *last) break;
    }
  }
  return days;
}

std::string read_group(std::string_view group, Week& out) {
  const std::string whole(group);
  const auto gap = group.find(' ');
  const auto days = days_of(group.substr(0, gap));
  if (days.empty() || gap == std::string_view::npos)
    return fmt::format("\"{}\" does not begin with days and a space, as in Mon-Fri 08:00-17:00.", whole);
  auto times = group.substr(gap);
  while (!times.empty()) {
    const auto text = next_part(times, ",");
    const auto slot = slot_of(text);
    if (!slot) return fmt::format("\"{}\" in \"{}\" is no span of hours, as in 08:00-17:00.", text, whole);
    for (const int day : days) {
      if (slot->from < slot->until) {
        add_slot(out[static_cast<std::size_t>(day)], *slot);
        continue;
      }
      add_slot(out[static_cast<std::size_t>(day)], {slot->from, minutes_a_day});
      if (slot->until > 0) add_slot(out[static_cast<std::size_t>((day + 1) % days_a_week)], {0, slot->until});
    }
  }
  return {};
}

std::int64_t count_of(chr::year_month_day date) { return chr::sys_days(date).time_since_epoch().count(); }

/// "2026-12-25".
std::optional<chr::year_month_day> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4), 4, last_year), month = number(text.substr(5, 2), 2, 12), day = number(text.substr(8), 2, 31);
  if (!year || *year < first_year || !month || !day) return std::nullopt;
  const chr::year_month_day date{chr::year(*year), chr::month(static_cast<unsigned>(*month)), chr::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// A date, a range of dates, or a day of each year, as counts of days; empty when it is none.
std::vector<std::int64_t> days_written(std::string_view text) {
  std::vector<std::int64_t> days;
  if (text.size() == 5 && text[2] == '-') {
    for (int year = first_year; year <= last_year; ++year)
      if (const auto date = date_of(fmt::format("{}-{}", year, text))) days.push_back(count_of(*date));
    return days;
  }
  const auto dots = text.find("..");
  const auto first = date_of(text.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : date_of(text.substr(dots + 2));
  if (!first || !last || *last < *first || count_of(*last) - count_of(*first) >= range_most) return days;
  for (auto day = count_of(*first); day <= count_of(*last); ++day) days.push_back(day);
  return days;
}

/// "closed", or spans of hours; words after them are for people.
bool hours_written(std::string_view text, Day& out) {
  if (text == "closed" || text.starts_with("closed ")) return true;
  while (!text.empty()) {
    auto rest = text;
    const auto part = next_part(rest, ",");
    const auto space = part.find(' ');
    const auto slot = slot_of(part.substr(0, space));
    if (!slot || slot->until < slot->from) return false;
    add_slot(out, *slot);
    if (space != std::string_view::npos) return true;
    text = trimmed(rest);
  }
  return !out.empty();
}

std::string read_line(std::string_view line, Dates& out, std::map<std::int64_t, bool>& dated) {
  const auto gap = line.find(' ');
  const auto when = line.substr(0, gap);
  const auto days = days_written(when);
  if (days.empty()) return fmt::format("\"{}\" is no date, as in 2026-12-25, 2026-12-28..2026-12-31 or 12-25 for each year.", when);
  Day day;
  if (gap == std::string_view::npos || !hours_written(trimmed(line.substr(gap)), day))
    return fmt::format("\"{}\" says neither closed nor hours within the day after the date, as in 08:00-12:00.", line);
  const bool each_year = when.size() == 5;
  for (const auto count : days) {
    const auto known = dated.find(count);
    if (known != dated.end() && !each_year && !known->second) return fmt::format("\"{}\" names a date a second time.", line);
    if (known != dated.end() && each_year) continue;  // what is written for one year holds there
    out[count] = day;
    dated[count] = each_year;
  }
  return out.size() > dates_most ? fmt::format("There are more than {} dates.", dates_most) : std::string();
}

Day both(const Day& a, const Day& b) {
  Day open;
  for (const Slot& x : a)
    for (const Slot& y : b)
      if (std::max(x.from, y.from) < std::min(x.until, y.until)) open.push_back({std::max(x.from, y.from), std::min(x.until, y.until)});
  return open;
}

}  // namespace

std::string read_week(std::string_view text, Week& out) {
  if (trimmed(text) == "always") {
    for (Day& day : out) day = {{0, minutes_a_day}};
    return {};
  }
  while (!text.empty()) {
    const auto group = next_part(text, ";\n");
    if (group.empty()) continue;
    if (auto wrong = read_group(group, out); !wrong.empty()) return wrong;
  }
  return {};
}

std::string read_dates(std::string_view text, Dates& out) {
  std::map<std::int64_t, bool> dated;  // true: by a line for each year
  while (!text.empty()) {
    auto line = next_part(text, "\n");
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    if (auto wrong = read_line(line, out, dated); !wrong.empty()) return wrong;
  }
  return {};
}

const Day& hours_on(const WorkingHours& hours, std::int64_t day) {
  if (const auto at = hours.dates.find(day); at != hours.dates.end()) return at->second;
  constexpr std::int64_t thursday = 3;  // 1970-01-01
  return hours.week[static_cast<std::size_t>(((day + thursday) % days_a_week + days_a_week) % days_a_week)];
}

void restrict_to(WorkingHours& hours, const Dates& holidays) {
  for (const auto& [day, open] : holidays) hours.dates[day] = both(hours_on(hours, day), open);
}

}  // namespace evenkeel::calendar
