#include "app/scanner.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

extern char** environ;

namespace evenkeel::app {
namespace {

constexpr std::int64_t scan_us_most = us_per_minute;

Error not_scanned() {
  return error(Fault::unavailable, "attachment.not_scanned", "The file could not be scanned; nothing was kept. Try again later.");
}

/// Feeds the program; false when it did not take everything in time. A scanner may stop reading early: that is its verdict.
void feed(int pipe, std::string_view bytes, World& world, std::int64_t until) {
  while (!bytes.empty() && world.monotonic_us() < until) {
    pollfd ready{pipe, POLLOUT, 0};
    if (::poll(&ready, 1, 1'000) <= 0) continue;
    const auto n = ::write(pipe, bytes.data(), bytes.size());
    if (n < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

Status scan(const std::string& program, std::string_view bytes, World& world) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return not_scanned();
  ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  char* arguments[] = {const_cast<char*>(program.c_str()), nullptr};
  pid_t child = 0;
  const int spawned = ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[0]);
  const auto until = world.monotonic_us() + scan_us_most;
  if (spawned == 0) feed(ends[1], bytes, world, until);
  ::close(ends[1]);
  if (spawned != 0) return not_scanned();

  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (world.monotonic_us() > until) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return not_scanned();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (!WIFEXITED(status)) return not_scanned();
  if (WEXITSTATUS(status) != 0) return error(Fault::invalid, "attachment.refused", "The scanner refused this file.");
  return Done{};
}

}  // namespace evenkeel::app
