// What a calendar program was told of shifts, and what it must be told now: an event keeps its identity while a shift moves, its
// sequence number goes up with each change, and one that is gone is told as cancelled for as long as it would have been shown.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "practice/roster/duty.hpp"

namespace evenkeel::roster {

/// A shift as an event of a calendar.
struct FeedShift {
  Id roster, person;
  Part part = Part::on_duty;
  std::string layer;  // empty: added by an override
  Time begins_at, ends_at;
  bool operator==(const FeedShift&) const = default;
};

struct Published {
  Id uid;
  FeedShift shift;
  std::int64_t sequence = 0;
  Time changed_at;
  bool cancelled = false;
  bool operator==(const Published&) const = default;
};

/// What is to be published, by begin; `before` in the same order. `new_uid` gives an identity to what was not told before; what ended
/// before `shown_from` is told no more. Nothing has changed when the result is what it was before, less what is told no more.
std::vector<Published> published_now(const std::vector<Published>& before, const std::vector<FeedShift>& shifts, Time shown_from, Time now,
                                     const std::function<Id()>& new_uid);

}  // namespace evenkeel::roster
