#include "practice/people/people_store.hpp"

#include <fmt/format.h>

#include <set>

#include "base/text.hpp"
#include "practice/people/second_factor.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::people {
namespace {

using store::Param;
using store::Row;

constexpr std::size_t word_bytes_most = 64;  // of a word that is indexed; nobody types more of a name
constexpr std::size_t words_most = 40;       // of one person

template <class T>
std::vector<T> select(store::Connection& db, std::string_view rest, store::Params params) {
  static const std::string columns = store::select_columns(record::type_of<T>(), "p");
  std::vector<T> found;
  const std::string sql = fmt::format("SELECT {} FROM {} p {}", columns, record::type_of<T>().table, rest);
  db.query(sql, params, [&](const Row& row) { found.push_back(record::from_record<T>(store::read_record(record::type_of<T>(), row))); });
  return found;
}

template <class T>
std::vector<T> select(store::Connection& db, std::string_view rest, std::initializer_list<Param> params) {
  return select<T>(db, rest, store::Params(params.begin(), params.size()));
}

std::optional<Person> first(std::vector<Person> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Session read_session(const Row& row) {
  return {std::string(row.text(0)),
          row.id(1),
          row.id(2),
          row.time(3),
          row.time(4),
          std::string(row.text(5)),
          std::string(row.text(6)),
          row.id(7),
          {std::string(row.text(8)), std::string(row.text(9)), std::string(row.text(10)), std::string(row.text(11)), row.integer(12) != 0,
           row.integer(13) != 0}};
}
constexpr std::string_view session_columns =
    "secret_hash, id, person, created_us, seen_us, address, device, incident, provider, subject, sid, id_token, vouched, code_wanted";

bool administrator_exists(store::Connection& db, Id other_than) {
  bool found = false;
  db.query(
      "SELECT 1 FROM list_item l JOIN person p ON p.id = l.subject_id WHERE l.field = 'roles' AND l.value = 'administrator' "
      "AND l.kind = 'person' AND p.active = 1 AND p.password_hash IS NOT NULL AND p.login IS NOT NULL AND p.id <> $1 LIMIT 1",
      {Param(other_than.v)}, [&](const Row&) { found = true; });
  return found;
}

}  // namespace

std::string person_skill_schema() { return store::ddl_adding(record::type_of<Person>(), person_skills); }

std::string people_schema() {
  return store::ddl_for(record::type_of<Person>(), person_skills) + store::ddl_for(record::type_of<Token>()) + R"(
CREATE INDEX person__name ON person(name, id);
CREATE INDEX token__person ON token(person, id);

CREATE TABLE person_word (
  word {text} {bytewise} NOT NULL,
  person {int} NOT NULL,
  PRIMARY KEY (word, person)
) {strict};
CREATE INDEX person_word__person ON person_word(person);

CREATE TABLE person_mail (
  mail {text} {bytewise} NOT NULL,
  person {int} NOT NULL PRIMARY KEY
) {strict};
CREATE INDEX person_mail__mail ON person_mail(mail, person);

CREATE TABLE session (
  secret_hash {text} {bytewise} PRIMARY KEY,
  person {int} NOT NULL,
  created_us {int} NOT NULL,
  seen_us {int} NOT NULL,
  address {text}
) {strict};
CREATE INDEX session__person ON session(person);
CREATE INDEX session__created ON session(created_us);

CREATE TABLE token_use (
  token {int} PRIMARY KEY,
  used_us {int} NOT NULL
) {strict};
)";
}

std::string sign_in_schema() {
  // Sessions are for a week at most: everybody signs in once more instead of carrying half a row along.
  return store::ddl_for(record::type_of<SecondFactor>()) + R"(
DROP TABLE session;
CREATE TABLE session (
  secret_hash {text} {bytewise} PRIMARY KEY,
  id {int} NOT NULL,
  person {int} NOT NULL,
  created_us {int} NOT NULL,
  seen_us {int} NOT NULL,
  address {text},
  device {text},
  incident {int}
) {strict};
CREATE INDEX session__person ON session(person, seen_us);
CREATE INDEX session__created ON session(created_us);
CREATE UNIQUE INDEX session__id ON session(id);

CREATE TABLE second_factor_use (
  person {int} PRIMARY KEY,
  step {int} NOT NULL
) {strict};

CREATE TABLE password_reset (
  id {int} PRIMARY KEY,
  person {int} NOT NULL,
  requested_us {int} NOT NULL
) {strict};
CREATE INDEX password_reset__person ON password_reset(person, requested_us);

CREATE TABLE link_end (
  person {int} PRIMARY KEY,
  made_before_us {int} NOT NULL
) {strict};
)";
}

std::optional<record::Record> find_person_record(store::Connection& db, Id id) {
  static const std::string sql =
      fmt::format("SELECT {} FROM person p WHERE p.id = $1", store::select_columns(record::type_of<Person>(), "p"));
  std::optional<record::Record> found;
  db.query(sql, {Param(id)}, [&](const Row& row) { found = store::read_record(record::type_of<Person>(), row); });
  return found;
}

std::optional<Person> find_person(store::Connection& db, Id id) { return first(select<Person>(db, "WHERE p.id = $1", {Param(id)})); }

std::optional<Person> find_by_login(store::Connection& db, std::string_view login) {
  return first(select<Person>(db, "WHERE p.login = $1", {Param(fold_login(login))}));
}

std::vector<Person> find_by_mail(store::Connection& db, std::string_view mail) {
  return select<Person>(db, "JOIN person_mail m ON m.person = p.id WHERE m.mail = $1 AND p.active = 1 ORDER BY p.id LIMIT 10",
                        {Param(fold_login(mail))});
}

std::string fold_login(std::string_view login) { return lower_ascii(trim(login)); }

bool has_administrator(store::Connection& db) { return administrator_exists(db, {}); }
bool has_other_administrator(store::Connection& db, Id than) { return administrator_exists(db, than); }

void index_words(store::Tx& tx, const Person& person) {
  tx.db().execute("DELETE FROM person_word WHERE person = $1", {Param(person.id)});
  std::set<std::string> words;
  for (const std::string* text : {&person.name, &person.mail, &person.login})
    for (std::string& word : fold_words(*text))
      if (words.size() < words_most) words.insert(std::string(word, 0, word_bytes_most));
  for (const std::string& word : words)
    tx.db().execute("INSERT INTO person_word(word, person) VALUES ($1, $2)", {Param(word), Param(person.id)});
  tx.db().execute("DELETE FROM person_mail WHERE person = $1", {Param(person.id)});
  if (!person.mail.empty())
    tx.db().execute("INSERT INTO person_mail(mail, person) VALUES ($1, $2)", {Param(fold_login(person.mail)), Param(person.id)});
}

std::optional<TokenRow> find_token(store::Connection& db, Id id) {
  auto found = select<Token>(db, "WHERE p.id = $1", {Param(id)});
  if (found.empty()) return std::nullopt;
  TokenRow row{std::move(found.front()), {}};
  db.query("SELECT used_us FROM token_use WHERE token = $1", {Param(id)}, [&](const Row& use) { row.used_at = use.time(0); });
  return row;
}

std::vector<TokenRow> list_tokens(store::Connection& db, Id person) {
  const auto tokens = person ? select<Token>(db, "WHERE p.person = $1 ORDER BY p.id DESC LIMIT 500", {Param(person)})
                             : select<Token>(db, "ORDER BY p.id DESC LIMIT 500", std::initializer_list<Param>{});
  std::vector<TokenRow> rows;
  for (const Token& token : tokens) rows.push_back({token, {}});
  for (TokenRow& row : rows)
    db.query("SELECT used_us FROM token_use WHERE token = $1", {Param(row.token.id)}, [&](const Row& use) { row.used_at = use.time(0); });
  return rows;
}

void touch_token(store::Tx& tx, Id token, Time at) {
  tx.db().execute("INSERT INTO token_use(token, used_us) VALUES ($1, $2) ON CONFLICT (token) DO UPDATE SET used_us = excluded.used_us",
                  {Param(token), Param(at)});
}

namespace {
/// Of practice/chat: whoever holds a telephone that was lost holds its chats, too.
void end_chats(store::Tx& tx, Id person) { tx.arm("chat.access_ended", "person", person, tx.now()); }
}  // namespace

std::optional<Session> find_session(store::Connection& db, std::string_view secret_hash) {
  std::optional<Session> found;
  db.query(fmt::format("SELECT {} FROM session WHERE secret_hash = $1", session_columns), {Param(secret_hash)},
           [&](const Row& row) { found = read_session(row); });
  return found;
}

std::vector<Session> list_sessions(store::Connection& db, Id person) {
  std::vector<Session> found;
  db.query(fmt::format("SELECT {} FROM session WHERE person = $1 AND code_wanted = 0 ORDER BY seen_us DESC, id LIMIT 100", session_columns),
           {Param(person)}, [&](const Row& row) { found.push_back(read_session(row)); });
  return found;
}

void insert_session(store::Tx& tx, const Session& s) {
  tx.db().execute(
      fmt::format("INSERT INTO session({}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)", session_columns),
      {Param(s.secret_hash), Param(s.id), Param(s.person), Param(s.created_at), Param(s.seen_at), Param(s.address), Param(s.device),
       Param(s.incident), Param(s.by.provider), Param(s.by.subject), Param(s.by.sid), Param(s.by.sealed_id_token), Param(s.by.vouched),
       Param(s.by.code_wanted)});
}

void touch_session(store::Tx& tx, std::string_view secret_hash, Time at) {
  tx.db().execute("UPDATE session SET seen_us = $2 WHERE secret_hash = $1 AND seen_us < $2", {Param(secret_hash), Param(at)});
}

void end_session(store::Tx& tx, std::string_view secret_hash) {
  tx.db().execute("DELETE FROM session WHERE secret_hash = $1", {Param(secret_hash)});
}

void end_sessions(store::Tx& tx, Id person) {
  tx.db().execute("DELETE FROM session WHERE person = $1", {Param(person)});
  end_chats(tx, person);
}

std::optional<Id> person_of_session(store::Connection& db, Id session) {
  std::optional<Id> person;
  db.query("SELECT person FROM session WHERE id = $1", {Param(session)}, [&](const Row& row) { person = row.id(0); });
  return person;
}

bool end_session_of(store::Tx& tx, Id person, Id session) {
  return tx.db().execute_count("DELETE FROM session WHERE id = $1 AND person = $2", {Param(session), Param(person)}) > 0;
}

void end_other_sessions(store::Tx& tx, Id person, std::string_view kept_hash) {
  tx.db().execute("DELETE FROM session WHERE person = $1 AND secret_hash <> $2", {Param(person), Param(kept_hash)});
  end_chats(tx, person);
}

void purge_sessions(store::Tx& tx, Time created_before) {
  tx.db().execute("DELETE FROM session WHERE created_us < $1", {Param(created_before)});
}

}  // namespace evenkeel::people
