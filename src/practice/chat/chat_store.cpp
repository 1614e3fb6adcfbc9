#include "practice/chat/chat_store.hpp"

#include <fmt/format.h>

#include "record/json.hpp"
#include "store/row_io.hpp"
#include "store/schema.hpp"

namespace evenkeel::record {

using chat::ChatAccount;

namespace {
constexpr std::int64_t account_most = 120;
}

template <>
const RecordType& type_of<ChatAccount>() {
  constexpr auto system = Access::system;
  static const RecordType type{
      "chat_account",
      "chat_account",
      "chat_accounts",
      "Account in a chat",
      "Accounts in chats",
      {
          field<&ChatAccount::id>("id", {.label = "Id", .access = system}),
          field<&ChatAccount::version>("version", {.label = "Version", .access = system}),
          field<&ChatAccount::workspace>("workspace", {.label = "Workspace", .ref = "chat_workspace", .access = system}),
          field<&ChatAccount::account>("account", {.label = "Account", .max = account_most, .access = system}),
          field<&ChatAccount::person>("person", {.label = "Person", .ref = "person", .access = system}),
          field<&ChatAccount::linked_at>("linked_at", {.label = "Linked", .access = system}),
      }};
  return type;
}

}  // namespace evenkeel::record

namespace evenkeel::chat {

using store::Connection;
using store::Param;
using store::Row;
using store::Tx;

namespace {

std::vector<ChatAccount> select(Connection& db, std::string_view where, std::initializer_list<Param> params) {
  const auto& type = record::type_of<ChatAccount>();
  std::vector<ChatAccount> found;
  db.query(fmt::format("SELECT {} FROM chat_account t WHERE {} ORDER BY t.id", store::select_columns(type, "t"), where), params,
           [&](const Row& row) { found.push_back(record::from_record<ChatAccount>(store::read_record(type, row))); });
  return found;
}

}  // namespace

std::string chat_account_schema() {
  return store::ddl_for(record::type_of<ChatAccount>()) + R"(
CREATE UNIQUE INDEX chat_account__key ON chat_account(workspace, account);
CREATE INDEX chat_account__person ON chat_account(person);

CREATE TABLE chat_code (
  hash {text} {bytewise} PRIMARY KEY,
  person {int} NOT NULL,
  ends_us {int} NOT NULL
) {strict};

CREATE TABLE chat_request (
  hash {text} {bytewise} PRIMARY KEY,
  at_us {int} NOT NULL
) {strict};
CREATE INDEX chat_request__at ON chat_request(at_us);

CREATE TABLE chat_thread (
  channel {int} NOT NULL,
  incident {int} NOT NULL,
  post {text} {bytewise} NOT NULL,
  said_us {int} NOT NULL,
  PRIMARY KEY (channel, incident)
) {strict};
)";
}

std::optional<ChatAccount> find_account(Connection& db, Id workspace, std::string_view account) {
  auto found = select(db, "t.workspace = $1 AND t.account = $2", {Param(workspace), Param(account)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<ChatAccount> accounts_of(Connection& db, Id person) { return select(db, "t.person = $1", {Param(person)}); }

void put_code(Tx& tx, std::string_view hash, Id person, Time ends) {
  tx.db().execute("DELETE FROM chat_code WHERE person = $1 OR ends_us <= $2", {Param(person), Param(tx.now())});
  tx.db().execute("INSERT INTO chat_code(hash, person, ends_us) VALUES ($1, $2, $3)", {Param(hash), Param(person), Param(ends)});
}

std::optional<Id> take_code(Tx& tx, std::string_view hash) {
  std::optional<Id> person;
  Time made;
  tx.db().query("SELECT person, ends_us FROM chat_code WHERE hash = $1 AND ends_us > $2", {Param(hash), Param(tx.now())},
                [&](const Row& row) {
                  person = row.id(0);
                  made = row.time(1) - code_life_us;
                });
  if (!person) return std::nullopt;
  tx.db().execute("DELETE FROM chat_code WHERE hash = $1", {Param(hash)});
  return made <= access_ended(tx.db(), *person) ? std::nullopt : person;
}

std::optional<Time> access_ended(Connection& db, Id person) {
  std::optional<Time> at;
  db.query("SELECT due_us FROM timer WHERE subject_id = $1 AND kind = $2", {Param(person), Param(timer_access_ended)},
           [&](const Row& row) { at = row.time(0); });
  return at;
}

void end_links(Tx& tx, Id person, Time until) {
  tx.db().execute("DELETE FROM chat_code WHERE person = $1 AND ends_us <= $2", {Param(person), Param(until + code_life_us)});
  for (const ChatAccount& account : accounts_of(tx.db(), person))
    if (account.linked_at <= until)
      tx.remove(record::to_record(account), {.kind = "chat_account.removed", .root = {}, .why = R"({"reason":"the sessions were ended"})"});
}

bool is_first(Tx& tx, std::string_view key, std::int64_t remember_us) {
  tx.db().execute("DELETE FROM chat_request WHERE at_us < $1", {Param(tx.now() - requests_remembered_us)});
  const Time from = tx.now() + (remember_us - requests_remembered_us);
  return tx.db().execute_count("INSERT INTO chat_request(hash, at_us) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
                               {Param(key), Param(from)}) == 1;
}

std::vector<Id> incidents_of(Connection& db, Id assignee, int most) {
  std::vector<Id> ids;
  db.query("SELECT id FROM incident WHERE assignee = $1 AND open = 1 ORDER BY priority, id LIMIT $2", {Param(assignee), Param(most)},
           [&](const Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

std::optional<Thread> find_thread(Connection& db, Id channel, Id incident) {
  std::optional<Thread> found;
  db.query("SELECT post, said_us FROM chat_thread WHERE channel = $1 AND incident = $2 AND post <> ''", {Param(channel), Param(incident)},
           [&](const Row& row) { found = Thread{std::string(row.text(0)), row.time(1)}; });
  return found;
}

void put_thread(Connection& db, Id channel, Id incident, const Thread& thread) {
  db.execute(
      "INSERT INTO chat_thread(channel, incident, post, said_us) VALUES ($1, $2, $3, $4) ON CONFLICT (channel, incident) DO UPDATE SET "
      "post = excluded.post, said_us = excluded.said_us",
      {Param(channel), Param(incident), Param(thread.post), Param(thread.said_at)});
}

bool claim_thread(Tx& tx, Id channel, Id incident, std::string_view instead) {
  if (tx.db().execute_count("INSERT INTO chat_thread(channel, incident, post, said_us) VALUES ($1, $2, '', $3) ON CONFLICT DO NOTHING",
                            {Param(channel), Param(incident), Param(tx.now())}) == 1)
    return true;
  // The message that is gone, or the claim of somebody who never came back.
  return tx.db().execute_count(
             "UPDATE chat_thread SET post = '', said_us = $3 WHERE channel = $1 AND incident = $2 AND post = $4 AND (post <> '' OR said_us "
             "<= $5)",
             {Param(channel), Param(incident), Param(tx.now()), Param(instead), Param(tx.now() - claim_us)}) == 1;
}

void give_up_thread(Tx& tx, Id channel, Id incident) {
  tx.db().execute("DELETE FROM chat_thread WHERE channel = $1 AND incident = $2 AND post = ''", {Param(channel), Param(incident)});
}

std::string export_person(Connection& db, Id person) {
  std::string out = "\"chat_accounts\":[";
  for (const ChatAccount& account : accounts_of(db, person)) {
    if (out.back() != '[') out += ',';
    record::append_json(out, record::to_record(account));
  }
  return out + ']';
}

void erase_person(Tx& tx, Id person) {
  tx.db().execute("DELETE FROM chat_code WHERE person = $1", {Param(person)});
  for (const ChatAccount& account : accounts_of(tx.db(), person)) tx.remove(record::to_record(account), {.kind = "chat_account.removed"});
}

}  // namespace evenkeel::chat
