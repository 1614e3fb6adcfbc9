#include "practice/contact/reach_rules.hpp"

#include <algorithm>
#include <charconv>

#include "base/zone.hpp"

namespace evenkeel::contact {
namespace {

constexpr std::int64_t day_minutes = 24 * 60;
constexpr std::string_view urgent_kinds[] = {"incident.escalation", "incident.escalated", "incident.help_wanted"};

bool usable(const Rung& rung, const Reachable& who) {
  return rung.point ? std::ranges::find(who.points, rung.point) != who.points.end() : who.mail;
}

std::vector<Rung> said(const std::vector<std::string>& texts, const Reachable& who) {
  std::vector<Rung> rungs;
  for (const std::string& text : texts)
    if (const auto rung = read_rung(text); rung && usable(*rung, who)) rungs.push_back(*rung);
  std::ranges::stable_sort(rungs, {}, &Rung::after_minutes);
  return rungs;
}

/// Where the person said nothing: mail at once; an urgent one climbs all points besides.
std::vector<Rung> usual(const Reachable& who, Urgency urgency) {
  std::vector<Rung> rungs;
  if (who.mail) rungs.push_back({});
  if (urgency == Urgency::normal && who.mail) return rungs;
  std::int64_t after = 0;
  for (const Id point : who.points) {
    rungs.push_back({point, after});
    if (urgency == Urgency::normal) break;
    after += default_step_minutes;
  }
  return rungs;
}

/// The next instant at which the clocks of the zone show this time of day, later than `from` (or now, when they show it now).
Time next_at(std::string_view zone, Time from, std::int64_t minutes) {
  const std::int64_t wall = wall_us(zone, from);
  const std::int64_t midnight = wall - wall % us_per_day;
  for (std::int64_t day = 0;; ++day) {
    const Time t = instant_of_wall(zone, midnight + day * us_per_day + minutes * us_per_minute, Twice::first);
    if (t >= from || day > 1) return t;
  }
}

/// When a quiet time that holds at `now` ends; none when it does not hold.
Time quiet_until(const ContactRules& rules, std::string_view zone, Time now) {
  const auto from = read_minutes(rules.quiet_from), until = read_minutes(rules.quiet_until);
  if (!from || !until || *from == *until) return {};
  const std::int64_t minute = wall_us(zone, now) / us_per_minute % day_minutes;
  const bool quiet = *from < *until ? minute >= *from && minute < *until : minute >= *from || minute < *until;
  return quiet ? next_at(zone, now, *until) : Time{};
}

Time next_digest(const ContactRules& rules, std::string_view zone, Time now) {
  Time next;
  for (const std::string& text : rules.digest_at)
    if (const auto minutes = read_minutes(text)) {
      const Time at = next_at(zone, now, *minutes);
      if (!next || at < next) next = at;
    }
  return next;
}

}  // namespace

Urgency urgency_of(std::string_view message_kind) {
  return std::ranges::find(urgent_kinds, message_kind) != std::end(urgent_kinds) ? Urgency::urgent : Urgency::normal;
}

std::optional<Rung> read_rung(std::string_view text) {
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  Rung rung;
  if (text.substr(0, blank) != "mail") {
    const auto id = parse_id(text.substr(0, blank));
    if (!id || !*id) return std::nullopt;
    rung.point = *id;
  }
  const char* end = text.data() + text.size();
  const auto [at, ec] = std::from_chars(text.data() + blank + 1, end, rung.after_minutes);
  if (ec != std::errc() || at != end || rung.after_minutes < 0 || rung.after_minutes > after_minutes_most) return std::nullopt;
  return rung;
}

std::string write_rung(const Rung& rung) {
  return (rung.point ? to_string(rung.point) : "mail") + " " + std::to_string(rung.after_minutes);
}

std::optional<std::int64_t> read_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  std::int64_t hour = 0, minute = 0;
  const char* t = text.data();
  const auto h = std::from_chars(t, t + 2, hour), m = std::from_chars(t + 3, t + 5, minute);
  if (h.ptr != t + 2 || m.ptr != t + 5 || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::vector<Planned> plan(const ContactRules& rules, const Reachable& who, Urgency urgency, Time now) {
  auto rungs = said(urgency == Urgency::urgent ? rules.urgent : rules.normal, who);
  if (rungs.empty()) rungs = usual(who, urgency);
  Time base = now, held;
  const bool waits = urgency == Urgency::normal || rules.quiet_urgent;
  if (const Time end = waits ? quiet_until(rules, who.zone, now) : Time{}) base = held = end;
  if (const Time digest = urgency == Urgency::normal ? next_digest(rules, who.zone, base) : Time{}) base = held = digest;
  std::vector<Planned> all;
  for (const Rung& rung : rungs) {
    const std::int64_t later = rung.after_minutes * us_per_minute;
    all.push_back({rung.point, base + later, held ? held + later : Time{}});
  }
  return all;
}

}  // namespace evenkeel::contact
