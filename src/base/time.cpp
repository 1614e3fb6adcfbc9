// Civil dates by Hinnant's days_from_civil, so that neither a time zone nor a locale of the machine has a say.
#include "base/time.hpp"

#include <array>

#include "base/civil.hpp"

namespace evenkeel {
namespace {

constexpr std::int64_t first_year = 1970;
constexpr std::int64_t last_year = 2199;
/// Longest duration that is read: an instant of 2199 plus it stays far inside 64 bits.
constexpr std::int64_t most_duration_us = 36'500 * us_per_day;

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

/// Takes pieces off the front of a text; after the first mismatch everything fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// Exactly `count` digits.
  std::int64_t digits(std::size_t count) {
    if (rest_.size() < count) return fail();
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  /// One character out of `allowed`.
  char one_of(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool next_is_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  int fail() {
    ok_ = false;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool ok_ = true;
};

/// The digits after the point as microseconds; finer ones are cut off.
std::int64_t read_fraction_us(Reader& in) {
  std::int64_t us = in.digits(1) * 100'000;
  for (std::int64_t weight = 10'000; in.next_is_digit(); weight /= 10) us += in.digits(1) * weight;
  return us;
}

/// Microseconds to subtract; empty when it is no offset.
std::optional<std::int64_t> read_offset_us(Reader& in) {
  const char sign = in.one_of("Zz+-");
  if (sign == 'Z' || sign == 'z') return 0;
  const std::int64_t hours = in.digits(2);
  in.one_of(":");
  const std::int64_t minutes = in.digits(2);
  if (!in.ok() || hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t us = hours * us_per_hour + minutes * us_per_minute;
  return sign == '-' ? -us : us;
}

std::int64_t unit_us(char unit) {
  switch (unit) {
    case 's': return us_per_second;
    case 'm': return us_per_minute;
    case 'h': return us_per_hour;
    case 'd': return us_per_day;
    case 'w': return 7 * us_per_day;
    default: return 0;
  }
}

/// The number with leading zeros; what this is written for is called far too often for printf.
void put_digits(std::string& out, std::int64_t number, std::size_t digits) {
  const std::size_t end = out.size() + digits;
  out.resize(end);
  for (std::size_t i = 1; i <= digits; ++i, number /= 10) out[end - i] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::int64_t days_from_civil(Civil c) {
  const std::int64_t y = c.year - (c.month <= 2);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

Civil civil_from_days(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {year_of_era + era * 400 + (month <= 2), month, day};
}

std::string format_rfc3339(Time t) {
  const std::int64_t remainder = t.us % us_per_day;
  const std::int64_t days = t.us / us_per_day - (remainder < 0);
  const std::int64_t in_day = remainder < 0 ? remainder + us_per_day : remainder;
  const Civil c = civil_from_days(days);
  const std::int64_t fraction = in_day % us_per_second, seconds = in_day / us_per_second;
  std::string text;
  text.reserve(sizeof "2026-03-02T09:00:00.000000Z");
  put_digits(text, c.year, 4);
  put_digits(text += '-', c.month, 2);
  put_digits(text += '-', c.day, 2);
  put_digits(text += 'T', seconds / 3600, 2);
  put_digits(text += ':', seconds / 60 % 60, 2);
  put_digits(text += ':', seconds % 60, 2);
  if (fraction != 0 && fraction % 1000 == 0) put_digits(text += '.', fraction / 1000, 3);
  else if (fraction != 0) put_digits(text += '.', fraction, 6);
  return text += 'Z';
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  Reader in(text);
  Civil c{};
  c.year = in.digits(4);
  in.one_of("-");
  c.month = static_cast<int>(in.digits(2));
  in.one_of("-");
  c.day = static_cast<int>(in.digits(2));
  in.one_of("Tt");
  const std::int64_t hour = in.digits(2);
  in.one_of(":");
  const std::int64_t minute = in.digits(2);
  in.one_of(":");
  const std::int64_t second = in.digits(2);
  std::int64_t fraction = 0;
  if (in.next_is('.')) {
    in.one_of(".");
    fraction = read_fraction_us(in);
  }
  const std::optional<std::int64_t> offset = read_offset_us(in);
  if (!offset || !in.at_end()) return std::nullopt;
  if (c.month < 1 || c.month > 12 || c.day < 1 || c.day > days_in_month(c.year, c.month)) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t us =
      days_from_civil(c) * us_per_day + hour * us_per_hour + minute * us_per_minute + second * us_per_second + fraction - *offset;
  const std::int64_t end_us = days_from_civil({last_year + 1, 1, 1}) * us_per_day;
  static_assert(first_year == 1970, "the epoch is the first instant");
  if (us <= 0 || us >= end_us) return std::nullopt;
  return Time{us};
}

std::string format_duration(std::int64_t seconds) {
  if (seconds < 0) {
    // The most negative number has no positive counterpart; one second less is as good for people.
    const std::int64_t positive = seconds == INT64_MIN ? INT64_MAX : -seconds;
    return "-" + format_duration(positive);
  }
  struct Unit {
    std::int64_t seconds;
    const char* name;
  };
  constexpr std::array<Unit, 4> units = {{{86'400, " d"}, {3'600, " h"}, {60, " min"}, {1, " s"}}};
  std::size_t i = 0;
  while (i + 1 < units.size() && seconds < units[i].seconds) ++i;
  std::string text = std::to_string(seconds / units[i].seconds) + units[i].name;
  if (i + 1 < units.size()) {
    const std::int64_t rest = seconds % units[i].seconds / units[i + 1].seconds;
    if (rest > 0) text += " " + std::to_string(rest) + units[i + 1].name;
  }
  return text;
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Reader in(text);
  std::int64_t sum = 0;
  while (!in.at_end()) {
    std::int64_t count = in.digits(1);
    while (in.next_is_digit()) {
      count = count * 10 + in.digits(1);
      if (count > most_duration_us / us_per_second) return std::nullopt;
    }
    const std::int64_t unit = unit_us(in.one_of("smhdw"));
    if (!in.ok() || count > most_duration_us / unit) return std::nullopt;
    sum += count * unit;
    if (sum > most_duration_us) return std::nullopt;
  }
  return sum;
}

}  // namespace evenkeel
