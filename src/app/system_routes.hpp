// How the register is doing, in words and figures that a person looks at; /metrics is for machines.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/watcher.hpp"
#include "http/router.hpp"
#include "store/followers.hpp"
#include "store/node.hpp"
#include "store/register.hpp"

namespace evenkeel::app {

struct SystemParts {
  const Config& config;
  const store::Register& reg;
  store::Follower& search;
  const Watcher& watcher;
  Time started_at;
};
/// GET /api/v1/system. The parts must outlive the routes.
std::vector<http::Route> system_routes(SystemParts parts);
std::map<std::string, std::string> system_schemas();

}  // namespace evenkeel::app
