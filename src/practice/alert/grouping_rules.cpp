#include "practice/alert/grouping_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/alert/matchers.hpp"

namespace evenkeel::alert {
namespace {

constexpr std::size_t reached_most = 500;     // places under one: more is a map in which everything stands on everything
constexpr std::size_t places_most = 100;      // remembered of one incident; a fault in more of them is everywhere
constexpr std::size_t conditions_most = 500;  // the same
constexpr std::size_t condition_bytes = 6;    // of a digest, within one incident
constexpr std::size_t basis_points = 150;
constexpr std::int64_t pace_us = 5 * us_per_second;
constexpr std::int64_t minute_paces = us_per_minute / pace_us, storm_paces = 2 * minute_paces, pace_kept = 3 * minute_paces;

/// How sure it is that the alert belongs there, the surest last.
enum class Tie { none, storm, cause, place, service };

struct Fit {
  Tie tie = Tie::none;
  std::int64_t apart_us = 0;
  std::string why;
};

std::int64_t apart(Time a, Time b) { return a < b ? b - a : a - b; }
std::int64_t apart(Time at, const OpenGroup& g) { return at < g.opened_at ? g.opened_at - at : at > g.joined_at ? at - g.joined_at : 0; }

std::string ago(std::int64_t us) {
  return us < 2 * us_per_minute ? fmt::format("{} s", us / us_per_second) : fmt::format("{} min", us / us_per_minute);
}

std::int64_t alerts_in(const Shape& shape, std::int64_t from_pace, std::int64_t until_pace) {
  std::int64_t n = 0;
  for (auto at = shape.pace.lower_bound(from_pace); at != shape.pace.end() && at->first < until_pace; ++at) n += at->second;
  return n;
}

/// What was hit last among the places that stand on it.
const Shape::Hit* hit_above(const Shape& shape, Id cause, const ServiceMap& map) {
  const Shape::Hit* latest = nullptr;
  for (const auto& [key, hit] : shape.places) {
    const auto id = parse_id(key);
    if (!id || (latest && hit.last <= latest->last)) continue;
    const auto under = map.stands_on(*id);
    if (std::ranges::find(under, cause) != under.end()) latest = &hit;
  }
  return latest;
}

Fit by_service(const Candidate& c, const OpenGroup& g) {
  const std::int64_t window_us = c.source.window_min * us_per_minute;
  if (c.alert.service) {
    const bool first = !c.places.empty() && c.places.front().id == c.alert.service;
    const auto hit = first ? g.shape.places.find(c.places.front().key) : g.shape.places.end();
    const bool is_its = g.service == c.alert.service && apart(c.began, g) <= window_us;
    if (hit == g.shape.places.end() && !is_its) return {};
    const std::int64_t us = hit != g.shape.places.end() ? apart(c.began, hit->second.last) : apart(c.began, g);
    if (us > window_us) return {};
    return {Tie::service, us, fmt::format("same service, {} apart", ago(us))};
  }
  // A name alone says less than a place.
  if (std::ranges::any_of(c.places, [](const Place& p) { return static_cast<bool>(p.id); })) return {};
  if (g.source != c.source.id || g.basis != c.basis || apart(c.began, g) > window_us) return {};
  return {Tie::service, apart(c.began, g), fmt::format("same source and name, {} apart", ago(apart(c.began, g)))};
}

Fit by_place(const Candidate& c, const OpenGroup& g) {
  Fit best;
  for (const Place& place : c.places) {
    const auto hit = g.shape.places.find(place.key);
    const auto us = hit == g.shape.places.end() ? near_us + 1 : apart(c.began, hit->second.last);
    if (us > near_us || (best.tie != Tie::none && us >= best.apart_us)) continue;
    best = {Tie::place, us, fmt::format("both in '{}', {} apart", place.name, ago(us))};
  }
  return best;
}

Fit by_cause(const Candidate& c, const OpenGroup& g, const ServiceMap& map) {
  for (const Place& place : c.places) {
    if (!place.id) continue;
    for (const Id cause : map.stands_on(place.id)) {
      if (std::ranges::find(g.shape.causes, cause) == g.shape.causes.end()) continue;
      const auto* other = hit_above(g.shape, cause, map);
      if (!other) continue;
      const std::string what = map.name_of(cause), time = ago(apart(c.began, other->last));
      if (cause == place.id) return {Tie::cause, apart(c.began, g), fmt::format("'{}' depends on '{}', {} apart", other->name, what, time)};
      if (what == other->name)
        return {Tie::cause, apart(c.began, g), fmt::format("'{}' depends on '{}', {} apart", place.name, what, time)};
      return {Tie::cause, apart(c.began, g), fmt::format("'{}' and '{}' depend on '{}', {} apart", place.name, other->name, what, time)};
    }
  }
  return {};
}

std::int64_t alerts_around(Time at, const Shape& shape) {
  const auto pace = at.us / pace_us;
  return alerts_in(shape, pace - storm_paces, pace + storm_paces);
}

/// The map knows nothing of where it lies.
bool is_adrift(const Candidate& c, const ServiceMap& map) {
  return std::ranges::none_of(c.places, [&](const Place& p) { return p.id && map.knows(p.id); });
}
bool is_adrift(const OpenGroup& g, const ServiceMap& map) {
  return !g.service && std::ranges::none_of(g.shape.places, [&](const auto& place) {
    const auto id = parse_id(place.first);
    return id && map.knows(*id);
  });
}

/// What came around then from the source of an alert that is adrift, into incidents that are adrift, too: a source that goes through its
/// names floods as much as one that repeats a few.
std::int64_t adrift_around(const Candidate& c, std::span<const OpenGroup> groups, const ServiceMap& map) {
  std::int64_t n = 0;
  if (!is_adrift(c, map)) return n;
  for (const OpenGroup& g : groups)
    if (g.source == c.source.id && is_adrift(g, map)) n += alerts_around(c.began, g.shape);
  return n;
}

/// Of what the map knows nothing it cannot be said that it lies elsewhere.
Fit by_storm(const Candidate& c, const OpenGroup& g, const ServiceMap& map, std::int64_t adrift) {
  if (g.source != c.source.id || !is_adrift(c, map)) return {};
  const auto recent = is_adrift(g, map) ? adrift : alerts_around(c.began, g.shape);
  if (recent < storm_least) return {};
  return {Tie::storm, apart(c.began, g), fmt::format("in the midst of a storm of its source: {} alerts in two minutes", recent)};
}

Fit fit(const Candidate& c, const OpenGroup& g, const ServiceMap& map, std::int64_t adrift) {
  if (auto found = by_service(c, g); found.tie != Tie::none) return found;
  if (auto found = by_place(c, g); found.tie != Tie::none) return found;
  if (apart(c.began, g) > near_us) return {};
  if (auto found = by_cause(c, g, map); found.tie != Tie::none) return found;
  return by_storm(c, g, map, adrift);
}

/// So many conditions of the incident begin again within that time, the alert's among them.
std::size_t again_within(const Candidate& c, const OpenGroup& g, std::int64_t us) {
  return 1 + static_cast<std::size_t>(std::ranges::count_if(
                 g.shape.again, [&](const auto& one) { return one.first != c.condition && apart(c.began, one.second) <= us; }));
}

/// Twice as many alerts in a minute as in one of the two before: it had calmed down.
bool rises(const Candidate& c, const OpenGroup& g) {
  const auto end = c.began.us / pace_us + 1;
  const auto minute = alerts_in(g.shape, end - minute_paces, end) + 1;
  return 2 * minute >= wave_rise * alerts_in(g.shape, end - 3 * minute_paces, end - minute_paces);
}

/// Twice as many in five seconds as in any five of the minute before. It is the most of them that counts, not their mean: what looks every
/// half minute tells in beats.
bool bursts(const Candidate& c, const OpenGroup& g) {
  const auto now = c.began.us / pace_us;
  std::int64_t most = 0;
  for (auto pace = now - minute_paces; pace < now; ++pace) most = std::max(most, alerts_in(g.shape, pace, pace + 1));
  return alerts_in(g.shape, now, now + 1) + 1 >= wave_rise * most;
}

/// Why enough of the incident has begun once more with this alert to be another fault; empty: it has not.
std::string second_wave(const Candidate& c, const OpenGroup& g) {
  const auto age = c.began - g.opened_at;
  if (age < spread_us || !g.shape.conditions.contains(c.condition)) return {};
  if (const auto again = again_within(c, g, us_per_minute); age >= settled_us && again >= wave_least && rises(c, g))
    return fmt::format("a second wave: {} alerts of an open incident that had calmed down begin again within a minute", again);
  if (const auto again = again_within(c, g, pace_us); again >= burst_least && bursts(c, g))
    return fmt::format("a second wave: {} alerts of an open incident begin again within five seconds, in a burst", again);
  return {};
}

/// A number, a time, a UUID: it counts or names one occurrence. Names of hosts and pods have other letters.
bool tells_occurrences_apart(std::string_view value) {
  constexpr std::size_t uuid_length = 36;
  if (value.empty()) return false;
  const auto only = [&](std::string_view letters) { return value.find_first_not_of(letters) == std::string_view::npos; };
  return only("0123456789.+-:TZ") || (value.size() == uuid_length && only("0123456789abcdefABCDEF-"));
}

std::string_view alert_name(const Alert& alert, const Texts& labels) {
  const auto found = std::ranges::find(labels, "alertname", &Texts::value_type::first);
  return found == labels.end() || found->second.empty() ? std::string_view(alert.title) : std::string_view(found->second);
}

}  // namespace

ServiceMap::ServiceMap(std::span<const Need> needs, std::unordered_map<Id, std::string> names) : names_(std::move(names)) {
  for (const Need& need : needs) {
    if (need.place == need.on) continue;
    auto& on = on_[need.place];
    if (std::ranges::find(on, need.on) == on.end()) on.push_back(need.on);
    around_.insert({need.place, need.on});
  }
}

std::vector<Id> ServiceMap::stands_on(Id place) const {
  std::vector<Id> found{place};
  std::set<Id> seen{place};
  std::size_t begin = 0;
  for (int step = 0; step < reach_most; ++step)
    for (const std::size_t end = found.size(); begin < end; ++begin) {
      const auto on = on_.find(found[begin]);
      if (on == on_.end()) continue;
      for (const Id next : on->second)
        if (found.size() < reached_most && seen.insert(next).second) found.push_back(next);
    }
  return found;
}

std::string ServiceMap::name_of(Id place) const {
  const auto found = names_.find(place);
  return found == names_.end() ? to_string(place) : found->second;
}

std::string basis_of(const Alert& alert, const Texts& labels) {
  if (alert.service) return "service:" + to_string(alert.service);
  return "alert:" + std::string(utf8_prefix(alert_name(alert, labels), basis_points));
}

std::string condition_of(const Alert& alert, const Texts& labels) {
  std::string bytes = to_string(alert.source) + '\n' + std::string(alert_name(alert, labels));
  for (const auto& [name, value] : labels)
    if (!tells_occurrences_apart(value)) bytes += '\n' + name + '=' + value;
  return to_hex(std::string_view(sha256(bytes)).substr(0, condition_bytes));
}

Time began_at(const Alert& alert) { return alert.starts_at ? std::min(alert.starts_at, alert.changed_at) : alert.changed_at; }

Joining join_by_map(const Candidate& c, std::span<const OpenGroup> groups, const ServiceMap& map) {
  Fit best;
  const OpenGroup* nearest = nullptr;
  const OpenGroup* wave_of = nullptr;
  std::string wave_why;
  const auto adrift = adrift_around(c, groups, map);
  for (const OpenGroup& g : groups) {
    if (g.shape.over) continue;
    Fit found = fit(c, g, map, adrift);
    if (found.tie == Tie::none) continue;
    if (std::string wave = second_wave(c, g); !wave.empty()) {
      wave_of = &g;
      wave_why = std::move(wave);
      continue;
    }
    const bool nearer = found.tie != best.tie             ? found.tie > best.tie
                        : found.apart_us != best.apart_us ? found.apart_us < best.apart_us
                                                          : nearest && g.opened_at > nearest->opened_at;
    if (nearest && !nearer) continue;
    best = std::move(found);
    nearest = &g;
  }
  Joining joining{nearest ? nearest->incident : Id{}, best.why, wave_of ? wave_of->incident : Id{}, {c.began.us / pace_us * pace_us}};
  if (!nearest && wave_of) joining.why = std::move(wave_why);
  else if (!nearest)
    joining.why = c.alert.service ? "no open incident of this service or near it" : "no open incident of this source and name";
  return joining;
}

void absorb(OpenGroup& into, const OpenGroup& other) {
  into.opened_at = std::min(into.opened_at, other.opened_at);
  into.joined_at = std::max(into.joined_at, other.joined_at);
  into.alerts += other.alerts;
  Shape& s = into.shape;
  for (const auto& [key, more] : other.shape.places) {
    const auto [known, is_new] = s.places.try_emplace(key, more);
    if (is_new) continue;
    auto& hit = known->second;
    hit = {std::min(hit.first, more.first), std::max(hit.last, more.last), hit.alerts + more.alerts, hit.name};
  }
  if (s.causes.empty()) s.causes = other.shape.causes;
  else if (!other.shape.causes.empty())
    std::erase_if(s.causes, [&](Id one) { return std::ranges::find(other.shape.causes, one) == other.shape.causes.end(); });
  s.conditions.insert(other.shape.conditions.begin(), other.shape.conditions.end());
  for (const auto& [condition, at] : other.shape.again) s.again[condition] = std::max(s.again[condition], at);
  for (const auto& [at, alerts] : other.shape.pace) s.pace[at] += alerts;
}

void take(OpenGroup& g, const Candidate& c, const ServiceMap& map) {
  g.opened_at = std::min(g.opened_at, c.began);
  g.joined_at = std::max(g.joined_at, c.began);
  ++g.alerts;
  Shape& s = g.shape;
  std::vector<Id> causes;
  for (const Place& place : c.places) {
    const auto known = s.places.find(place.key);
    if (known == s.places.end() && s.places.size() >= places_most) continue;
    auto& hit = s.places[place.key];
    hit.first = hit.alerts == 0 ? c.began : std::min(hit.first, c.began);
    hit.last = std::max(hit.last, c.began);
    hit.name = place.name;
    ++hit.alerts;
    if (!place.id) continue;
    for (const Id one : map.stands_on(place.id))
      if (std::ranges::find(causes, one) == causes.end()) causes.push_back(one);
  }
  if (!causes.empty()) {
    std::vector<Id> common;
    for (const Id one : causes)
      if (s.causes.empty() || std::ranges::find(s.causes, one) != s.causes.end()) common.push_back(one);
    // What joined for another reason explains nothing, and takes no explanation away.
    if (!common.empty()) s.causes = std::move(common);
  }
  if (s.conditions.contains(c.condition)) s.again[c.condition] = c.began;
  else if (s.conditions.size() < conditions_most) s.conditions.insert(c.condition);
  std::erase_if(s.again, [&](const auto& one) { return apart(g.joined_at, one.second) > us_per_minute; });
  ++s.pace[c.began.us / pace_us];
  s.pace.erase(s.pace.begin(), s.pace.lower_bound(g.joined_at.us / pace_us - pace_kept));
}

Root probable_root(const Shape& shape, const ServiceMap& map) {
  const Shape::Hit* best = nullptr;
  Root root;
  std::size_t most = 0;
  for (const auto& [key, hit] : shape.places) {
    const auto id = parse_id(key);
    std::size_t explains = 0;
    for (const auto& [other, unused] : shape.places) {
      const auto above = parse_id(other);
      if (!id || !above || other == key) continue;
      const auto under = map.stands_on(*above);
      if (std::ranges::find(under, *id) != under.end()) ++explains;
    }
    if (best && (explains < most || (explains == most && hit.first >= best->first))) continue;
    best = &hit;
    most = explains;
    root.place = id.value_or(Id{});
    root.name = hit.name;
  }
  if (best)
    root.why =
        most == 0 ? "it was hit first" : fmt::format("{} of {} other places that were hit depend on it", most, shape.places.size() - 1);
  return root;
}

}  // namespace evenkeel::alert
