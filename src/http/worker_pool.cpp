// See worker_pool.hpp.
#include "http/worker_pool.hpp"

#include <algorithm>

namespace evenkeel::http {

WorkerPool::WorkerPool(int workers, std::size_t queue_most)
    : workers_(workers), queue_most_(queue_most), streams_most_(std::max(1, workers / 2)) {}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::start() {
  for (int i = 0; i < workers_; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::Submitted WorkerPool::submit(std::unique_ptr<Job> job, Lane lane) {
  bool notify = false;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || (lane == Lane::request && requests_.size() >= queue_most_)) return Submitted::full;
    (lane == Lane::request ? requests_ : streams_).push_back(std::move(job));
    notify = idle_ > 0 && !waking_;
    waking_ = waking_ || notify;
  }
  if (notify) wake_.notify_one();
  return Submitted::yes;
}

/// Every fourth turn belongs to the streams, if they wait.
std::unique_ptr<Job> WorkerPool::take(Lane& lane) {
  const bool stream = may_take_stream() && (requests_.empty() || turn_ % 4 == 3);
  auto& queue = stream ? streams_ : requests_;
  if (queue.empty()) return nullptr;
  ++turn_;
  lane = stream ? Lane::stream : Lane::request;
  auto job = std::move(queue.front());
  queue.pop_front();
  if (stream) ++streams_running_;
  return job;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    Lane lane = Lane::request;
    auto job = take(lane);
    if (!job) {
      ++idle_;
      wake_.wait(lock);
      --idle_;
      waking_ = false;
      continue;
    }
    // A sleeping colleague is woken by whoever sees that there is more, one at a time.
    const bool more = idle_ > 0 && !waking_ && (!requests_.empty() || may_take_stream());
    waking_ = waking_ || more;
    lock.unlock();
    if (more) wake_.notify_one();
    job->run();
    job.reset();
    lock.lock();
    if (lane == Lane::stream) --streams_running_;
  }
}

void WorkerPool::stop() {
  std::deque<std::unique_ptr<Job>> dropped_requests, dropped_streams;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped_requests.swap(requests_);
    dropped_streams.swap(streams_);
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace evenkeel::http
