// What a channel remembers of those to whom it hands over: who stands behind a contact point, and who asked for a pause or did not answer a
// moment ago, so that nothing waits for them meanwhile. Thread-safe and bounded; what was forgotten is asked again.
#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/world.hpp"
#include "store/deliveries.hpp"

namespace evenkeel::app {

class Peers {
 public:
  explicit Peers(World& world) : world_(world) {}

  /// Who stands behind the point, which never changes; `find` is asked when that is not known.
  Id behind(Id point, const std::function<Id()>& find);
  /// From now on and for so long what would go there is answered with this outcome: later, or retry.
  void rest(Id peer, std::int64_t us, store::HandOver::Outcome outcome);
  /// The answer while it rests, in the words for one that asked for it or for one that was silent.
  struct Words {
    std::string asked, silent;
  };
  std::optional<store::HandOver> resting(Id peer, const Words& words);

 private:
  struct Rest {
    std::int64_t until_us = 0;  // on the monotonic clock
    store::HandOver::Outcome outcome = store::HandOver::Outcome::retry;
  };
  World& world_;
  std::mutex mutex_;
  std::map<Id, Id> behind_;
  std::map<Id, Rest> rests_;
};

}  // namespace evenkeel::app
