#include "store/deliveries.hpp"

#include <algorithm>

namespace evenkeel::store {

std::int64_t drop_waiting(Tx& tx, std::string_view channel, std::string_view reason) {
  // Both states are named as the index names them: SQLite finds no other way to it.
  return tx.db().execute_count(
      "UPDATE delivery SET state = 'dropped', ended_us = $1, last_error = $2 WHERE channel = $3 AND state IN ('waiting','leased') "
      "AND state = 'waiting'",
      {Param(tx.now()), Param(reason), Param(channel)});
}

namespace {

/// Behind the last of its own line, and not before what is being handed over: a line that was quiet comes in where the others are. The
/// storm of one service stands in one line, however long; the first message of another goes before its second. (Virtual time, as in fair
/// queueing: Demers, Keshav and Shenker 1989.)
std::int64_t turn_of(Connection& db, const Way& way) {
  if (!way.line) return 0;
  std::int64_t turn = 0;
  db.query(
      "SELECT COALESCE((SELECT MAX(turn) FROM delivery WHERE channel = $1 AND urgent = $2 AND state = 'leased'), "
      "(SELECT MIN(turn) FROM delivery WHERE channel = $1 AND urgent = $2 AND state IN ('waiting','leased') AND held_us IS NULL), 0), "
      "COALESCE((SELECT MAX(turn) + 1 FROM delivery WHERE channel = $1 AND urgent = $2 AND line = $3 AND state IN ('waiting','leased')), "
      "0)",
      {Param(way.channel), Param(way.hurry == Hurry::urgent ? 1 : 0), Param(way.line)},
      [&](const Row& row) { turn = std::max(row.integer(0), row.integer(1)); });
  return turn;
}

}  // namespace

void add_way(Tx& tx, Id message, const Way& way) {
  tx.db().execute(
      "INSERT INTO delivery(id, message_id, channel, address, state, attempt, next_us, lease, point, held_us, urgent, line, turn) "
      "VALUES ($1,$2,$3,$4,'waiting',0,$5,0,$6,$7,$8,$9,$10)",
      {Param(tx.new_id()), Param(message), Param(way.channel), Param(way.address), Param(way.at), Param(way.point), Param(way.held),
       Param(way.hurry == Hurry::urgent), Param(way.line), Param(turn_of(tx.db(), way))});
  tx.deliveries_changed();
}

Id send(Tx& tx, const Message& m, const std::vector<Way>& ways) {
  const Id id = tx.new_id();
  tx.db().execute("INSERT INTO message(id, kind, subject_kind, subject_id, person_id, body, created_us) VALUES ($1,$2,$3,$4,$5,$6,$7)",
                  {Param(id), Param(m.kind), Param(m.subject_kind), Param(m.subject), Param(m.person), Param(m.body), Param(tx.now())});
  for (const Way& way : ways) add_way(tx, id, way);
  return id;
}

}  // namespace evenkeel::store
