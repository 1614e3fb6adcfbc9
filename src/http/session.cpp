// See session.hpp. Reading, dispatching, writing, closing; event streams are in session_stream.cpp.
#include "http/session.hpp"

namespace evenkeel::http {
namespace {

constexpr std::size_t read_bytes_idle = 2 * 1024;   // of an open connection: most requests fit, and 20,000 of them are 40 MB
constexpr std::size_t read_bytes_most = 64 * 1024;  // for bodies
constexpr std::size_t join_bytes_most = 16 * 1024;  // a body up to this is copied behind its head: one buffer, one packet

}  // namespace

Session::Session(Core& core, Socket socket, std::string peer) : core_(core), socket_(std::move(socket)), peer_(std::move(peer)) {
  if (core_.tls) tls_ = std::make_unique<TlsStream>(socket_, *core_.tls);
}

void Session::start(Admission admission) {
  error_code ignored;
  socket_.set_option(Tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  deadline_in(core_.options.header_seconds);
  if (admission == Admission::refused) {
    if (tls_) return close();  // a handshake is the dearest thing to give to somebody who is turned away
    core_.refused_busy.fetch_add(1, std::memory_order_relaxed);
    Response response = refusal(503, "http.busy", "too many connections");
    response.set("Retry-After", "5");
    return respond(std::move(response), After::close);
  }
  if (!tls_) return begin_request();
  tls_->async_handshake(asio::ssl::stream_base::server, [self = shared_from_this()](error_code ec) {
    if (self->phase_ != Phase::handshake) return;
    if (ec || self->core_.stopping) return self->close();
    self->begin_request();
  });
}

void Session::begin_request() {
  const bool first = !reader_;
  reader_.emplace(core_.options.header_bytes);
  phase_ = Phase::reading;
  response_ = {};
  head_ = http10_ = false;
  if (in_.size() == 0 && in_.capacity() > 2 * read_bytes_idle) in_.shrink_to_fit();
  if (out_.capacity() > join_bytes_most) out_ = {};
  if (core_.stopping && in_.size() == 0) return close();
  deadline_in(first || in_.size() > 0 ? core_.options.header_seconds : core_.options.idle_seconds);
  advance();
}

/// Goes on with what is in the buffer until it is used up or the request is whole.
void Session::advance() {
  for (;;) {
    const bool was_started = reader_->started();
    std::size_t used = 0;
    const auto data = in_.data();
    const auto progress = reader_->feed({static_cast<const char*>(data.data()), data.size()}, used);
    in_.consume(used);
    if (!was_started && reader_->started()) deadline_in(core_.options.header_seconds);
    switch (progress) {
      case RequestReader::Progress::more:
        if (reader_->header_done()) hold_body();
        return phase_ == Phase::reading ? read_some() : void();
      case RequestReader::Progress::header:
        if (!on_header()) return;
        break;
      case RequestReader::Progress::done: return dispatch();
      case RequestReader::Progress::refused: {
        const Refusal& why = reader_->refusal();
        return refuse(refusal(why.status, why.code, why.text));
      }
    }
  }
}

/// False when something is written first (100 Continue).
bool Session::on_header() {
  const Request& request = reader_->request();
  const auto& options = core_.options;
  reader_->set_body_most(options.body_limit ? options.body_limit(request.verb, request.path) : options.body_bytes);
  body_since_ = core_.tick;
  head_ = request.verb == Verb::head;
  http10_ = reader_->http10();
  if (!reader_->expects_continue() || reader_->refusal().status != 0 || in_.size() > 0 || reader_->body_left() == 0) return true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  write(After::read_body);
  return false;
}

/// Keeps the account of bodies that are still being read, and the sender's pace.
void Session::hold_body() {
  const std::size_t size = reader_->request().body.size();
  core_.body_bytes_held += size - body_held_;
  body_held_ = size;
  pace(body_since_, core_.options.header_seconds, size);
  if (core_.body_bytes_held <= bodies_bytes_most) return;
  core_.refused_busy.fetch_add(1, std::memory_order_relaxed);
  Response response = refusal(503, "http.busy", "too many large requests at once");
  response.set("Retry-After", "5");
  respond(std::move(response), After::close);
}

void Session::pace(std::int64_t from_tick, int grace_seconds, std::size_t bytes) {
  const auto earned = static_cast<std::int64_t>(bytes) / std::max<std::int64_t>(1, core_.options.body_bytes_per_second);
  deadline_ = from_tick + (grace_seconds + earned) * ticks_per_second;
}

void Session::read_some() {
  if (reading_) return;
  reading_ = true;
  std::size_t size = read_bytes_idle;
  if (phase_ == Phase::reading && reader_->header_done()) {
    const auto left = reader_->body_left().value_or(read_bytes_most / 4);
    size = static_cast<std::size_t>(std::clamp<std::uint64_t>(left, read_bytes_idle, read_bytes_most));
  }
  const auto space = in_.prepare(size);
  auto on_done = [self = shared_from_this()](error_code ec, std::size_t bytes) { self->on_read(ec, bytes); };
  if (tls_ && phase_ != Phase::lingering) {
    tls_->async_read_some(asio::mutable_buffer(space), std::move(on_done));
  } else {
    socket_.async_read_some(asio::mutable_buffer(space), std::move(on_done));
  }
}

void Session::on_read(error_code ec, std::size_t bytes) {
  reading_ = false;
  if (phase_ == Phase::closed) return;
  in_.commit(bytes);
  if (phase_ == Phase::reading) return ec ? close() : advance();
  if (phase_ == Phase::writing) return;  // an answer to a request that was not read whole
  // A stream or a last answer: only the end of the connection is of interest.
  in_.consume(in_.size());
  lingered_ += bytes;
  if (ec || lingered_ > linger_bytes_most) return close();
  read_some();
}

void Session::dispatch() {
  core_.body_bytes_held -= std::exchange(body_held_, 0);
  Request request = std::move(reader_->request());
  keep_alive_ = reader_->keep_alive();
  phase_ = Phase::handling;
  deadline_ = no_deadline;
  World& world = *core_.options.world;
  request_id_ = to_string(world.new_id());
  request.request_id = request_id_;
  request.received = world.now();
  request.received_monotonic_us = world.monotonic_us();
  core_.proxies.apply(peer_, tls_ != nullptr, request);
  core_.requests_total.fetch_add(1, std::memory_order_relaxed);
  auto exchange = std::make_shared<Exchange>(core_.mailbox, weak_from_this(), request_id_);
  auto job = make_request_job(core_.handler, std::move(request), exchange);
  if (core_.pool.submit(std::move(job), WorkerPool::Lane::request) == WorkerPool::Submitted::yes) return;
  exchange->drop();
  core_.refused_busy.fetch_add(1, std::memory_order_relaxed);
  Response response = refusal(503, "http.busy", "too many requests are waiting");
  response.set("Retry-After", "1");
  respond(std::move(response), After::next_request);
}

void Session::deliver(Answer answer) {
  if (phase_ != Phase::handling) return;
  if (answer.stream) return open_stream(std::move(*answer.stream));
  respond(std::move(answer.response), After::next_request);
}

void Session::refuse(Response response) {
  core_.refused_bad.fetch_add(1, std::memory_order_relaxed);
  request_id_ = to_string(core_.options.world->new_id());
  respond(std::move(response), After::close);
}

void Session::respond(Response response, After after, Body body) {
  response_ = std::move(response);
  if (after == After::next_request && (!keep_alive_ || core_.stopping)) after = After::close;
  HeadFacts facts;
  const bool last = after == After::close || after == After::stream;
  facts.connection = last ? Connection::close : http10_ ? Connection::keep_http10 : Connection::keep;
  facts.body = body == Body::sized && head_ ? Body::omitted_for_head : body;
  facts.request_id = request_id_;
  facts.date = core_.date;
  out_.clear();
  append_head(out_, response_, facts);
  out_body_ = {};
  if (facts.body == Body::sized && has_body(response_.status)) {
    out_body_ = response_.shared_body ? std::string_view(*response_.shared_body) : std::string_view(response_.body);
    if (out_body_.size() <= join_bytes_most) {
      out_ += out_body_;
      out_body_ = {};
    }
  }
  write(after);
}

/// Sends out_ and then out_body_.
void Session::write(After after) {
  phase_ = after == After::stream ? Phase::streaming : Phase::writing;
  after_ = after;
  sent_ = 0;
  write_since_ = core_.tick;
  pace(write_since_, write_seconds, 0);
  write_more();
}

void Session::write_more() {
  const std::size_t head = std::min(sent_, out_.size()), body = sent_ - head;
  const std::array<asio::const_buffer, 2> buffers = {asio::const_buffer(out_.data() + head, out_.size() - head),
                                                     asio::const_buffer(out_body_.data() + body, out_body_.size() - body)};
  writing_ = true;
  auto on_done = [self = shared_from_this()](error_code ec, std::size_t bytes) { self->on_written(ec, bytes); };
  if (tls_) return tls_->async_write_some(buffers, std::move(on_done));
  // Nearly every answer fits into the socket's buffer: one call, and no turn of the loop.
  error_code ec;
  const std::size_t bytes = socket_.write_some(buffers, ec);
  if (!ec && sent_ + bytes == out_.size() + out_body_.size()) {
    sent_ += bytes;
    writing_ = false;
    if (in_.size() == 0 || after_ != After::next_request) return finished_writing();
    // Pipelined requests: not deeper and deeper on one stack.
    return asio::post(core_.io, [self = shared_from_this()] {
      if (self->phase_ == Phase::writing) self->finished_writing();
    });
  }
  if (ec && ec != asio::error::would_block && ec != asio::error::interrupted) return close();
  sent_ += bytes;
  const std::array<asio::const_buffer, 2> rest = {buffers[0] + bytes, buffers[1] + (bytes - std::min(bytes, buffers[0].size()))};
  socket_.async_write_some(rest, std::move(on_done));
}

void Session::on_written(error_code ec, std::size_t bytes) {
  writing_ = false;
  if (phase_ != Phase::writing && phase_ != Phase::streaming) return;
  if (ec) return close();
  sent_ += bytes;
  pace(write_since_, write_seconds, sent_);
  if (sent_ < out_.size() + out_body_.size()) return write_more();
  finished_writing();
}

void Session::finished_writing() {
  switch (after_) {
    case After::next_request: return begin_request();
    case After::close: return finish();
    case After::stream: return stream_idle();
    case After::read_body:
      phase_ = Phase::reading;
      pace(body_since_, core_.options.header_seconds, 0);
      return advance();
  }
}

/// Says that nothing more will come, and lets the other side finish reading.
void Session::finish() {
  leave_streams();
  phase_ = Phase::lingering;
  deadline_in(linger_seconds);
  if (!tls_) return linger();
  tls_->async_shutdown([self = shared_from_this()](error_code) { self->linger(); });
}

void Session::linger() {
  if (phase_ != Phase::lingering) return;
  error_code ec;
  socket_.shutdown(Socket::shutdown_send, ec);
  if (ec) return close();
  read_some();
}

void Session::on_tick() {
  if (core_.tick >= deadline_) return on_deadline();
  if (phase_ == Phase::streaming && core_.tick >= heartbeat_at_ && !asking_ && !writing_) {
    heartbeat_due_ = true;
    ask();
  }
}

void Session::on_deadline() {
  if (phase_ != Phase::reading || !reader_->started()) return close();
  refuse(refusal(408, "http.slow", "the request did not arrive in time"));
}

void Session::on_stop() {
  if (phase_ == Phase::handshake || (phase_ == Phase::reading && !reader_->started())) return close();
  if (phase_ != Phase::streaming) return;
  if (writing_) {
    after_ = After::close;
  } else {
    finish();
  }
}

void Session::close() {
  if (phase_ == Phase::closed) return;
  const auto self = shared_from_this();
  leave_streams();
  phase_ = Phase::closed;
  core_.body_bytes_held -= std::exchange(body_held_, 0);
  error_code ignored;
  socket_.close(ignored);
  core_.sessions.erase(place_);
  core_.connections_open.fetch_sub(1, std::memory_order_relaxed);
  if (core_.stopping && core_.sessions.empty() && core_.on_empty) core_.on_empty();
}

}  // namespace evenkeel::http
