// Arithmetic on time that counts. An instant counts when the wall clock of the calendar's zone, at that instant, shows a time
// within the hours of its date; so an hour that clocks repeat counts twice and one that they skip not at all. Pure functions,
// exact to the microsecond, and every walk ends: beyond the years that zone rules are known for nothing counts.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "practice/calendar/working_hours.hpp"

namespace evenkeel::calendar {

/// Half open.
struct Stretch {
  Time from, until;
  bool operator==(const Stretch&) const = default;
};

bool is_open(const WorkingHours& hours, Time t);
/// What counts between two instants, in order, joined where one ends as the next begins.
std::vector<Stretch> open_stretches(const WorkingHours& hours, Time from, Time until);
/// What lies in both of two lists, each in order and without overlaps.
std::vector<Stretch> intersection(const std::vector<Stretch>& a, const std::vector<Stretch>& b);
/// What lies between two instants and in none of them.
std::vector<Stretch> complement(const std::vector<Stretch>& open, Time from, Time until);
/// How much counts from `from` to `until`, in microseconds; nothing when `until` is not later.
std::int64_t between(const WorkingHours& hours, Time from, Time until);
/// The earliest instant by which `us` microseconds counted since `start`; `start` itself for none. Empty: never.
std::optional<Time> add(const WorkingHours& hours, Time start, std::int64_t us);
/// The latest instant from which `us` microseconds count until `end`; `end` itself for none. Empty: there was never so much.
std::optional<Time> subtract(const WorkingHours& hours, Time end, std::int64_t us);
/// The same time of the wall so many open dates later, or the nearest open time of that date: before hours their begin, after them
/// their end. A start outside hours counts from the next opening. Empty: never.
std::optional<Time> add_working_days(const WorkingHours& hours, Time start, std::int64_t days);

/// A duration says what it measures; "2 days" alone would mean sixteen hours to one and forty-eight to another.
enum class Measure { working_time, working_days, elapsed, calendar_months };
struct Span {
  Measure measure = Measure::working_time;
  std::int64_t amount = 0;  // microseconds, or days, or months
  bool operator==(const Span&) const = default;
};
/// By the hours of the calendar; the others are time as it passes.
constexpr bool counts_hours(Measure measure) { return measure == Measure::working_time || measure == Measure::working_days; }
/// The same time of the wall so many months later, on the last date of a month that has no such date. Empty: never.
std::optional<Time> add_calendar_months(const WorkingHours& hours, Time start, std::int64_t months);
/// Reads "4h" and "1h30m" (working time), "2 working days", "3d elapsed", "1 calendar month"; empty when it is none, which "2d" is too.
std::optional<Span> parse_span(std::string_view text);
/// As parse_span reads it, for people: "4 h of working time".
std::string format_span(Span span);
std::optional<Time> add(const WorkingHours& hours, Time start, Span span);

}  // namespace evenkeel::calendar
