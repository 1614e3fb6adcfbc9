// A thread that runs a step function whenever it is woken, or after a while; the one shape of all background work.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace evenkeel::store {

class Loop {
 public:
  ~Loop() { stop(); }
  /// Calls `step` at once, and again when woken or when the pause that it returned is over; after each step it rests for so long,
  /// so that many wakes of a busy moment cost one step.
  void start(std::function<std::chrono::milliseconds()> step, std::chrono::milliseconds rest = {});
  void wake();
  void stop();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false, closing_ = false;
  std::thread thread_;
};

}  // namespace evenkeel::store
