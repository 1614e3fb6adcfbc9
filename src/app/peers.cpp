#include "app/peers.hpp"

namespace evenkeel::app {
namespace {

constexpr std::size_t remembered_most = 10'000;

}  // namespace

Id Peers::behind(Id point, const std::function<Id()>& find) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = behind_.find(point); known != behind_.end()) return known->second;
  }
  const Id peer = find();
  const std::lock_guard lock(mutex_);
  if (behind_.size() >= remembered_most) behind_.clear();
  return behind_[point] = peer;
}

void Peers::rest(Id peer, std::int64_t us, store::HandOver::Outcome outcome) {
  const std::lock_guard lock(mutex_);
  if (rests_.size() >= remembered_most) rests_.clear();
  rests_[peer] = {world_.monotonic_us() + us, outcome};
}

std::optional<store::HandOver> Peers::resting(Id peer, const Words& words) {
  const std::lock_guard lock(mutex_);
  const auto found = rests_.find(peer);
  const auto now = world_.monotonic_us();
  if (found == rests_.end() || now >= found->second.until_us) return std::nullopt;
  if (found->second.outcome == store::HandOver::Outcome::retry) return store::HandOver{found->second.outcome, words.silent};
  return store::HandOver{found->second.outcome, words.asked, found->second.until_us - now};
}

}  // namespace evenkeel::app
