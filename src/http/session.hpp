// One connection, from accept to close, plain or TLS, as a machine of few states on the io thread: read a request, wait for its
// answer, write it, and again; or stay open as an event stream. Callbacks instead of coroutines: g++ 12 miscompiles the
// latter, and the states are few enough to be seen at once.
#pragma once
#include <array>
#include <atomic>
#include <boost/beast/core/flat_buffer.hpp>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "http/asio.hpp"
#include "http/client_address.hpp"
#include "http/exchange.hpp"
#include "http/http.hpp"
#include "http/request_reader.hpp"
#include "http/response_writer.hpp"
#include "http/worker_pool.hpp"

namespace evenkeel::http {

/// Time-outs are counted in ticks of the server's sweep: no timer for each connection, no clock call for each request.
constexpr int tick_ms = 200;
constexpr std::int64_t ticks_per_second = 1000 / tick_ms;
constexpr std::int64_t no_deadline = std::numeric_limits<std::int64_t>::max();
constexpr int write_seconds = 30;  // to take an answer, and more as it is taken at body_bytes_per_second
constexpr int linger_seconds = 2;  // after a last answer, so that a client still sending gets to read it
constexpr std::size_t linger_bytes_most = 1024 * 1024;
constexpr std::size_t bodies_bytes_most = 256 * 1024 * 1024;  // of all requests being read, not yet asked for by a handler

/// What sessions share. Everything but the counters belongs to the io thread.
struct Core {
  ServerOptions options;
  Handler handler;
  TrustedProxies proxies;
  asio::io_context io{1};
  std::optional<asio::ssl::context> tls;
  std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>(io);
  WorkerPool pool{options.workers, options.queue_most};
  std::list<std::shared_ptr<Session>> sessions;
  std::unordered_set<Session*> streams;
  std::int64_t tick = 0;
  std::size_t body_bytes_held = 0;
  bool stopping = false;
  std::string date;
  std::function<void()> on_empty;  // the last session went while stopping
  std::atomic<std::int64_t> connections_open{0}, connections_total{0}, requests_total{0}, refused_busy{0}, refused_bad{0}, streams_open{0};

  Core(ServerOptions o, Handler h, TrustedProxies p) : options(std::move(o)), handler(std::move(h)), proxies(std::move(p)) {}
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  enum class Admission { admitted, refused };
  Session(Core& core, Socket socket, std::string peer);
  void start(Admission admission);
  void remember_place(std::list<std::shared_ptr<Session>>::iterator place) { place_ = place; }

  void deliver(Answer answer);
  void deliver(StreamNews news);
  /// Called once a tick: deadlines and heartbeats.
  void on_tick();
  /// Something was committed.
  void wake();
  /// The server is stopping: what is idle goes, what runs gets its answer.
  void on_stop();
  void close();

 private:
  enum class Phase { handshake, reading, handling, writing, streaming, lingering, closed };
  enum class After { next_request, close, read_body, stream };

  void begin_request();
  void advance();
  void read_some();
  void on_read(error_code ec, std::size_t bytes);
  bool on_header();
  void hold_body();
  void dispatch();
  void respond(Response response, After after, Body body = Body::sized);
  void refuse(Response response);
  void write(After after);
  void write_more();
  void on_written(error_code ec, std::size_t bytes);
  void finished_writing();
  void finish();
  void linger();
  void on_deadline();
  void deadline_in(int seconds) { deadline_ = core_.tick + seconds * ticks_per_second; }
  /// Grace, and then as long as the bytes so far take at the slowest speed allowed.
  void pace(std::int64_t from_tick, int grace_seconds, std::size_t bytes);

  void open_stream(EventStream stream);
  void ask();
  void stream_idle();
  void leave_streams();

  Core& core_;
  Socket socket_;
  std::unique_ptr<TlsStream> tls_;
  std::string peer_;
  std::list<std::shared_ptr<Session>>::iterator place_;
  Phase phase_ = Phase::handshake;
  std::int64_t deadline_ = no_deadline;
  bool reading_ = false, writing_ = false;  // an operation is under way

  boost::beast::flat_buffer in_;
  std::optional<RequestReader> reader_;
  std::int64_t body_since_ = 0;  // tick
  std::size_t body_held_ = 0;
  std::size_t lingered_ = 0;

  bool head_ = false, keep_alive_ = true, http10_ = false;  // of the request being answered
  std::string request_id_;
  std::string out_;
  Response response_;  // keeps a large body alive while it is written
  std::string_view out_body_;
  std::size_t sent_ = 0;
  std::int64_t write_since_ = 0;  // tick
  After after_ = After::next_request;

  std::shared_ptr<EventStream> stream_;
  std::int64_t cursor_ = 0, heartbeat_at_ = no_deadline;
  bool asking_ = false, woken_ = false, heartbeat_due_ = false;
};

}  // namespace evenkeel::http
