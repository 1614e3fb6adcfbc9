// What a source would have made of the alerts that came: the rules of opening and grouping over their history. Pure.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "practice/alert/grouping_rules.hpp"

namespace evenkeel::alert {

/// An alert from a beginning to its end.
struct Occurrence {
  const Alert* alert = nullptr;
  Time began, ended;  // ended none: it fires
};
/// What happened to an alert, in order: the occurrences that began after `since`.
struct Happened_at {
  Time at;
  Happening what;
};
std::vector<Occurrence> occurrences_of(const Alert& alert, std::span<const Happened_at> history, Time since);

struct Rehearsal {
  std::int64_t occurrences = 0, too_light = 0, ended_while_waiting = 0, incidents = 0;
};
using PlacesOf = std::function<std::vector<Place>(const Alert& alert, const Texts& labels)>;
/// As if each incident were resolved when its last alert ended, there were no silence, maintenance or second look, and nothing went with
/// other sources' alerts. `alert.service` is as the source would have it. The occurrences are in the order of their beginnings.
Rehearsal rehearse(const service::AlertSource& source, std::span<const Occurrence> occurrences, const PlacesOf& places,
                   const ServiceMap& map);

}  // namespace evenkeel::alert
