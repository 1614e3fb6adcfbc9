#include "practice/heartbeat/heartbeat_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "practice/alert/own_alerts.hpp"
#include "practice/heartbeat/heartbeat_rules.hpp"
#include "practice/heartbeat/heartbeat_store.hpp"
#include "practice/people/accounts.hpp"
#include "store/node.hpp"

namespace evenkeel::heartbeat {
namespace {

using alert::AlertState;
using store::Tx;

constexpr std::string_view timer_look = "heartbeat.look", timer_watch = "heartbeat.watch", kind = "heartbeat";
constexpr Id everybody{1};  // the subject of the timer that watches over all of them
constexpr std::int64_t alive_every_us = us_per_minute;
constexpr std::int64_t gap_least_us = 150 * us_per_second;  // longer than a timer is late under load
constexpr std::int64_t set_back_us = us_per_second;
constexpr std::int64_t trimmed_every = 20;  // pings
constexpr std::size_t shown_letters = 4;

std::string why_json(std::string_view reason) {
  std::string out = R"({"reason":)";
  record::append_json_string(out, reason);
  return out + "}";
}

class Desk {
 public:
  Desk(Heartbeats& heartbeats, Tx& tx) : h_(heartbeats), tx_(tx), catalogue_(heartbeats.alerts.catalogue().now()) {}

  void ping(const Heartbeat& heartbeat, const Ping& ping) {
    const Pulse before = hold_pulse(tx_.db(), heartbeat.id);
    const bool ends = ping.kind == PingKind::success || ping.kind == PingKind::fail;
    const Time began = !ends                    ? Time{}
                       : before.run == ping.run ? before.started_at
                       : ping.run.empty()       ? Time{}
                                                : run_began(tx_.db(), heartbeat.id, ping.run);
    Pulse after = after_ping(before, ping, began, tx_.now());
    after.heartbeat = heartbeat.id;
    PingRow row{tx_.new_id(), tx_.now(), ping, ends ? after.took_us : -1};
    insert_ping(tx_.db(), heartbeat.id, row);
    if (after.pings % trimmed_every == 0) trim_pings(tx_.db(), heartbeat.id);
    if (heartbeat.paused || !heartbeat.active) {
      after.standing = before.standing;
      after.from_at = before.from_at;
      return keep_pulse(tx_.db(), after);
    }
    if (after.standing == Standing::failed) {
      if (before.standing != Standing::failed) log(heartbeat.id, "heartbeat.failed", failure(after));
      tell(heartbeat, after, AlertState::firing);
    } else if (after.standing == Standing::waiting && is_bad(before.standing)) {
      well_again(heartbeat, after, "it reported");
    }
    wait_for(heartbeat, after);
    keep_pulse(tx_.db(), after);
  }

  /// Its timer fired, or its record changed.
  void look(Id id) {
    notice();
    const auto* heartbeat = catalogue_->get<Heartbeat>(id);
    if (!heartbeat) return void(end_alerts(id, {}));  // removed while it was missing
    Pulse pulse = hold_pulse(tx_.db(), id);
    pulse.look_at = {};
    if (heartbeat->paused || !heartbeat->active) {
      if (is_bad(pulse.standing)) well_again(*heartbeat, pulse, "nobody expects it any more");
      if (pulse.standing != Standing::fresh) pulse.standing = Standing::waiting;
      pulse.from_at = pulse.started_at = {};
      tx_.disarm(timer_look, kind, id);
      return keep_pulse(tx_.db(), pulse);
    }
    if (pulse.standing == Standing::waiting && !pulse.from_at) pulse.from_at = tx_.now();
    const Expected expected = expected_of(*heartbeat, pulse);
    const bool overdue = expected.missing_at && expected.missing_at <= tx_.now();
    if (pulse.standing == Standing::missing && !overdue) {
      pulse.standing = Standing::waiting;
      well_again(*heartbeat, pulse, "by its record as it is now it may take longer");
    } else if (!is_bad(pulse.standing) && overdue) {
      pulse.standing = Standing::missing;
      log(id, "heartbeat.missing", fmt::format("it was due at {} and may be late by {}", format_rfc3339(expected.due), heartbeat->grace));
      tell(*heartbeat, pulse, AlertState::firing);
    } else if (is_bad(pulse.standing) && end_alerts(id, heartbeat->source)) {
      log(id, "heartbeat.moved", "another alert source tells of it now");
      tell(*heartbeat, pulse, AlertState::firing);
    }
    wait_for(*heartbeat, pulse);
    keep_pulse(tx_.db(), pulse);
  }

  /// Says that a server is alive, as long as there is anything to watch.
  void watch() {
    notice();
    if (catalogue_->active<Heartbeat>().empty()) return forget_alive_at(tx_.db());
    tx_.arm(timer_watch, kind, everybody, tx_.now() + alive_every_us);
  }

 private:
  static bool is_bad(Standing standing) { return standing == Standing::missing || standing == Standing::failed; }

  static std::string failure(const Pulse& pulse) {
    return pulse.exit_status != 0 ? fmt::format("it said that it failed with exit status {}", pulse.exit_status) : "it said that it failed";
  }

  void log(Id id, std::string what, std::string_view reason) {
    tx_.log(kind, id, {.kind = std::move(what), .root = {}, .why = why_json(reason)});
  }

  void tell(const Heartbeat& heartbeat, const Pulse& pulse, AlertState state) {
    const auto* source = catalogue_->get<service::AlertSource>(heartbeat.source);
    if (!source) return;
    alert::take_in_here(
        tx_, *catalogue_, *source,
        {event_of(heartbeat, pulse, state, alert::places_of(tx_, *catalogue_, *source, heartbeat.service, heartbeat.ci), tx_.now())});
  }

  void well_again(const Heartbeat& heartbeat, const Pulse& pulse, std::string_view reason) {
    log(heartbeat.id, "heartbeat.well", reason);
    tell(heartbeat, pulse, AlertState::resolved);
    end_alerts(heartbeat.id, heartbeat.source);
  }

  bool end_alerts(Id id, Id but_of) { return alert::end_own_alerts(tx_, *catalogue_, alert_key(id), but_of); }

  /// Arms the timer, unless one looks earlier: it will then see how things are. One that should have looked already may be gone.
  void wait_for(const Heartbeat& heartbeat, Pulse& pulse) {
    const Time wanted = is_bad(pulse.standing) ? Time{} : expected_of(heartbeat, pulse).missing_at;
    if (!wanted || (pulse.look_at > tx_.now() && pulse.look_at <= wanted)) return;
    pulse.look_at = wanted;
    tx_.arm(timer_look, kind, heartbeat.id, wanted);
  }

  /// Finds out for how long nobody could report: what was due then is waited for anew. A clock that was set forward looks the same; one
  /// that was set back leaves reports in the future, which count from now.
  void notice() {
    const Time now = tx_.now(), alive = alive_at(tx_.db());
    if (!alive) {
      tx_.arm(timer_watch, kind, everybody, now + alive_every_us);
    } else if (alive > now + set_back_us) {
      set_back();
    } else if (now - alive > gap_least_us || (alive < h_.started && !store::another_ran(tx_.db(), alive, now))) {
      excuse({alive, now});
    }
    keep_alive_at(tx_.db(), now);
  }

  void set_back() {
    for (const auto& [id, seen] : all_pulses(tx_.db())) {
      const auto* heartbeat = catalogue_->get<Heartbeat>(id);
      Pulse pulse = hold_pulse(tx_.db(), id);
      if (!heartbeat || (pulse.from_at <= tx_.now() && pulse.started_at <= tx_.now())) continue;
      pulse.from_at = std::min(pulse.from_at, tx_.now());
      pulse.started_at = std::min(pulse.started_at, tx_.now());
      pulse.look_at = {};
      wait_for(*heartbeat, pulse);
      keep_pulse(tx_.db(), pulse);
    }
  }

  void excuse(Gap gap) {
    for (const auto& [id, seen] : all_pulses(tx_.db())) {
      const auto* heartbeat = catalogue_->get<Heartbeat>(id);
      if (!heartbeat || !may_be_lost_in(*heartbeat, seen, gap)) continue;
      Pulse pulse = hold_pulse(tx_.db(), id);
      if (!may_be_lost_in(*heartbeat, pulse, gap)) continue;
      pulse.from_at = gap.until;
      pulse.started_at = {};
      pulse.excused = fmt::format("no server heard anything from {} to {}", format_rfc3339(gap.from), format_rfc3339(gap.until));
      log(id, "heartbeat.excused", pulse.excused);
      wait_for(*heartbeat, pulse);
      keep_pulse(tx_.db(), pulse);
    }
  }

  Heartbeats& h_;
  Tx& tx_;
  std::shared_ptr<const service::Snapshot> catalogue_;
};

}  // namespace

bool PingBudget::take(Id heartbeat, Time now) {
  const std::int64_t minute = now.us / us_per_minute;
  const std::lock_guard lock(mutex_);
  if (minute != minute_) taken_.clear();
  minute_ = minute;
  return ++taken_[heartbeat] <= pings_per_minute;
}

void take_ping(Heartbeats& heartbeats, Tx& tx, const Heartbeat& heartbeat, const Ping& ping) { Desk(heartbeats, tx).ping(heartbeat, ping); }

void submit_ping(Heartbeats& heartbeats, Id id, Ping ping, std::function<void(Status)> done) {
  if (!heartbeats.budget.take(id, heartbeats.reg().world.now()))
    return done(error(Fault::too_many, "heartbeat.too_many_pings", "rate limited"));
  store::Command command;
  command.lane = store::Lane::bulk;
  command.actor = {"heartbeat:" + to_string(id), {}};
  command.run = [&heartbeats, id, ping = std::move(ping)](Tx& tx) -> Result<store::Outcome> {
    const auto catalogue = heartbeats.alerts.catalogue().now();
    const auto* heartbeat = catalogue->get<Heartbeat>(id);
    if (!heartbeat) return api::missing("heartbeat");
    take_ping(heartbeats, tx, *heartbeat, ping);
    return store::Outcome{};
  };
  command.done = [done = std::move(done)](const Result<store::Outcome>& result) {
    if (!result) return done(result.error());
    done(Done{});
  };
  heartbeats.reg().writer.submit(std::move(command));
}

Result<HeartbeatKey> make_key(Tx& tx, const people::Principal& who, const Heartbeat& heartbeat, const std::string& secret) {
  const auto before = key_of(tx.db(), heartbeat.id);
  HeartbeatKey key = before.value_or(HeartbeatKey{});
  key.heartbeat = heartbeat.id;
  key.secret_hash = people::hash_of_secret(secret);
  key.shown = secret.substr(secret.size() - shown_letters);
  key.made_by = who.person;
  key.made_at = tx.now();
  const store::Note note{.kind = "heartbeat_key.made", .root = heartbeat.id};
  if (before) {
    tx.update(*before, key, note);
  } else {
    key.id = tx.new_id();
    tx.insert(key, note);
  }
  return key;
}

std::string new_ping_key(World& world) {
  constexpr std::size_t size = 16;
  std::string bytes(size, '\0');
  world.random(bytes.data(), bytes.size());
  // RFC 9562, 5.4: version 4, variant 10.
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0fU) | 0x40U);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3fU) | 0x80U);
  const std::string h = to_hex(bytes);
  return fmt::format("{}-{}-{}-{}-{}", h.substr(0, 8), h.substr(8, 4), h.substr(12, 4), h.substr(16, 4), h.substr(20, 12));
}

store::TimerHandlers heartbeat_timer_handlers(Heartbeats& heartbeats) {
  store::TimerHandlers all;
  all[std::string(timer_look)] = [&heartbeats](Tx& tx, const store::Timer& timer) -> Status {
    Desk(heartbeats, tx).look(timer.subject);
    return Done{};
  };
  all[std::string(timer_watch)] = [&heartbeats](Tx& tx, const store::Timer&) -> Status {
    Desk(heartbeats, tx).watch();
    return Done{};
  };
  return all;
}

void check_heartbeat(const service::Shelf&, const record::Record& after, std::vector<Problem>& out) {
  for (auto& problem : problems_of(record::from_record<Heartbeat>(after))) out.push_back(std::move(problem));
}

}  // namespace evenkeel::heartbeat
