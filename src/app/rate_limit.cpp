#include "app/rate_limit.hpp"

#include <algorithm>
#include <cmath>

#include "base/time.hpp"

namespace evenkeel::app {

std::int64_t RateLimit::wait_seconds(const std::string& client, std::int64_t monotonic_us) {
  if (per_minute_ == 0) return 0;
  const std::lock_guard lock(mutex_);
  auto& bucket = filled(client, monotonic_us);
  const auto wait = wait_of(bucket);
  if (wait == 0) bucket.tokens -= 1;
  return wait;
}

std::int64_t RateLimit::would_wait_seconds(const std::string& client, std::int64_t monotonic_us) {
  if (per_minute_ == 0) return 0;
  const std::lock_guard lock(mutex_);
  return buckets_.contains(client) ? wait_of(filled(client, monotonic_us)) : 0;
}

RateLimit::Bucket& RateLimit::filled(const std::string& client, std::int64_t monotonic_us) {
  const double most = std::max(1.0, static_cast<double>(per_minute_) / 6.0);
  if (buckets_.size() >= clients_most) buckets_.clear();
  auto& bucket = buckets_.try_emplace(client, Bucket{most, monotonic_us}).first->second;
  const double seconds = static_cast<double>(monotonic_us - bucket.filled_us) / static_cast<double>(us_per_second);
  bucket.tokens = std::min(most, bucket.tokens + rate() * seconds);
  bucket.filled_us = monotonic_us;
  return bucket;
}

std::int64_t RateLimit::wait_of(const Bucket& bucket) const {
  return bucket.tokens >= 1 ? 0 : static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / rate()));
}

}  // namespace evenkeel::app
