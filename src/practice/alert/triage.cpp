#include "practice/alert/triage.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/incident_making.hpp"
#include "practice/alert/inhibition.hpp"

namespace evenkeel::alert {
namespace {

constexpr int looked_at_once = 200;  // alerts of one command: some milliseconds on the writer
constexpr std::size_t times_at_once = 500;
constexpr int ended_at_once = 200;
constexpr std::int64_t ends_every_us = 15 * us_per_second;
constexpr std::int64_t ended_known_us = us_per_hour;  // so long the end of an alert is remembered, to tell its repetition
constexpr std::chrono::milliseconds pause{500}, pause_in_storm{0};

const store::Actor actor{"system:alerts", {}};

}  // namespace

Triage::Triage(Alerts& alerts) : alerts_(alerts), started_(alerts.reg().world.now()), times_written_(started_), ends_looked_at_(started_) {}

std::size_t Triage::step() { return write_times() + expire() + look(); }

/// Rows that ended meanwhile by another hand are left alone, and forgotten here: the next event of theirs asks the database.
std::size_t Triage::write_times() {
  const Time now = alerts_.reg().world.now();
  if (now - times_written_ < times_every_us && now >= times_written_) return 0;
  times_written_ = now;
  std::size_t written = 0;
  auto counted = alerts_.counts.take();
  for (;;) {
    const auto moved = alerts_.index.take_moved(times_at_once);
    if (moved.empty() && counted.empty()) break;
    std::vector<const AlertIndex::Moved*> gone;
    const auto done = alerts_.reg().writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
      gone.clear();
      for (const auto& m : moved)
        if (tx.db().execute_count("UPDATE alert SET last_seen_at = $1, ends_at = $2, count = count + $3 WHERE id = $4 AND state = 'firing'",
                                  {store::Param(m.known.last_seen_at), store::Param(m.known.ends_at), store::Param(m.known.unwritten),
                                   store::Param(m.known.alert)}) != 1)
          gone.push_back(&m);
      for (const auto& [source, count] : counted) add_state(tx.db(), source, {count.last_event_at, count.events, count.refused});
      return store::Outcome{};
    });
    if (!done) log_warn("alerts.times_not_written", {{"why", done.error().first().text}});
    for (const auto* m : gone) alerts_.index.forget(m->source, m->key);
    written += moved.size();
    counted.clear();
  }
  alerts_.index.forget_ended(now - ended_known_us);
  return written;
}

std::size_t Triage::expire() {
  const Time now = alerts_.reg().world.now();
  if (now - started_ < first_resend_us || (now - ends_looked_at_ < ends_every_us && now >= ends_looked_at_)) return 0;
  ends_looked_at_ = now;
  std::vector<Alert> ended;
  alerts_.reg().readers.read([&](store::Connection& db) { ended = alerts_ended_by(db, now - end_grace_us, ended_at_once); });
  const bool full = ended.size() == static_cast<std::size_t>(ended_at_once);
  std::erase_if(ended, [&](const Alert& a) { return alerts_.index.ends_at(a.source, a.key) > now - end_grace_us; });
  if (ended.empty()) return 0;
  std::vector<Id> ids;
  for (const Alert& a : ended) ids.push_back(a.id);
  std::vector<Alert> written;
  const auto done = alerts_.reg().writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    written.clear();
    std::vector<Happened> happened;
    for (Alert& a : alerts_with_ids(tx.db(), ids)) {
      if (a.state != AlertState::firing || !a.ends_at || a.ends_at > now - end_grace_us) continue;
      a.state = AlertState::resolved;
      a.inhibited_by = {};
      a.changed_at = tx.now();
      a.look_at = a.incident ? tx.now() : Time{};
      write_alert(tx.db(), a);
      happened.push_back({a.id, Happening::expired, a.incident});
      written.push_back(a);
    }
    insert_events(tx, happened);
    std::vector<Id> over;
    std::map<Id, std::string> by_source;
    for (const Alert& a : written) {
      over.push_back(a.id);
      auto& list = by_source[a.source];
      list.append(list.empty() ? "\"" : ",\"").append(to_string(a.id)).append("\"");
    }
    release_inhibited(tx.db(), over, tx.now());
    for (const auto& [source, list] : by_source)
      tx.log("alert_source", source,
             {.kind = "alert.expired", .root = {}, .why = R"({"reason":"not heard of again before its end","alerts":[)" + list + "]}"});
    return store::Outcome{};
  });
  if (!done) log_warn("alerts.not_expired", {{"why", done.error().first().text}});
  for (const Alert& a : written) alerts_.index.forget(a.source, a.key);
  if (done && full && !written.empty()) ends_looked_at_ = now - ends_every_us;  // there are more of them
  return written.size();
}

std::size_t Triage::look() {
  std::vector<Id> waiting;
  const Time now = alerts_.reg().world.now();
  alerts_.reg().readers.read([&](store::Connection& db) { waiting = alerts_to_look_at(db, now, looked_at_once); });
  if (waiting.empty()) return 0;
  const auto done = alerts_.reg().writer.run(store::Lane::bulk, actor, [&](store::Tx& tx) -> Result<store::Outcome> {
    make_incidents(alerts_, tx, waiting);
    return store::Outcome{};
  });
  if (!done) log_warn("alerts.not_looked_at", {{"why", done.error().first().text}});
  return done ? waiting.size() : 0;
}

std::optional<Time> Triage::next_due() {
  Time look, end;
  alerts_.reg().readers.read([&](store::Connection& db) {
    look = next_look(db);
    end = next_end(db);
  });
  std::optional<Time> next;
  const auto consider = [&](Time t) {
    if (!next || t < *next) next = t;
  };
  if (look) consider(look);
  if (end) consider(std::max({end + end_grace_us, started_ + first_resend_us, ends_looked_at_ + ends_every_us}));
  if (alerts_.index.any_moved()) consider(times_written_ + times_every_us);
  return next;
}

void Triage::start() {
  loop_.start([this] { return step() > 0 ? pause_in_storm : pause; });
}

void Triage::stop() { loop_.stop(); }

}  // namespace evenkeel::alert
