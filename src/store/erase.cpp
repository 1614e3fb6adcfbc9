#include "store/erase.hpp"

#include <fmt/format.h>

#include <vector>

#include "record/json.hpp"

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

namespace {

/// What the other side answered may name the recipient, so it goes with the text.
void forget(Tx& tx, std::string_view which, Param param, std::string_view address) {
  tx.db().execute(fmt::format("UPDATE delivery SET {} last_error = NULL, "
                              "state = CASE WHEN state IN ('waiting','leased') THEN 'dropped' ELSE state END "
                              "WHERE message_id IN (SELECT id FROM message WHERE {})",
                              address, which),
                  {param});
  tx.db().execute(fmt::format("UPDATE message SET body = NULL WHERE {}", which), {param});
}

std::string member(std::string_view name, std::string_view text) {
  std::string out = fmt::format("\"{}\":", name);
  record::append_json_string(out, text);
  return out;
}

}  // namespace

void erase_messages(Tx& tx, Id person) { forget(tx, "person_id = $1", Param(person), "address = NULL,"); }

void erase_messages_about(Tx& tx, std::string_view subject_kind, Id subject) {
  forget(tx, fmt::format("subject_id = $1 AND subject_kind = '{}'", subject_kind), Param(subject), "");
}

void erase_messages_with_text(Tx& tx, std::string_view subject_kind, Id subject, std::string_view text) {
  const std::string wanted = member("text", text);
  std::vector<Id> found;
  tx.db().query("SELECT id, body FROM message WHERE subject_id = $1 AND subject_kind = $2 AND body IS NOT NULL",
                {Param(subject), Param(subject_kind)}, [&](const Row& row) {
                  if (row.text(1).find(wanted) != std::string_view::npos) found.push_back(row.id(0));
                });
  for (Id id : found) forget(tx, "id = $1", Param(id), "");
}

void rename_in_messages(Tx& tx, std::string_view name, std::string_view by) {
  const std::string old_member = member("by", name), new_member = member("by", by);
  tx.db().execute("UPDATE message SET body = replace(body, $1, $2) WHERE body <> replace(body, $1, $2)",
                  {Param(old_member), Param(new_member)});
}

}  // namespace evenkeel::store
