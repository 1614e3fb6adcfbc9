// So many requests a minute for each client: a token bucket by API token, session or address. Bounded in memory; who is over
// it is told when to come back.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.hpp"

namespace evenkeel::app {

class RateLimit {
 public:
  /// Who spent everything has all of it again after this long.
  static constexpr std::int64_t refilled_us = 60 * us_per_second;
  /// 0: no limit. A client may spend a sixth of its minute at once.
  explicit RateLimit(std::int64_t per_minute) : per_minute_(per_minute) {}
  /// Takes one request from the client's budget. Seconds to wait; 0 when the request may pass.
  std::int64_t wait_seconds(const std::string& client, std::int64_t monotonic_us);
  /// The same answer without taking anything.
  std::int64_t would_wait_seconds(const std::string& client, std::int64_t monotonic_us);

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t filled_us = 0;
  };
  /// With what came in since; under the lock.
  Bucket& filled(const std::string& client, std::int64_t monotonic_us);
  std::int64_t wait_of(const Bucket& bucket) const;
  double rate() const { return static_cast<double>(per_minute_) / 60.0; }  // tokens a second

  static constexpr std::size_t clients_most = 50'000;  // beyond, all are forgotten: generous, never unbounded
  std::int64_t per_minute_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace evenkeel::app
