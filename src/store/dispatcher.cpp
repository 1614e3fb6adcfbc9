// Hands over what is due on one channel: one thread chooses, in the order of hurry and turn, for whom there is a place (store::Lines);
// threads that are made when they are needed claim, hand over and settle. Driven by step() it does all of it on the caller's thread.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "base/log.hpp"
#include "store/deliveries.hpp"
#include "store/loop.hpp"

namespace evenkeel::store {
namespace {

constexpr std::int64_t lease_us = 2 * us_per_minute;  // longer than any carrier's own time-out
constexpr std::int64_t attempts_most = 12;            // with the back-off below: about eight hours
constexpr std::int64_t back_off_us = 20 * us_per_second;
constexpr std::int64_t back_off_most_us = us_per_hour;
constexpr std::int64_t longest_pause_us = 30 * us_per_second;
constexpr std::int64_t trouble_pause_us = us_per_second;   // while the register takes no writes
constexpr int settle_tries = 20;                           // a second apart: well within the lease
constexpr std::chrono::milliseconds loop_rest{5};          // what is given back in a busy moment costs one look
constexpr std::int64_t no_place_pause_us = us_per_second;  // who gives a place back wakes the chooser; this is for what else there may be
constexpr std::int64_t wait_most_us = us_per_hour;         // whatever a way asks for
constexpr std::int64_t later_most_us = us_per_day;         // a message that a way keeps putting off is no news any more
constexpr std::int64_t orphans_every_us = 5 * us_per_second;
constexpr std::int64_t page_rows = 50;  // read at a time
/// So many that wait for a place are passed over in search of somebody who gets one: a server that hangs has them all to itself.
constexpr std::size_t passed_over_most = 5'000;
constexpr std::size_t together_most = 50;  // messages in one; a mail of more nobody reads

const Actor actor{"system:deliveries", {}};

struct Chosen {
  Outgoing out;
  std::vector<Outgoing> others;  // that may go with it
  Lines::Place place;
};

class ChannelDispatcher : public Dispatcher {
 public:
  ChannelDispatcher(Register& reg, std::string channel, Carrier carrier, DispatcherOptions options)
      : register_(reg),
        channel_(std::move(channel)),
        carrier_(std::move(carrier)),
        options_(std::move(options)),
        owner_(options_.fence != 0 ? -options_.fence : -reg.world.new_id().v) {}
  ~ChannelDispatcher() override { stop(); }

  const std::string& channel() const override { return channel_; }

  std::size_t step() override {
    take_up_orphans();
    std::size_t count = 0;
    for (const Hurry hurry : {Hurry::urgent, Hurry::normal}) {
      auto list = first_due(hurry);
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].delivery) continue;
        Chosen chosen{list[i], {}, {}};
        list[i].delivery = {};
        gather(chosen, list, i + 1);
        count += hand_over(chosen);
      }
    }
    return count;
  }

  std::optional<Time> next_due() override {
    std::optional<Time> next;
    register_.readers.read([&](Connection& db) {
      for (const int urgent : {1, 0})
        db.query(
            "SELECT next_us FROM delivery WHERE channel = $1 AND urgent = $2 AND state IN ('waiting','leased') ORDER BY next_us LIMIT 1",
            {Param(channel_), Param(urgent)}, [&](const Row& row) {
              if (!next || row.time(0) < *next) next = row.time(0);
            });
    });
    return next;
  }

  void start() override {
    started_ = true;
    const auto longest_us = register_.database.engine() == Engine::sqlite ? longest_pause_us : orphans_every_us;
    loop_.start(
        [this, longest_us] {
          const auto trouble_us = trouble_until_us_ - register_.world.monotonic_us();
          if (closing() || trouble_us > 0) return std::chrono::milliseconds(trouble_pause_us / us_per_ms);
          take_up_orphans();
          if (choose() == Left::waits_for_place) return std::chrono::milliseconds(no_place_pause_us / us_per_ms);
          const auto next = next_due();
          const auto pause = next ? std::clamp<std::int64_t>(*next - register_.world.now(), 0, longest_us) : longest_us;
          return std::chrono::milliseconds(pause / us_per_ms + 50);
        },
        loop_rest);
  }

  void close() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    arrived_.notify_all();
  }

  void stop() override {
    close();
    loop_.stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  void wake() override { loop_.wake(); }

 private:
  enum class Left { nothing, waits_for_place };

  bool closing() {
    const std::lock_guard lock(mutex_);
    return closing_;
  }

  // -- choosing ----------------------------------------------------------------------------------------------------

  /// Few are found by their time, of which an index leads to what is due. Many wait because somebody is slow, and then their lines take
  /// turns; almost all that the index of turns leads to is due then.
  enum class Order { time, turn };
  struct After {
    std::int64_t place = INT64_MIN;  // microseconds, or a turn
    Id id = {};
  };

  std::vector<Outgoing> due(Hurry hurry, Order order, const After& after) {
    static const std::string columns =
        "SELECT d.id, m.id, m.kind, m.subject_kind, m.subject_id, m.person_id, d.channel, d.address, m.body, d.attempt, m.created_us, "
        "d.point, d.held_us, d.urgent, d.next_us, d.line, d.turn FROM delivery d JOIN message m ON m.id = d.message_id WHERE d.channel = "
        "$1 "
        "AND d.urgent = $2 AND d.state IN ('waiting','leased') AND d.next_us <= $3 AND ";
    static const std::string by_time = columns + "(d.next_us, d.id) > ($4, $5) ORDER BY d.next_us, d.id LIMIT $6",
                             by_turn = columns + "(d.turn, d.id) > ($4, $5) ORDER BY d.turn, d.id LIMIT $6";
    std::vector<Outgoing> list;
    register_.readers.read([&](Connection& db) {
      db.query(order == Order::time ? by_time : by_turn,
               {Param(channel_), Param(hurry == Hurry::urgent ? 1 : 0), Param(register_.world.now()), Param(after.place), Param(after.id.v),
                Param(page_rows)},
               [&](const Row& row) {
                 list.push_back({row.id(0), row.id(1), std::string(row.text(2)), std::string(row.text(3)), row.id(4), row.id(5),
                                 std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8)), row.integer(9), row.time(10),
                                 row.id(11), row.time(12), row.integer(13) != 0 ? Hurry::urgent : Hurry::normal, row.time(14), row.id(15),
                                 row.integer(16)});
               });
    });
    return list;
  }

  static bool is_full(const std::vector<Outgoing>& page) { return page.size() == static_cast<std::size_t>(page_rows); }
  /// All that is due, or the first page of the turns.
  std::vector<Outgoing> first_due(Hurry hurry) {
    auto list = due(hurry, Order::time, {});
    return is_full(list) ? due(hurry, Order::turn, {}) : list;
  }

  /// Gives work to the threads while there are places for it.
  Left choose() {
    auto left = Left::nothing;
    for (const Hurry hurry : {Hurry::urgent, Hurry::normal}) {
      auto list = first_due(hurry);
      for (std::size_t passed = 0; !list.empty() && passed < passed_over_most; passed += page_rows) {
        const After after{list.back().turn, list.back().delivery};
        const bool all = !is_full(list);
        if (choose_from(list, hurry) == Left::waits_for_place) left = Left::waits_for_place;
        if (all || nobody_gets_a_place(hurry)) break;
        list = due(hurry, Order::turn, after);
      }
    }
    return left;
  }

  Left choose_from(std::vector<Outgoing>& list, Hurry hurry) {
    auto left = Left::nothing;
    for (std::size_t i = 0; i < list.size(); ++i) {
      Outgoing& out = list[i];
      if (!out.delivery || is_under_way(out.delivery)) continue;
      Lines::Place place{options_.peer_of ? options_.peer_of(out) : Id{}, to_string(out.point) + ' ' + out.address, hurry};
      const std::lock_guard lock(mutex_);
      if (closing_) return Left::nothing;
      if (!lines_.take(place)) {
        left = Left::waits_for_place;
        continue;
      }
      Chosen chosen{out, {}, std::move(place)};
      out.delivery = {};
      gather(chosen, list, i + 1);
      begin(std::move(chosen));
    }
    return left;
  }

  bool is_under_way(Id delivery) {
    const std::lock_guard lock(mutex_);
    return under_way_.contains(delivery);
  }

  /// A channel with one server need not look any further once that is busy; on others somebody new may come.
  bool nobody_gets_a_place(Hurry hurry) {
    const std::lock_guard lock(mutex_);
    return lines_.full(Id{}, hurry);
  }

  /// What waited for the same moment on the same way to the same person.
  static void gather(Chosen& chosen, std::vector<Outgoing>& list, std::size_t from) {
    const Outgoing& out = chosen.out;
    if (!out.held || !out.person) return;
    for (std::size_t i = from; i < list.size() && chosen.others.size() + 1 < together_most; ++i) {
      Outgoing& other = list[i];
      if (!other.delivery || !other.held || other.person != out.person || other.point != out.point || other.address != out.address)
        continue;
      chosen.others.push_back(other);
      other.delivery = {};
    }
  }

  /// With the mutex held.
  void begin(Chosen chosen) {
    under_way_.insert(chosen.out.delivery);
    for (const Outgoing& other : chosen.others) under_way_.insert(other.delivery);
    waiting_.push_back(std::move(chosen));
    if (lines_.taken() > threads_.size()) threads_.emplace_back([this] { work(); });
    arrived_.notify_one();
  }

  void work() {
    for (;;) {
      Chosen chosen;
      {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        if (closing_) return;  // what was not begun keeps its row
        chosen = std::move(waiting_.front());
        waiting_.pop_front();
      }
      const auto deliveries = ids_of(chosen);
      try {
        hand_over(chosen);
      } catch (const std::exception& e) {
        log_error("delivery.failed", {{"channel", channel_}, {"what", e.what()}});
      }
      {
        const std::lock_guard lock(mutex_);
        lines_.give_back(chosen.place);
        for (const Id delivery : deliveries) under_way_.erase(delivery);
      }
      loop_.wake();
    }
  }

  static std::vector<Id> ids_of(const Chosen& chosen) {
    std::vector<Id> ids{chosen.out.delivery};
    for (const Outgoing& other : chosen.others) ids.push_back(other.delivery);
    return ids;
  }

  // -- handing over ------------------------------------------------------------------------------------------------

  /// Returns how many were handed over or dropped.
  std::size_t hand_over(Chosen& chosen) {
    std::vector<Outgoing> ours;
    const std::size_t count = claim(chosen, ours);
    if (ours.empty()) return count;
    Outgoing& out = ours.front();
    out.others.assign(std::make_move_iterator(ours.begin() + 1), std::make_move_iterator(ours.end()));
    settle(out, carried(out));
    return count;
  }

  HandOver carried(const Outgoing& out) {
    try {
      return carrier_(out);
    } catch (const std::exception& e) {
      return {HandOver::Outcome::retry, e.what()};
    }
  }

  enum class Claim { lost, dropped, ours };

  /// Claim and re-check are one transaction, of all that goes together: no hand-over begins after what makes it unwanted was answered.
  /// Returns how many were claimed.
  std::size_t claim(Chosen& chosen, std::vector<Outgoing>& ours) {
    std::vector<Outgoing*> all{&chosen.out};
    for (Outgoing& other : chosen.others) all.push_back(&other);
    std::vector<Claim> claims;
    const auto result = register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
      claims.clear();
      for (const Outgoing* out : all) claims.push_back(claim_one(tx, *out));
      return Outcome{};
    });
    if (!result) {
      trouble_until_us_ = register_.world.monotonic_us() + trouble_pause_us;
      return 0;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (claims[i] != Claim::lost) ++count;
      if (claims[i] != Claim::ours) continue;
      ++all[i]->attempt;
      ours.push_back(std::move(*all[i]));
    }
    return count;
  }

  Claim claim_one(Tx& tx, const Outgoing& out) {
    const bool claimed = tx.db().execute_count(
                             "UPDATE delivery SET state = 'leased', lease = $1, next_us = $2, attempt = attempt + 1 "
                             "WHERE id = $3 AND attempt = $4 AND state IN ('waiting','leased') AND next_us <= $5",
                             {Param(owner_), Param(tx.now() + lease_us), Param(out.delivery), Param(out.attempt), Param(tx.now())}) == 1;
    if (!claimed) return Claim::lost;
    if (!options_.still_wanted || options_.still_wanted(tx, out)) return Claim::ours;
    tx.db().execute("UPDATE delivery SET state = 'dropped', ended_us = $1 WHERE id = $2", {Param(tx.now()), Param(out.delivery)});
    return Claim::dropped;
  }

  /// What went together is settled together, so that it is tried again together. An outcome that is known is not thrown away because the
  /// register is busy for a moment.
  void settle(const Outgoing& out, const HandOver& outcome) {
    if (outcome.outcome != HandOver::Outcome::sent)
      log_warn(
          "delivery.not_sent",
          {{"channel", channel_}, {"message", to_string(out.message)}, {"attempt", std::to_string(out.attempt)}, {"why", outcome.text}});
    for (int tries = 1;; ++tries) {
      const auto result = register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
        const auto wait = back_off(tx, out.attempt);
        settle_one(tx, out, outcome, wait);
        for (const Outgoing& other : out.others) settle_one(tx, other, outcome, wait);
        return Outcome{};
      });
      if (result || !started_ || tries == settle_tries) return;
      std::unique_lock lock(mutex_);
      if (arrived_.wait_for(lock, std::chrono::microseconds(trouble_pause_us), [this] { return closing_; })) return;
    }
  }

  void settle_one(Tx& tx, const Outgoing& out, const HandOver& outcome, std::int64_t wait_us) {
    using enum HandOver::Outcome;
    const bool put_off = outcome.outcome == later && tx.now() - out.created < later_most_us;
    const bool give_up = outcome.outcome == failed || (!put_off && out.attempt >= attempts_most);
    std::int64_t met = 0;  // none: the lease was lost, and what happens is another's to say
    if (outcome.outcome == sent)
      met = tx.db().execute_count("UPDATE delivery SET state = 'sent', ended_us = $1, last_error = NULL WHERE id = $2 AND attempt = $3",
                                  {Param(tx.now()), Param(out.delivery), Param(out.attempt)});
    else if (put_off)
      met = tx.db().execute_count(
          "UPDATE delivery SET state = 'waiting', next_us = $1, last_error = $2, attempt = attempt - 1 WHERE id = $3 AND attempt = $4",
          {Param(tx.now() + std::clamp(outcome.wait_us, us_per_second, wait_most_us)), Param(outcome.text), Param(out.delivery),
           Param(out.attempt)});
    else if (!give_up)
      met = tx.db().execute_count("UPDATE delivery SET state = 'waiting', next_us = $1, last_error = $2 WHERE id = $3 AND attempt = $4",
                                  {Param(tx.now() + wait_us), Param(outcome.text), Param(out.delivery), Param(out.attempt)});
    else
      met = tx.db().execute_count("UPDATE delivery SET state = 'failed', ended_us = $1, last_error = $2 WHERE id = $3 AND attempt = $4",
                                  {Param(tx.now()), Param(outcome.text), Param(out.delivery), Param(out.attempt)});
    if (met == 0) return;
    if (outcome.outcome != sent && !put_off && give_up)
      tx.log(out.subject_kind, out.subject,
             Note{"message.failed", out.subject, "{\"channel\":\"" + channel_ + "\",\"message\":\"" + out.kind + "\"}", {}});
    // A pace of seconds holds up nobody; a long one is a way that fails.
    const bool stuck = put_off ? outcome.wait_us > us_per_minute : give_up || out.attempt == 1;
    if (options_.stumbled && outcome.outcome != sent && stuck) options_.stumbled(tx, out);
  }

  static std::int64_t back_off(Tx& tx, std::int64_t attempt) {
    const auto base = std::min(back_off_most_us, back_off_us << std::min<std::int64_t>(attempt - 1, 10));
    const auto chance = static_cast<unsigned char>(tx.random(1)[0]);
    return base + base * chance / 1'024;  // up to a quarter more, so that retries of many do not march in step
  }

  // -- what another had ----------------------------------------------------------------------------------------------

  /// What somebody was handing over who is gone need not wait for the end of its lease. A file has one server, so whoever had something
  /// before this one started is gone; over PostgreSQL a node is gone when its number was ended or given to another (NodeKeeper). A lease
  /// is the negated fence of its holder.
  void take_up_orphans() {
    const auto now = register_.world.monotonic_us();
    if (looked_us_ && now - *looked_us_ < orphans_every_us) return;
    const bool file = register_.database.engine() == Engine::sqlite;
    if (file && looked_us_) return;
    looked_us_ = now;
    // Both states are named as the index names them: SQLite finds no other way to it.
    std::string orphans =
        " delivery WHERE channel = $1 AND state IN ('waiting','leased') AND state = 'leased' AND next_us > $2 AND lease <> $3";
    if (!file) orphans += " AND lease < 0 AND NOT EXISTS (SELECT 1 FROM node n WHERE n.fence = -lease AND n.lease_until_us > 0)";
    bool any = false;
    register_.readers.read([&](Connection& db) {
      db.query("SELECT 1 FROM" + orphans + " LIMIT 1", {Param(channel_), Param(register_.world.now()), Param(owner_)},
               [&](const Row&) { any = true; });
    });
    if (!any) return;
    (void)register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
      tx.db().execute("UPDATE delivery SET next_us = $2 WHERE id IN (SELECT id FROM" + orphans + ")",
                      {Param(channel_), Param(tx.now()), Param(owner_)});
      return Outcome{};
    });
  }

  Register& register_;
  std::string channel_;
  Carrier carrier_;
  DispatcherOptions options_;
  std::int64_t owner_;
  std::optional<std::int64_t> looked_us_;  // for orphans, on the monotonic clock
  Loop loop_;

  std::mutex mutex_;
  std::condition_variable arrived_;
  Lines lines_;
  std::set<Id> under_way_;
  std::deque<Chosen> waiting_;  // for a thread, each with its place
  std::vector<std::thread> threads_;
  bool closing_ = false;
  std::atomic<bool> started_{false};
  std::atomic<std::int64_t> trouble_until_us_{0};  // the register takes no writes: nothing is chosen until then, on the monotonic clock
};

}  // namespace

std::unique_ptr<Dispatcher> make_dispatcher(Register& reg, std::string channel, Carrier carrier, DispatcherOptions options) {
  return std::make_unique<ChannelDispatcher>(reg, std::move(channel), std::move(carrier), std::move(options));
}

}  // namespace evenkeel::store
