// Says which process has a SQLite register open as its server, so that a second server refuses to start and a command
// line tool knows whom to ask. The kernel lets go of the lock when the process dies, however it dies.
#pragma once
#include <optional>
#include <string>

namespace evenkeel::store {

/// Holds `<database file>.lock` (flock) while it lives.
class FileLock {
 public:
  /// Throws DbError: busy, naming the process that holds it; broken when the lock file cannot be made.
  explicit FileLock(const std::string& database_path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// The process that holds the lock now (0 when it has not written its number yet); empty when nobody does.
  static std::optional<int> holder(const std::string& database_path);

 private:
  int file_ = -1;
};

}  // namespace evenkeel::store
