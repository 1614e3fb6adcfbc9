// Asks checks of its place for a server elsewhere: takes what is due, asks, and says what came of it. It holds nothing: when it ends, the
// server gives the same turns to the next.
#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/asking.hpp"

namespace evenkeel::app {

struct WorkerOptions {
  std::string server, token, place, ca_file;
  AskingOptions asking;
};

class Worker {
 public:
  /// The world must outlive it.
  Worker(WorkerOptions options, World& world) : options_(std::move(options)), world_(world) {}
  ~Worker() { stop(); }

  void start();
  /// Gives up what it asks just now, within about a second, unless the resolver holds it.
  void stop();

 private:
  struct Given {
    checks::Check check;
    std::string turn;
    std::optional<checks::Probe> unknown;  // the answer to what this worker does not know to ask
  };
  void serve();
  std::optional<Given> take();
  std::optional<Given> given_by(const std::string& body, std::int64_t& pause_us);
  void report(const Given& given, const checks::Probe& probe);
  connect::Answer post(const std::string& path, std::string body);
  /// Says once that the server is away, or why it refuses us, and once that it is back.
  void note(std::string trouble);
  void rest(std::int64_t us);

  static constexpr std::size_t at_once = 8;  // as the server itself
  WorkerOptions options_;
  World& world_;
  std::mutex asking_server_;  // one asks what is due, the others wait behind it
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stopping_ = false;
  std::string trouble_;
  std::array<std::thread, at_once> threads_;
};

}  // namespace evenkeel::app
