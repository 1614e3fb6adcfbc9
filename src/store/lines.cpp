#include "store/lines.hpp"

#include <algorithm>

namespace evenkeel::store {

bool Lines::full(Id peer, Hurry hurry) const {
  const auto found = peers_.find(peer);
  const Held held = found == peers_.end() ? Held{} : found->second;
  std::size_t reserved = held.all > 0 ? places_for_others : 0, of_peer = places_of_peer;
  if (hurry == Hurry::normal) {
    reserved += places_for_urgent - std::min(taken_.urgent, places_for_urgent - places_free_for_urgent);
    of_peer -= places_of_peer_for_urgent - std::min(held.urgent, places_of_peer_for_urgent);
  }
  return held.all >= of_peer || taken_.all + reserved >= places_most;
}

bool Lines::take(const Place& place) {
  const std::tuple recipient(place.peer, place.recipient, place.hurry);
  if (full(place.peer, place.hurry) || !recipients_.insert(recipient).second) return false;
  peers_[place.peer].take(place.hurry);
  taken_.take(place.hurry);
  return true;
}

void Lines::give_back(const Place& place) {
  recipients_.erase({place.peer, place.recipient, place.hurry});
  const auto found = peers_.find(place.peer);
  found->second.give_back(place.hurry);
  if (found->second.all == 0) peers_.erase(found);
  taken_.give_back(place.hurry);
}

}  // namespace evenkeel::store
