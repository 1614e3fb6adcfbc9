// An agreement before it takes effect: what it would have made of incidents that were, beside what was promised then; and which other
// agreements promise the same to the same incidents. Conditions cannot be compared in general, so both look at real incidents.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/agreement/clockwork.hpp"

namespace evenkeel::agreement {

/// Incidents looked at: the newest; some tenths of a second.
constexpr int preview_incidents = 1'000;

struct Tally {
  std::int64_t met = 0, breached = 0, open = 0, cancelled = 0;
};
/// One clock that would have come out otherwise than it did, or that there was none of. Verdicts as in answers: met, breached, open,
/// cancelled; empty: there was none.
struct Otherwise {
  Id incident;
  std::string number, target, draft, present;
};
struct TargetPreview {
  std::string target;
  Tally draft, present;
};
struct Preview {
  std::int64_t incidents = 0;
  Time since;  // the oldest of them was opened then
  std::vector<TargetPreview> targets;
  std::vector<Otherwise> otherwise;  // at most `examples_most`
  std::int64_t otherwise_left_out = 0;
};
constexpr std::size_t examples_most = 50;

/// Another agreement of the same kind promises the same target to the same incidents.
struct Overlap {
  Id agreement;
  std::string name, target;
  std::int64_t incidents = 0;
  std::vector<std::string> numbers;  // some of them
};
constexpr std::size_t overlap_examples_most = 5;

/// What the preview and the check look at: incidents that the reader may see, the newest first.
struct Sample {
  store::Connection& db;
  SnapshotPtr catalogue;
  std::vector<incident::Incident> incidents;
};
Sample newest_incidents(store::Connection& db, SnapshotPtr catalogue, const people::Principal& who, Time now);

/// Replays the change log of each under the draft. With an id of one that exists, beside it what its clocks say.
Preview preview_of(const Sample& sample, const Offer& draft, const calendar::WorkingHours& hours, Time now);
std::vector<Overlap> overlaps_of(const Sample& sample, const Offer& draft, const Offers& others);

}  // namespace evenkeel::agreement
