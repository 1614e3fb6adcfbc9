#include "store/lines.hpp"

namespace evenkeel::store {

bool Lines::full(Id peer, Hurry hurry) const {
  const auto found = peers_.find(peer);
  const std::size_t held = found == peers_.end() ? 0 : found->second;
  const bool urgent = hurry == Hurry::urgent;
  const std::size_t reserved = (urgent ? 0 : places_for_urgent) + (held > 0 ? places_for_others : 0);
  return held >= places_of_peer - (urgent ? 0 : places_of_peer_for_urgent) || taken_ + reserved >= places_most;
}

bool Lines::take(const Place& place) {
  const std::tuple recipient(place.peer, place.recipient, place.hurry);
  if (full(place.peer, place.hurry) || !recipients_.insert(recipient).second) return false;
  ++peers_[place.peer];
  ++taken_;
  return true;
}

void Lines::give_back(const Place& place) {
  recipients_.erase({place.peer, place.recipient, place.hurry});
  const auto found = peers_.find(place.peer);
  if (--found->second == 0) peers_.erase(found);
  --taken_;
}

}  // namespace evenkeel::store
