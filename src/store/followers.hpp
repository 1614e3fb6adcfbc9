// Followers read the change log behind a cursor of their own: search, figures, rules of users. The cursor moves in the
// same transaction as what the follower writes, so each change is followed exactly once.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/change_log.hpp"
#include "store/register.hpp"

namespace evenkeel::store {

/// Looks at changes on the follower's own thread (heavy work belongs here) and returns what to write, or nothing.
using Follow = std::function<std::function<void(Tx&)>(Connection& db, const std::vector<ChangeRow>& changes)>;

class Follower {
 public:
  virtual ~Follower() = default;
  /// Follows up to some hundred changes; returns how many.
  virtual std::size_t step() = 0;
  /// How many changes it is behind.
  virtual std::int64_t behind() = 0;
  virtual void start() = 0;
  virtual void stop() = 0;
};
/// How many changes the cursor of this name is behind the newest.
std::int64_t changes_behind(Register& reg, const std::string& name);
/// `name` is the row of its cursor; a follower seen for the first time begins at the first change.
std::unique_ptr<Follower> make_follower(Register& reg, std::string name, Follow follow);

}  // namespace evenkeel::store
