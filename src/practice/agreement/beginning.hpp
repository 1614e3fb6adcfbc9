// How a clock begins: from when it counts, and what befell it before it was there. And the whole course again from the change log alone,
// under any words: what a preview shows, and what proves that a clock is what the log says.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "practice/agreement/book.hpp"
#include "practice/agreement/history.hpp"
#include "practice/incident/incident.hpp"

namespace evenkeel::agreement {

struct Beginning {
  const Offer& offer;
  const Target& target;
  const incident::Incident* before;  // null: it is a new one
  const incident::Incident& after;
  Look seen;                                         // of `after`, at the instant of the change
  std::function<std::span<const Moment>()> history;  // what was before `after`; asked for only by what begins late
  const condition::Lookup& lookup;
};
/// From its begin, which may lie behind, with the pauses that lay between. `cycle_before` is the course of the same target before the
/// incident was opened again; null for none.
Course course_so_far(const Beginning& beginning, const Course* cycle_before);

struct Replayed {
  std::int64_t cycle = 1;
  Course course;
};
/// The courses of one target over the life of an incident, as if the words had always been these. Records that conditions reach are
/// those that `lookup` finds now.
std::vector<Replayed> replay(const Offer& offer, const Target& target, std::span<const Moment> life, const condition::Lookup& lookup);

}  // namespace evenkeel::agreement
