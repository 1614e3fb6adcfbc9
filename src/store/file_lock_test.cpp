// The lock file between processes: who holds it is named, who dies lets go.

#include "store/file_lock.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "support/test_database.hpp"

namespace evenkeel::store {
namespace {

/// Another process that takes the lock and holds it until it is told to die.
class Other {
 public:
  explicit Other(const std::string& path) {
    int ready[2];
    if (pipe(ready) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
      const FileLock lock(path);
      if (write(ready[1], "x", 1) != 1) _exit(1);
      pause();
      _exit(0);
    }
    char byte = 0;
    EXPECT_EQ(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
  }
  ~Other() { die(); }
  void die() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
};

TEST(FileLock, names_the_process_that_holds_it_and_falls_with_it) {
  const test::TempFolder folder;
  const std::string path = folder.file("evenkeel.db");
  EXPECT_FALSE(FileLock::holder(path));
  Other other(path);
  EXPECT_EQ(FileLock::holder(path), other.pid());
  try {
    const FileLock mine(path);
    FAIL() << "two servers on one file";
  } catch (const DbError& error) {
    EXPECT_EQ(error.fault(), DbFault::busy);
    EXPECT_NE(std::string(error.what()).find(std::to_string(other.pid())), std::string::npos) << error.what();
  }
  other.die();
  EXPECT_FALSE(FileLock::holder(path));
  const FileLock mine(path);
  EXPECT_EQ(FileLock::holder(path), getpid());
}

TEST(FileLock, is_the_same_under_another_name_of_the_file) {
  const test::TempFolder folder;
  test::TestSqlite database;
  database->connect(Open::write);
  std::filesystem::create_symlink(database.location(), folder.file("link.db"));
  const FileLock mine(database.location());
  EXPECT_EQ(FileLock::holder(folder.file("link.db")), getpid());
}

TEST(FileLock, says_why_it_cannot_be_made) {
  const test::TempFolder folder;
  try {
    const FileLock lock(folder.file("missing/evenkeel.db"));
    FAIL();
  } catch (const DbError& error) {
    EXPECT_EQ(error.fault(), DbFault::broken);
  }
}

}  // namespace
}  // namespace evenkeel::store
