// Which incident an alert belongs to. One fault is one incident: its alerts begin close to each other in time, and in places of the service
// map that stand on something in common. Pure functions; times are those at which alerts began, since that is when the fault did.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "practice/alert/event.hpp"
#include "practice/service/catalogue.hpp"

namespace evenkeel::alert {

// ---- the map ---------------------------------------------------------------------------------------------------------

/// What stands on what. A place is a service with all of its configuration items, or an item of no service.
class ServiceMap {
 public:
  /// One place needs the other: it depends on it, runs on it, or has it as a part.
  struct Need {
    Id place, on;
  };
  ServiceMap() = default;
  ServiceMap(std::span<const Need> needs, std::unordered_map<Id, std::string> names);
  /// The place itself and what it stands on, the nearest first, reach_most steps far.
  std::vector<Id> stands_on(Id place) const;
  /// Something stands on it, or it on something.
  bool knows(Id place) const { return around_.contains(place); }
  std::string name_of(Id place) const;

  /// A fault that shows further away than that is not told from another one by the map.
  static constexpr int reach_most = 3;

 private:
  std::unordered_map<Id, std::vector<Id>> on_;
  std::set<Id> around_;
  std::unordered_map<Id, std::string> names_;
};

// ---- alerts and groups -----------------------------------------------------------------------------------------------

/// Where an alert happens: a place of the map, or (id none) a host or pod of which the catalogue knows nothing.
struct Place {
  Place(Id place, std::string said) : id(place), name(std::move(said)), key(id ? to_string(id) : "=" + name) {}
  Id id;
  std::string name;
  std::string key;  // among the places of a group
};

/// An alert that needs an incident.
struct Candidate {
  const Alert& alert;
  const service::AlertSource& source;
  std::string basis;          // see basis_of
  std::string condition;      // see condition_of
  std::vector<Place> places;  // the service first
  Time began;
};

/// What is remembered of the alerts of an incident, to tell what else belongs to it.
struct Shape {
  struct Hit {
    Time first, last;
    std::int64_t alerts = 0;
    std::string name;
  };
  std::map<std::string, Hit> places;
  std::vector<Id> causes;            // places on which all that were hit stand, the nearest to the last first; empty: none is known
  std::set<std::string> conditions;  // that began in it
  std::map<std::int64_t, std::int64_t> pace;  // alerts by five seconds
  std::map<std::string, Time> again;          // conditions that began in it once more, lately
  bool over = false;                          // a second wave came: it takes nothing new
};
std::string shape_text(const Shape& shape);
/// Of what shape_text wrote; anything else is an empty shape.
Shape read_shape(std::string_view text);

/// An open incident that alerts made.
struct OpenGroup {
  Id incident, source, service;
  std::string basis;  // of its first alert
  Time opened_at, joined_at;
  std::int64_t alerts = 0;
  Shape shape;
};

/// Into which incident an alert goes; none: into a new one. `why` is for people.
struct Joining {
  Id incident;
  std::string why;
  Id over;     // of this incident it is a second wave
  Time since;  // then the wave began: what joined `over` and began since belongs to it
};
using Grouping = std::function<Joining(const Candidate& candidate, std::span<const OpenGroup> groups, const ServiceMap& map)>;

/// "service:17", or without a service "alert:HighLatency".
std::string basis_of(const Alert& alert, const Texts& labels);
/// Equal for alerts that say the same of the same: source, name and labels, without those that only count or tell occurrences apart
/// (numbers, times, UUIDs).
std::string condition_of(const Alert& alert, const Texts& labels);
/// When it began: as its sender says, but not in the future.
Time began_at(const Alert& alert);

/// The nearest open incident: of the same service within the source's window, or within near_us of a place that both share or stand on, or
/// in the midst of a storm when the map knows nothing of it. What begins again in a wave after an incident had calmed down is another
/// fault.
Joining join_by_map(const Candidate& candidate, std::span<const OpenGroup> groups, const ServiceMap& map);
/// The group with the alert in it.
void take(OpenGroup& group, const Candidate& candidate, const ServiceMap& map);

/// Both are one fault: `into` remembers what was told of the other.
void absorb(OpenGroup& into, const OpenGroup& other);

/// The place that explains most of what was hit and was hit itself, the first of equals; `name` empty: nothing was hit.
struct Root {
  Id place;
  std::string name, why;
};
Root probable_root(const Shape& shape, const ServiceMap& map);

/// Beyond it alerts of different services are not of one fault: what spreads does so within minutes.
constexpr std::int64_t near_us = 10 * us_per_minute;
/// Younger incidents still show the same fault in more places, and the same alert from more senders.
constexpr std::int64_t settled_us = 5 * us_per_minute;
/// Until then what begins again may be the same fault on its way: nothing of it is a burst.
constexpr std::int64_t spread_us = 2 * us_per_minute;
/// So many conditions that begin again within a minute are a wave; fewer flap.
constexpr std::size_t wave_least = 3;
/// So many within five seconds are a burst, in which also a younger incident's second wave begins.
constexpr std::size_t burst_least = 5;
/// And so many times more alerts than before: until then it had calmed down.
constexpr std::int64_t wave_rise = 2;
/// So many alerts of one source in two minutes are a storm.
constexpr std::int64_t storm_least = 10;

}  // namespace evenkeel::alert
