#include "store/deliveries.hpp"

#include <algorithm>
#include <vector>

#include "base/log.hpp"
#include "store/loop.hpp"

namespace evenkeel::store {
namespace {

constexpr std::int64_t lease_us = 2 * us_per_minute;  // longer than any carrier's own time-out
constexpr std::int64_t attempts_most = 12;            // with the back-off below: about eight hours
constexpr std::int64_t back_off_us = 20 * us_per_second;
constexpr std::int64_t back_off_most_us = us_per_hour;
constexpr std::int64_t longest_pause_us = 30 * us_per_second;
constexpr std::int64_t wait_most_us = us_per_hour;  // whatever a way asks for
constexpr std::int64_t later_most_us = us_per_day;  // a message that a way keeps putting off is no news any more

const Actor actor{"system:deliveries", {}};

class ChannelDispatcher : public Dispatcher {
 public:
  ChannelDispatcher(Register& reg, std::string channel, Carrier carrier, StillWanted still_wanted, Stumbled stumbled)
      : register_(reg),
        channel_(std::move(channel)),
        carrier_(std::move(carrier)),
        still_wanted_(std::move(still_wanted)),
        stumbled_(std::move(stumbled)) {}

  const std::string& channel() const override { return channel_; }

  std::size_t step() override {
    std::size_t count = 0;
    auto list = due();
    for (std::size_t i = 0; i < list.size(); ++i) {
      Outgoing& out = list[i];
      bool dropped = false;
      if (!out.delivery || !claim(out, dropped)) continue;
      ++count;
      if (dropped) continue;
      count += gather(list, i);
      const HandOver outcome = carrier_(out);
      settle(out, outcome);
      for (const Outgoing& other : out.others) settle(other, outcome);
    }
    return count;
  }

  std::optional<Time> next_due() override {
    std::optional<Time> next;
    register_.readers.read([&](Connection& db) {
      db.query("SELECT next_us FROM delivery WHERE channel = $1 AND state IN ('waiting','leased') ORDER BY next_us LIMIT 1",
               {Param(channel_)}, [&](const Row& row) { next = row.time(0); });
    });
    return next;
  }

  void start() override {
    take_up_again();
    loop_.start([this] {
      if (step() > 0) return std::chrono::milliseconds(0);
      const auto next = next_due();
      const auto pause = next ? std::clamp<std::int64_t>(*next - register_.world.now(), 0, longest_pause_us) : longest_pause_us;
      return std::chrono::milliseconds(pause / us_per_ms + 50);
    });
  }
  void stop() override { loop_.stop(); }
  void wake() override { loop_.wake(); }

 private:
  /// A file has one server: whoever was handing something over when this one starts is gone, and nobody need wait for the lease to end.
  void take_up_again() {
    if (register_.database.engine() != Engine::sqlite) return;
    bool any = false;
    register_.readers.read([&](Connection& db) {
      db.query("SELECT 1 FROM delivery WHERE channel = $1 AND state IN ('waiting','leased') AND state = 'leased' LIMIT 1",
               {Param(channel_)}, [&](const Row&) { any = true; });
    });
    if (!any) return;
    (void)register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
      tx.db().execute(
          "UPDATE delivery SET next_us = $1 WHERE channel = $2 AND state IN ('waiting','leased') AND state = 'leased' AND next_us > $1",
          {Param(tx.now()), Param(channel_)});
      return Outcome{};
    });
  }

  std::vector<Outgoing> due() {
    std::vector<Outgoing> list;
    register_.readers.read([&](Connection& db) {
      db.query(
          "SELECT d.id, m.id, m.kind, m.subject_kind, m.subject_id, m.person_id, d.channel, d.address, m.body, d.attempt, m.created_us, "
          "d.point, d.held_us "
          "FROM delivery d JOIN message m ON m.id = d.message_id "
          "WHERE d.channel = $1 AND d.state IN ('waiting','leased') AND d.next_us <= $2 ORDER BY d.next_us, d.id LIMIT 50",
          {Param(channel_), Param(register_.world.now())}, [&](const Row& row) {
            list.push_back({row.id(0), row.id(1), std::string(row.text(2)), std::string(row.text(3)), row.id(4), row.id(5),
                            std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8)), row.integer(9), row.time(10),
                            row.id(11), row.time(12)});
          });
    });
    return list;
  }

  /// Claims what waited for the same moment on the same way to the same person; returns how many were handed over or dropped.
  std::size_t gather(std::vector<Outgoing>& list, std::size_t first) {
    Outgoing& out = list[first];
    std::size_t count = 0;
    if (!out.held || !out.person) return count;
    for (std::size_t i = first + 1; i < list.size(); ++i) {
      Outgoing& other = list[i];
      const bool together =
          other.delivery && other.held && other.person == out.person && other.point == out.point && other.address == out.address;
      bool dropped = false;
      if (!together || !claim(other, dropped)) continue;
      ++count;
      if (!dropped) out.others.push_back(other);
      other.delivery = {};
    }
    return count;
  }

  /// Claim and re-check are one transaction: no hand-over begins after what makes it unwanted was answered.
  bool claim(Outgoing& out, bool& dropped) {
    bool claimed = false;
    const auto result = register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
      claimed = dropped = false;
      const auto lease = tx.new_id();
      claimed = tx.db().execute_count(
                    "UPDATE delivery SET state = 'leased', lease = $1, next_us = $2, attempt = attempt + 1 "
                    "WHERE id = $3 AND attempt = $4 AND state IN ('waiting','leased') AND next_us <= $5",
                    {Param(lease), Param(tx.now() + lease_us), Param(out.delivery), Param(out.attempt), Param(tx.now())}) == 1;
      if (!claimed) return Outcome{};
      if (!still_wanted_ || still_wanted_(tx, out)) return Outcome{};
      dropped = true;
      tx.db().execute("UPDATE delivery SET state = 'dropped', ended_us = $1 WHERE id = $2", {Param(tx.now()), Param(out.delivery)});
      return Outcome{};
    });
    ++out.attempt;
    return result && claimed;
  }

  void settle(const Outgoing& out, const HandOver& hand_over) {
    using enum HandOver::Outcome;
    if (hand_over.outcome != sent)
      log_warn(
          "delivery.not_sent",
          {{"channel", channel_}, {"message", to_string(out.message)}, {"attempt", std::to_string(out.attempt)}, {"why", hand_over.text}});
    (void)register_.writer.run(Lane::clockwork, actor, [&](Tx& tx) -> Result<Outcome> {
      const bool put_off = hand_over.outcome == later && tx.now() - out.created < later_most_us;
      const bool give_up = hand_over.outcome == failed || (!put_off && out.attempt >= attempts_most);
      if (hand_over.outcome == sent)
        tx.db().execute("UPDATE delivery SET state = 'sent', ended_us = $1, last_error = NULL WHERE id = $2 AND attempt = $3",
                        {Param(tx.now()), Param(out.delivery), Param(out.attempt)});
      else if (put_off)
        tx.db().execute(
            "UPDATE delivery SET state = 'waiting', next_us = $1, last_error = $2, attempt = attempt - 1 WHERE id = $3 AND attempt = $4",
            {Param(tx.now() + std::clamp(hand_over.wait_us, us_per_second, wait_most_us)), Param(hand_over.text), Param(out.delivery),
             Param(out.attempt)});
      else if (!give_up)
        tx.db().execute("UPDATE delivery SET state = 'waiting', next_us = $1, last_error = $2 WHERE id = $3 AND attempt = $4",
                        {Param(tx.now() + back_off(tx, out.attempt)), Param(hand_over.text), Param(out.delivery), Param(out.attempt)});
      else {
        tx.db().execute("UPDATE delivery SET state = 'failed', ended_us = $1, last_error = $2 WHERE id = $3 AND attempt = $4",
                        {Param(tx.now()), Param(hand_over.text), Param(out.delivery), Param(out.attempt)});
        tx.log(out.subject_kind, out.subject,
               Note{"message.failed", out.subject, "{\"channel\":\"" + channel_ + "\",\"message\":\"" + out.kind + "\"}", {}});
      }
      // A pace of seconds holds up nobody; a long one is a way that fails.
      const bool stuck = put_off ? hand_over.wait_us > us_per_minute : give_up || out.attempt == 1;
      if (stumbled_ && hand_over.outcome != sent && stuck) stumbled_(tx, out);
      return Outcome{};
    });
  }

  static std::int64_t back_off(Tx& tx, std::int64_t attempt) {
    const auto base = std::min(back_off_most_us, back_off_us << std::min<std::int64_t>(attempt - 1, 10));
    const auto chance = static_cast<unsigned char>(tx.random(1)[0]);
    return base + base * chance / 1'024;  // up to a quarter more, so that retries of many do not march in step
  }

  Register& register_;
  std::string channel_;
  Carrier carrier_;
  StillWanted still_wanted_;
  Stumbled stumbled_;
  Loop loop_;
};

}  // namespace

std::int64_t drop_waiting(Tx& tx, std::string_view channel, std::string_view reason) {
  // Both states are named as the index names them: SQLite finds no other way to it.
  return tx.db().execute_count(
      "UPDATE delivery SET state = 'dropped', ended_us = $1, last_error = $2 WHERE channel = $3 AND state IN ('waiting','leased') "
      "AND state = 'waiting'",
      {Param(tx.now()), Param(reason), Param(channel)});
}

void add_way(Tx& tx, Id message, const Way& way) {
  tx.db().execute(
      "INSERT INTO delivery(id, message_id, channel, address, state, attempt, next_us, lease, point, held_us) "
      "VALUES ($1,$2,$3,$4,'waiting',0,$5,0,$6,$7)",
      {Param(tx.new_id()), Param(message), Param(way.channel), Param(way.address), Param(way.at), Param(way.point), Param(way.held)});
  tx.deliveries_changed();
}

Id send(Tx& tx, const Message& m, const std::vector<Way>& ways) {
  const Id id = tx.new_id();
  tx.db().execute("INSERT INTO message(id, kind, subject_kind, subject_id, person_id, body, created_us) VALUES ($1,$2,$3,$4,$5,$6,$7)",
                  {Param(id), Param(m.kind), Param(m.subject_kind), Param(m.subject), Param(m.person), Param(m.body), Param(tx.now())});
  for (const Way& way : ways) add_way(tx, id, way);
  return id;
}

std::unique_ptr<Dispatcher> make_dispatcher(Register& reg, std::string channel, Carrier carrier, StillWanted still_wanted,
                                            Stumbled stumbled) {
  return std::make_unique<ChannelDispatcher>(reg, std::move(channel), std::move(carrier), std::move(still_wanted), std::move(stumbled));
}

}  // namespace evenkeel::store
