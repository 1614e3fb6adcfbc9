// The channels beside mail: each kind of gateway has a dispatcher of its own, so that what hangs there delays no mail, and each gateway
// its own places and its own pace.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/peers.hpp"
#include "base/vault.hpp"
#include "connect/outgoing.hpp"
#include "practice/contact/contact_store.hpp"
#include "practice/notification/together.hpp"
#include "practice/service/gateway.hpp"
#include "store/deliveries.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

/// What carries a request; tests put something else in its place.
using SendCall = std::function<connect::Answer(const connect::Call&)>;

/// Of a file with lines NAME=secret, the newest state each time: secrets are changed without a restart. Empty: it has none of this name.
std::string secret_named(const std::string& file, const std::string& name);

struct ChannelOptions {
  std::string secrets_file;              // lines NAME=secret
  std::string ca_file;                   // PEM; empty: what the system trusts
  http::AddressBlocks private_networks;  // that gateways may lie in
  SendCall send = connect::send;
  std::int64_t fence = 0;  // see store::DispatcherOptions
};

class Channels {
 public:
  /// All outlive it; `letterhead` is asked on the channels' threads.
  Channels(store::Register& reg, const service::Catalogue& catalogue, const Vault& vault, notification::LetterheadOf letterhead,
           ChannelOptions options);

  /// One for each kind of gateway.
  std::vector<std::unique_ptr<store::Dispatcher>> dispatchers();
  /// Hands one delivery, or a bundle, to its gateway; blocks.
  store::HandOver carry(const store::Outgoing& out);

 private:
  struct Pace {
    std::int64_t minute_us = 0, sent = 0;  // on the monotonic clock
  };
  store::HandOver go(const store::Outgoing& out, const service::Gateway& gateway, const std::string& target);
  Id gateway_of(const store::Outgoing& out);
  std::int64_t wait_us(const service::Gateway& gateway);

  store::Register& register_;
  const service::Catalogue& catalogue_;
  const Vault& vault_;
  notification::LetterheadOf letterhead_;
  ChannelOptions options_;
  std::mutex mutex_;
  std::map<Id, Pace> paces_;
  Peers peers_;  // gateways, or points with an address of their own
};

/// A message that proves a point, with its code in the facts: it is made here, as late as it can be; neither the register nor a backup
/// holds it.
store::Outgoing with_code(const store::Outgoing& out, const Vault& vault);

/// store::StillWanted of every channel: escalations ask their own facts; what waited for a later moment asks whether somebody acknowledged,
/// and whether the person is still there and may still see what it is about.
bool delivery_wanted(store::Tx& tx, const store::Outgoing& out);

}  // namespace evenkeel::app
