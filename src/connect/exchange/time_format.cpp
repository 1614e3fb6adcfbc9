#include "connect/exchange/time_format.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "base/zone.hpp"

namespace evenkeel::exchange {
namespace {

constexpr std::string_view letters = "dmyYHIMSpbfz%";
constexpr Time earliest{31'536'000 * us_per_second};   // 1971: zero means "not set", a day off must not reach it
constexpr Time latest{7'258'118'400 * us_per_second};  // 2200
constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

struct Parts {
  std::int64_t year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, us = 0;
  std::optional<bool> afternoon;
  bool twelve_hours = false;
  std::optional<std::int64_t> offset_minutes;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes `least` to `most` digits off the front.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  while (size < text.size() && size < most && is_digit(text[size])) ++size;
  if (size < least) return std::nullopt;
  std::int64_t n = 0;
  std::from_chars(text.data(), text.data() + size, n);
  text.remove_prefix(size);
  return n;
}

bool take(std::string_view& text, std::int64_t& into, std::size_t least, std::size_t most) {
  const auto n = take_number(text, least, most);
  if (n) into = *n;
  return n.has_value();
}

bool take_fraction(std::string_view& text, Parts& p) {
  const std::size_t before = text.size();
  const auto n = take_number(text, 1, 6);
  if (!n) return false;
  p.us = *n;
  for (std::size_t digits = before - text.size(); digits < 6; ++digits) p.us *= 10;
  return true;
}

bool take_month_name(std::string_view& text, Parts& p) {
  const std::string name = lower_ascii(text.substr(0, 3));
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i] != name) continue;
    p.month = static_cast<std::int64_t>(i) + 1;
    text.remove_prefix(3);
    return true;
  }
  return false;
}

bool take_half(std::string_view& text, Parts& p) {
  const std::string half = lower_ascii(text.substr(0, 2));
  if (half != "am" && half != "pm") return false;
  p.afternoon = half == "pm";
  text.remove_prefix(2);
  return true;
}

bool take_offset(std::string_view& text, Parts& p) {
  if (text.empty()) return false;
  const char sign = text.front();
  text.remove_prefix(1);
  if (sign == 'Z' || sign == 'z') {
    p.offset_minutes = 0;
    return true;
  }
  if (sign != '+' && sign != '-') return false;
  std::int64_t hours = 0, minutes = 0;
  if (!take(text, hours, 2, 2)) return false;
  if (!text.empty() && text.front() == ':') text.remove_prefix(1);
  if (!take(text, minutes, 2, 2) || hours > 14 || minutes > 59) return false;
  p.offset_minutes = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  return true;
}

bool take_letter(char letter, std::string_view& text, Parts& p) {
  switch (letter) {
    case 'd': return take(text, p.day, 1, 2);
    case 'm': return take(text, p.month, 1, 2);
    case 'Y': return take(text, p.year, 4, 4);
    case 'y':
      if (!take(text, p.year, 2, 2)) return false;
      p.year += p.year < 70 ? 2000 : 1900;
      return true;
    case 'I': p.twelve_hours = true; return take(text, p.hour, 1, 2) && p.hour >= 1 && p.hour <= 12;
    case 'H': return take(text, p.hour, 1, 2);
    case 'M': return take(text, p.minute, 2, 2);
    case 'S': return take(text, p.second, 2, 2);
    case 'p': return take_half(text, p);
    case 'b': return take_month_name(text, p);
    case 'f': return take_fraction(text, p);
    case 'z': return take_offset(text, p);
    default: break;
  }
  const bool same = text.starts_with('%');
  if (same) text.remove_prefix(1);
  return same;
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// Days since 1970-01-01 of a date after it.
std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  std::int64_t days = 365 * (year - 1970) + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400;
  for (std::int64_t m = 1; m < month; ++m) days += days_in_month(year, m);
  return days + day - 1;
}

std::optional<Time> instant_of(Parts p, std::string_view zone) {
  if (p.year < 1970 || p.year > 2199 || p.month < 1 || p.month > 12 || p.day < 1 || p.day > days_in_month(p.year, p.month))
    return std::nullopt;
  if (p.twelve_hours) p.hour = p.hour % 12 + (p.afternoon.value_or(false) ? 12 : 0);
  if (p.hour > 23 || p.minute > 59 || p.second > 59) return std::nullopt;
  const std::int64_t seconds = ((days_since_1970(p.year, p.month, p.day) * 24 + p.hour) * 60 + p.minute) * 60 + p.second;
  const std::int64_t wall = seconds * us_per_second + p.us;
  return p.offset_minutes ? Time{wall - *p.offset_minutes * us_per_minute} : instant_of_wall(zone, wall, Twice::first);
}

std::optional<Time> read_epoch(std::string_view cell) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), seconds);
  if (error != std::errc() || end != cell.data() + cell.size() || seconds < 0 || seconds > latest.us / us_per_second) return std::nullopt;
  return Time{seconds * us_per_second};
}

}  // namespace

Result<TimeFormat> TimeFormat::parse(std::string_view pattern) {
  TimeFormat format;
  format.pattern_ = pattern;
  if (pattern == "rfc3339" || pattern == "epoch") return format;
  bool year = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (++i == pattern.size() || letters.find(pattern[i]) == std::string_view::npos)
      return invalid("mapping.time_format",
                     "\"" + std::string(pattern) + "\" holds a letter after % that is not known: use d m y Y H I M S p b f z");
    year = year || pattern[i] == 'Y' || pattern[i] == 'y';
  }
  if (!year) return invalid("mapping.time_format", "\"" + std::string(pattern) + "\" has no year (%Y)");
  return format;
}

std::optional<Time> TimeFormat::read(std::string_view cell, std::string_view zone) const {
  std::optional<Time> found;
  if (pattern_ == "rfc3339") {
    found = parse_rfc3339(cell);
  } else if (pattern_ == "epoch") {
    found = read_epoch(cell);
  } else {
    Parts parts;
    for (std::size_t i = 0; i < pattern_.size(); ++i) {
      if (pattern_[i] == '%') {
        if (!take_letter(pattern_[++i], cell, parts)) return std::nullopt;
        continue;
      }
      if (!cell.starts_with(pattern_[i])) return std::nullopt;
      cell.remove_prefix(1);
    }
    if (!cell.empty()) return std::nullopt;
    found = instant_of(parts, zone);
  }
  return found && *found >= earliest && *found < latest ? found : std::nullopt;
}

std::optional<Time> read_time(const std::vector<TimeFormat>& formats, std::string_view cell, std::string_view zone) {
  for (const TimeFormat& format : formats)
    if (auto found = format.read(cell, zone)) return found;
  return std::nullopt;
}

}  // namespace evenkeel::exchange
