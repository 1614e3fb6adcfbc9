// The way between the io thread and the workers. A session hands out jobs; what they give comes back through one mailbox
// that the io thread empties, many at a time. Nothing here outlives its purpose: a session that is gone is simply not met.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "http/asio.hpp"
#include "http/http.hpp"
#include "http/worker_pool.hpp"

namespace evenkeel::http {

class Session;

/// What EventStream::next gave.
struct StreamNews {
  std::optional<std::pair<std::string, std::int64_t>> news;
};

struct Delivery {
  std::weak_ptr<Session> session;
  std::variant<Answer, StreamNews> what;
};

/// Thread-safe. After close() deliveries are dropped, so that a `done` called long after the server is gone does no harm.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
 public:
  explicit Mailbox(asio::io_context& io) : io_(&io) {}
  void post(Delivery delivery);
  void close();
  bool closed();

 private:
  void drain();
  std::mutex mutex_;
  asio::io_context* io_;
  std::vector<Delivery> waiting_;
};

/// One request on its way: owed exactly one answer, which is a 500 if everybody forgets it.
class Exchange {
 public:
  Exchange(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Session> session, std::string request_id)
      : mailbox_(std::move(mailbox)), session_(std::move(session)), request_id_(std::move(request_id)) {}
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  /// The first answer counts.
  void answer(Answer answer);
  /// Nobody will answer, and nobody needs to: the session did it itself.
  void drop() { answered_.store(true); }
  /// A handler threw: logged with the request's id, the client learns nothing but the id.
  void fail(const char* what);

 private:
  std::shared_ptr<Mailbox> mailbox_;
  std::weak_ptr<Session> session_;
  std::string request_id_;
  std::atomic<bool> answered_{false};
};

std::unique_ptr<Job> make_request_job(const Handler& handler, Request request, std::shared_ptr<Exchange> exchange);
std::unique_ptr<Job> make_stream_job(std::shared_ptr<EventStream> stream, std::int64_t cursor, std::shared_ptr<Mailbox> mailbox,
                                     std::weak_ptr<Session> session);

}  // namespace evenkeel::http
