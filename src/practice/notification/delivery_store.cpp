#include "practice/notification/delivery_store.hpp"

#include <fmt/format.h>

#include "base/id_maker.hpp"

namespace evenkeel::notification {

using store::Param;
using store::Row;

namespace {

constexpr std::string_view columns =
    "d.id, d.message_id, m.kind, m.subject_kind, m.subject_id, m.person_id, d.channel, d.address, d.state, d.attempt, m.created_us, "
    "d.next_us, d.ended_us, d.last_error";

Delivery read(const Row& row) {
  Delivery d;
  d.id = row.id(0);
  d.message = row.id(1);
  d.kind = row.text(2);
  d.subject_kind = row.text(3);
  d.subject = row.id(4);
  d.person = row.is_null(5) ? Id{} : row.id(5);
  d.channel = row.text(6);
  d.address = row.is_null(7) ? std::string_view() : row.text(7);
  d.state = row.text(8) == "leased" ? std::string_view("waiting") : row.text(8);
  d.attempts = row.integer(9);
  d.created = row.time(10);
  d.next = row.time(11);
  d.ended = row.is_null(12) ? Time{} : row.time(12);
  d.reason = row.is_null(13) ? std::string_view() : row.text(13);
  return d;
}

void note(store::Tx& tx, const Delivery& d, std::string_view kind) {
  tx.log(d.subject_kind, d.subject,
         store::Note{std::string(kind), d.subject, fmt::format(R"({{"channel":"{}","message":"{}"}})", d.channel, d.kind)});
}

}  // namespace

std::vector<Delivery> list_deliveries(store::Connection& db, Unsettled which, const std::optional<After>& after, int limit) {
  const bool failed = which == Unsettled::failed;
  // The states stand in the text so that the partial indexes of failed and of due deliveries serve.
  const std::string_view state = failed ? "d.state = 'failed'" : "d.state IN ('waiting','leased')";
  const std::string_view at = failed ? "d.ended_us" : "d.next_us";
  const std::string_view direction = failed ? " DESC" : "";
  std::string sql = fmt::format("SELECT {} FROM delivery d JOIN message m ON m.id = d.message_id WHERE {}", columns, state);
  if (after) sql += fmt::format(" AND ({}, d.id) {} ($2, $3)", at, failed ? '<' : '>');
  sql += fmt::format(" ORDER BY {0}{1}, d.id{1} LIMIT $1", at, direction);
  std::vector<Delivery> found;
  const auto keep = [&](const Row& row) { found.push_back(read(row)); };
  if (after) db.query(sql, {Param(std::int64_t{limit}), Param(after->at), Param(after->id)}, keep);
  else db.query(sql, {Param(std::int64_t{limit})}, keep);
  return found;
}

std::optional<Delivery> find_delivery(store::Connection& db, Id id) {
  std::optional<Delivery> found;
  db.query(fmt::format("SELECT {} FROM delivery d JOIN message m ON m.id = d.message_id WHERE d.id = $1", columns), {Param(id)},
           [&](const Row& row) { found = read(row); });
  return found;
}

std::vector<Id> failed_deliveries(store::Connection& db, int limit) {
  std::vector<Id> ids;
  db.query("SELECT id FROM delivery WHERE state = 'failed' AND address IS NOT NULL ORDER BY ended_us, id LIMIT $1",
           {Param(std::int64_t{limit})}, [&](const Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

void put_back(store::Tx& tx, const Delivery& d) {
  tx.db().execute_one(
      "UPDATE delivery SET state = 'waiting', attempt = 0, next_us = $1, ended_us = NULL WHERE id = $2 AND state = 'failed'",
      {Param(tx.now()), Param(d.id)});
  note(tx, d, "message.put_back");
  tx.deliveries_changed();
}

void dismiss(store::Tx& tx, const Delivery& d) {
  tx.db().execute_one("UPDATE delivery SET state = 'dropped', ended_us = $1 WHERE id = $2 AND state = 'failed'",
                      {Param(tx.now()), Param(d.id)});
  note(tx, d, "message.dismissed");
}

/// Identifiers carry their time, so that only what is old is looked at, however many there are.
std::int64_t forget_settled(store::Connection& db, Time settled, std::optional<Time> failed, std::int64_t most) {
  const Param before(first_id_of(settled));
  auto forgotten = db.execute_count(
      "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE id < $1 AND state IN ('sent','dropped') AND ended_us < $2 "
      "ORDER BY id LIMIT $3)",
      {before, Param(settled), Param(most)});
  if (failed)
    forgotten += db.execute_count(
        "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE state = 'failed' AND ended_us < $1 ORDER BY ended_us LIMIT $2)",
        {Param(*failed), Param(most)});
  forgotten += db.execute_count(
      "DELETE FROM message WHERE id IN (SELECT m.id FROM message m WHERE m.id < $1 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE "
      "d.message_id = m.id) ORDER BY m.id LIMIT $2)",
      {before, Param(most)});
  return forgotten;
}

}  // namespace evenkeel::notification
