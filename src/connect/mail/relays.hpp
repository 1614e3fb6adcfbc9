// The mail servers of the house, one or two: a mail goes to the first that takes it, and a server that just hung is asked last for a
// while, so that no further mail waits for it.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "connect/mail/smtp.hpp"

namespace evenkeel::mail {

class Relays {
 public:
  explicit Relays(World& world) : world_(world) {}

  /// Tries the servers, given in the order of preference, until one takes the mail or refuses it for good; blocks for the time-outs of all
  /// of them at most. A server that is not the last must ask for the text within four seconds, 0.8 when it is urgent, so that nothing is
  /// unknown when the next is tried. What is urgent asks no server that hung before it answered somebody else.
  store::HandOver send(std::vector<SmtpOptions> servers, const notification::Mail& mail, store::Hurry hurry);

 private:
  void put_last_what_hung(std::vector<SmtpOptions>& servers, store::Hurry hurry);
  void remember(const std::string& url, Heard heard);

  World& world_;
  std::mutex mutex_;
  std::map<std::string, std::int64_t> hung_until_us_;  // by address, on the monotonic clock
};

}  // namespace evenkeel::mail
