#include "practice/alert/rehearsal_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <map>

#include "practice/alert/matchers.hpp"

namespace evenkeel::alert {
namespace {

constexpr std::size_t groups_open_most = 200;  // as many as a source may have

constexpr Time for_good{INT64_MAX};

}  // namespace

std::vector<Occurrence> occurrences_of(const Alert& alert, std::span<const Happened_at> history, Time since) {
  std::vector<Occurrence> all{{&alert, alert.first_seen_at, {}}};
  for (const Happened_at& one : history) {
    if (one.what == Happening::fired_again) all.push_back({&alert, one.at, {}});
    else if ((one.what == Happening::resolved || one.what == Happening::expired) && !all.back().ended) all.back().ended = one.at;
  }
  std::erase_if(all, [&](const Occurrence& one) { return one.began < since; });
  return all;
}

Rehearsal rehearse(const service::AlertSource& source, std::span<const Occurrence> occurrences, const PlacesOf& places,
                   const ServiceMap& map) {
  Rehearsal out;
  std::vector<OpenGroup> open;
  std::map<Id, Time> until;  // of each of them: so long one of its alerts fires
  for (const Occurrence& one : occurrences) {
    ++out.occurrences;
    if (!source.opens || one.alert->severity > source.least) {
      ++out.too_light;
      continue;
    }
    if (one.ended && one.ended - one.began < source.wait_s * us_per_second) {
      ++out.ended_while_waiting;
      continue;
    }
    std::erase_if(open, [&](const OpenGroup& g) { return until.at(g.incident) < one.began; });
    const Texts labels = read_texts(one.alert->labels.text);
    const Candidate candidate{
        *one.alert, source, basis_of(*one.alert, labels), condition_of(*one.alert, labels), places(*one.alert, labels), one.began};
    const Joining joining = join_by_map(candidate, open, map);
    for (OpenGroup& g : open)
      if (g.incident == joining.over) g.shape.over = true;
    auto to = std::ranges::find(open, joining.incident, &OpenGroup::incident);
    if (to == open.end() && open.size() >= groups_open_most) --to;
    if (to == open.end()) {
      const Id incident{++out.incidents};
      to = open.insert(to, {incident, source.id, one.alert->service, candidate.basis, one.began, one.began, 0, {}});
    }
    Time& end = until[to->incident];
    end = std::max(end, one.ended ? one.ended : for_good);
    take(*to, candidate, map);
  }
  return out;
}

}  // namespace evenkeel::alert
