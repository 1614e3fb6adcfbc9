// Deliveries: a message on its way to one address over one channel. Claimed with a lease after a re-check against the
// facts, handed over outside any transaction, retried with back-off and jitter, at least once and with the same identity
// each time. What finally fails stays visible in the story of its subject.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/lines.hpp"
#include "store/register.hpp"

namespace evenkeel::store {

struct Outgoing {
  Id delivery, message;
  std::string kind, subject_kind;
  Id subject, person;
  std::string channel, address, body;
  std::int64_t attempt = 0;
  Time created;
  Id point;   // the contact point it goes to; none: the address says it all
  Time held;  // it waited until then to go together with others; none: it goes alone
  Hurry hurry = Hurry::normal;
  Time due = {};                      // of this attempt
  Id line = {};                       // see Way
  std::int64_t turn = 0;              // its place where lines take turns
  std::vector<Outgoing> others = {};  // what goes with it, to the same person on the same way
};

struct HandOver {
  /// retry: also when nobody knows whether it arrived. later: the way asks to wait, which is no attempt.
  enum class Outcome { sent, retry, failed, later } outcome = Outcome::sent;
  std::string text;          // why not, for people
  std::int64_t wait_us = 0;  // with later
};

/// Carries a message outside; blocks, for less than a lease at most; runs on threads of the channel, several at once. What it throws counts
/// as a retry.
using Carrier = std::function<HandOver(const Outgoing&)>;
/// Is it still wanted? Runs in the transaction that claims.
using StillWanted = std::function<bool(Tx&, const Outgoing&)>;
/// The first attempt did not get through, or the last one: time for another way. Runs in the transaction that says so.
using Stumbled = std::function<void(Tx&, const Outgoing&)>;

/// One way of a message to its recipient.
struct Way {
  std::string channel, address;  // address: as people may read it
  Id point;                      // see Outgoing
  Time at, held;                 // when it leaves; held: see Outgoing
  Hurry hurry = Hurry::normal;   // the urgent leave before all others that wait
  Id line = {};                  // where many wait, lines take turns: the service of what it is about; none: before all of them
};
/// Queues a message on several ways (its own channel and address say nothing then); returns its id.
Id send(Tx& tx, const Message& message, const std::vector<Way>& ways);
/// One more way for a message that is there already.
void add_way(Tx& tx, Id message, const Way& way);

class Dispatcher {
 public:
  virtual ~Dispatcher() = default;
  virtual const std::string& channel() const = 0;
  /// Claims what is due on the channel and hands it over, one after the other on the caller's thread; returns how many were handed over or
  /// dropped. For tests: started, it hands over on threads of its own, as store::Lines permits.
  virtual std::size_t step() = 0;
  virtual std::optional<Time> next_due() = 0;
  virtual void start() = 0;
  /// Begins no hand-over any more; does not wait.
  virtual void close() = 0;
  /// Waits for what is being handed over.
  virtual void stop() = 0;
  virtual void wake() = 0;
};
/// Drops what waits on the channel, with the reason, without handing anything over; returns how many.
std::int64_t drop_waiting(Tx& tx, std::string_view channel, std::string_view reason);

struct DispatcherOptions {
  StillWanted still_wanted = {};
  Stumbled stumbled = {};
  /// Whose server it goes to (Lines::Place::peer); asked on the dispatcher's thread, often. None: the channel has one server.
  std::function<Id(const Outgoing&)> peer_of = {};
  /// Of this node's lease, by which others know whether it lives (NodeLease); 0: no other node is there.
  std::int64_t fence = 0;
};
std::unique_ptr<Dispatcher> make_dispatcher(Register& reg, std::string channel, Carrier carrier, DispatcherOptions options = {});

}  // namespace evenkeel::store
