// What a mailbox is logged in to with instead of a password (OAuth2, RFC 6749): asked for at the token endpoint when it is needed, and kept
// until shortly before it ends.
#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "connect/outgoing.hpp"

namespace evenkeel::mail {

struct TokenOptions {
  std::string url, client_id, client_secret;
  std::string refresh_token;  // empty: by the client's own credentials (section 4.4)
  std::string scope;          // as the provider wants it; may be empty
  std::string ca_file;        // PEM; empty: what the system trusts
  const std::atomic<bool>* given_up = nullptr;
};

class AccessTokens {
 public:
  using Send = std::function<connect::Answer(const connect::Call&)>;
  /// `replaced` is told the refresh token that is good from now on, when the provider gives another one with every answer (section 6).
  AccessTokens(TokenOptions options, Send send, std::function<void(const std::string&)> replaced);

  /// A token that is good now; mail_token.failed (Fault::unavailable) with what the provider says, without any secret.
  Result<std::string> get(Time now);
  /// It was not taken: the next one is asked for anew.
  void forget();

 private:
  Result<std::string> ask(Time now);

  TokenOptions options_;
  Send send_;
  std::function<void(const std::string&)> replaced_;
  std::mutex mutex_;
  std::string token_;
  Time good_until_;
};

}  // namespace evenkeel::mail
