// See the header.
#include "connect/icalendar/holidays.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include "base/civil.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace evenkeel::icalendar {
namespace {

constexpr std::size_t name_most = 100;
constexpr std::size_t left_out_most = 100;
constexpr int days_of_one_most = 366;  // an event that is longer is no holiday
constexpr int steps_most = 50'000;     // of all rules of a file; a daily one takes 20,000 from 1983 to 2037
constexpr int search_steps = 5'000;    // what a rule costs of them that is looked for until the library's last year
constexpr int year_least = 1583;       // of the Gregorian calendar

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

/// Years with four digits, as everything here is shown.
bool is_date(const icaltimetype& t) { return t.is_date != 0 && t.year >= 1 && t.year <= 9999; }

std::int64_t day_of(const icaltimetype& t) { return days_from_civil({t.year, t.month, t.day}); }

/// One line: what controls a terminal or ends a line becomes a blank.
std::string name_of(icalcomponent* event) {
  const char* summary = icalcomponent_get_summary(event);
  std::string name(summary ? summary : "");
  if (!is_valid_utf8(name)) return "";
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return std::string(utf8_prefix(trim(name), name_most));
}

class Reading {
 public:
  Reading(std::int64_t from_day, std::int64_t until_day) : from_(from_day), until_(until_day) {}

  void event(icalcomponent* event) {
    const std::string name = name_of(event);
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return leave_out(name, "is cancelled");
    const icaltimetype start = icalcomponent_get_dtstart(event);
    if (!is_date(start)) return leave_out(name, "is not a whole day");
    const icaltimetype end = icalcomponent_get_dtend(event);
    const auto length = is_date(end) ? std::max<std::int64_t>(1, day_of(end) - day_of(start)) : 1;
    if (length > days_of_one_most) return leave_out(name, "is longer than a year");
    const auto* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    if (!rule) return add(start, length, name);
    repeat(icalproperty_get_rrule(rule), start, length, name, exceptions(event));
  }

  HolidayFile file;
  std::map<std::int64_t, std::string> days;

 private:
  void leave_out(const std::string& name, std::string why) {
    if (file.left_out.size() < left_out_most) file.left_out.push_back({name, std::move(why)});
  }

  void add(const icaltimetype& start, std::int64_t length, const std::string& name) {
    const std::int64_t begin = day_of(start), end = begin + length;
    const std::int64_t first = std::max(begin, from_), last = std::min(end, until_);
    file.outside += length - std::max<std::int64_t>(0, last - first);
    for (std::int64_t day = first; day < last && days.size() <= holidays_most; ++day) days.emplace(day, name);
  }

  static std::set<std::int64_t> exceptions(icalcomponent* event) {
    std::set<std::int64_t> out;
    for (auto* p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY))
      if (const auto date = icalproperty_get_exdate(p); date.year >= 1 && date.year <= 9999) out.insert(day_of(date));
    return out;
  }

  /// The library looks for the 30th of February until its last year, day by day.
  static bool names_no_day(const icalrecurrencetype& rule) {
    constexpr int longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (rule.by_month[0] == ICAL_RECURRENCE_ARRAY_MAX || rule.by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX) return false;
    for (int m = 0; m < ICAL_BY_MONTH_SIZE && rule.by_month[m] != ICAL_RECURRENCE_ARRAY_MAX; ++m)
      for (int d = 0; d < ICAL_BY_MONTHDAY_SIZE && rule.by_month_day[d] != ICAL_RECURRENCE_ARRAY_MAX; ++d)
        if (const int month = rule.by_month[m]; month >= 1 && month <= 12 && std::abs(rule.by_month_day[d]) <= longest[month - 1])
          return false;
    return true;
  }

  /// A rule by the hour would be walked through for ever before it names a second day.
  void repeat(icalrecurrencetype rule, const icaltimetype& start, std::int64_t length, const std::string& name,
              const std::set<std::int64_t>& except) {
    if (rule.freq != ICAL_DAILY_RECURRENCE && rule.freq != ICAL_WEEKLY_RECURRENCE && rule.freq != ICAL_MONTHLY_RECURRENCE &&
        rule.freq != ICAL_YEARLY_RECURRENCE)
      return leave_out(name, "repeats by the hour");
    if (rule.rscale) return leave_out(name, "repeats by another calendar than the Gregorian");
    if (start.year < year_least) return leave_out(name, "begins before the calendar that it is written in");
    if (names_no_day(rule)) return leave_out(name, "repeats on a day that no month has");
    const std::unique_ptr<icalrecur_iterator, FreeIterator> walk(icalrecur_iterator_new(rule, start));
    if (!walk) return leave_out(name, "repeats by a rule that cannot be read");
    const bool ends = rule.count != 0 || !icaltime_is_null_time(rule.until);
    while (++steps_ <= steps_most) {
      const icaltimetype next = icalrecur_iterator_next(walk.get());
      if (icaltime_is_null_time(next) && !ends) steps_ += search_steps;
      if (icaltime_is_null_time(next) || !is_date(next) || day_of(next) >= until_) return;
      if (!except.contains(day_of(next))) add(next, length, name);
    }
    leave_out(name, "repeats too often; what was reached was taken");
  }

  std::int64_t from_, until_;
  int steps_ = 0;
};

/// A file may hold several calendars, one in another's place or side by side.
void walk(icalcomponent* component, Reading& reading) {
  for (auto* event = icalcomponent_get_first_component(component, ICAL_VEVENT_COMPONENT); event;
       event = icalcomponent_get_next_component(component, ICAL_VEVENT_COMPONENT))
    reading.event(event);
}

}  // namespace

Result<HolidayFile> read_holidays(std::string_view text, std::int64_t from_day, std::int64_t until_day) {
  if (text.size() > file_bytes_most)
    return invalid("calendar_file.too_large", fmt::format("The file is larger than {} bytes.", file_bytes_most));
  if (text.find('\0') != std::string_view::npos) return invalid("calendar_file.unreadable", "The file is not text.");
  icalerror_set_errors_are_fatal(0);
  const std::string terminated(text);
  const std::unique_ptr<icalcomponent, FreeComponent> root(icalparser_parse_string(terminated.c_str()));
  if (!root) return invalid("calendar_file.unreadable", "This is no iCalendar file: it must begin with BEGIN:VCALENDAR.");
  Reading reading(from_day, until_day);
  if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
    walk(root.get(), reading);
  } else if (icalcomponent_isa(root.get()) == ICAL_XROOT_COMPONENT) {
    for (auto* one = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); one;
         one = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
      walk(one, reading);
  } else {
    return invalid("calendar_file.unreadable", "This is no iCalendar file: it must begin with BEGIN:VCALENDAR.");
  }
  if (reading.days.size() > holidays_most)
    return invalid("calendar_file.too_many", fmt::format("The file has more than {} whole days in these years.", holidays_most));
  for (auto& [day, name] : reading.days) reading.file.holidays.push_back({day, std::move(name)});
  return std::move(reading.file);
}

std::string line_of(const Holiday& holiday) {
  const auto date = format_rfc3339({holiday.day * us_per_day}).substr(0, 10);
  return holiday.name.empty() ? date + " closed" : date + " closed " + holiday.name;
}

}  // namespace evenkeel::icalendar
