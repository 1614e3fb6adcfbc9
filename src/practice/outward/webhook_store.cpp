#include "practice/outward/webhook_store.hpp"

#include <fmt/format.h>

#include "store/row_io.hpp"

namespace evenkeel::outward {

using store::Connection;
using store::Param;
using store::Row;

namespace {

template <class T>
std::vector<T> select(Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  const auto& type = record::type_of<T>();
  std::vector<T> found;
  db.query(fmt::format("SELECT {} FROM {} t {}", store::select_columns(type, "t"), type.table, rest), params,
           [&](const Row& row) { found.push_back(record::from_record<T>(store::read_record(type, row))); });
  return found;
}

constexpr std::string_view attempt_columns = "id, webhook, seq, event, type, incident, at_us, took_ms, status, outcome, answer";

Attempt read_attempt(const Row& row) {
  return {row.id(0),   row.id(1),      row.integer(2), std::string(row.text(3)), std::string(row.text(4)), row.id(5),
          row.time(6), row.integer(7), row.integer(8), std::string(row.text(9)), std::string(row.text(10))};
}

}  // namespace

std::vector<Webhook> webhooks(Connection& db) { return select<Webhook>(db, "ORDER BY t.id", {}); }
std::vector<Webhook> active_webhooks(Connection& db) { return select<Webhook>(db, "WHERE t.active = 1 ORDER BY t.id", {}); }

std::optional<Webhook> find_webhook(Connection& db, Id id) {
  auto found = select<Webhook>(db, "WHERE t.id = $1", {Param(id)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<WebhookSecret> secrets_of(Connection& db, Id webhook) {
  return select<WebhookSecret>(db, "WHERE t.webhook = $1 ORDER BY t.id DESC", {Param(webhook)});
}

std::optional<Line> line_of(Connection& db, Id webhook) {
  std::optional<Line> line;
  db.query("SELECT generation, seq, failures, refusals, not_before_us, sent_us, paused_us, paused FROM webhook_line WHERE webhook = $1",
           {Param(webhook)}, [&](const Row& row) {
             line = Line{row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                         row.time(4),    row.time(5),    row.time(6),    std::string(row.text(7))};
           });
  return line;
}

void insert_line(Connection& db, Id webhook, std::int64_t seq) {
  db.execute(
      "INSERT INTO webhook_line(webhook, generation, seq, failures, refusals, not_before_us, holder, held_until_us) "
      "VALUES ($1,0,$2,0,0,0,0,0)",
      {Param(webhook), Param(seq)});
}

bool save_line(Connection& db, Id webhook, const Line& line) {
  return db.execute_count(
             "UPDATE webhook_line SET seq = $1, failures = $2, refusals = $3, not_before_us = $4, sent_us = $5, paused_us = $6, "
             "paused = $7 WHERE webhook = $8 AND generation = $9",
             {Param(line.seq), Param(line.failures), Param(line.refusals), Param(line.not_before.us), Param(line.sent_at),
              Param(line.paused_at), line.paused.empty() ? Param(nullptr) : Param(line.paused), Param(webhook), Param(line.generation)}) ==
         1;
}

bool hold_line(store::Tx& tx, Id webhook, std::int64_t holder, std::int64_t for_us) {
  return tx.db().execute_count(
             "UPDATE webhook_line SET holder = $1, held_until_us = $2, generation = generation + CASE WHEN holder = $1 THEN 0 ELSE 1 END "
             "WHERE webhook = $3 AND (holder = $1 OR held_until_us <= $4)",
             {Param(holder), Param(tx.now().us + for_us), Param(webhook), Param(tx.now().us)}) == 1;
}

std::optional<Late> due_late(Connection& db, Id webhook, Time now, Which which) {
  std::optional<Late> late;
  const std::string_view tests = which == Which::tests ? " AND l.seq < 0" : "";
  db.query(
      fmt::format("SELECT l.seq, l.incident, l.attempt, l.next_us FROM webhook_late l WHERE l.webhook = $1 AND l.next_us <= $2{} AND "
                  "NOT EXISTS (SELECT 1 FROM webhook_late e WHERE e.webhook = l.webhook AND e.incident = l.incident AND e.seq < l.seq) "
                  "ORDER BY l.next_us, l.seq LIMIT 1",
                  tests),
      {Param(webhook), Param(now.us)}, [&](const Row& row) { late = Late{row.integer(0), row.id(1), row.integer(2), row.time(3)}; });
  return late;
}

std::optional<Time> next_late(Connection& db, Id webhook) {
  std::optional<Time> next;
  db.query(
      "SELECT l.next_us FROM webhook_late l WHERE l.webhook = $1 AND l.seq > 0 AND NOT EXISTS (SELECT 1 FROM webhook_late e WHERE "
      "e.webhook = l.webhook AND e.incident = l.incident AND e.seq < l.seq) ORDER BY l.next_us LIMIT 1",
      {Param(webhook)}, [&](const Row& row) { next = row.time(0); });
  return next;
}

bool has_late(Connection& db, Id webhook, Id incident) {
  bool has = false;
  db.query("SELECT 1 FROM webhook_late WHERE webhook = $1 AND incident = $2 LIMIT 1", {Param(webhook), Param(incident)},
           [&](const Row&) { has = true; });
  return has;
}

std::int64_t count_late(Connection& db, Id webhook) {
  std::int64_t count = 0;
  db.query("SELECT COUNT(*) FROM webhook_late WHERE webhook = $1 AND seq > 0", {Param(webhook)},
           [&](const Row& row) { count = row.integer(0); });
  return count;
}

void put_late(Connection& db, Id webhook, const Late& late) {
  db.execute(
      "INSERT INTO webhook_late(webhook, seq, incident, attempt, next_us) VALUES ($1,$2,$3,$4,$5) ON CONFLICT (webhook, seq) DO UPDATE "
      "SET attempt = excluded.attempt, next_us = excluded.next_us",
      {Param(webhook), Param(late.seq), Param(late.incident), Param(late.attempt), Param(late.next.us)});
}

void drop_late(Connection& db, Id webhook, std::int64_t seq) {
  db.execute("DELETE FROM webhook_late WHERE webhook = $1 AND seq = $2", {Param(webhook), Param(seq)});
}

void insert_attempt(Connection& db, const Attempt& a) {
  db.execute(fmt::format("INSERT INTO webhook_attempt({}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)", attempt_columns),
             {Param(a.id), Param(a.webhook), Param(a.seq), Param(a.event), Param(a.type), Param(a.incident), Param(a.at), Param(a.took_ms),
              Param(a.status), Param(a.outcome), Param(a.answer)});
}

std::vector<Attempt> attempts_of(Connection& db, Id webhook, Id before, int most) {
  std::vector<Attempt> found;
  const std::int64_t below = before ? before.v : std::numeric_limits<std::int64_t>::max();
  db.query(fmt::format("SELECT {} FROM webhook_attempt WHERE webhook = $1 AND id < $2 ORDER BY id DESC LIMIT $3", attempt_columns),
           {Param(webhook), Param(below), Param(most)}, [&](const Row& row) { found.push_back(read_attempt(row)); });
  return found;
}

std::optional<Attempt> find_attempt(Connection& db, Id webhook, Id id) {
  std::optional<Attempt> found;
  db.query(fmt::format("SELECT {} FROM webhook_attempt WHERE webhook = $1 AND id = $2", attempt_columns), {Param(webhook), Param(id)},
           [&](const Row& row) { found = read_attempt(row); });
  return found;
}

void forget_attempts(Connection& db, Id webhook) {
  db.execute(
      "DELETE FROM webhook_attempt WHERE webhook = $1 AND id <= (SELECT id FROM webhook_attempt WHERE webhook = $1 ORDER BY id DESC "
      "LIMIT 1 OFFSET $2)",
      {Param(webhook), Param(attempts_kept)});
}

}  // namespace evenkeel::outward
