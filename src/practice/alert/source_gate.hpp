// Who may send: a key in the path, as a bearer token or as the password of basic authentication, or an address that a source lets in
// without one. Keys are kept as hashes; one that was found is remembered for a moment, so that a storm does not ask the database each time.
#pragma once
#include <map>
#include <mutex>
#include <string>

#include "http/http.hpp"
#include "practice/alert/alerts.hpp"

namespace evenkeel::alert {

class SourceGate {
 public:
  explicit SourceGate(const Alerts& alerts) : alerts_(alerts) {}
  /// The active source that the request comes from. Errors: unauthenticated alert.unknown_key (also ended and revoked ones, and those of
  /// inactive sources), alert.no_key (also of browsers from an address that is let in).
  Result<service::AlertSource> sender(const http::Request& request, std::string_view path_key);
  /// The same, for what only a source that reads may do. Error: forbidden alert.may_not_read.
  Result<service::AlertSource> reader(const http::Request& request, std::string_view path_key);

 private:
  Id source_of_key(std::string_view secret, Time now);

  struct Remembered {
    Id source;
    Time ends_at, until;
  };
  const Alerts& alerts_;
  std::mutex mutex_;
  std::map<std::string, Remembered, std::less<>> remembered_;
};

/// A secret of a new key: 32 letters, as long as PagerDuty's, so that it fits where tools expect one of those.
std::string new_source_secret(World& world);
/// Makes a key. With a time, the other keys of the source end then; none: they stay.
Result<SourceKey> make_key(store::Tx& tx, const service::Snapshot& catalogue, const people::Principal& who, Id source,
                           const std::string& secret, Time others_end);
/// Ends a key at once.
Result<SourceKey> end_key(store::Tx& tx, Id key);

}  // namespace evenkeel::alert
