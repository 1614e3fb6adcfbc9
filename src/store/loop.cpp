#include "store/loop.hpp"

#include "base/log.hpp"

namespace evenkeel::store {

void Loop::start(std::function<std::chrono::milliseconds()> step, std::chrono::milliseconds rest) {
  thread_ = std::thread([this, step = std::move(step), rest] {
    std::unique_lock lock(mutex_);
    while (!closing_) {
      woken_ = false;
      lock.unlock();
      std::chrono::milliseconds pause{1'000};
      try {
        pause = step();
      } catch (const std::exception& e) {
        log_error("loop.step_failed", {{"what", e.what()}});
      }
      lock.lock();
      if (rest.count() > 0) changed_.wait_for(lock, rest, [this] { return closing_; });
      changed_.wait_for(lock, pause, [this] { return woken_ || closing_; });
    }
  });
}

void Loop::wake() {
  {
    std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void Loop::stop() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace evenkeel::store
