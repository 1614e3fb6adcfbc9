// Queue, thread and answers of the writer; what happens inside one transaction is batch.cpp.
#include "store/writer.hpp"

#include <array>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "store/batch.hpp"

namespace evenkeel::store {
namespace {

/// Shares of a batch: people first, then timers and pages, then intake; what a lane leaves the others take.
constexpr std::array<std::size_t, lane_count> share_of_64 = {32, 20, 12};

class QueueWriter : public Writer {
 public:
  QueueWriter(Database& database, World& world, WriterOptions options)
      : world_(world), options_(options), batch_(database, world, options) {}
  ~QueueWriter() override { stop(); }

  void submit(Command command) override {
    const auto lane = static_cast<std::size_t>(command.lane);
    auto job = std::make_unique<Job>(world_, std::move(command));
    bool closing = false;
    {
      std::lock_guard lock(mutex_);
      if (!closed_ && waiting_[lane].size() < options_.queue_most) {
        waiting_[lane].push_back(std::move(job));
        ++counters_.waiting;
        arrived_.notify_one();
        return;
      }
      closing = closed_;
    }
    job->command.done(error(Fault::unavailable, closing ? "store.closing" : "store.busy",
                            closing ? "The server is shutting down." : "Too many commands are waiting; try again in a moment."));
  }

  std::size_t step() override {
    std::lock_guard running(running_);
    return run_one_batch();
  }

  void start() override {
    answering_ = std::thread([this] { answer_until_ended(); });
    thread_ = std::thread([this] {
      while (wait_for_work()) step();
    });
  }

  void stop() override {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    arrived_.notify_all();
    if (!thread_.joinable()) return;
    thread_.join();
    {
      const std::lock_guard lock(answers_mutex_);
      answers_end_ = true;
    }
    answers_arrived_.notify_one();
    answering_.join();
  }

  WriterCounters counters() const override {
    std::lock_guard lock(mutex_);
    auto counters = counters_;
    for (std::size_t lane = 0; lane < lane_count; ++lane) counters.waiting_in[lane] = static_cast<std::int64_t>(waiting_[lane].size());
    return counters;
  }
  void before_batch(std::function<void(Connection&)> hook) override { batch_.before = std::move(hook); }
  void after_commit(std::function<void(const Wake&)> hook) override { after_ = std::move(hook); }

 private:
  bool wait_for_work() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return closed_ || counters_.waiting > 0; });
    return counters_.waiting > 0;
  }

  /// Weighted shares first, then whatever still fits, in the order of the lanes.
  Jobs take() {
    Jobs jobs;
    std::lock_guard lock(mutex_);
    auto take_from = [&](std::size_t lane, std::size_t most) {
      while (most-- > 0 && jobs.size() < options_.batch_most && !waiting_[lane].empty()) {
        jobs.push_back(std::move(waiting_[lane].front()));
        waiting_[lane].pop_front();
      }
    };
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      take_from(lane, std::max<std::size_t>(1, share_of_64[lane] * options_.batch_most / 64));
    for (std::size_t lane = 0; lane < lane_count; ++lane) take_from(lane, options_.batch_most);
    counters_.waiting -= static_cast<std::int64_t>(jobs.size());
    return jobs;
  }

  void put_back(Jobs jobs) {
    std::lock_guard lock(mutex_);
    for (auto job = jobs.rbegin(); job != jobs.rend(); ++job)
      waiting_[static_cast<std::size_t>((*job)->command.lane)].push_front(std::move(*job));
    counters_.waiting += static_cast<std::int64_t>(jobs.size());
  }

  std::size_t run_one_batch() {
    auto jobs = take();
    if (jobs.empty()) return 0;
    auto ended = batch_.run(jobs);
    if (!jobs.empty()) put_back(std::move(jobs));
    count(ended);
    if (after_ && ended.wake.last_seq + ended.wake.timers + ended.wake.deliveries > 0) after_(ended.wake);
    const auto done = ended.jobs.size();
    if (answering_.joinable()) hand_to_answering(std::move(ended.jobs));
    else answer(ended.jobs);
    return done;
  }

  static void answer(Jobs& jobs) {
    for (auto& job : jobs) job->command.done(*job->result);
  }

  void hand_to_answering(Jobs jobs) {
    {
      const std::lock_guard lock(answers_mutex_);
      for (auto& job : jobs) answers_.push_back(std::move(job));
    }
    answers_arrived_.notify_one();
  }

  void answer_until_ended() {
    for (;;) {
      Jobs jobs;
      {
        std::unique_lock lock(answers_mutex_);
        answers_arrived_.wait(lock, [this] { return answers_end_ || !answers_.empty(); });
        if (answers_.empty()) return;
        jobs.swap(answers_);
      }
      answer(jobs);
    }
  }

  void count(const BatchEnd& ended) {
    std::lock_guard lock(mutex_);
    counters_.commands += static_cast<std::int64_t>(ended.jobs.size());
    ++counters_.batches;
    counters_.reruns += ended.reruns;
    for (const auto& job : ended.jobs) {
      if (*job->result) continue;
      const auto fault = job->result->error().fault;
      ++(fault == Fault::internal || fault == Fault::unavailable ? counters_.failed : counters_.refused);
    }
    if (ended.wake.last_seq > counters_.last_seq) counters_.last_seq = ended.wake.last_seq;
    if (ended.trouble.empty() && !ended.stored) return;  // only refusals: nothing was asked of the database
    counters_.healthy = ended.trouble.empty();
    counters_.trouble = ended.trouble;
  }

  World& world_;
  WriterOptions options_;
  Batch batch_;
  std::function<void(const Wake&)> after_;
  std::mutex running_;  // step() from a test beside a thread

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::array<std::deque<std::unique_ptr<Job>>, lane_count> waiting_;
  WriterCounters counters_;
  std::atomic<bool> closed_ = false;

  std::mutex answers_mutex_;
  std::condition_variable answers_arrived_;
  Jobs answers_;
  bool answers_end_ = false;
  std::thread answering_, thread_;
};

}  // namespace

Result<Outcome> Writer::run(Lane lane, Actor actor, std::function<Result<Outcome>(Tx&)> work) {
  return std::move(run_all({Command{lane, std::move(actor), std::move(work), {}, {}}}).front());
}

std::vector<Result<Outcome>> Writer::run_all(std::vector<Command> commands) {
  std::vector<std::promise<Result<Outcome>>> answers(commands.size());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    commands[i].done = [&answer = answers[i]](const Result<Outcome>& result) { answer.set_value(result); };
    submit(std::move(commands[i]));
  }
  std::vector<Result<Outcome>> results;
  results.reserve(answers.size());
  for (auto& answer : answers) {
    auto future = answer.get_future();
    // Without a thread of its own (tests, CLI) the caller's thread does the work.
    while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready && step() > 0) {}
    results.push_back(future.get());
  }
  return results;
}

std::unique_ptr<Writer> make_writer(Database& database, World& world, WriterOptions options) {
  return std::make_unique<QueueWriter>(database, world, std::move(options));
}

}  // namespace evenkeel::store
