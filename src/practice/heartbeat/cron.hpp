// Times as cron writes them: minute, hour, day of the month, month and day of the week, by the clocks of a zone. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace evenkeel::heartbeat {

/// Bit n stands for the minute, hour, day, month or weekday n (Sunday is 0).
struct Cron {
  std::uint64_t minutes = 0;
  std::uint32_t hours = 0, days = 0, months = 0, weekdays = 0;
  bool any_day = false, any_weekday = false;  // written as *: then the other one alone decides, as in cron
  bool operator==(const Cron&) const = default;
};

/// Reads five fields of *, numbers, ranges, steps and lists, with names of months and days in English ("30 2 * * mon-fri"), or one of
/// @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually. Error: heartbeat.bad_schedule, which names the field.
Result<Cron> parse_cron(std::string_view text);

/// The first such time after `t`. A time that clocks skip counts as the instant of the jump; one that they show twice counts once, but for
/// schedules of every hour. None: there is none within five years, or none while zone rules are known.
std::optional<Time> next_after(const Cron& cron, std::string_view zone, Time t);

}  // namespace evenkeel::heartbeat
