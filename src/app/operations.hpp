// What operators and their tools ask: is it alive, is it ready, what are its figures, what is its interface.
#pragma once
#include <atomic>
#include <string>

#include "app/config.hpp"
#include "app/watcher.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"
#include "store/followers.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

/// GET /healthz, /readyz, /metrics. The last answers who has the permission operation.read, and addresses of http.metrics_from.
std::vector<http::Route> operations_routes(const Config& config, const store::Register& reg, const http::Metrics& metrics,
                                           const std::atomic<bool>& closing, const Watcher& watcher);
/// Figures of writer, change log and deliveries.
void expose_register(http::Metrics& metrics, const store::Register& reg, store::Follower& search);

}  // namespace evenkeel::app
