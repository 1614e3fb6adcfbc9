// What a provider publishes about itself: its discovery document and its keys, fetched when they are needed, kept for an hour, and used
// for a day longer when it does not answer. An unknown key makes it look again at once, but not more often than strangers' tokens
// should cause.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "connect/oidc/fetch.hpp"
#include "connect/oidc/token.hpp"

namespace evenkeel::oidc {

/// Of OpenID Connect Discovery 1.0, section 3, what is used here.
struct Metadata {
  std::string authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri, end_session_endpoint;
  bool secret_in_body = false;    // it takes the client's secret only as client_secret_post
  bool issuer_in_answer = false;  // RFC 9207: every answer names it
};

/// Errors: sign_on.untrusted: not the document of this issuer, endpoints missing or not over https.
Result<Metadata> read_metadata(std::string_view json, const std::string& issuer);

class Documents {
 public:
  using Keys = std::shared_ptr<const std::vector<Key>>;
  static constexpr std::int64_t fresh_us = us_per_hour;
  static constexpr std::int64_t usable_us = us_per_day;         // when it cannot be fetched anew
  static constexpr std::int64_t again_us = 10 * us_per_second;  // least time between two looks for an unknown key, and after a failure

  /// `ask` holds what every request has in common.
  Documents(std::string issuer, Ask ask, World& world, Fetch fetch)
      : issuer_(std::move(issuer)), ask_(std::move(ask)), world_(world), fetch_(std::move(fetch)) {}

  /// Wait for the network when nothing fresh is at hand. Errors: sign_on.unavailable, sign_on.untrusted.
  Result<Metadata> metadata();
  Result<Keys> keys();
  /// Newer ones than these, which lacked a key; the same ones when somebody looked again moments ago.
  Result<Keys> keys_after(const Keys& known);

 private:
  template <class T>
  struct Kept {
    std::optional<T> value;
    std::int64_t fetched_us = 0, failed_us = 0;
    std::optional<Error> failure;
  };
  template <class T, class Read>
  Result<T> fetched(Kept<T>& kept, std::int64_t older_than_us, Read read);
  Result<std::string> body_of(const std::string& url);
  Result<Keys> keys_older_than(std::int64_t age_us);

  std::string issuer_;
  Ask ask_;
  World& world_;
  Fetch fetch_;
  std::mutex mutex_;  // held while fetching: whoever else needs it waits for the same answer
  Kept<Metadata> metadata_;
  Kept<Keys> keys_;
  std::optional<std::int64_t> looked_again_us_;  // when an unknown key made it look again
};

}  // namespace evenkeel::oidc
