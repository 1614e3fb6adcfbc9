// Says which process has a SQLite register open as its server, so that a second server refuses to start and a command
// line tool knows whom to ask. The kernel lets go of the lock when the process dies, however it dies.
#include "store/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include "store/db.hpp"

namespace evenkeel::store {
namespace {

/// holder() takes the lock for an instant; a server that starts just then must not give up.
constexpr int attempts = 5;
constexpr std::chrono::milliseconds between_attempts{20};

/// The same file under another name (a link, a relative path) has the same lock.
std::string lock_path(const std::string& database_path) { return std::filesystem::weakly_canonical(database_path).string() + ".lock"; }

int written_pid(int file) {
  char text[16];
  const ssize_t size = ::pread(file, text, sizeof text, 0);
  int pid = 0;
  if (size > 0) std::from_chars(text, text + size, pid);
  return pid;
}

bool locked(int file, int how) {
  while (::flock(file, how | LOCK_NB) != 0)
    if (errno != EINTR) return false;
  return true;
}

}  // namespace

FileLock::FileLock(const std::string& database_path) {
  const std::string path = lock_path(database_path);
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file_ < 0) throw DbError(DbFault::broken, path + " cannot be made: " + std::strerror(errno));
  for (int attempt = 1; !locked(file_, LOCK_EX); ++attempt) {
    if (attempt < attempts) {
      std::this_thread::sleep_for(between_attempts);
      continue;
    }
    const int pid = written_pid(file_);
    ::close(file_);
    throw DbError(DbFault::busy, database_path + " is in use by process " + std::to_string(pid));
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    const int error = errno;
    ::close(file_);
    throw DbError(error == ENOSPC ? DbFault::full : DbFault::broken, path + " cannot be written: " + std::strerror(error));
  }
}

// The file stays: removing it would race with another process that has just opened it.
FileLock::~FileLock() { ::close(file_); }

std::optional<int> FileLock::holder(const std::string& database_path) {
  const int file = ::open(lock_path(database_path).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::optional<int> pid;
  if (!locked(file, LOCK_SH)) pid = written_pid(file);
  ::close(file);
  return pid;
}

}  // namespace evenkeel::store
