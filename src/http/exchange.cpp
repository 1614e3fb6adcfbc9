// See exchange.hpp.
#include "http/exchange.hpp"

#include "base/log.hpp"
#include "http/session.hpp"

namespace evenkeel::http {
namespace {

class RequestJob : public Job {
 public:
  RequestJob(const Handler& handler, Request request, std::shared_ptr<Exchange> exchange)
      : handler_(handler), request_(std::move(request)), exchange_(std::move(exchange)) {}
  void run() noexcept override {
    try {
      handler_(std::move(request_), [exchange = exchange_](Answer answer) { exchange->answer(std::move(answer)); });
    } catch (const std::exception& e) {
      exchange_->fail(e.what());
    } catch (...) {
      exchange_->fail("not a std::exception");
    }
  }

 private:
  const Handler& handler_;
  Request request_;
  std::shared_ptr<Exchange> exchange_;
};

class StreamJob : public Job {
 public:
  StreamJob(std::shared_ptr<EventStream> stream, std::int64_t cursor, std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Session> session)
      : stream_(std::move(stream)), cursor_(cursor), mailbox_(std::move(mailbox)), session_(std::move(session)) {}
  void run() noexcept override {
    StreamNews news;
    try {
      news.news = stream_->next(cursor_);
    } catch (const std::exception& e) {
      log_error("http.stream_failed", {{"why", e.what()}});
    } catch (...) {
      log_error("http.stream_failed", {{"why", "not a std::exception"}});
    }
    mailbox_->post({std::move(session_), std::move(news)});
  }

 private:
  std::shared_ptr<EventStream> stream_;
  std::int64_t cursor_;
  std::shared_ptr<Mailbox> mailbox_;
  std::weak_ptr<Session> session_;
};

Response failed() { return refusal(500, "internal", "something broke here; the log has it under this request's id"); }

}  // namespace

void Mailbox::post(Delivery delivery) {
  const std::lock_guard lock(mutex_);
  if (io_ == nullptr) return;
  waiting_.push_back(std::move(delivery));
  if (waiting_.size() == 1) asio::post(*io_, [self = shared_from_this()] { self->drain(); });
}

void Mailbox::close() {
  std::vector<Delivery> dropped;
  const std::lock_guard lock(mutex_);
  io_ = nullptr;
  dropped.swap(waiting_);
}

bool Mailbox::closed() {
  const std::lock_guard lock(mutex_);
  return io_ == nullptr;
}

void Mailbox::drain() {
  std::vector<Delivery> arrived;
  {
    const std::lock_guard lock(mutex_);
    arrived.swap(waiting_);
    waiting_.reserve(arrived.size());
  }
  for (Delivery& delivery : arrived) {
    const auto session = delivery.session.lock();
    if (!session) continue;
    if (auto* answer = std::get_if<Answer>(&delivery.what)) {
      session->deliver(std::move(*answer));
    } else {
      session->deliver(std::move(std::get<StreamNews>(delivery.what)));
    }
  }
}

Exchange::~Exchange() {
  if (answered_.load() || mailbox_->closed()) return;
  try {
    log_error("http.unanswered", {{"request", request_id_}});
    answer(failed());
  } catch (...) {  // out of memory while saying so: the connection is closed by its deadline or its client
    return;
  }
}

void Exchange::answer(Answer answer) {
  if (answered_.exchange(true)) return;
  mailbox_->post({std::move(session_), std::move(answer)});
}

void Exchange::fail(const char* what) {
  log_error("http.handler_failed", {{"request", request_id_}, {"why", what}});
  answer(failed());
}

std::unique_ptr<Job> make_request_job(const Handler& handler, Request request, std::shared_ptr<Exchange> exchange) {
  return std::make_unique<RequestJob>(handler, std::move(request), std::move(exchange));
}

std::unique_ptr<Job> make_stream_job(std::shared_ptr<EventStream> stream, std::int64_t cursor, std::shared_ptr<Mailbox> mailbox,
                                     std::weak_ptr<Session> session) {
  return std::make_unique<StreamJob>(std::move(stream), cursor, std::move(mailbox), std::move(session));
}

}  // namespace evenkeel::http
