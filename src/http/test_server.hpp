// A server on a free port for tests, and handlers that tests drive.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "http/http.hpp"

namespace evenkeel::http {

class TestServer {
 public:
  explicit TestServer(Handler handler, ServerOptions options = {}) : world_(make_real_world(1)) {
    options.world = world_.get();
    options.port = 0;
    server_ = make_server(std::move(options), std::move(handler));
    server_->start();
  }
  int port() const { return server_->port(); }
  Server* operator->() { return server_.get(); }

 private:
  std::unique_ptr<World> world_;
  std::unique_ptr<Server> server_;
};

/// "GET /path", or the body if there is one.
inline Handler echo_path() {
  return answering(
      [](Request& request) { return json(request.body.empty() ? std::string(name_of(request.verb)) + ' ' + request.path : request.body); });
}

/// Tries until it holds, for five seconds.
inline bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 500; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return holds();
}

/// A handler that waits until the gate opens.
class Gate {
 public:
  Handler handler() {
    return answering([this](Request&) {
      std::unique_lock lock(mutex_);
      ++arrived_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return open_; });
      return json("{}");
    });
  }
  void wait_for_arrivals(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return arrived_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
  bool open_ = false;
};

}  // namespace evenkeel::http
