#include "practice/people/throttle.hpp"

#include <algorithm>
#include <vector>

namespace evenkeel::people {

bool Throttle::take(std::string_view key, int most, std::int64_t now_us) {
  std::lock_guard lock(mutex_);
  auto found = tries_.find(std::string(key));
  if (found == tries_.end()) {
    if (tries_.size() >= keys_most_) make_room(now_us);
    found = tries_.emplace(key, Tries{0, now_us}).first;
  }
  Tries& tries = found->second;
  if (now_us - tries.since_us >= window_us) tries = {0, now_us};
  if (tries.count >= most) return false;
  ++tries.count;
  return true;
}

void Throttle::give_back(std::string_view key) {
  std::lock_guard lock(mutex_);
  const auto found = tries_.find(std::string(key));
  if (found != tries_.end() && --found->second.count <= 0) tries_.erase(found);
}

std::int64_t Throttle::wait_s(std::string_view key, int most, std::int64_t now_us) {
  std::lock_guard lock(mutex_);
  const auto found = tries_.find(std::string(key));
  if (found == tries_.end() || found->second.count < most) return 0;
  const std::int64_t left_us = found->second.since_us + window_us - now_us;
  return left_us <= 0 ? 0 : (left_us + us_per_second - 1) / us_per_second;
}

std::size_t Throttle::size() {
  std::lock_guard lock(mutex_);
  return tries_.size();
}

void Throttle::make_room(std::int64_t now_us) {
  std::erase_if(tries_, [&](const auto& entry) { return now_us - entry.second.since_us >= window_us; });
  if (tries_.size() < keys_most_) return;
  // All are of this quarter of an hour: those with the fewest failures go first, so that filling the table up with new names
  // does not free a key that is being guessed.
  std::vector<int> counts;
  for (const auto& entry : tries_) counts.push_back(entry.second.count);
  const auto quarter = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 4);
  std::ranges::nth_element(counts, quarter);
  std::size_t room = counts.size() / 4 + 1;
  std::erase_if(tries_, [&, limit = *quarter](const auto& entry) { return room > 0 && entry.second.count <= limit && room--; });
}

}  // namespace evenkeel::people
