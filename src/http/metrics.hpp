// Figures for a monitoring system, in Prometheus' text format 0.0.4. Counting is one atomic addition; a gauge is asked when
// it is read.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/router.hpp"

namespace evenkeel::http {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
 public:
  void add(std::int64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// Buckets are upper bounds in seconds; observations are microseconds, so that the sum is exact.
class Histogram {
 public:
  explicit Histogram(std::vector<double> bounds_seconds);
  void observe_us(std::int64_t us);

 private:
  friend class Metrics;
  std::vector<std::int64_t> bounds_us_;
  std::vector<double> bounds_seconds_;
  std::vector<std::atomic<std::int64_t>> buckets_;  // not cumulative; the last is +Inf
  std::atomic<std::int64_t> sum_us_{0};
};

/// Thread-safe. References stay valid as long as the registry; asking twice for the same name and labels gives the same one.
/// Throws std::logic_error on a name that Prometheus does not allow, or one name used as two kinds.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Counter& counter(const std::string& name, const std::string& help, Labels labels = {});
  Histogram& histogram(const std::string& name, const std::string& help, const std::vector<double>& bounds_seconds, Labels labels = {});
  /// `read` is called on each exposition, from any thread; a total that somebody else counts is a counter all the same.
  enum class Kind { gauge, counter };
  void callback(Kind kind, const std::string& name, const std::string& help, std::function<double()> read, Labels labels = {});
  /// text/plain; version=0.0.4
  std::string expose() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// http_requests_total{route,verb,status="2xx"} and http_request_seconds{route,verb}, one row for each route of `router`.
Observer observe_routes(Metrics& metrics, World& world, const Router& router);
/// The server's own counters, read through `counters`.
void expose_server(Metrics& metrics, std::function<ServerCounters()> counters);

}  // namespace evenkeel::http
