// A calendar whose events are shifts: who is on duty is the attendee, or stands in the summary. Events that repeat by the hour, day or
// week become layers beside one another, single ones overrides; a rule that no layer says is followed for a year, date by date.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "connect/rosters/calendar_events.hpp"
#include "connect/rosters/look.hpp"
#include "connect/rosters/repeated_shift.hpp"
#include "practice/roster/plan.hpp"

namespace evenkeel::rosters {
namespace {

constexpr std::int64_t ahead_days = 366;  // of rules that no layer says

/// What may be a name in a summary: all of it, and what stands around the usual words and marks.
std::vector<std::string> names_in(std::string_view summary) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    const std::string one(trim(name));
    if (!one.empty() && std::ranges::find(names, one) == names.end()) names.push_back(one);
  };
  add(summary);
  if (summary.starts_with('['))
    if (const auto end = summary.find(']'); end != std::string_view::npos) add(summary = trim(summary.substr(end + 1)));
  if (const auto colon = summary.rfind(": "); colon != std::string_view::npos) add(summary.substr(colon + 2));
  for (const std::string_view mark : {" - ", " \u2013 ", " | ", " ("})
    if (const auto at = summary.find(mark); at != std::string_view::npos) {
      add(summary.substr(0, at));
      const auto rest = summary.substr(at + mark.size());
      add(rest.substr(0, rest.find(')')));
    }
  const std::string low = lower_ascii(summary);
  for (const std::string_view words : {" is on call", " on call", " on-call", " oncall"})
    if (const auto at = low.find(words); at != std::string::npos && at > 0) add(summary.substr(0, at));
  return names;
}

/// The IANA zone in a name: programs put words of their own before it.
std::optional<std::string> known_zone(std::string_view name) {
  while (!name.empty()) {
    if (is_zone(name)) return std::string(name);
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) break;
    name.remove_prefix(slash + 1);
  }
  return std::nullopt;
}

class Placing {
 public:
  Placing(const CalendarFile& calendar, const Hints& hints, Time now) : calendar_(calendar), hints_(hints), now_(now) {}

  Result<SourceFile> result() {
    SourceRoster& roster = file_.rosters.emplace_back();
    roster.name = !hints_.name.empty() ? hints_.name : calendar_.name;
    if (roster.name.empty())
      return invalid("roster_file.name_needed", "The file has no name (X-WR-CALNAME): say how the roster is called.", "/name");
    roster.key = roster.name;
    roster.zone = !hints_.zone.empty() ? hints_.zone : known_zone(calendar_.zone).value_or("UTC");
    if (!is_zone(roster.zone)) return invalid("calendar.zone", fmt::format("There is no time zone \"{}\".", roster.zone), "/zone");
    roster.shifts_told = true;
    for (const auto& unread : calendar_.unread)
      roster.left_out.push_back({LeftOut::Part::shift, unread.uid, unread.summary, {"unreadable", "It " + unread.why + "."}});
    for (const CalendarEvent& event : calendar_.events) place(event, roster);
    return std::move(file_);
  }

 private:
  std::vector<std::string> people_of(const CalendarEvent& event) {
    std::vector<std::string> keys;
    for (const Attendee& one : event.attendees) {
      const std::string key = one.mail.empty() ? one.name : lower_ascii(one.mail);
      SourcePerson& person = file_.people[key];
      person.key = key;
      person.mail = lower_ascii(one.mail);
      if (person.names.empty() && !one.name.empty()) person.names = {one.name};
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
    if (!keys.empty() || event.summary.empty()) return keys;
    SourcePerson person{event.summary, {}, {}, names_in(event.summary)};
    for (const std::string& name : person.names)
      if (name.find('@') != std::string::npos && name.find(' ') == std::string::npos) person.mail = lower_ascii(name);
    file_.people.emplace(event.summary, std::move(person));
    return {event.summary};
  }

  void place(const CalendarEvent& event, SourceRoster& roster) {
    const auto leave_out = [&](Remark why) { roster.left_out.push_back({LeftOut::Part::shift, event.uid, event.summary, std::move(why)}); };
    const auto zone = event.zone.empty() ? std::optional(roster.zone) : known_zone(event.zone);
    if (!zone) return leave_out({"zone", fmt::format("There is no time zone \"{}\".", event.zone)});
    const auto people = people_of(event);
    if (people.empty()) return leave_out({"no_person", "It names nobody."});
    if (!event.repeats) return add(event, *zone, people, event.start_wall_us, roster);
    RepeatedShift shift;
    shift.id = event.uid;
    shift.name = event.summary.empty() ? people.front() : event.summary;
    shift.zone = *zone;
    shift.frequency = event.frequency;
    shift.interval = event.interval;
    shift.days = event.days;
    shift.week_start = event.week_start;
    shift.start_wall_us = event.start_wall_us;
    shift.duration_us = event.duration_us;
    shift.groups = {people};
    if (event.until_us) shift.until = event.until_is_wall ? instant_of_wall(*zone, *event.until_us, Twice::second) : Time{*event.until_us};
    if (!shift.is_single() && roster.layers.size() < roster::layers_most) {
      auto layer = layer_of(shift, roster.layers.empty() ? roster::Stacking::above : roster::Stacking::beside, now_);
      if (layer) return roster.layers.push_back(std::move(*layer));
      if (const Remark why = why_of(layer.error()); why.code == "over") return leave_out(why);
    }
    follow(event, *zone, people, roster);
  }

  void add(const CalendarEvent& event, const std::string& zone, const std::vector<std::string>& people, std::int64_t wall,
           SourceRoster& roster) {
    const Time from = instant_of_wall(zone, wall, Twice::first);
    // A length of whole days is one on the wall; of hours, it passes.
    const Time until =
        event.duration_us % us_per_day == 0 ? instant_of_wall(zone, wall + event.duration_us, Twice::first) : from + event.duration_us;
    for (const std::string& person : people) {
      SourceShift one;
      one.key = people.size() == 1 ? event.uid : fmt::format("{}/{}", event.uid, person);
      if (event.repeats) one.key += fmt::format("/{}", format_rfc3339(from));
      one.kind = roster::OverrideKind::add;
      one.from = from;
      one.until = until;
      one.person = person;
      roster.shifts.push_back(std::move(one));
    }
  }

  void follow(const CalendarEvent& event, const std::string& zone, const std::vector<std::string>& people, SourceRoster& roster) {
    const Time until = now_ + ahead_days * us_per_day;
    bool goes_on = false;
    std::size_t taken = 0;
    event.walk([&](std::int64_t wall) {
      const Time from = instant_of_wall(zone, wall, Twice::first);
      if (event.until_us && (event.until_is_wall ? wall : from.us) > *event.until_us) return false;
      goes_on = from >= until || roster.shifts.size() >= shifts_most;
      if (goes_on) return false;
      if (from + event.duration_us > now_) {
        add(event, zone, people, wall, roster);
        ++taken;
      }
      return true;
    });
    const auto tell = [&](std::string code, std::string text) {
      roster.left_out.push_back({LeftOut::Part::shift, event.uid, event.summary, {std::move(code), std::move(text)}});
    };
    if (goes_on)
      tell("followed",
           fmt::format("No layer says this rule: its {} shifts until {} are overrides. Bring the file in again for what comes after.",
                       taken, format_rfc3339(until).substr(0, 10)));
    else if (taken == 0) tell("over", "Nothing of it is still to come.");
  }

  const CalendarFile& calendar_;
  const Hints& hints_;
  const Time now_;
  SourceFile file_;
};

}  // namespace

Result<SourceFile> read_icalendar(std::string_view text, const Hints& hints, Time now) {
  TRY(const CalendarFile calendar, read_calendar(text));
  return Placing(calendar, hints, now).result();
}

}  // namespace evenkeel::rosters
