// The newest changes in memory, for live screens: read once from the log after each commit, whoever made it, and shared
// by all streams. A stream has a cursor and no queue.
#pragma once
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "store/change_log.hpp"

namespace evenkeel::store {

/// What a live screen may be told of a change; never its body.
struct Hint {
  std::int64_t seq = 0;
  std::string subject_kind;
  Id subject, root;
  std::int64_t version = 0;
  std::string kind;
};

class Feed {
 public:
  /// Reads what is new; returns true when something was.
  bool refresh(Connection& db);
  std::int64_t newest() const;
  /// Hints after `cursor`, oldest first; empty optional when the cursor lies too far behind and the screen must reload.
  std::optional<std::vector<Hint>> since(std::int64_t cursor) const;

 private:
  static constexpr std::size_t kept_most = 8'192;
  mutable std::mutex mutex_;
  std::deque<Hint> hints_;
  std::int64_t newest_ = -1;  // -1: not read yet
};

}  // namespace evenkeel::store
