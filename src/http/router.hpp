// Routes as data: one row says the verb, the path, who may call it, what goes in and what comes out, and the function that
// does it. Dispatch, authorisation, the OpenAPI document and the metrics are all read off the same rows.
#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.hpp"

namespace evenkeel::http {

enum class Presence { optional, required };

struct Parameter {
  std::string name, description;
  std::string schema = R"({"type":"string"})";  // JSON Schema, as text
  Presence presence = Presence::optional;
};

/// Which request headers a route understands beyond the usual; they appear in the OpenAPI document.
enum class IfMatch { ignored, accepted, required };
enum class IdempotencyKey { ignored, accepted };

struct Route {
  Verb verb = Verb::get;
  std::string path;                             // "/api/v1/incidents/{id}"; a last segment "{rest...}" takes everything that is left
  std::string summary;                          // one line, in the OpenAPI document
  std::string permission;                       // what the guard checks; empty: anybody, signed in or not
  std::string tag;                              // the group in the document
  std::string request_schema, response_schema;  // names of OpenAPI components, or empty
  std::vector<Parameter> query = {};
  int success = 200;
  Handler handle = {};
  IfMatch if_match = IfMatch::ignored;
  IdempotencyKey idempotency_key = IdempotencyKey::ignored;
  std::string request_type = "application/json", response_type = "application/json";
  std::string description = {};  // more than one line, Markdown
  std::size_t body_most = 0;     // bytes; 0: the server's own limit
  std::vector<int> also = {};    // statuses beyond success and what follows from the row (204 where 200 is usual, a refusal of its own)
};

/// Asked before the handler: a response refuses; otherwise it has set request.principal and the handler runs.
using Guard = std::function<std::optional<Response>(const Route& route, Request& request)>;
/// Told of every answer: the route's position (no_route when none matched), status, and Request::received_monotonic_us.
using Observer = std::function<void(std::size_t route, int status, std::int64_t received_monotonic_us)>;
inline constexpr std::size_t no_route = static_cast<std::size_t>(-1);

/// Filled once, then used by many threads. A literal segment wins over a capture; HEAD is answered by the GET route; an unknown
/// path is 404, a known path with another verb 405 with Allow; OPTIONS on a known path is 204 with Allow.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// Throws std::logic_error when the row is malformed or the same verb and path exist already.
  void add(Route route);
  void set_guard(Guard guard);
  void set_observer(Observer observer);
  /// Answers paths that no route has, instead of 404 (the console's files).
  void set_fallback(Handler handler);

  const std::deque<Route>& routes() const;
  /// Dispatches. The router must outlive the handler.
  Handler handler() const;
  /// Route::body_most of the route that would answer, or `otherwise`; for ServerOptions::body_limit.
  std::size_t body_limit(Verb verb, std::string_view path, std::size_t otherwise) const;

  struct Match {
    const Route* route = nullptr;  // null: no such path, or no such verb
    std::vector<Verb> allowed;     // verbs of the path when the route is null; empty: no such path
    std::vector<std::pair<std::string, std::string>> captures;
  };
  Match match(Verb verb, std::string_view path) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace evenkeel::http
