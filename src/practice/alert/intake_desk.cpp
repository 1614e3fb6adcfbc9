// Events become alerts. A request is one command however many events it carries: it reads the rows of all keys at once, decides each, and
// writes new rows many to a statement, with one change that names them all and what each was made of.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "practice/alert/alert_store.hpp"
#include "practice/alert/alerts.hpp"
#include "practice/alert/inhibition.hpp"
#include "record/json.hpp"

namespace evenkeel::alert {
namespace {

constexpr std::int64_t counted_minutes = 60;
constexpr std::size_t refusals_kept = 20;
constexpr std::size_t reason_points_most = 300;
constexpr std::size_t examples_kept = 5;               // of a source, that were taken; and as many that were refused
constexpr std::size_t example_bytes_most = 16 * 1024;  // they stay in memory

/// What the command did, for the memory; set anew each time it runs.
struct Made {
  struct Learnt {
    std::string key;
    AlertIndex::Known known;
  };
  std::vector<Learnt> learnt;
  std::vector<const Event*> repeated;
  std::size_t news = 0;
};

AlertIndex::Known known_of(const Alert& a) { return {a.id, a.digest, a.state == AlertState::firing, a.ends_at, a.last_seen_at, 0}; }

/// One command: the events of one request that may say something new.
class Intake {
 public:
  Intake(store::Tx& tx, const service::AlertSource& source, const service::Snapshot& catalogue, Made& done)
      : tx_(tx), source_(source), catalogue_(catalogue), done_(done) {}

  void run(const std::vector<Event>& events) {
    load(events);
    for (const Event& event : events) take(event);
    write();
  }

 private:
  struct Row {
    Alert alert;
    bool is_new = false, moved = false;
  };

  void load(const std::vector<Event>& events) {
    std::vector<std::string_view> keys;
    for (const Event& event : events) keys.push_back(event.key);
    std::ranges::sort(keys);
    keys.erase(std::ranges::unique(keys).begin(), keys.end());
    for (Alert& a : alerts_with_keys(tx_.db(), source_.id, keys)) {
      std::string key = a.key;
      rows_.emplace(std::move(key), Row{std::move(a)});
    }
  }

  void take(const Event& event) {
    const auto found = rows_.find(event.key);
    auto decision = decide(found == rows_.end() ? nullptr : &found->second.alert, event, source_, tx_.now());
    if (decision.news == News::none) {
      if (found != rows_.end()) done_.repeated.push_back(&event);
      return;
    }
    ++done_.news;
    Alert& after = decision.after;
    if (decision.news != News::ended) after.service = service_of(event.labels, source_, catalogue_).service;
    if (decision.news == News::began) {
      after.id = tx_.new_id();
      after.version = 1;
      order_.push_back(event.key);
      rows_.emplace(event.key, Row{std::move(after), true, false});
      return;
    }
    Row& row = found->second;
    if (!row.is_new && !row.moved) order_.push_back(event.key);
    if (decision.happening) happened_.push_back({after.id, *decision.happening, after.incident});
    row.moved = !row.is_new;
    row.alert = std::move(after);
  }

  void write() {
    std::vector<Alert> fresh;
    for (const auto& key : order_) {
      Row& row = rows_.at(key);
      if (row.is_new) fresh.push_back(row.alert);
      else write_alert(tx_.db(), row.alert);
    }
    const std::size_t fresh_count = fresh.size();
    insert_alerts(tx_.db(), fresh);
    insert_events(tx_, happened_);
    note_inhibitions(fresh);
    if (!order_.empty()) tx_.log("alert_source", source_.id, {.kind = "alert.taken_in", .root = {}, .why = why(fresh_count)});
    for (auto& [key, row] : rows_) done_.learnt.push_back({key, known_of(row.alert)});
  }

  /// What ended or changed holds nothing back any more, unless it fires and still matches.
  void note_inhibitions(std::vector<Alert>& firing) {
    const auto rules = inhibitions_of(catalogue_);
    if (rules.empty()) return;
    std::vector<Id> moved;
    for (const auto& key : order_) {
      const Row& row = rows_.at(key);
      if (row.is_new) continue;
      moved.push_back(row.alert.id);
      firing.push_back(row.alert);
    }
    std::erase_if(firing, [](const Alert& a) { return a.state != AlertState::firing; });
    release_inhibited(tx_.db(), moved, tx_.now());
    note_inhibitors(tx_.db(), rules, firing);
  }

  /// Which alerts, and the digest of what was said of each: with these the log tells what came, and proves it.
  std::string why(std::size_t fresh) const {
    std::string out = "{\"new\":" + std::to_string(fresh) + ",\"changed\":" + std::to_string(order_.size() - fresh) + ",\"alerts\":[";
    for (const auto& key : order_) {
      const Alert& a = rows_.at(key).alert;
      out.append(out.back() == '[' ? "[\"" : ",[\"").append(to_string(a.id)).append("\",\"").append(record::name_of(a.state));
      out.append("\",\"").append(a.digest).append("\"]");
    }
    return out + "]}";
  }

  store::Tx& tx_;
  const service::AlertSource& source_;
  const service::Snapshot& catalogue_;
  Made& done_;
  std::map<std::string, Row, std::less<>> rows_;
  std::vector<std::string> order_;
  std::vector<Happened> happened_;
};

struct Digested {
  std::vector<Event> news;
  std::vector<Reject> no_room;
  Taken taken;
};

/// What is left to ask the database about.
Digested sort_out(Alerts& alerts, const service::AlertSource& source, Reading reading, Time now) {
  Digested out;
  out.taken.rejects = std::move(reading.rejects);
  // Others say a thing once. What is known here of them may be the past as another node moved it since: the database is asked.
  const bool sends_again = source.kind == service::AlertSourceKind::prometheus;
  std::size_t room = firing_most - std::min(firing_most, alerts.index.firing_of(source.id));
  for (Event& event : reading.events) {
    if (sends_again && alerts.index.repeats(source.id, event, digest_of(event), now)) {
      ++out.taken.repeated;
      continue;
    }
    const bool is_more = event.state == AlertState::firing && !alerts.index.fires(source.id, event.key);
    if (is_more && room == 0) {
      out.no_room.push_back({0, "too many alerts of this source fire at once"});
      continue;
    }
    if (is_more) --room;
    out.news.push_back(std::move(event));
  }
  out.taken.rejects.insert(out.taken.rejects.end(), out.no_room.begin(), out.no_room.end());
  return out;
}

}  // namespace

void SourceCounts::took(Id source, std::size_t events, Time now) {
  if (events == 0) return;
  const std::int64_t minute = now.us / us_per_minute;
  const std::lock_guard lock(mutex_);
  Count& c = counts_[source];
  c.last_event_at = now;
  c.events += static_cast<std::int64_t>(events);
  c.by_minute[minute] += static_cast<std::int64_t>(events);
  c.by_minute.erase(c.by_minute.begin(), c.by_minute.lower_bound(minute - counted_minutes));
}

void SourceCounts::refused(Id source, const std::vector<Reject>& rejects, Time now) {
  if (rejects.empty()) return;
  const std::lock_guard lock(mutex_);
  Count& c = counts_[source];
  c.refused += static_cast<std::int64_t>(rejects.size());
  for (std::size_t i = 0; i < std::min(rejects.size(), refusals_kept); ++i)
    c.refusals.push_front({now, std::string(utf8_prefix(rejects[i].reason, reason_points_most))});
  while (c.refusals.size() > refusals_kept) c.refusals.pop_back();
}

SourceCounts::Count SourceCounts::of(Id source) const {
  const std::lock_guard lock(mutex_);
  const auto found = counts_.find(source);
  return found == counts_.end() ? Count{} : found->second;
}

void SourceCounts::keep(Id source, Example example) {
  if (example.body.size() > example_bytes_most) return;
  example.refusal = utf8_prefix(example.refusal, reason_points_most);
  const bool refused = !example.refusal.empty();
  const std::lock_guard lock(mutex_);
  auto& kept = examples_[source];
  kept.push_front(std::move(example));
  const auto alike = [&](const Example& one) { return one.refusal.empty() != refused; };
  if (std::ranges::count_if(kept, alike) > static_cast<std::ptrdiff_t>(examples_kept))
    kept.erase(std::ranges::find_if(kept.rbegin(), kept.rend(), alike).base() - 1);
}

std::vector<SourceCounts::Example> SourceCounts::examples(Id source) const {
  const std::lock_guard lock(mutex_);
  const auto found = examples_.find(source);
  return found == examples_.end() ? std::vector<Example>() : std::vector<Example>(found->second.begin(), found->second.end());
}

std::map<Id, SourceCounts::Count> SourceCounts::take() {
  std::map<Id, Count> taken;
  const std::lock_guard lock(mutex_);
  for (auto& [source, count] : counts_) {
    if (count.events + count.refused == 0) continue;
    taken[source] = count;
    count.events = count.refused = 0;
  }
  return taken;
}

void take_in_here(store::Tx& tx, const service::Snapshot& catalogue, const service::AlertSource& source, const std::vector<Event>& events) {
  Made made;
  Intake(tx, source, catalogue, made).run(events);
}

void take_in(Alerts& alerts, const service::AlertSource& source, Reading reading, std::function<void(Result<Taken>)> done) {
  const Time now = alerts.reg().world.now();
  if (!alerts.index.loaded()) alerts.reg().readers.read([&](store::Connection& db) { alerts.index.load(db); });
  alerts.counts.refused(source.id, reading.rejects, now);
  const std::size_t read = reading.events.size();
  auto sorted = std::make_shared<Digested>(sort_out(alerts, source, std::move(reading), now));
  alerts.counts.refused(source.id, sorted->no_room, now);
  // Sent again later there may be room.
  if (read > 0 && sorted->no_room.size() == read) return done(error(Fault::unavailable, "alert.no_room", sorted->no_room.front().reason));
  const std::size_t sent = read - sorted->no_room.size();
  if (sorted->news.empty()) {
    alerts.counts.took(source.id, sent, now);
    return done(std::move(sorted->taken));
  }
  auto outcome = std::make_shared<Made>();
  auto from = std::make_shared<const service::AlertSource>(source);
  store::Command command;
  command.lane = store::Lane::bulk;
  command.actor = {"source:" + to_string(source.id), {}};
  command.run = [&alerts, sorted, outcome, from](store::Tx& tx) -> Result<store::Outcome> {
    *outcome = {};
    Intake(tx, *from, *alerts.catalogue().now(), *outcome).run(sorted->news);
    return store::Outcome{};
  };
  command.done = [&alerts, sorted, outcome, from, sent, now, done = std::move(done)](const Result<store::Outcome>& result) {
    if (!result) return done(result.error());
    for (auto& one : outcome->learnt) alerts.index.learn(from->id, one.key, std::move(one.known));
    for (const Event* event : outcome->repeated) alerts.index.heard(from->id, *event, digest_of(*event), now);
    alerts.counts.took(from->id, sent, now);
    sorted->taken.news = outcome->news;
    sorted->taken.repeated += outcome->repeated.size();
    done(std::move(sorted->taken));
  };
  alerts.reg().writer.submit(std::move(command));
}

}  // namespace evenkeel::alert
