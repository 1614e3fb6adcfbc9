#include "practice/mail_in/incoming_store.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace evenkeel::mail_in {

using store::Connection;
using store::Param;
using store::Row;

namespace {

constexpr std::string_view columns =
    "m.id, m.state, m.mailbox, m.digest, m.size_bytes, m.received_us, m.sender, m.message_id, m.subject, m.content_digest, m.reason, "
    "m.person, m.incident, m.attempts, m.next_us, m.settled_us, m.by_hand, m.has_raw, m.made_caller";

Incoming read(const Row& row) {
  Incoming m;
  m.id = row.id(0);
  m.state = record::from_name<MailState>(row.text(1)).value_or(MailState::quarantined);
  m.mailbox = row.text(2);
  m.digest = row.text(3);
  m.size_bytes = row.integer(4);
  m.received_at = row.time(5);
  m.sender = row.text(6);
  m.message_id = row.text(7);
  m.subject = row.text(8);
  m.content_digest = row.text(9);
  m.reason = row.text(10);
  m.person = row.id(11);
  m.incident = row.id(12);
  m.attempts = row.integer(13);
  m.next_at = row.time(14);
  m.settled_at = row.time(15);
  m.by_hand = row.integer(16) != 0;
  m.has_raw = row.integer(17) != 0;
  m.made_caller = row.integer(18) != 0;
  return m;
}

std::optional<Incoming> find_one(Connection& db, std::string_view where, Param value) {
  std::optional<Incoming> found;
  db.query(fmt::format("SELECT {} FROM incoming_mail m WHERE {}", columns, where), {value}, [&](const Row& row) { found = read(row); });
  return found;
}

std::optional<Id> find_id(Connection& db, std::string_view sql, Param value) {
  std::optional<Id> found;
  db.query(sql, {value}, [&](const Row& row) { found = row.id(0); });
  return found;
}

}  // namespace

std::string incoming_schema() {
  return R"(
CREATE TABLE incoming_mail (
  id {int} PRIMARY KEY,
  state {text} {bytewise} NOT NULL CONSTRAINT incoming_mail__state CHECK (state IN ('received','done','quarantined','ignored','dismissed')),
  mailbox {text} NOT NULL,
  digest {text} {bytewise} NOT NULL,
  size_bytes {int} NOT NULL,
  received_us {int} NOT NULL,
  sender {text} {bytewise} NOT NULL,
  message_id {text} {bytewise} NOT NULL,
  subject {text} NOT NULL,
  content_digest {text} {bytewise} NOT NULL,
  reason {text} NOT NULL,
  person {int},
  incident {int},
  attempts {int} NOT NULL,
  next_us {int},
  settled_us {int},
  by_hand {int} NOT NULL CHECK (by_hand IN (0, 1)),
  has_raw {int} NOT NULL CHECK (has_raw IN (0, 1))
) {strict};
CREATE UNIQUE INDEX incoming_mail__digest ON incoming_mail(digest);
CREATE INDEX incoming_mail__state_id ON incoming_mail(state, id);
CREATE INDEX incoming_mail__next ON incoming_mail(next_us);
CREATE INDEX incoming_mail__message_id ON incoming_mail(message_id);
CREATE INDEX incoming_mail__sender ON incoming_mail(sender, received_us);
CREATE INDEX incoming_mail__person ON incoming_mail(person);

CREATE TABLE incoming_mail_part (
  digest {text} {bytewise} NOT NULL,
  part {int} NOT NULL,
  bytes {bytes} NOT NULL,
  stored_us {int} NOT NULL,
  PRIMARY KEY (digest, part)
) {strict};

CREATE TABLE mailbox (
  name {text} {bytewise} PRIMARY KEY,
  validity {int} NOT NULL,
  last_uid {int} NOT NULL,
  waiting {text} NOT NULL
) {strict};
)";
}

std::string incoming_callers_schema() {
  return R"(
ALTER TABLE incoming_mail ADD COLUMN made_caller {int} NOT NULL DEFAULT 0 CHECK (made_caller IN (0, 1));
CREATE INDEX incoming_mail__made_caller ON incoming_mail(settled_us) WHERE made_caller = 1;
)";
}

std::string mailbox_token_schema() {
  return R"(
CREATE TABLE mailbox_token (
  name {text} {bytewise} PRIMARY KEY,
  sealed {text} NOT NULL
) {strict};
)";
}

std::optional<Incoming> find_incoming(Connection& db, Id id) { return find_one(db, "m.id = $1", Param(id)); }
std::optional<Incoming> find_by_digest(Connection& db, std::string_view digest) { return find_one(db, "m.digest = $1", Param(digest)); }

std::vector<DueMail> due_mails(Connection& db, Time now, int most) {
  std::vector<DueMail> due;
  db.query("SELECT id, attempts, size_bytes FROM incoming_mail WHERE next_us <= $1 ORDER BY next_us, id LIMIT $2",
           {Param(now), Param(most)}, [&](const Row& row) { due.push_back({row.id(0), row.integer(1), row.integer(2)}); });
  return due;
}

std::optional<Time> next_mail_due(Connection& db) {
  std::optional<Time> due;
  db.query("SELECT next_us FROM incoming_mail WHERE next_us IS NOT NULL ORDER BY next_us LIMIT 1", {},
           [&](const Row& row) { due = row.time(0); });
  return due;
}

std::vector<Incoming> list_incoming(Connection& db, MailState state, Id before, int limit) {
  std::vector<Incoming> found;
  const std::int64_t below = before ? before.v : std::int64_t{9'223'372'036'854'775'807};
  db.query(fmt::format("SELECT {} FROM incoming_mail m WHERE m.state = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3", columns),
           {Param(record::name_of(state)), Param(below), Param(limit)}, [&](const Row& row) { found.push_back(read(row)); });
  return found;
}

std::int64_t mails_of_sender(Connection& db, std::string_view sender, Time since, Id but) {
  std::int64_t n = 0;
  db.query("SELECT COUNT(*) FROM incoming_mail WHERE sender = $1 AND received_us > $2 AND id <> $3",
           {Param(sender), Param(since), Param(but)}, [&](const Row& row) { n = row.integer(0); });
  return n;
}

std::int64_t callers_made(Connection& db, Time since) {
  std::int64_t n = 0;
  db.query("SELECT COUNT(*) FROM incoming_mail WHERE made_caller = 1 AND settled_us > $1", {Param(since)},
           [&](const Row& row) { n = row.integer(0); });
  return n;
}

bool came_before(Connection& db, const Incoming& mail) {
  if (mail.message_id.empty()) return false;
  bool found = false;
  db.query(
      "SELECT 1 FROM incoming_mail WHERE message_id = $1 AND sender = $2 AND content_digest = $3 AND state = 'done' AND id <> $4 LIMIT 1",
      {Param(mail.message_id), Param(mail.sender), Param(mail.content_digest), Param(mail.id)}, [&](const Row&) { found = true; });
  return found;
}

std::optional<Id> incident_of_mail(Connection& db, std::string_view message_id) {
  if (message_id.empty()) return std::nullopt;
  return find_id(db,
                 "SELECT incident FROM incoming_mail WHERE message_id = $1 AND incident IS NOT NULL AND state = 'done' ORDER BY id LIMIT 1",
                 Param(message_id));
}

std::optional<Id> incident_of_message(Connection& db, Id message) {
  return find_id(db, "SELECT subject_id FROM message WHERE id = $1 AND subject_kind = 'incident'", Param(message));
}

std::optional<SentMessage> find_sent(Connection& db, Id message) {
  std::optional<SentMessage> found;
  db.query("SELECT kind, subject_kind, body, subject_id, person_id, created_us FROM message WHERE id = $1", {Param(message)},
           [&](const Row& row) {
             found = SentMessage{
                 std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), row.id(3), row.id(4), row.time(5)};
           });
  return found;
}

void insert_incoming(Connection& db, const Incoming& m) {
  db.execute(
      "INSERT INTO incoming_mail(id, state, mailbox, digest, size_bytes, received_us, sender, message_id, subject, content_digest, reason, "
      "person, incident, attempts, next_us, settled_us, by_hand, has_raw) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
      {Param(m.id), Param(record::name_of(m.state)), Param(m.mailbox), Param(m.digest), Param(m.size_bytes), Param(m.received_at),
       Param(m.sender), Param(m.message_id), Param(m.subject), Param(m.content_digest), Param(m.reason), Param(m.person), Param(m.incident),
       Param(m.attempts), Param(m.next_at), Param(m.settled_at), Param(m.by_hand), Param(m.has_raw)});
}

void write_incoming(Connection& db, const Incoming& m) {
  db.execute_one(
      "UPDATE incoming_mail SET state = $1, sender = $2, message_id = $3, subject = $4, content_digest = $5, reason = $6, person = $7, "
      "incident = $8, attempts = $9, next_us = $10, settled_us = $11, by_hand = $12, made_caller = $13 WHERE id = $14",
      {Param(record::name_of(m.state)), Param(m.sender), Param(m.message_id), Param(m.subject), Param(m.content_digest), Param(m.reason),
       Param(m.person), Param(m.incident), Param(m.attempts), Param(m.next_at), Param(m.settled_at), Param(m.by_hand), Param(m.made_caller),
       Param(m.id)});
}

bool begin_reading(Connection& db, Id id, Time now, Time next) {
  return db.execute_count(
             "UPDATE incoming_mail SET attempts = attempts + 1, next_us = $1 WHERE id = $2 AND state = 'received' AND next_us <= $3",
             {Param(next), Param(id), Param(now)}) == 1;
}

void forget_attempt(Connection& db, Id id) {
  db.execute("UPDATE incoming_mail SET attempts = attempts - 1 WHERE id = $1 AND state = 'received' AND attempts > 0", {Param(id)});
}

void insert_raw_part(Connection& db, std::string_view digest, int part, std::string_view bytes, Time now) {
  db.execute(
      "INSERT INTO incoming_mail_part(digest, part, bytes, stored_us) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (digest, part) DO UPDATE SET stored_us = excluded.stored_us",
      {Param(digest), Param(part), Param(store::Bytes{bytes}), Param(now)});
}

std::int64_t raw_bytes(Connection& db, std::string_view digest) {
  std::int64_t n = 0;
  db.query("SELECT length(bytes) FROM incoming_mail_part WHERE digest = $1", {Param(digest)}, [&](const Row& row) { n += row.integer(0); });
  return n;
}

std::string read_raw(Connection& db, std::string_view digest) {
  std::string raw;
  db.query("SELECT bytes FROM incoming_mail_part WHERE digest = $1 ORDER BY part", {Param(digest)},
           [&](const Row& row) { raw += row.bytes(0); });
  return raw;
}

void forget_parts(Connection& db, const std::string& digest) {
  db.execute("DELETE FROM incoming_mail_part WHERE digest = $1", {Param(digest)});
}

std::int64_t forget_raw(Connection& db, Time settled, Time orphaned, int most) {
  std::vector<std::string> digests;
  const auto add = [&](const Row& row) { digests.emplace_back(row.text(0)); };
  db.query(
      "SELECT digest FROM incoming_mail WHERE settled_us < $1 AND state IN ('done','ignored','dismissed') AND has_raw = 1 ORDER BY id "
      "LIMIT $2",
      {Param(settled), Param(most)}, add);
  db.query(
      "SELECT p.digest FROM incoming_mail_part p WHERE p.stored_us < $1 AND p.part = 0 "
      "AND NOT EXISTS (SELECT 1 FROM incoming_mail m WHERE m.digest = p.digest) ORDER BY p.digest LIMIT $2",
      {Param(orphaned), Param(most)}, add);
  for (const auto& digest : digests) {
    forget_parts(db, digest);
    db.execute("UPDATE incoming_mail SET has_raw = 0 WHERE digest = $1", {Param(digest)});
  }
  return static_cast<std::int64_t>(digests.size());
}

void erase_mails(store::Tx& tx, Id person) {
  auto& db = tx.db();
  std::string address;
  db.query("SELECT mail FROM person WHERE id = $1", {Param(person)}, [&](const Row& row) { address = lower_ascii(row.text(0)); });
  const std::string theirs = "(person = $1 OR (sender = $2 AND sender <> ''))";
  db.execute("DELETE FROM incoming_mail_part WHERE digest IN (SELECT digest FROM incoming_mail WHERE " + theirs + ")",
             {Param(person), Param(address)});
  db.execute(
      "UPDATE incoming_mail SET has_raw = 0, sender = '', subject = '', message_id = '', mailbox = '', reason = '', "
      "state = CASE WHEN state = 'done' OR state = 'ignored' THEN state ELSE 'dismissed' END, next_us = NULL WHERE " +
          theirs,
      {Param(person), Param(address)});
}

std::optional<MailboxState> find_mailbox(Connection& db, std::string_view name) {
  std::optional<MailboxState> found;
  db.query("SELECT validity, last_uid, waiting FROM mailbox WHERE name = $1", {Param(name)}, [&](const Row& row) {
    found = MailboxState{std::string(name), row.integer(0), row.integer(1), {}};
    for (auto part : split(row.text(2), ' '))
      if (const auto uid = parse_id(part)) found->waiting.push_back(uid->v);
  });
  return found;
}

void write_mailbox(Connection& db, const MailboxState& state) {
  std::string waiting;
  for (auto uid : state.waiting) waiting += (waiting.empty() ? "" : " ") + std::to_string(uid);
  db.execute(
      "INSERT INTO mailbox(name, validity, last_uid, waiting) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET "
      "validity = excluded.validity, last_uid = excluded.last_uid, waiting = excluded.waiting",
      {Param(state.name), Param(state.validity), Param(state.last_uid), Param(waiting)});
}

std::string find_mailbox_token(Connection& db, std::string_view name) {
  std::string sealed;
  db.query("SELECT sealed FROM mailbox_token WHERE name = $1", {Param(name)}, [&](const Row& row) { sealed = row.text(0); });
  return sealed;
}

void write_mailbox_token(Connection& db, std::string_view name, std::string_view sealed) {
  db.execute("INSERT INTO mailbox_token(name, sealed) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
             {Param(name), Param(sealed)});
}

}  // namespace evenkeel::mail_in
