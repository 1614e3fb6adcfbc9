#include "practice/people/sign_on_store.hpp"

namespace evenkeel::people {

using store::Param;

std::string sign_on_schema() {
  return R"(
ALTER TABLE session ADD COLUMN provider {text};
ALTER TABLE session ADD COLUMN subject {text};
ALTER TABLE session ADD COLUMN sid {text};
ALTER TABLE session ADD COLUMN id_token {text};
ALTER TABLE session ADD COLUMN vouched {int} NOT NULL DEFAULT 0 CHECK (vouched IN (0, 1));
ALTER TABLE session ADD COLUMN code_wanted {int} NOT NULL DEFAULT 0 CHECK (code_wanted IN (0, 1));
CREATE INDEX session__subject ON session(provider, subject);
CREATE INDEX session__sid ON session(provider, sid);

CREATE TABLE sign_on_use (
  used {text} {bytewise} PRIMARY KEY,
  until_us {int} NOT NULL
) {strict};
CREATE INDEX sign_on_use__until ON sign_on_use(until_us);
)";
}

std::vector<Id> end_sessions_of_provider(store::Tx& tx, std::string_view provider, std::string_view subject, std::string_view sid) {
  const bool by_sid = !sid.empty(), by_both = by_sid && !subject.empty();
  const std::string where = by_both  ? "provider = $1 AND sid = $2 AND subject = $3"
                            : by_sid ? "provider = $1 AND sid = $2"
                                     : "provider = $1 AND subject = $2";
  std::vector<Param> params{Param(provider), Param(by_sid ? sid : subject)};
  if (by_both) params.emplace_back(subject);
  std::vector<Id> people;
  tx.db().query("SELECT DISTINCT person FROM session WHERE " + where + " ORDER BY person", params,
                [&](const store::Row& row) { people.push_back(row.id(0)); });
  tx.db().execute("DELETE FROM session WHERE " + where, params);
  return people;
}

bool was_used(store::Connection& db, std::string_view what) {
  bool used = false;
  db.query("SELECT 1 FROM sign_on_use WHERE used = $1", {Param(what)}, [&](const store::Row&) { used = true; });
  return used;
}

void note_used(store::Tx& tx, std::string_view what, Time until) {
  tx.db().execute("DELETE FROM sign_on_use WHERE until_us < $1", {Param(tx.now())});
  tx.db().execute("INSERT INTO sign_on_use(used, until_us) VALUES ($1, $2) ON CONFLICT (used) DO NOTHING", {Param(what), Param(until)});
}

}  // namespace evenkeel::people
