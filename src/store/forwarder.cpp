#include "store/forwarder.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/log.hpp"
#include "store/followers.hpp"
#include "store/loop.hpp"

namespace evenkeel::store {
namespace {

constexpr std::int64_t changes_at_once = 200;
constexpr std::int64_t claim_us = 30 * us_per_second;   // a node that died is followed by another after so long
constexpr std::int64_t unsure_us = 5 * us_per_second;   // what a broken connection may have swallowed is no older
constexpr std::int64_t pause_least_us = us_per_second;  // after a failure, doubled each time
constexpr std::int64_t pause_most_us = 5 * us_per_minute;

class LogForwarder : public Forwarder {
 public:
  LogForwarder(Register& reg, std::string name, Forward forward)
      : register_(reg), name_(std::move(name)), claim_name_(name_ + ".claim"), forward_(std::move(forward)) {}
  ~LogForwarder() override { stop(); }

  std::size_t step() override {
    if (register_.world.monotonic_us() < rest_until_us_ || behind() == 0 || !claim()) return 0;
    const auto changes = read_changes();
    if (changes.empty()) return 0;
    const auto count = forward_(changes);
    if (count == go_back) return step_back();
    if (count > 0) {
      remember();
      move_to(changes[static_cast<std::size_t>(count - 1)].seq);
    }
    if (count == static_cast<std::int64_t>(changes.size())) failures_ = 0;
    else rest();
    return static_cast<std::size_t>(count);
  }

  std::int64_t behind() override { return changes_behind(register_, name_); }

  void start() override {
    loop_.start([this] { return std::chrono::milliseconds(step() >= changes_at_once ? 0 : 250); });
  }
  void stop() override {
    loop_.stop();
    if (claimed_until_us_ == 0) return;
    const auto mine = std::exchange(claimed_until_us_, 0);
    write([&](Tx& tx) { tx.db().execute("UPDATE follower SET seq = 0 WHERE name = $1 AND seq = $2", {Param(claim_name_), Param(mine)}); });
  }

 private:
  struct Mark {
    std::int64_t at_us = 0, cursor = 0;
  };

  bool write(const std::function<void(Tx&)>& work) {
    const auto result = register_.writer.run(Lane::bulk, Actor{"system:" + name_, {}}, [&](Tx& tx) -> Result<Outcome> {
      work(tx);
      return Outcome{};
    });
    if (!result) log_error("forwarder.failed", {{"name", name_}, {"why", result.error().first().text}});
    return static_cast<bool>(result);
  }

  /// The row <name>.claim holds until when a node has it, in microseconds.
  bool claim() {
    const auto now = register_.world.now().us;
    if (claimed_until_us_ - now > claim_us / 2 && claimed_until_us_ - now <= claim_us) return true;
    std::int64_t taken = 0;
    const auto until = now + claim_us;
    const bool written = write([&](Tx& tx) {
      for (const auto& name : {name_, claim_name_})
        tx.db().execute("INSERT INTO follower(name, seq) VALUES ($1,0) ON CONFLICT (name) DO NOTHING", {Param(name)});
      // A claim that lies too far ahead was made by a clock that has been put back since.
      taken = tx.db().execute_count("UPDATE follower SET seq = $1 WHERE name = $2 AND (seq <= $3 OR seq = $4 OR seq > $5)",
                                    {Param(until), Param(claim_name_), Param(now), Param(claimed_until_us_), Param(now + 2 * claim_us)});
    });
    claimed_until_us_ = written && taken == 1 ? until : 0;
    return claimed_until_us_ != 0;
  }

  std::vector<ChangeRow> read_changes() {
    std::vector<ChangeRow> changes;
    register_.readers.read([&](Connection& db) {
      db.query("SELECT seq FROM follower WHERE name = $1", {Param(name_)}, [&](const Row& row) { cursor_ = row.integer(0); });
      db.query("SELECT " + std::string(change_columns) + " FROM change WHERE seq > $1 ORDER BY seq LIMIT $2",
               {Param(cursor_), Param(changes_at_once)}, [&](const Row& row) { changes.push_back(read_change(row)); });
    });
    return changes;
  }

  bool move_to(std::int64_t seq) {
    return write([&](Tx& tx) {
      tx.db().execute("UPDATE follower SET seq = $1 WHERE name = $2 AND seq = $3", {Param(seq), Param(name_), Param(cursor_)});
    });
  }

  /// Where the cursor stood, as long as that may still be needed.
  void remember() {
    const auto now = register_.world.monotonic_us();
    marks_.push_back({now, cursor_});
    while (marks_.size() > 1 && marks_[1].at_us < now - unsure_us) marks_.pop_front();
  }

  std::size_t step_back() {
    rest();
    if (!marks_.empty() && marks_.front().cursor < cursor_) move_to(marks_.front().cursor);
    marks_.clear();
    return 0;
  }

  void rest() {
    const auto pause = std::min(pause_most_us, pause_least_us << std::min(failures_++, 20));
    rest_until_us_ = register_.world.monotonic_us() + pause;
  }

  Register& register_;
  std::string name_, claim_name_;
  Forward forward_;
  std::int64_t cursor_ = 0, claimed_until_us_ = 0, rest_until_us_ = 0;
  int failures_ = 0;
  std::deque<Mark> marks_;
  Loop loop_;
};

}  // namespace

std::unique_ptr<Forwarder> make_forwarder(Register& reg, std::string name, Forward forward) {
  return std::make_unique<LogForwarder>(reg, std::move(name), std::move(forward));
}

}  // namespace evenkeel::store
