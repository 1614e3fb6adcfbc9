// Hears what comes into a mailbox as it comes (IDLE, RFC 2177), on a connection of its own that does nothing else.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "connect/mail/imap.hpp"

namespace evenkeel::mail {

class ImapIdle {
 public:
  explicit ImapIdle(ImapOptions options);

  /// True: something came, or the connection was just made, and what came before it is not told. False: nothing came for `most`, and the
  /// server still answers. After an error it is of no use any more: imap.no_idle (Fault::missing) when the server does not offer it,
  /// imap.failed (Fault::unavailable) for everything else.
  Result<bool> wait(std::chrono::milliseconds most);

 private:
  Status begin();
  Status say(std::string_view line);
  /// Asks to be told from now on.
  Status listen();
  /// The next line without its end; empty when there is none for so long.
  Result<std::string> line(std::chrono::milliseconds most);
  /// Waits for the answer that begins so; false when it says NO or BAD. What comes meanwhile is remembered.
  Result<bool> answered(std::string_view begin);
  /// Remembers whether it tells of a new mail.
  Status hear(std::string_view line);

  ImapOptions options_;
  connect::Curl curl_;
  std::string unread_;  // what came of the next lines
  int commands_ = 0;
  bool begun_ = false, news_ = false;
};

}  // namespace evenkeel::mail
