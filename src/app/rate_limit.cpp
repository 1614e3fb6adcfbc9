#include "app/rate_limit.hpp"

#include <algorithm>
#include <cmath>

#include "base/time.hpp"

namespace evenkeel::app {

std::int64_t RateLimit::wait_seconds(const std::string& client, std::int64_t monotonic_us) {
  if (per_minute_ == 0) return 0;
  const double rate = static_cast<double>(per_minute_) / 60.0, most = std::max(1.0, static_cast<double>(per_minute_) / 6.0);
  std::lock_guard lock(mutex_);
  if (buckets_.size() >= clients_most) buckets_.clear();
  auto [entry, fresh] = buckets_.try_emplace(client, Bucket{most, monotonic_us});
  auto& bucket = entry->second;
  bucket.tokens =
      std::min(most, bucket.tokens + rate * static_cast<double>(monotonic_us - bucket.filled_us) / static_cast<double>(us_per_second));
  bucket.filled_us = monotonic_us;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / rate));
}

}  // namespace evenkeel::app
