// Who may hand over beside whom on one channel: places for each other server and for each recipient, so that a server that hangs holds a
// few of them and never all, what is urgent finds a place beside what is not, and a recipient gets messages in their order.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/id.hpp"

namespace evenkeel::store {

enum class Hurry { normal, urgent };

/// Hand-overs under way on one channel, whoever they go to: each holds a thread.
constexpr std::size_t places_most = 16;
/// Of these, those that the urgent have before all others (of which some stay free for them even when they hold so many), and those that
/// only a server may take that holds none.
constexpr std::size_t places_for_urgent = 4, places_free_for_urgent = 2, places_for_others = 4;
/// Of one server; what it takes for the urgent alone is among them. Mail servers and gateways bear so many connections of one client.
constexpr std::size_t places_of_peer = 6, places_of_peer_for_urgent = 2;

/// Not guarded: its owner is.
class Lines {
 public:
  struct Place {
    Id peer;                // whose server it is; none: the only one of the channel
    std::string recipient;  // one at a time, and one urgent beside
    Hurry hurry = Hurry::normal;
  };
  /// False: it has to wait until a place is given back.
  bool take(const Place& place);
  void give_back(const Place& place);
  /// Whether the peer has no place left for this hurry, whoever the recipient is.
  bool full(Id peer, Hurry hurry) const;
  std::size_t taken() const { return taken_.all; }

 private:
  struct Held {
    std::size_t all = 0, urgent = 0;
    void take(Hurry hurry) {
      ++all;
      urgent += hurry == Hurry::urgent;
    }
    void give_back(Hurry hurry) {
      --all;
      urgent -= hurry == Hurry::urgent;
    }
  };
  Held taken_;
  std::map<Id, Held> peers_;
  std::set<std::tuple<Id, std::string, Hurry>> recipients_;
};

}  // namespace evenkeel::store
