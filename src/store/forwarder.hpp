// Hands the change log on to somebody outside, in order, behind a cursor of its own in the register. The cursor moves after the
// hand-over, so nothing is skipped over a restart or while the other side is away; what was on its way when a connection broke is
// handed over again, with the same seq. One node at a time does it.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/change_log.hpp"
#include "store/register.hpp"

namespace evenkeel::store {

/// Blocks; outside any transaction. Returns how many of the changes, from the first on, were handed over for sure (all: well), or
/// go_back when those of the last moments may be lost with a broken connection.
constexpr std::int64_t go_back = -1;
using Forward = std::function<std::int64_t(const std::vector<ChangeRow>& changes)>;

class Forwarder {
 public:
  virtual ~Forwarder() = default;
  /// Hands over up to some hundred changes; returns how many.
  virtual std::size_t step() = 0;
  /// How many changes it is behind.
  virtual std::int64_t behind() = 0;
  virtual void start() = 0;
  virtual void stop() = 0;
};
/// `name` is the row of its cursor; seen for the first time it begins at the first change.
std::unique_ptr<Forwarder> make_forwarder(Register& reg, std::string name, Forward forward);

}  // namespace evenkeel::store
