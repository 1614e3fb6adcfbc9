// Events that wait for a server: a file each, in a folder of their own, in the order in which they came. What was put here survives the
// program, the machine and an outage; one process at a time sends.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"

namespace evenkeel::app::notify {

inline constexpr std::size_t spool_most = 10'000;  // events: some 20 MB

/// What became of one that was offered to the server.
enum class Sent {
  taken,
  refused,  // for good: it goes aside, with the reason
  not_now,  // it stays, and so do all behind it
};
struct Outcome {
  Sent sent = Sent::not_now;
  std::string reason;
};

struct Flushed {
  std::size_t taken = 0, refused = 0, left = 0;
  std::string reason;  // of the newest that was not taken
  bool busy = false;   // another process was sending all the time
};

class Spool {
 public:
  /// `folder` is made when it is not there, for its owner alone. Error: unavailable.
  static Result<Spool> open(std::string folder, World& world);

  /// Durable when it returns. Errors: unavailable (also when it is full).
  Status keep(const std::string& body);
  /// Offers all in order, until one stays or the time is up (monotonic microseconds).
  Flushed flush(const std::function<Outcome(const std::string& body)>& offer, std::int64_t until_us);
  std::size_t waiting() const;

 private:
  Spool(std::string folder, World& world) : folder_(std::move(folder)), world_(&world) {}
  std::vector<std::string> names() const;
  void set_aside(const std::string& name, const std::string& reason);
  void sync_folder() const;

  std::string folder_;
  World* world_;
};

}  // namespace evenkeel::app::notify
