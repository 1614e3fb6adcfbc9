#include "store/deliveries.hpp"

namespace evenkeel::store {

std::int64_t drop_waiting(Tx& tx, std::string_view channel, std::string_view reason) {
  // Both states are named as the index names them: SQLite finds no other way to it.
  return tx.db().execute_count(
      "UPDATE delivery SET state = 'dropped', ended_us = $1, last_error = $2 WHERE channel = $3 AND state IN ('waiting','leased') "
      "AND state = 'waiting'",
      {Param(tx.now()), Param(reason), Param(channel)});
}

void add_way(Tx& tx, Id message, const Way& way) {
  tx.db().execute(
      "INSERT INTO delivery(id, message_id, channel, address, state, attempt, next_us, lease, point, held_us, urgent) "
      "VALUES ($1,$2,$3,$4,'waiting',0,$5,0,$6,$7,$8)",
      {Param(tx.new_id()), Param(message), Param(way.channel), Param(way.address), Param(way.at), Param(way.point), Param(way.held),
       Param(way.hurry == Hurry::urgent)});
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
