// What operators and their tools ask: is it alive, is it ready, what are its figures, what is its interface.
#pragma once
#include <atomic>
#include <string>

#include "http/metrics.hpp"
#include "http/router.hpp"
#include "store/followers.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

/// GET /healthz, /readyz, /metrics.
std::vector<http::Route> operations_routes(const store::Register& reg, const http::Metrics& metrics, const std::atomic<bool>& closing);
/// Figures of writer, change log and deliveries.
void expose_register(http::Metrics& metrics, const store::Register& reg, store::Follower& search);

}  // namespace evenkeel::app
