// Listens, accepts, sweeps and stops: everything of the server that is not one connection.
#include <condition_variable>
#include <stdexcept>
#include <thread>

#include "base/log.hpp"
#include "http/response_writer.hpp"
#include "http/session.hpp"

namespace evenkeel::http {
namespace {

constexpr auto accept_pause = std::chrono::milliseconds(100);  // out of descriptors: some may be free by then
constexpr auto wake_pause = std::chrono::milliseconds(50);     // streams are asked at most this often
constexpr std::size_t refused_most = 512;                      // connections over the limit that are still told so

void use_certificate(asio::ssl::context& context, const ServerOptions& options) {
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3);
  SSL_CTX* native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // idle connections are many
  SSL_CTX_set_alpn_select_cb(
      native,
      [](SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in, unsigned in_size, void*) {
        static constexpr unsigned char ours[] = "\x08http/1.1";
        unsigned char* chosen = nullptr;
        const int found = SSL_select_next_proto(&chosen, out_size, ours, sizeof ours - 1, in, in_size);
        *out = chosen;
        return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
      },
      nullptr);
  error_code ec;
  context.use_certificate_chain_file(options.tls_certificate, ec);
  if (ec) throw std::runtime_error("tls_certificate: cannot read " + options.tls_certificate + ": " + ec.message());
  context.use_private_key_file(options.tls_key, asio::ssl::context::pem, ec);
  if (ec) throw std::runtime_error("tls_key: cannot read " + options.tls_key + ": " + ec.message());
  if (SSL_CTX_check_private_key(native) != 1) throw std::runtime_error("tls_key: does not belong to the certificate");
}

class RealServer : public Server {
 public:
  RealServer(ServerOptions options, Handler handler, TrustedProxies proxies)
      : core_(std::move(options), std::move(handler), std::move(proxies)) {}
  ~RealServer() override { stop(0); }

  void start() override;
  int port() const override { return port_; }
  void stop(int seconds) override;
  void wake_streams() override;
  ServerCounters counters() const override;

 private:
  void bind();
  void run();
  void accept();
  void on_accepted(error_code ec, Socket socket);
  void tick();
  void wake_now();
  void close_all();

  Core core_;
  Acceptor acceptor_{core_.io};
  asio::steady_timer tick_timer_{core_.io}, accept_timer_{core_.io}, wake_timer_{core_.io};
  std::atomic<bool> wake_posted_{false};
  bool wake_resting_ = false, wake_again_ = false;
  bool closed_ = false;
  int port_ = 0;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable empty_;
  bool is_empty_ = false;  // under mutex_
};

void RealServer::bind() {
  error_code ec;
  const auto address = asio::ip::make_address(core_.options.address, ec);
  if (ec) throw std::runtime_error("address: \"" + core_.options.address + "\" is not an IP address");
  const Tcp::endpoint endpoint(address, static_cast<std::uint16_t>(core_.options.port));
  const std::string where = core_.options.address + " port " + std::to_string(core_.options.port);
  const auto must = [&](const char* what) {
    if (ec) throw std::runtime_error("port: cannot " + std::string(what) + " " + where + ": " + ec.message());
  };
  acceptor_.open(endpoint.protocol(), ec);
  must("open");
  acceptor_.set_option(Acceptor::reuse_address(true), ec);
  acceptor_.bind(endpoint, ec);
  must("bind");
  acceptor_.listen(Acceptor::max_listen_connections, ec);
  must("listen on");
  port_ = acceptor_.local_endpoint().port();
}

void RealServer::start() {
  if (!core_.options.tls_certificate.empty()) {
    core_.tls.emplace(asio::ssl::context::tls_server);
    use_certificate(*core_.tls, core_.options);
  }
  bind();
  core_.date = format_http_date(core_.options.world->now());
  core_.on_empty = [this] {
    const std::lock_guard lock(mutex_);
    is_empty_ = true;
    empty_.notify_all();
  };
  core_.pool.start();
  accept();
  tick();
  thread_ = std::thread([this] { run(); });
}

void RealServer::run() {
  for (;;) {
    try {
      core_.io.run();
      return;
    } catch (const std::exception& e) {  // one connection's bad luck; its deadline closes it
      log_error("http.connection_failed", {{"why", e.what()}});
    }
  }
}

void RealServer::accept() {
  acceptor_.async_accept([this](error_code ec, Socket socket) { on_accepted(ec, std::move(socket)); });
}

void RealServer::on_accepted(error_code ec, Socket socket) {
  if (core_.stopping || ec == asio::error::operation_aborted) return;
  if (ec && ec != asio::error::connection_aborted) {
    log_warn("http.accept_failed", {{"why", ec.message()}});
    accept_timer_.expires_after(accept_pause);
    return accept_timer_.async_wait([this](error_code stopped) {
      if (!stopped && !core_.stopping) accept();
    });
  }
  accept();
  if (ec) return;
  const auto peer = socket.remote_endpoint(ec);
  const std::size_t open = core_.sessions.size();
  if (ec || open >= core_.options.connections_most + refused_most) return;
  const auto session = std::make_shared<Session>(core_, std::move(socket), peer.address().to_string());
  core_.sessions.push_back(session);
  session->remember_place(std::prev(core_.sessions.end()));
  core_.connections_open.fetch_add(1, std::memory_order_relaxed);
  core_.connections_total.fetch_add(1, std::memory_order_relaxed);
  session->start(open < core_.options.connections_most ? Session::Admission::admitted : Session::Admission::refused);
}

void RealServer::tick() {
  ++core_.tick;
  core_.date = format_http_date(core_.options.world->now());
  for (auto at = core_.sessions.begin(); at != core_.sessions.end();) {
    const auto session = *at++;  // it may leave the list
    session->on_tick();
  }
  tick_timer_.expires_after(std::chrono::milliseconds(tick_ms));
  tick_timer_.async_wait([this](error_code ec) {
    if (!ec && !closed_) tick();  // a timer that was due before it was cancelled says no error
  });
}

void RealServer::wake_streams() {
  if (wake_posted_.exchange(true)) return;
  asio::post(core_.io, [this] {
    wake_posted_.store(false);
    if (wake_resting_) {
      wake_again_ = true;
    } else {
      wake_now();
    }
  });
}

/// Asks all streams, then rests: what is committed meanwhile is one more question at the end of the rest.
void RealServer::wake_now() {
  wake_again_ = false;
  for (Session* session : core_.streams) session->wake();
  if (core_.stopping) return;
  wake_resting_ = true;
  wake_timer_.expires_after(wake_pause);
  wake_timer_.async_wait([this](error_code ec) {
    wake_resting_ = false;
    if (!ec && !closed_ && wake_again_) wake_now();
  });
}

void RealServer::close_all() {
  closed_ = true;
  tick_timer_.cancel();
  wake_timer_.cancel();
  accept_timer_.cancel();
  while (!core_.sessions.empty()) {
    const auto session = core_.sessions.front();
    session->close();
  }
}

void RealServer::stop(int seconds) {
  if (!thread_.joinable()) return;
  asio::post(core_.io, [this] {
    core_.stopping = true;
    error_code ignored;
    acceptor_.close(ignored);
    for (auto at = core_.sessions.begin(); at != core_.sessions.end();) {
      const auto session = *at++;
      session->on_stop();
    }
    if (core_.sessions.empty()) core_.on_empty();
  });
  {
    std::unique_lock lock(mutex_);
    empty_.wait_for(lock, std::chrono::seconds(seconds), [this] { return is_empty_; });
  }
  core_.mailbox->close();
  asio::post(core_.io, [this] { close_all(); });
  thread_.join();
  core_.pool.stop();
}

ServerCounters RealServer::counters() const {
  const auto read = [](const std::atomic<std::int64_t>& n) { return n.load(std::memory_order_relaxed); };
  ServerCounters out;
  out.connections_open = read(core_.connections_open);
  out.connections_total = read(core_.connections_total);
  out.requests_total = read(core_.requests_total);
  out.refused_busy = read(core_.refused_busy);
  out.refused_bad = read(core_.refused_bad);
  out.streams_open = read(core_.streams_open);
  return out;
}

Status out_of_range(const char* field, const char* what) {
  return invalid("http.options", std::string(field) + ": " + what, std::string("/") + field);
}

}  // namespace

Status check(const ServerOptions& o) {
  if (o.world == nullptr) return out_of_range("world", "is required");
  if (o.port < 0 || o.port > 65535) return out_of_range("port", "must be 0 to 65535");
  if (o.tls_certificate.empty() != o.tls_key.empty()) return out_of_range("tls_certificate", "tls_certificate and tls_key go together");
  if (o.workers < 1 || o.workers > 256) return out_of_range("workers", "must be 1 to 256");
  if (o.queue_most < 1) return out_of_range("queue_most", "must be at least 1");
  if (o.connections_most < 1) return out_of_range("connections_most", "must be at least 1");
  if (o.header_bytes < 1024 || o.header_bytes > 1024 * 1024) return out_of_range("header_bytes", "must be 1 KiB to 1 MiB");
  if (o.header_seconds < 1) return out_of_range("header_seconds", "must be at least 1");
  if (o.idle_seconds < 1) return out_of_range("idle_seconds", "must be at least 1");
  if (o.heartbeat_seconds < 1) return out_of_range("heartbeat_seconds", "must be at least 1");
  if (o.body_bytes_per_second < 1) return out_of_range("body_bytes_per_second", "must be at least 1");
  auto proxies = TrustedProxies::parse(o.trusted_proxies);
  if (!proxies) return std::move(proxies.error());
  return evenkeel::Done{};
}

std::unique_ptr<Server> make_server(ServerOptions options, Handler handler) {
  if (const auto fine = check(options); !fine) throw std::runtime_error(fine.error().first().text);
  auto proxies = TrustedProxies::parse(options.trusted_proxies);
  return std::make_unique<RealServer>(std::move(options), std::move(handler), std::move(*proxies));
}

}  // namespace evenkeel::http
