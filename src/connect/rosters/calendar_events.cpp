#include "connect/rosters/calendar_events.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/civil.hpp"
#include "base/text.hpp"
#include "connect/rosters/look.hpp"

namespace evenkeel::rosters {
namespace {

constexpr int steps_most = 20'000;  // of one rule: a daily one takes that many from 1983 to 2037
constexpr int search_steps = 20'000;
constexpr int steps_of_file_most = 100'000;  // of all rules together
constexpr std::size_t attendees_most = 100;  // of an event
constexpr std::int64_t duration_most_us = 366 * us_per_day;

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

bool is_known(const icaltimetype& t) { return !icaltime_is_null_time(t) && t.year >= 1970 && t.year < 2200; }

std::int64_t wall_of(const icaltimetype& t) {
  const std::int64_t day = days_from_civil({t.year, t.month, t.day}) * us_per_day;
  return t.is_date ? day : day + t.hour * us_per_hour + t.minute * us_per_minute + t.second * us_per_second;
}

std::string text_or_empty(const char* text) { return text ? one_line(text) : std::string(); }

/// The zone that a property names, as written; "UTC" for times that end with Z.
std::string zone_of(icalproperty* property, const icaltimetype& time) {
  if (icaltime_is_utc(time)) return "UTC";
  icalparameter* named = property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : nullptr;
  return named ? text_or_empty(icalparameter_get_tzid(named)) : std::string();
}

std::vector<Attendee> attendees_of(icalcomponent* event) {
  std::vector<Attendee> all;
  for (auto* p = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY); p && all.size() < attendees_most;
       p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
    auto* status = icalproperty_get_first_parameter(p, ICAL_PARTSTAT_PARAMETER);
    if (status && icalparameter_get_partstat(status) == ICAL_PARTSTAT_DECLINED) continue;
    auto* type = icalproperty_get_first_parameter(p, ICAL_CUTYPE_PARAMETER);
    if (type && icalparameter_get_cutype(type) != ICAL_CUTYPE_INDIVIDUAL) continue;
    auto* name = icalproperty_get_first_parameter(p, ICAL_CN_PARAMETER);
    std::string mail = text_or_empty(icalproperty_get_attendee(p));
    constexpr std::string_view scheme = "mailto:";
    if (lower_ascii(mail).starts_with(scheme)) mail.erase(0, scheme.size());
    if (mail.find('@') == std::string::npos) mail.clear();
    Attendee one{std::move(mail), name ? text_or_empty(icalparameter_get_cn(name)) : std::string()};
    if (!one.mail.empty() || !one.name.empty()) all.push_back(std::move(one));
  }
  return all;
}

bool has(icalcomponent* event, icalproperty_kind kind) { return icalcomponent_get_first_property(event, kind) != nullptr; }

bool is_unset(const short* list) { return list[0] == ICAL_RECURRENCE_ARRAY_MAX; }

/// Says the rule in plain words where it has no others than these.
void say_plainly(const icalrecurrencetype& rule, CalendarEvent& out) {
  if (rule.count != 0 || rule.interval < 1 || !is_unset(rule.by_month) || !is_unset(rule.by_month_day) || !is_unset(rule.by_year_day) ||
      !is_unset(rule.by_week_no) || !is_unset(rule.by_set_pos) || !is_unset(rule.by_hour) || !is_unset(rule.by_minute) ||
      !is_unset(rule.by_second) || rule.rscale)
    return;
  for (int i = 0; i < ICAL_BY_DAY_SIZE && rule.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) {
    if (icalrecurrencetype_day_position(rule.by_day[i]) != 0) return;
    const int day = (static_cast<int>(icalrecurrencetype_day_day_of_week(rule.by_day[i])) + 5) % 7;  // theirs: Sunday is 1
    if (std::ranges::find(out.days, day) == out.days.end()) out.days.push_back(day);
  }
  out.interval = rule.interval;
  out.week_start = rule.week_start == ICAL_NO_WEEKDAY ? 0 : (static_cast<int>(rule.week_start) + 5) % 7;
  const bool weekly = rule.freq == ICAL_WEEKLY_RECURRENCE;
  // Days limit a rule by the day: that is one by the week, where it is each day's.
  if (rule.freq == ICAL_DAILY_RECURRENCE && (out.days.empty() || rule.interval == 1)) out.frequency = out.days.empty() ? "daily" : "weekly";
  else if (rule.freq == ICAL_HOURLY_RECURRENCE && out.days.empty()) out.frequency = "hourly";
  else if (weekly) out.frequency = "weekly";
  const int weekday = static_cast<int>((out.start_wall_us / us_per_day + 3) % 7);
  if (!out.days.empty() && std::ranges::find(out.days, weekday) == out.days.end()) out.frequency.clear();
}

class Reading {
 public:
  explicit Reading(CalendarFile& file) : file_(file) {}

  Status calendar(icalcomponent* component) {
    for (auto* p = icalcomponent_get_first_property(component, ICAL_X_PROPERTY); p;
         p = icalcomponent_get_next_property(component, ICAL_X_PROPERTY)) {
      const std::string name = text_or_empty(icalproperty_get_x_name(p)), value = text_or_empty(icalproperty_get_x(p));
      if (name == "X-WR-CALNAME" && file_.name.empty()) file_.name = value;
      if (name == "X-WR-TIMEZONE" && file_.zone.empty()) file_.zone = value;
    }
    for (auto* event = icalcomponent_get_first_component(component, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(component, ICAL_VEVENT_COMPONENT)) {
      if (++events_ > events_most) return invalid("roster_file.too_many", fmt::format("The file has more than {} events.", events_most));
      if (!has(event, ICAL_RECURRENCEID_PROPERTY)) continue;
      auto& moved = moved_[text_or_empty(icalcomponent_get_uid(event))];
      if (!moved) moved = std::make_shared<std::set<std::int64_t>>();
      moved->insert(wall_of(icalcomponent_get_recurrenceid(event)));
    }
    for (auto* event = icalcomponent_get_first_component(component, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(component, ICAL_VEVENT_COMPONENT))
      read(event);
    return Done{};
  }

 private:
  void read(icalcomponent* event) {
    CalendarEvent out;
    out.uid = text_or_empty(icalcomponent_get_uid(event));
    out.summary = text_or_empty(icalcomponent_get_summary(event));
    const auto unread = [&](std::string why) { file_.unread.push_back({out.uid, out.summary, std::move(why)}); };
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return unread("is cancelled");
    auto* begin = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    const icaltimetype start = icalcomponent_get_dtstart(event);
    if (!begin || !is_known(start)) return unread("has no begin between 1970 and 2199");
    out.zone = zone_of(begin, start);
    out.start_wall_us = wall_of(start);
    out.duration_us = duration_of(event, start);
    if (out.duration_us <= 0 || out.duration_us > duration_most_us) return unread("has no end, or one that is too far away");
    out.attendees = attendees_of(event);
    if (has(event, ICAL_RRULE_PROPERTY) || has(event, ICAL_RDATE_PROPERTY)) repeat(event, start, out);
    if (out.uid.empty()) out.uid = fmt::format("{}/{}", out.summary, out.start_wall_us);
    if (has(event, ICAL_RECURRENCEID_PROPERTY))
      out.uid += fmt::format("/{}", wall_of(icalcomponent_get_recurrenceid(event)) / us_per_second);
    file_.events.push_back(std::move(out));
  }

  /// By the clocks on the wall where begin and end name the same zone, else between the instants.
  static std::int64_t duration_of(icalcomponent* event, const icaltimetype& start) {
    auto* ends = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    if (!ends) {
      auto* lasts = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
      if (!lasts) return start.is_date ? us_per_day : 0;
      return icaldurationtype_as_int(icalproperty_get_duration(lasts)) * us_per_second;
    }
    auto* begins = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    const icaltimetype end = icalcomponent_get_dtend(event);
    if (!is_known(end)) return 0;
    if (zone_of(begins, start) == zone_of(ends, end)) return wall_of(end) - wall_of(start);
    // libical reckons with what is no date as well: such a difference may be too large for microseconds.
    const auto seconds = icaltime_as_timet_with_zone(end, end.zone) - icaltime_as_timet_with_zone(start, start.zone);
    return std::clamp<std::int64_t>(seconds, 0, duration_most_us / us_per_second + 1) * us_per_second;
  }

  void repeat(icalcomponent* event, const icaltimetype& start, CalendarEvent& out) {
    out.repeats = true;
    std::set<std::int64_t> except, besides;
    for (auto* p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY))
      except.insert(wall_of(icalproperty_get_exdate(p)));
    for (auto* p = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY))
      if (const auto date = icalproperty_get_rdate(p); is_known(date.time)) besides.insert(wall_of(date.time));
    Walls moved;
    if (const auto found = moved_.find(out.uid); found != moved_.end() && !has(event, ICAL_RECURRENCEID_PROPERTY)) moved = found->second;
    auto* property = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    icalrecurrencetype rule{};
    if (property) rule = icalproperty_get_rrule(property);
    const bool one_rule = property && !icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY);
    if (is_known(rule.until)) {
      out.until_us = wall_of(rule.until) + (rule.until.is_date ? us_per_day - 1 : 0);
      out.until_is_wall = !icaltime_is_utc(rule.until);
    }
    if (one_rule && except.empty() && besides.empty() && !moved) say_plainly(rule, out);
    // These point into the file, which is gone when the rule is walked.
    rule.until = icaltime_null_time();
    rule.rscale = nullptr;
    out.walk = [rule, has_rule = property != nullptr, start, except, besides, moved,
                left = steps_left_](const std::function<bool(std::int64_t)>& visit) {
      walk(
          rule, has_rule, start, [&](std::int64_t wall) { return except.contains(wall) || (moved && moved->contains(wall)); }, besides,
          *left, visit);
    };
  }

  static void walk(icalrecurrencetype rule, bool has_rule, icaltimetype start, const std::function<bool(std::int64_t)>& is_except,
                   std::set<std::int64_t> besides, int& left, const std::function<bool(std::int64_t)>& visit) {
    besides.insert(wall_of(start));
    const bool slow = rule.freq == ICAL_DAILY_RECURRENCE || rule.freq == ICAL_WEEKLY_RECURRENCE || rule.freq == ICAL_MONTHLY_RECURRENCE ||
                      rule.freq == ICAL_YEARLY_RECURRENCE;
    start.zone = nullptr;
    const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(has_rule && slow ? icalrecur_iterator_new(rule, start) : nullptr);
    std::int64_t last = INT64_MIN;
    const auto give = [&](std::int64_t wall) {
      if (wall == last || is_except(wall)) return true;
      last = wall;
      return visit(wall);
    };
    for (int steps = 0; iterator && steps < steps_most && left > 0; ++steps, --left) {
      const icaltimetype next = icalrecur_iterator_next(iterator.get());
      if (!is_known(next)) {
        if (rule.count == 0) left -= search_steps;  // it was looked for until the library's last year
        break;
      }
      const std::int64_t wall = wall_of(next);
      for (; !besides.empty() && *besides.begin() <= wall; besides.erase(besides.begin()))
        if (!give(*besides.begin())) return;
      if (!give(wall)) return;
    }
    for (const std::int64_t wall : besides)
      if (!give(wall)) return;
  }

  CalendarFile& file_;
  using Walls = std::shared_ptr<std::set<std::int64_t>>;
  std::map<std::string, Walls> moved_;  // by the event's UID, the begins that have an event of their own
  std::shared_ptr<int> steps_left_ = std::make_shared<int>(steps_of_file_most);
  std::size_t events_ = 0;
};

}  // namespace

Result<CalendarFile> read_calendar(std::string_view text) {
  const auto unreadable = [](const char* why) { return invalid("roster_file.unreadable", why); };
  if (text.find('\0') != std::string_view::npos || !is_valid_utf8(text)) return unreadable("The file is not text in UTF-8.");
  icalerror_set_errors_are_fatal(0);
  const std::string terminated(text);
  const std::unique_ptr<icalcomponent, FreeComponent> root(icalparser_parse_string(terminated.c_str()));
  if (!root) return unreadable("This is no iCalendar file: it must begin with BEGIN:VCALENDAR.");
  CalendarFile file;
  Reading reading(file);
  if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
    CHECK_OK(reading.calendar(root.get()));
  } else if (icalcomponent_isa(root.get()) == ICAL_XROOT_COMPONENT) {
    for (auto* one = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); one;
         one = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
      CHECK_OK(reading.calendar(one));
  } else {
    return unreadable("This is no iCalendar file: it must begin with BEGIN:VCALENDAR.");
  }
  return file;
}

}  // namespace evenkeel::rosters
