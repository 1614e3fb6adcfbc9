#include "app/webhooks.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "base/text.hpp"
#include "practice/automation/automation.hpp"
#include "practice/outward/webhook_desk.hpp"

namespace evenkeel::app {

using outward::Late;
using outward::Line;
using outward::Reader;
using outward::Verdict;
using outward::Webhook;
using store::Connection;
using store::Tx;

namespace {

constexpr int patience_s = 15;
constexpr std::string_view no_more_for_it = "when it was to leave, the incident was none that this webhook hears of";
constexpr std::size_t answer_shown = 300;              // bytes of an answer: enough for an error's sentence
constexpr int changes_at_once = 200;                   // looked at in one read transaction
constexpr std::int64_t looked_most = 1'000;            // changes that a restart looks at again
constexpr std::int64_t late_most = 1'000;              // of one webhook; beyond, its line waits
constexpr std::int64_t held_us = us_per_minute;        // a node that died is followed by another after so long
constexpr std::int64_t forgotten_every = 50;           // attempts, between two looks at how many there are
constexpr std::chrono::milliseconds thread_rest{200};  // gathers the wakes of a busy moment
constexpr std::chrono::milliseconds keeper_pause{2'000};
constexpr std::int64_t longest_pause_us = 30 * us_per_second;
constexpr std::int64_t others_pause_us = us_per_second;  // other nodes' commits wake nobody here

/// The begin of an answer as text that can be stored and shown.
std::string shown(std::string_view bytes) {
  std::string text;
  for (const char c : bytes.substr(0, answer_shown)) text += c >= ' ' && c < 0x7f ? c : ' ';
  return std::string(trim(text));
}

}  // namespace

Webhooks::Webhooks(const incident::Incidents& practice, const Vault& vault, WebhookOptions options)
    : practice_(practice), register_(practice.reg), vault_(vault), options_(std::move(options)), holder_(register_.world.new_id().v) {}

// ---- looking ---------------------------------------------------------------------------------------------------------------

Webhooks::Look Webhooks::look(Connection& db, Id id) {
  const auto webhook = outward::find_webhook(db, id);
  const auto line = outward::line_of(db, id);
  if (!webhook || !webhook->active || !line) return {};
  const Time now = register_.world.now();
  Item item{*webhook, *line, outward::signing_secrets(db, vault_, id, now), 0, 0, false, {}};
  if (item.secrets.empty()) return {};
  const bool waits = !line->paused.empty() || line->not_before > now;
  const auto late = outward::due_late(db, id, now, waits ? outward::Which::tests : outward::Which::all);
  if (waits && !late) return {};
  const auto who = outward::reader_for(*webhook);
  const auto only = outward::condition_of(practice_, who, *webhook);
  if (!only) {
    // A field that it speaks of is gone: better nothing than what nobody asked for.
    return {{}, [id, line = *line](Tx& tx) mutable {
              line.paused = "Its condition can no longer be read; correct it and resume.";
              line.paused_at = tx.now();
              (void)outward::save_line(tx.db(), id, line);
            }};
  }
  const Reader reader{
      who, webhook->changes, webhook->notes, *only, incident::Fields(webhook->fields.begin(), webhook->fields.end()), options_.source, id};
  if (late) return look_at_late(db, std::move(item), reader, *late);
  return look_ahead(db, std::move(item), reader);
}

Webhooks::Look Webhooks::look_at_late(Connection& db, Item item, const Reader& reader, const Late& late) {
  item.late = true;
  item.seq = late.seq;
  item.attempt = late.attempt;
  if (late.seq < 0) {
    item.event = outward::test_event(fmt::format("test_{}", -late.seq), options_.source, item.webhook.name, register_.world.now());
    return {std::move(item), {}, true};
  }
  const auto change = outward::change_at(db, late.seq);
  auto event = change ? outward::event_of(practice_, db, reader, *change) : std::nullopt;
  if (!event) {
    return {{},
            [id = item.webhook.id, seq = late.seq, change](Tx& tx) {
              outward::drop_late(tx.db(), id, seq);
              if (change && outward::is_call_of(*change, id)) automation::call_failed(tx, *change, no_more_for_it);
            },
            true};
  }
  item.event = std::move(*event);
  return {std::move(item), {}, true};
}

Webhooks::Look Webhooks::look_ahead(Connection& db, Item item, const Reader& reader) {
  const Id id = item.webhook.id;
  if (outward::count_late(db, id) >= late_most) return {};
  Looked looked{item.line.generation, item.line.seq};
  {
    const std::lock_guard lock(mutex_);
    auto& known = looked_[id];
    if (known.generation == looked.generation) looked.seq = std::max(looked.seq, known.seq);
  }
  const auto changes = outward::changes_after(db, looked.seq, changes_at_once);
  for (const auto& change : changes) {
    auto event = outward::event_of(practice_, db, reader, change);
    if (event) {
      item.seq = change.seq;
      if (outward::has_late(db, id, change.root)) {
        // In its order: behind what waits of the same incident.
        return {{},
                [line = item.line, id, seq = change.seq, root = change.root](Tx& tx) mutable {
                  line.seq = seq;
                  if (outward::save_line(tx.db(), id, line)) outward::put_late(tx.db(), id, {seq, root, 0, {}});
                },
                true};
      }
      item.event = std::move(*event);
      return {std::move(item), {}, true};
    }
    if (outward::is_call_of(change, id)) {
      // Whoever reads what the rule did has to know.
      return {{},
              [line = item.line, id, change](Tx& tx) mutable {
                line.seq = change.seq;
                if (outward::save_line(tx.db(), id, line)) automation::call_failed(tx, change, no_more_for_it);
              },
              true};
    }
    looked.seq = change.seq;
  }
  {
    const std::lock_guard lock(mutex_);
    looked_[id] = looked;
  }
  Look nothing{{}, {}, changes.size() == static_cast<std::size_t>(changes_at_once)};
  if (looked.seq - item.line.seq >= looked_most)
    nothing.tidy = [line = item.line, id, seq = looked.seq](Tx& tx) mutable {
      line.seq = seq;
      (void)outward::save_line(tx.db(), id, line);
    };
  return nothing;
}

// ---- sending ---------------------------------------------------------------------------------------------------------------

bool Webhooks::write(const std::function<void(Tx&)>& work) {
  const auto result = register_.writer.run(store::Lane::bulk, store::Actor{"system:webhooks", {}}, [&](Tx& tx) -> Result<store::Outcome> {
    work(tx);
    return store::Outcome{};
  });
  if (!result) log_error("webhook.not_written", {{"why", result.error().first().text}});
  return static_cast<bool>(result);
}

/// Over a file there is one server, which its lock sees to.
Webhooks::Hold Webhooks::hold(Id webhook) {
  if (register_.database.engine() == store::Engine::sqlite) return Hold::kept;
  const Time now = register_.world.now();
  {
    const std::lock_guard lock(mutex_);
    if (held_until_[webhook] - now > held_us / 2) return Hold::kept;
    if (others_until_[webhook] > now) return Hold::others;
  }
  bool held = false;
  const bool written = write([&](Tx& tx) { held = outward::hold_line(tx, webhook, holder_, held_us); });
  const std::lock_guard lock(mutex_);
  holds_any_ = holds_any_ || (written && held);
  held_until_[webhook] = written && held ? now + held_us : Time{};
  others_until_[webhook] = written && !held ? now + others_pause_us : Time{};
  return written && held ? Hold::new_ : Hold::others;
}

/// One attempt at most; false: there is nothing to do now.
bool Webhooks::serve(Id webhook) {
  Look found;
  register_.readers.read([&](Connection& db) { found = look(db, webhook); });
  if (!found.item && !found.tidy) return found.more;
  // What cannot be settled would be sent again and again.
  if (!register_.writer.counters().healthy) return false;
  switch (hold(webhook)) {
    case Hold::others: return false;
    case Hold::new_: return true;  // whoever had it may have moved it since we looked
    case Hold::kept: break;
  }
  if (found.tidy) return write(found.tidy) && found.more;
  const Item& item = *found.item;
  const Time now = register_.world.now();
  connect::Call call;
  call.url = item.webhook.url;
  const std::int64_t seconds = now.us / us_per_second;
  call.headers = {"Content-Type: application/cloudevents+json", "webhook-id: " + item.event.id,
                  fmt::format("webhook-timestamp: {}", seconds),
                  "webhook-signature: " + outward::signatures(item.secrets, item.event.id, seconds, item.event.body)};
  call.body = item.event.body;
  call.ca_file = options_.ca_file;
  call.timeout_seconds = patience_s;
  call.inside = connect::Inside::refused;
  call.except = &options_.private_networks;
  call.begin_most = answer_shown;
  const auto begun_us = register_.world.monotonic_us();
  const auto answer = options_.send(call);
  settle(item, answer, (register_.world.monotonic_us() - begun_us) / us_per_ms);
  return true;
}

/// The attempt and what follows from it are one transaction: what was sent and not settled is sent again with the same identity.
void Webhooks::settle(const Item& item, const connect::Answer& answer, std::int64_t took_ms) {
  const Verdict verdict = outward::verdict_of(answer.status);
  const Id id = item.webhook.id;
  std::string paused;
  const bool written = write([&](Tx& tx) {
    paused.clear();
    outward::Attempt attempt{tx.new_id(),
                             id,
                             item.seq,
                             item.event.id,
                             item.event.type,
                             item.event.incident,
                             tx.now(),
                             took_ms,
                             answer.status,
                             std::string(record::name_of(verdict)),
                             shown(answer.status == 0 ? answer.trouble : answer.body)};
    if (item.seq < 0) {
      outward::drop_late(tx.db(), id, item.seq);
      outward::insert_attempt(tx.db(), attempt);
      return;
    }
    Line line = outward::after(item.line, verdict, answer.wait_us, tx.now());
    const bool stays = verdict == Verdict::trouble || verdict == Verdict::gone;
    const auto wait = outward::wait_after(item.attempt + 1);
    const bool given_up = verdict == Verdict::refused && !wait;
    if (given_up) attempt.outcome = "given_up";
    outward::insert_attempt(tx.db(), attempt);
    if (attempt.id.v % forgotten_every == 0) outward::forget_attempts(tx.db(), id);
    if (!item.late && !stays) line.seq = item.seq;
    // Somebody moved the line meanwhile: it goes on from where they put it.
    if (!outward::save_line(tx.db(), id, line)) return;
    paused = line.paused;
    if (const auto change = given_up ? outward::change_at(tx.db(), item.seq) : std::nullopt; change && outward::is_call_of(*change, id))
      automation::call_failed(tx, *change, fmt::format("the receiver refused it to the last (HTTP {})", answer.status));
    if (verdict == Verdict::refused && wait)
      outward::put_late(tx.db(), id, {item.seq, item.event.incident, item.attempt + 1, tx.now() + *wait});
    else if (item.late && !stays) outward::drop_late(tx.db(), id, item.seq);
    if (!line.paused.empty()) tx.log("webhook", id, store::Note{"webhook.paused", id, R"({"reason":"receiver"})"});
  });
  if (verdict != Verdict::sent)
    log_warn("webhook.not_sent", {{"webhook", to_string(id)},
                                  {"event", item.event.id},
                                  {"status", std::to_string(answer.status)},
                                  {"why", answer.status == 0 ? answer.trouble : ""}});
  if (!paused.empty()) log_error("webhook.paused", {{"webhook", to_string(id)}, {"why", paused}});
  if (!written) throw std::runtime_error("an attempt could not be settled");
}

std::size_t Webhooks::step() {
  std::vector<Id> ids;
  register_.readers.read([&](Connection& db) {
    for (const Webhook& w : outward::active_webhooks(db)) ids.push_back(w.id);
  });
  std::size_t count = 0;
  for (const Id id : ids)
    while (serve(id)) ++count;
  return count;
}

// ---- when --------------------------------------------------------------------------------------------------------------------

std::optional<Time> Webhooks::next_due(Connection& db, const Webhook& webhook) {
  const auto line = outward::line_of(db, webhook.id);
  const Time now = register_.world.now();
  if (!line || !line->paused.empty() || outward::signing_secrets(db, vault_, webhook.id, now).empty()) return std::nullopt;
  if (line->not_before > now) return line->not_before;
  return outward::next_late(db, webhook.id);
}

std::optional<Time> Webhooks::next_due() {
  std::optional<Time> next;
  register_.readers.read([&](Connection& db) {
    for (const Webhook& w : outward::active_webhooks(db))
      if (const auto due = next_due(db, w); due && (!next || *due < *next)) next = due;
  });
  return next;
}

std::int64_t Webhooks::paused() {
  std::int64_t count = 0;
  register_.readers.read([&](Connection& db) {
    db.query("SELECT COUNT(*) FROM webhook w JOIN webhook_line l ON l.webhook = w.id WHERE w.active = 1 AND l.paused IS NOT NULL", {},
             [&](const store::Row& row) { count = row.integer(0); });
  });
  return count;
}

// ---- threads -----------------------------------------------------------------------------------------------------------------

/// One for each active webhook, made when it is seen first.
void Webhooks::keep_threads() {
  std::vector<Webhook> active;
  register_.readers.read([&](Connection& db) { active = outward::active_webhooks(db); });
  std::map<Id, std::unique_ptr<store::Loop>> ended;
  {
    const std::lock_guard lock(mutex_);
    for (const Webhook& w : active)
      if (!closing_ && !threads_.contains(w.id)) {
        auto& loop = threads_[w.id] = std::make_unique<store::Loop>();
        loop->start(
            [this, w] {
              const auto longest_us = register_.database.engine() == store::Engine::sqlite ? longest_pause_us : others_pause_us;
              try {
                while (!closing_ && serve(w.id)) {}
                std::optional<Time> next;
                register_.readers.read([&](Connection& db) { next = next_due(db, w); });
                const auto pause = next ? std::clamp<std::int64_t>(*next - register_.world.now(), 0, longest_us) : longest_us;
                return std::chrono::milliseconds(pause / us_per_ms + 50);
              } catch (const std::exception& e) {
                log_error("webhook.failed", {{"webhook", to_string(w.id)}, {"what", e.what()}});
                return std::chrono::milliseconds(others_pause_us / us_per_ms);
              }
            },
            thread_rest);
      }
    for (auto one = threads_.begin(); one != threads_.end();) {
      const auto here = one++;
      if (std::ranges::find(active, here->first, &Webhook::id) == active.end()) ended.insert(threads_.extract(here));
    }
  }
}

void Webhooks::start() {
  keeper_.start([this] {
    try {
      keep_threads();
    } catch (const std::exception& e) {
      log_error("webhook.failed", {{"what", e.what()}});
    }
    return keeper_pause;
  });
}

void Webhooks::stop() {
  close();
  keeper_.stop();
  std::map<Id, std::unique_ptr<store::Loop>> ended;
  {
    const std::lock_guard lock(mutex_);
    ended.swap(threads_);
  }
  ended.clear();
  if (std::exchange(holds_any_, false))
    write([&](Tx& tx) { tx.db().execute("UPDATE webhook_line SET held_until_us = 0 WHERE holder = $1", {store::Param(holder_)}); });
}

void Webhooks::wake() {
  const std::lock_guard lock(mutex_);
  for (auto& [id, loop] : threads_) loop->wake();
}

}  // namespace evenkeel::app
