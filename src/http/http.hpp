// What a handler sees of HTTP: a request that has been read whole, and the response it returns. Handlers are plain
// synchronous functions on a worker thread; sockets stay inside this room.
#pragma once
#include <any>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/world.hpp"

namespace evenkeel::http {

enum class Verb { get, head, post, put, patch, del, options };
std::string_view name_of(Verb verb);

struct Request {
  Verb verb = Verb::get;
  std::string path;                                           // decoded, without query; always begins with '/'
  std::vector<std::pair<std::string, std::string>> query;     // decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;   // names in lower case
  std::vector<std::pair<std::string, std::string>> captures;  // of the route: {id} -> value
  std::string body;
  std::string request_id;      // ours, also in the log and in X-Request-Id
  std::string client_address;  // after the trusted-proxy list
  bool secure = false;         // TLS here or at a trusted proxy
  Time received;
  std::int64_t received_monotonic_us = 0;  // World::monotonic_us() at the same moment, to measure how long the answer took
  std::any principal;                      // who asks: set by the router's guard, read by handlers

  /// Empty when absent.
  std::string_view header(std::string_view lower_name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;
  std::string_view capture(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;                                // or:
  std::shared_ptr<const std::string> shared_body;  // static assets, sent without a copy

  void set(std::string name, std::string value);
};

/// A refusal as application/problem+json (RFC 9457): type, title, status, code, detail, errors:[{code, detail, pointer}].
Response problem(const Error& error);
int status_of(Fault fault);
/// The same body for a status that no Fault has (405, 408, 414, 417, 431, 501, ...).
Response refusal(int status, std::string_view code, std::string_view text);
/// "Not Found" for 404; "Unknown" for a number that RFC 9110 does not name.
std::string_view phrase_of(int status);

Response json(std::string body, int status = 200);

/// A stream of server-sent events; the server asks `next` when it is woken or when `heartbeat` passed.
struct EventStream {
  /// What is new since `cursor` (already formatted as events), and the new cursor; empty text sends nothing.
  /// Runs on a worker; returns nullopt to end the stream (no longer allowed, too far behind).
  std::function<std::optional<std::pair<std::string, std::int64_t>>(std::int64_t cursor)> next;
  std::int64_t cursor = 0;
};

/// A handler answers, or opens a stream.
struct Answer {
  Response response;
  std::optional<EventStream> stream;
  Answer(Response r) : response(std::move(r)) {}
  Answer(EventStream s) : stream(std::move(s)) {}
};
/// Runs on a worker. It may finish later (after the commit) by calling `done` from any thread, exactly once: a second call is
/// ignored, and when the last copy of `done` goes away uncalled the client gets a 500.
using Done = std::function<void(Answer)>;
using Handler = std::function<void(Request request, Done done)>;
/// A handler that answers at once.
Handler answering(std::function<Response(Request&)> function);

struct ServerOptions {
  World* world = nullptr;  // required; outlives the server
  std::string address = "127.0.0.1";
  int port = 8080;                           // 0: any free one
  std::string tls_certificate, tls_key;      // PEM files; both or none
  std::vector<std::string> trusted_proxies;  // addresses or CIDR blocks whose X-Forwarded-For/-Proto are believed
  int workers = 4;
  std::size_t queue_most = 1'024;  // requests waiting for a worker; beyond: 503 with Retry-After
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;  // larger where `body_limit` says so
  /// The limit for this path, before the body is read.
  std::function<std::size_t(Verb, std::string_view path)> body_limit;
  std::size_t connections_most = 20'000;
  int header_seconds = 10;  // to read a request's header, then its body at body_bytes_per_second at least
  int idle_seconds = 75;
  std::int64_t body_bytes_per_second = 1'024;
  int heartbeat_seconds = 20;  // of event streams
};

/// Counters for /metrics; every number is a monotone total but the two gauges.
struct ServerCounters {
  std::int64_t connections_open = 0, connections_total = 0, requests_total = 0, refused_busy = 0, refused_bad = 0, streams_open = 0;
};

class Server {
 public:
  virtual ~Server() = default;
  /// Accepts until stop(); the port is bound when this returns.
  virtual void start() = 0;
  virtual int port() const = 0;
  /// Lets running requests finish for up to `seconds`, closes streams, joins all threads.
  virtual void stop(int seconds) = 0;
  /// Something was committed: streams ask for what is new. Thread-safe, cheap.
  virtual void wake_streams() = 0;
  virtual ServerCounters counters() const = 0;
};
/// What is wrong with the options, naming the field; make_server() and start() throw std::runtime_error with the same words,
/// and start() also when the address cannot be bound or the certificate cannot be read.
Status check(const ServerOptions& options);
std::unique_ptr<Server> make_server(ServerOptions options, Handler handler);

}  // namespace evenkeel::http
