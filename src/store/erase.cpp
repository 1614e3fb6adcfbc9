#include "store/erase.hpp"

namespace evenkeel::store {

void erase_history(Tx& tx, Id root, Id subject) {
  tx.db().execute("UPDATE change SET body = NULL, salt = NULL WHERE root_id = $1 AND subject_id = $2", {Param(root), Param(subject)});
  tx.forget_pending(root, subject);
}

void remember_erasure(Tx& tx, std::string_view subject_kind, Id subject) {
  tx.db().execute(
      "INSERT INTO erasure(subject_kind, subject_id, at_us) VALUES ($1,$2,$3) ON CONFLICT (subject_kind, subject_id) DO NOTHING",
      {Param(subject_kind), Param(subject), Param(tx.now())});
}

void erase_messages(Tx& tx, Id person) {
  tx.db().execute(
      "UPDATE delivery SET address = NULL, state = CASE WHEN state IN ('waiting','leased') THEN 'dropped' ELSE state END "
      "WHERE message_id IN (SELECT id FROM message WHERE person_id = $1)",
      {Param(person)});
  tx.db().execute("UPDATE message SET body = NULL WHERE person_id = $1", {Param(person)});
}

}  // namespace evenkeel::store
