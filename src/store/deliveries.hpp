// Deliveries: a message on its way to one address over one channel. Claimed with a lease after a re-check against the
// facts, handed over outside any transaction, retried with back-off and jitter, at least once and with the same identity
// each time. What finally fails stays visible in the story of its subject.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "store/register.hpp"

namespace evenkeel::store {

struct Outgoing {
  Id delivery, message;
  std::string kind, subject_kind;
  Id subject, person;
  std::string channel, address, body;
  std::int64_t attempt = 0;
  Time created;
};

struct HandOver {
  enum class Outcome { sent, retry, failed } outcome = Outcome::sent;  // retry: also when nobody knows whether it arrived
  std::string text;                                                    // why not, for people
};

/// Carries a message outside; blocks; runs on the channel's own thread. Must not throw.
using Carrier = std::function<HandOver(const Outgoing&)>;
/// Is it still wanted? Runs in the transaction that claims.
using StillWanted = std::function<bool(Tx&, const Outgoing&)>;

class Dispatcher {
 public:
  virtual ~Dispatcher() = default;
  virtual const std::string& channel() const = 0;
  /// Claims what is due on the channel and hands it over; returns how many were handed over or dropped.
  virtual std::size_t step() = 0;
  virtual std::optional<Time> next_due() = 0;
  virtual void start() = 0;
  virtual void stop() = 0;
  virtual void wake() = 0;
};
/// Drops what waits on the channel, with the reason, without handing anything over; returns how many.
std::int64_t drop_waiting(Tx& tx, std::string_view channel, std::string_view reason);

std::unique_ptr<Dispatcher> make_dispatcher(Register& reg, std::string channel, Carrier carrier, StillWanted still_wanted);

}  // namespace evenkeel::store
