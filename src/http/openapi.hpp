// The OpenAPI 3.1 document of the routes, and the page that lets people read and try them.
#pragma once
#include <deque>
#include <map>
#include <string>

#include "http/router.hpp"

namespace evenkeel::http {

struct OpenApiInfo {
  std::string title, version;
  std::string session_cookie = "evenkeel_session";
  std::map<std::string, std::string> schemas;  // component name -> JSON Schema text
};
/// Deterministic JSON text: the same rows give the same bytes. Routes with an empty tag are left out (pages, assets).
std::string openapi(const std::deque<Route>& routes, const OpenApiInfo& info);

/// Routes of the browsable API page, /api/docs. It fetches /api/openapi.json (the caller's route)
/// and sends requests with the session, with X-CSRF-Token from the cookie `evenkeel_csrf`.
std::vector<Route> docs_routes();

}  // namespace evenkeel::http
