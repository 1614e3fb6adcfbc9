// A rule before it takes effect: what it would have done to the newest incidents at each of their changes, by the function that does it.
#pragma once
#include <string>
#include <vector>

#include "practice/agreement/preview.hpp"
#include "practice/automation/automation.hpp"

namespace evenkeel::automation {

constexpr std::int64_t preview_back_us = 30 * us_per_day;
constexpr std::size_t examples_most = 30;

struct DeedTally {
  std::string words;
  std::int64_t done = 0, left_out = 0;
};
struct Example {
  Id incident;
  std::string number;
  Time at;
  std::vector<std::string> did, left_out;
};
struct Preview {
  std::int64_t incidents = 0;  // looked at
  Time since;                  // the oldest of them was opened then
  std::int64_t matched = 0;    // incidents with a change that it would have matched
  std::int64_t changes = 0;    // those changes
  std::vector<DeedTally> deeds;
  std::vector<Example> examples;  // newest first, at most `examples_most`
};

/// Of the newest 1,000 incidents that the sample has, those opened in the last 30 days. Each change is taken as it was, with all that other
/// rules did; what conditions reach in the catalogue is as it is now.
Preview preview_of(const agreement::Sample& sample, const Rule& draft, Time now);

}  // namespace evenkeel::automation
