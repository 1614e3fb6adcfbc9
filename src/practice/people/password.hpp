// Passwords: which ones are accepted, and where they are hashed. Hashing costs tens of milliseconds and 19 MiB by intention,
// so it has two threads of its own with a short queue: a wave of sign-ins cannot take the workers, the writer or the memory.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.hpp"

namespace evenkeel::people {

constexpr std::size_t password_least = 12;  // characters; NIST SP 800-63B asks for 8 at least, and no rules of composition
constexpr std::size_t password_most = 256;  // bytes: bounds the work of hashing

/// Accepts a password for the account, or says what is wrong at `field`: password.too_short, password.too_long,
/// password.is_login, password.common.
Status check_password_policy(std::string_view password, std::string_view login, std::string_view field = "/password");

constexpr int password_threads_count = 2;  // 38 MiB, and one core stays for everything else

/// Threads for what takes long by its nature: hashing, or waiting for a directory. Jobs must not throw.
class PasswordThreads {
 public:
  explicit PasswordThreads(int threads = password_threads_count);
  ~PasswordThreads();
  PasswordThreads(const PasswordThreads&) = delete;
  PasswordThreads& operator=(const PasswordThreads&) = delete;
  /// False when too many wait already, or there are no threads.
  bool submit(std::function<void()> job);

 private:
  void run();
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace evenkeel::people
