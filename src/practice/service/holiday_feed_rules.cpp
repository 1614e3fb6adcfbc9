// What is decided about days that others publish: pure functions.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/url.hpp"
#include "practice/service/holiday_feed.hpp"

namespace evenkeel::service {
namespace {

constexpr std::size_t address_most = 500;
constexpr std::size_t date_length = 10;
constexpr std::string_view closed = " closed";
/// Days to come of one source: beyond, most of the year would be closed, and no clock would run any more.
constexpr std::ptrdiff_t days_ahead_most = 120 * feed_years;

std::ptrdiff_t ahead(const FeedDays& days, std::int64_t today) { return std::distance(days.lower_bound(today), days.end()); }

std::int64_t first_day_of(std::int64_t year) { return parse_rfc3339(fmt::format("{:04}-01-01T00:00:00Z", year))->us / us_per_day; }

}  // namespace

std::vector<std::string> feed_addresses(const Calendar& calendar) {
  std::vector<std::string> addresses;
  for (const std::string_view line : split(calendar.feeds, '\n')) {
    const auto address = trim(line);
    if (!address.empty() && std::ranges::find(addresses, address) == addresses.end()) addresses.emplace_back(address);
  }
  return addresses;
}

std::vector<Problem> problems_of_feeds(const Calendar& calendar) {
  std::vector<Problem> out;
  const auto addresses = feed_addresses(calendar);
  if (addresses.size() > feeds_most) out.push_back({"calendar.feeds", fmt::format("At most {} addresses.", feeds_most), "/feeds"});
  for (const std::string& address : addresses)
    if (address.size() > address_most || address.find_first_of(" \t") != std::string::npos || !is_usable_url(address))
      out.push_back({"calendar.feeds",
                     fmt::format("\"{}\" is no address as https://example.org/holidays.ics, without a name to sign in with.",
                                 utf8_prefix(address, 60)),
                     "/feeds"});
  return out;
}

FeedDays merged(const FeedDays& good, const FeedDays& fresh, std::int64_t today) {
  if (good.empty()) return fresh;
  FeedDays next(good.begin(), good.lower_bound(today));
  next.insert(fresh.lower_bound(today), fresh.end());
  return next;
}

std::optional<HeldWhy> doubt(const FeedDays& good, const FeedDays& next, std::int64_t today) {
  if (ahead(next, today) > days_ahead_most) return HeldWhy::too_many;
  const auto kept = std::count_if(good.lower_bound(today), good.end(), [&](const auto& day) { return next.contains(day.first); });
  if (kept * 2 < ahead(good, today)) return HeldWhy::loses_most;
  return std::nullopt;
}

std::string lines_of(const FeedDays& days) {
  std::string text;
  for (const auto& [day, name] : days)
    text += fmt::format("{}{}{}{}\n", format_rfc3339({day * us_per_day}).substr(0, date_length), closed, name.empty() ? "" : " ", name);
  return text;
}

FeedDays days_of(std::string_view lines) {
  FeedDays days;
  for (const std::string_view line : split(lines, '\n')) {
    const auto date = parse_rfc3339(std::string(line.substr(0, date_length)) + "T00:00:00Z");
    if (!date || line.size() < date_length + closed.size()) continue;
    days.emplace(date->us / us_per_day, trim(line.substr(date_length + closed.size())));
  }
  return days;
}

FeedYears years_from(Time now) {
  const std::int64_t year = std::stoll(format_rfc3339(now).substr(0, 4));
  return {first_day_of(year), first_day_of(year + feed_years)};
}

}  // namespace evenkeel::service
