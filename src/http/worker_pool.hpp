// The threads that run handlers: a bounded queue for requests, and beside it the questions of event streams, which may use
// half of the threads at most, so that a thousand open screens never keep a request waiting.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace evenkeel::http {

/// Something to run on a worker.
class Job {
 public:
  virtual ~Job() = default;
  virtual void run() noexcept = 0;
};

class WorkerPool {
 public:
  WorkerPool(int workers, std::size_t queue_most);
  ~WorkerPool();
  void start();
  enum class Lane { request, stream };
  enum class Submitted { yes, full };
  /// Never blocks for long. The stream lane is not bounded here: each stream has one question in flight.
  Submitted submit(std::unique_ptr<Job> job, Lane lane);
  /// Drops what waits, lets what runs finish, joins.
  void stop();

 private:
  void work();
  std::unique_ptr<Job> take(Lane& lane);
  bool may_take_stream() const { return !streams_.empty() && streams_running_ < streams_most_; }

  const int workers_;
  const std::size_t queue_most_;
  const int streams_most_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<Job>> requests_, streams_;
  int idle_ = 0, streams_running_ = 0;
  unsigned turn_ = 0;
  bool waking_ = false;  // somebody was notified and has not looked yet: one futex call for a burst, not one for each job
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace evenkeel::http
