#include "app/notify/spool.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace evenkeel::app::notify {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t refused_most = 1'000;  // kept for who looks; the oldest go
constexpr std::string_view ending = ".json";
constexpr auto lock_look = std::chrono::milliseconds(50);

struct File {
  int fd;
  explicit File(int opened) : fd(opened) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd >= 0) ::close(fd);
  }
};

Error not_kept(const std::string& path) {
  return error(Fault::unavailable, "notify.spool", path + " cannot be written: " + std::generic_category().message(errno));
}

bool write_all(int fd, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto n = ::write(fd, text.data() + at, text.size() - at);
    if (n <= 0) return false;
    at += static_cast<std::size_t>(n);
  }
  return true;
}

/// Waits for the lock until then; the kernel frees it when its holder dies.
bool lock(int fd, World& world, std::int64_t until_us) {
  while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (world.monotonic_us() >= until_us) return false;
    std::this_thread::sleep_for(lock_look);
  }
  return true;
}

std::vector<std::string> sorted_names(const std::string& folder) {
  std::vector<std::string> all;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(folder, ec))
    if (auto name = entry.path().filename().string(); name.ends_with(ending) && !name.starts_with('.')) all.push_back(std::move(name));
  std::ranges::sort(all);
  return all;
}

}  // namespace

Result<Spool> Spool::open(std::string folder, World& world) {
  std::error_code ec;
  if (!fs::is_directory(folder, ec)) {
    if (const auto above = fs::path(folder).parent_path(); !above.empty()) fs::create_directories(above, ec);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return not_kept(folder);
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return not_kept(folder);
  return Spool(std::move(folder), world);
}

std::vector<std::string> Spool::names() const { return sorted_names(folder_); }
std::size_t Spool::waiting() const { return names().size(); }

void Spool::sync_folder() const {
  const File folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.fd >= 0) ::fsync(folder.fd);
}

Status Spool::keep(const std::string& body) {
  const auto before = names();
  if (before.size() >= spool_most) return error(Fault::unavailable, "notify.spool_full", "the spool " + folder_ + " is full");
  // Behind what waits, also when the clock was put back.
  std::int64_t place = world_->now().us, last = 0;
  if (!before.empty()) std::from_chars(before.back().data(), before.back().data() + before.back().size(), last);
  place = std::max(place, last + 1);
  std::uint32_t chance = 0;
  world_->random(&chance, sizeof chance);
  const std::string name = fmt::format("{:020}-{:08x}{}", place, chance, ending);
  const std::string draft = folder_ + "/." + name, path = folder_ + "/" + name;
  {
    const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.fd < 0) return not_kept(draft);
    if (!write_all(file.fd, body) || ::fsync(file.fd) != 0) {
      const auto why = not_kept(draft);
      ::unlink(draft.c_str());
      return why;
    }
  }
  if (::rename(draft.c_str(), path.c_str()) != 0) return not_kept(path);
  sync_folder();
  return Done{};
}

void Spool::set_aside(const std::string& name, const std::string& reason) {
  const std::string aside = folder_ + "/refused";
  ::mkdir(aside.c_str(), 0700);
  auto old = sorted_names(aside);
  for (std::size_t i = 0; i + refused_most <= old.size(); ++i) {
    ::unlink((aside + "/" + old[i]).c_str());
    ::unlink((aside + "/" + old[i] + ".reason").c_str());
  }
  const std::string path = aside + "/" + name;
  const File why(::open((path + ".reason").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (why.fd >= 0) (void)write_all(why.fd, reason + "\n");
  // Where another user made that folder, it stays beside the others under a name that is not sent.
  const std::string waiting = folder_ + "/" + name;
  if (::rename(waiting.c_str(), path.c_str()) != 0) ::rename(waiting.c_str(), (waiting + ".refused").c_str());
}

Flushed Spool::flush(const std::function<Outcome(const std::string& body)>& offer, std::int64_t until_us) {
  Flushed done;
  // The folder itself: a file for it would belong to whoever came first, and shut out the others.
  const File guard(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (guard.fd < 0 || !lock(guard.fd, *world_, until_us)) {
    done.busy = true;
    done.left = waiting();
    return done;
  }
  bool stays = false;
  // Looked at again until nothing is there: who came meanwhile waits for this lock, or has given up.
  for (auto all = names(); !all.empty() && !stays; all = names())
    for (const std::string& name : all) {
      if (stays = world_->monotonic_us() >= until_us; stays) break;
      const std::string path = folder_ + "/" + name;
      std::ifstream file(path, std::ios::binary);
      std::ostringstream body;
      body << file.rdbuf();
      if (stays = !file.is_open() || file.bad(); stays) {
        done.reason = path + " cannot be read";  // perhaps by its owner
        break;
      }
      const Outcome outcome = offer(body.str());
      if (outcome.sent != Sent::taken) done.reason = outcome.reason;
      if (stays = outcome.sent == Sent::not_now; stays) break;
      outcome.sent == Sent::taken ? ++done.taken : ++done.refused;
      if (outcome.sent == Sent::refused) set_aside(name, outcome.reason);
      else if (::unlink(path.c_str()) != 0) stays = true;  // it would be sent again and again
      sync_folder();
    }
  done.left = waiting();
  return done;
}

}  // namespace evenkeel::app::notify
