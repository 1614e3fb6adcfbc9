#include "store/timers.hpp"

#include <algorithm>
#include <vector>

#include "base/log.hpp"
#include "store/loop.hpp"

namespace evenkeel::store {
namespace {

constexpr int due_at_once = 200;                     // fired between two looks at the clock
constexpr std::int64_t jump_us = 5 * us_per_minute;  // a wall clock that moved more than this against the monotonic one jumped
constexpr std::int64_t hold_after_jump_us = us_per_minute;
constexpr std::int64_t longest_pause_us = 30 * us_per_second;  // another node may arm a timer without waking us
constexpr std::int64_t postpone_base_us = 10 * us_per_second;

class Timers : public TimerLoop {
 public:
  Timers(Register& reg, TimerHandlers handlers) : register_(reg), handlers_(std::move(handlers)) {}

  std::size_t step() override {
    if (clock_jumped()) return 0;
    std::size_t fired = 0;
    for (const auto& timer : due()) fired += fire(timer);
    return fired;
  }

  std::optional<Time> next_due() override {
    std::optional<Time> next;
    register_.readers.read([&](Connection& db) {
      db.query("SELECT due_us FROM timer ORDER BY due_us, id LIMIT 1", {}, [&](const Row& row) { next = row.time(0); });
    });
    return next;
  }

  void start() override {
    loop_.start([this] {
      std::size_t fired = step();
      if (fired >= due_at_once) return std::chrono::milliseconds(0);
      const auto next = next_due();
      const auto now = register_.world.now();
      const auto pause = next ? std::clamp<std::int64_t>(*next - now, 0, longest_pause_us) : longest_pause_us;
      return std::chrono::milliseconds(fired == 0 && pause == 0 ? 200 : pause / us_per_ms + 1);
    });
  }
  void stop() override { loop_.stop(); }
  void wake() override { loop_.wake(); }

 private:
  bool clock_jumped() {
    const auto wall = register_.world.now();
    const auto mono = register_.world.monotonic_us();
    if (last_wall_ && std::abs((wall - last_wall_) - (mono - last_mono_)) > jump_us) {
      log_warn("timers.clock_jumped", {{"seconds", std::to_string(((wall - last_wall_) - (mono - last_mono_)) / us_per_second)}});
      hold_until_mono_ = mono + hold_after_jump_us;
    }
    last_wall_ = wall;
    last_mono_ = mono;
    return mono < hold_until_mono_;
  }

  std::vector<Timer> due() {
    std::vector<Timer> timers;
    register_.readers.read([&](Connection& db) {
      db.query(
          "SELECT id, kind, subject_kind, subject_id, key, due_us, attempt FROM timer WHERE due_us <= $1 ORDER BY due_us, id LIMIT 200",
          {Param(register_.world.now())}, [&](const Row& row) {
            timers.push_back({row.id(0), std::string(row.text(1)), std::string(row.text(2)), row.id(3), std::string(row.text(4)),
                              row.time(5), row.integer(6)});
          });
    });
    return timers;
  }

  std::size_t fire(const Timer& timer) {
    const auto handler = handlers_.find(timer.kind);
    if (handler == handlers_.end()) {
      postpone(timer, "no handler for this kind of timer");
      return 0;
    }
    bool claimed = false;
    auto result = register_.writer.run(Lane::clockwork, Actor{"system:" + timer.kind, {}}, [&](Tx& tx) -> Result<Outcome> {
      claimed = tx.db().execute_count("DELETE FROM timer WHERE id = $1 AND due_us = $2", {Param(timer.id), Param(timer.due)}) == 1;
      if (!claimed) return Outcome{};
      // A refusal after the claim rolls the claim back with it.
      if (auto done = handler->second(tx, timer); !done) return done.error();
      return Outcome{timer.subject_kind, timer.subject, 0, 200, false};
    });
    if (!result) postpone(timer, result.error().first().text);
    return claimed && result ? 1 : 0;
  }

  /// The transaction that failed was rolled back, so the row is still there: move it on.
  void postpone(const Timer& timer, const std::string& why) {
    log_error("timer.failed",
              {{"kind", timer.kind}, {"subject", to_string(timer.subject)}, {"attempt", std::to_string(timer.attempt)}, {"why", why}});
    const auto delay = postpone_base_us << std::min<std::int64_t>(timer.attempt, 10);
    (void)register_.writer.run(Lane::clockwork, Actor{"system:timers", {}}, [&](Tx& tx) -> Result<Outcome> {
      tx.db().execute("UPDATE timer SET due_us = $1, attempt = attempt + 1 WHERE id = $2 AND due_us = $3",
                      {Param(tx.now() + delay), Param(timer.id), Param(timer.due)});
      return Outcome{};
    });
  }

  Register& register_;
  TimerHandlers handlers_;
  Time last_wall_;
  std::int64_t last_mono_ = 0, hold_until_mono_ = 0;
  Loop loop_;
};

}  // namespace

std::unique_ptr<TimerLoop> make_timer_loop(Register& reg, TimerHandlers handlers) {
  return std::make_unique<Timers>(reg, std::move(handlers));
}

}  // namespace evenkeel::store
