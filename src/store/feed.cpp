#include "store/feed.hpp"

namespace evenkeel::store {

bool Feed::refresh(Connection& db) {
  std::int64_t from = 0;
  {
    std::lock_guard lock(mutex_);
    from = newest_;
  }
  std::vector<Hint> fresh;
  std::int64_t reached = from;
  if (from < 0) {
    // A fresh node tells only of what comes from now on.
    db.query("SELECT n FROM counter WHERE name = 'change'", {}, [&](const Row& row) { reached = row.integer(0); });
  } else {
    db.query("SELECT seq, subject_kind, subject_id, root_id, version, kind FROM change WHERE seq > $1 ORDER BY seq LIMIT $2",
             {Param(from), Param(static_cast<std::int64_t>(kept_most))}, [&](const Row& row) {
               fresh.push_back({row.integer(0), std::string(row.text(1)), row.id(2), row.id(3), row.integer(4), std::string(row.text(5))});
             });
    if (!fresh.empty()) reached = fresh.back().seq;
  }
  std::lock_guard lock(mutex_);
  if (reached <= newest_) return false;  // another thread was faster
  for (auto& hint : fresh)
    if (hint.seq > newest_) hints_.push_back(std::move(hint));
  while (hints_.size() > kept_most) hints_.pop_front();
  newest_ = reached;
  return !fresh.empty();
}

std::int64_t Feed::newest() const {
  std::lock_guard lock(mutex_);
  return newest_ < 0 ? 0 : newest_;
}

std::optional<std::vector<Hint>> Feed::since(std::int64_t cursor) const {
  std::lock_guard lock(mutex_);
  if (cursor >= newest_) return std::vector<Hint>{};
  if (hints_.empty() || hints_.front().seq > cursor + 1) return std::nullopt;
  auto first = std::partition_point(hints_.begin(), hints_.end(), [&](const Hint& h) { return h.seq <= cursor; });
  return std::vector<Hint>(first, hints_.end());
}

}  // namespace evenkeel::store
