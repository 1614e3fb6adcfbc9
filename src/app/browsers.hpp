// The channel to browsers: each message goes encrypted to the push service that the browser named, signed with the key of the house. What
// a service says of its pace holds for all browsers behind it; a browser that is gone is withdrawn.
#pragma once
#include <string>

#include "app/channels.hpp"
#include "practice/contact/browser.hpp"

namespace evenkeel::app {

struct BrowserOptions {
  std::string contact;                   // mailto: or https: address of whoever runs the house, for push services; may be empty
  std::string ca_file;                   // PEM; empty: what the system trusts
  http::AddressBlocks private_networks;  // that push services may lie in
  SendCall send = connect::send;
  std::int64_t fence = 0;  // see store::DispatcherOptions
};

class Browsers {
 public:
  /// All outlive it; `letterhead` is asked on the channel's thread.
  Browsers(store::Register& reg, const Vault& vault, notification::LetterheadOf letterhead, BrowserOptions options);

  std::unique_ptr<store::Dispatcher> dispatcher();
  /// Hands one delivery, or a bundle, to the push service of its browser; blocks.
  store::HandOver carry(const store::Outgoing& out);

 private:
  Id service_of(const store::Outgoing& out);
  store::HandOver go(const store::Outgoing& out, const contact::BrowserSubscription& to);
  void withdraw(Id point);

  store::Register& register_;
  const Vault& vault_;
  notification::LetterheadOf letterhead_;
  BrowserOptions options_;
  P256Key key_;
  Peers peers_;  // push services, by number_of()
};

}  // namespace evenkeel::app
