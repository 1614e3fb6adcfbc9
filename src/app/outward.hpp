// All ways out of the house: mail, gateways, browsers, the hook of anchors, checks, and the sources of holidays; each with the letterhead
// that its reader needs.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/browsers.hpp"
#include "app/channels.hpp"
#include "app/chats.hpp"
#include "app/checker.hpp"
#include "app/feed_fetcher.hpp"
#include "connect/mail/relays.hpp"

namespace evenkeel::app {

struct Config;
struct HouseOptions;
class Wiring;

class Outward {
 public:
  /// All outlive it.
  Outward(const Config& config, const HouseOptions& options, store::Register& reg, Wiring& wiring);

  /// Names of the channels that are served here.
  std::vector<std::string> served() const;
  std::size_t step();
  std::optional<Time> next_due();
  void wake();
  void start();
  /// Begins nothing any more; stop() waits for what is under way.
  void close();
  void stop();

 private:
  notification::Letterhead letterhead(const store::Outgoing& out);
  std::string reply_to(store::Connection& db, const people::Person& person, const store::Outgoing& out, notification::Letterhead& head);
  void add_answers(notification::Letterhead& head, const people::Person& person, const store::Outgoing& out);
  store::HandOver carry_mail(const store::Outgoing& out);
  store::HandOver carry_hook(const store::Outgoing& out);
  ChannelOptions channel_options() const;
  BrowserOptions browser_options() const;

  const Config& config_;
  const HouseOptions& options_;
  store::Register& register_;
  Wiring& wiring_;
  mail::Relays relays_;
  Channels gateways_;
  Browsers browsers_;
  Chats chats_;
  FeedFetcher holidays_;
  Checker checker_;
  std::vector<std::unique_ptr<store::Dispatcher>> channels_;
};

}  // namespace evenkeel::app
