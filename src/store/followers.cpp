#include "store/followers.hpp"

#include "base/log.hpp"
#include "store/loop.hpp"

namespace evenkeel::store {
namespace {

constexpr std::int64_t changes_at_once = 500;

class LogFollower : public Follower {
 public:
  LogFollower(Register& reg, std::string name, Follow follow) : register_(reg), name_(std::move(name)), follow_(std::move(follow)) {}

  std::size_t step() override {
    std::int64_t cursor = 0;
    std::vector<ChangeRow> changes;
    std::function<void(Tx&)> write;
    register_.readers.read([&](Connection& db) {
      db.query("SELECT seq FROM follower WHERE name = $1", {Param(name_)}, [&](const Row& row) { cursor = row.integer(0); });
      db.query("SELECT " + std::string(change_columns) + " FROM change WHERE seq > $1 ORDER BY seq LIMIT $2",
               {Param(cursor), Param(changes_at_once)}, [&](const Row& row) { changes.push_back(read_change(row)); });
      if (!changes.empty()) write = follow_(db, changes);
    });
    if (changes.empty()) return 0;
    const auto reached = changes.back().seq;
    auto result = register_.writer.run(Lane::bulk, Actor{"system:" + name_, {}}, [&](Tx& tx) -> Result<Outcome> {
      const auto moved = cursor == 0 ? tx.db().execute_count("INSERT INTO follower(name, seq) VALUES ($1,$2) ON CONFLICT (name) DO NOTHING",
                                                             {Param(name_), Param(reached)})
                                     : tx.db().execute_count("UPDATE follower SET seq = $1 WHERE name = $2 AND seq = $3",
                                                             {Param(reached), Param(name_), Param(cursor)});
      if (moved == 1 && write) write(tx);  // otherwise another node was faster
      return Outcome{};
    });
    if (!result) log_error("follower.failed", {{"name", name_}, {"why", result.error().first().text}});
    return result ? changes.size() : 0;
  }

  std::int64_t behind() override { return changes_behind(register_, name_); }

  void start() override {
    // A short rest between two looks gathers changes, so that a busy register is followed in few large steps.
    loop_.start([this] { return std::chrono::milliseconds(step() >= changes_at_once ? 0 : 250); });
  }
  void stop() override { loop_.stop(); }

 private:
  Register& register_;
  std::string name_;
  Follow follow_;
  Loop loop_;
};

}  // namespace

std::int64_t changes_behind(Register& reg, const std::string& name) {
  std::int64_t distance = 0;
  reg.readers.read([&](Connection& db) {
    db.query("SELECT (SELECT n FROM counter WHERE name = 'change') - COALESCE((SELECT seq FROM follower WHERE name = $1), 0)",
             {Param(name)}, [&](const Row& row) { distance = row.integer(0); });
  });
  return distance;
}

std::unique_ptr<Follower> make_follower(Register& reg, std::string name, Follow follow) {
  return std::make_unique<LogFollower>(reg, std::move(name), std::move(follow));
}

}  // namespace evenkeel::store
