#include "store/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace evenkeel::store {
namespace {

std::string column(const record::Field& f, std::size_t position) {
  if (position == 0) return "id {int} PRIMARY KEY";
  std::string sql(f.name);
  using record::Type;
  switch (f.type) {
    case Type::boolean:
    case Type::integer:
    case Type::time:
    case Type::id: sql += " {int}"; break;
    case Type::real: sql += " {real}"; break;
    case Type::text:
    case Type::enumeration:
    case Type::id_list:
    case Type::text_list:
    case Type::object: sql += " {text} {bytewise}"; break;
  }
  if (f.facts.required || f.always) sql += " NOT NULL";
  if (f.type == Type::boolean) sql += fmt::format(" CHECK ({} IN (0,1))", f.name);
  if (f.type == Type::enumeration) {
    std::string names;
    for (auto name : f.names) names += fmt::format("{}'{}'", names.empty() ? "" : ",", name);
    sql += fmt::format(" CHECK ({} IN ({}))", f.name, names);
  }
  return sql;
}

}  // namespace

std::string ddl_for(const record::RecordType& type) { return ddl_for(type, {}); }

std::string ddl_for(const record::RecordType& type, std::span<const std::string_view> later) {
  std::string columns, indexes;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const auto& f = type.fields[i];
    if (std::ranges::find(later, f.name) != later.end()) continue;
    columns += fmt::format("{}  {}", i ? ",\n" : "", column(f, i));
    if (f.facts.unique) indexes += fmt::format("CREATE UNIQUE INDEX {0}__{1} ON {0}({1});\n", type.table, f.name);
  }
  return fmt::format("CREATE TABLE {} (\n{}\n) {{strict}};\n{}", type.table, columns, indexes);
}

std::string ddl_adding(const record::RecordType& type, std::span<const std::string_view> fields) {
  std::string ddl;
  for (std::string_view name : fields) {
    const std::size_t at = type.index(name);
    ddl += fmt::format("ALTER TABLE {} ADD COLUMN {};\n", type.table, column(type.fields[at], at));
  }
  return ddl;
}

std::string ddl_rebuilding(const record::RecordType& type, std::span<const std::string_view> added) {
  std::string kept;
  for (const auto& f : type.fields)
    if (std::ranges::find(added, f.name) == added.end()) kept += fmt::format("{}{}", kept.empty() ? "" : ", ", f.name);
  return fmt::format(
      "CREATE TABLE {0}_before AS SELECT * FROM {0};\nDROP TABLE {0};\n{1}INSERT INTO {0}({2}) SELECT {2} FROM {0}_before;\n"
      "DROP TABLE {0}_before;\n",
      type.table, ddl_for(type), kept);
}

std::string ways_schema() {
  return R"(
ALTER TABLE delivery ADD COLUMN point {int};
ALTER TABLE delivery ADD COLUMN held_us {int};
CREATE INDEX delivery__point ON delivery(point, id) WHERE point IS NOT NULL;
DROP INDEX message__person;
CREATE INDEX message__person ON message(person_id, created_us);
)";
}

std::string hurry_schema() {
  return R"(
ALTER TABLE delivery ADD COLUMN urgent {int} NOT NULL DEFAULT 0 CHECK (urgent IN (0,1));
DROP INDEX delivery__due;
CREATE INDEX delivery__due ON delivery(channel, urgent, next_us, id) WHERE state IN ('waiting','leased');
)";
}

std::string turns_schema() {
  return R"(
ALTER TABLE delivery ADD COLUMN line {int};
ALTER TABLE delivery ADD COLUMN turn {int} NOT NULL DEFAULT 0;
CREATE INDEX delivery__turn ON delivery(channel, urgent, turn, id) WHERE state IN ('waiting','leased');
CREATE INDEX delivery__leased ON delivery(channel, urgent, turn) WHERE state = 'leased';
CREATE INDEX delivery__line ON delivery(channel, urgent, line, turn) WHERE state IN ('waiting','leased');
)";
}

std::string core_schema() {
  return R"(
CREATE TABLE counter (name {text} {bytewise} PRIMARY KEY, n {int} NOT NULL, mark {bytes}) {strict};
INSERT INTO counter(name, n) VALUES ('change', 0), ('catalogue', 1), ('incident_number', 0);

CREATE TABLE change (
  seq {int} PRIMARY KEY,
  at_us {int} NOT NULL,
  recorded_at_us {int} NOT NULL,
  actor {text} {bytewise} NOT NULL,
  subject_kind {text} {bytewise} NOT NULL,
  subject_id {int} NOT NULL,
  version {int} NOT NULL,
  root_id {int} NOT NULL,
  kind {text} {bytewise} NOT NULL,
  body {text},
  salt {bytes},
  body_hash {bytes} NOT NULL,
  fact_hash {bytes} NOT NULL
) {strict};
CREATE INDEX change__root ON change(root_id, seq);

CREATE TABLE seal (
  last_seq {int} PRIMARY KEY,
  first_seq {int} NOT NULL UNIQUE,
  at_us {int} NOT NULL,
  hash {bytes} NOT NULL,
  signature {bytes}
) {strict};

CREATE TABLE timer (
  id {int} PRIMARY KEY,
  kind {text} {bytewise} NOT NULL,
  subject_kind {text} {bytewise} NOT NULL,
  subject_id {int} NOT NULL,
  key {text} {bytewise} NOT NULL,
  due_us {int} NOT NULL,
  attempt {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX timer__subject ON timer(subject_id, kind, key);
CREATE INDEX timer__due ON timer(due_us, id);

CREATE TABLE message (
  id {int} PRIMARY KEY,
  kind {text} {bytewise} NOT NULL,
  subject_kind {text} {bytewise} NOT NULL,
  subject_id {int} NOT NULL,
  person_id {int},
  body {text},
  created_us {int} NOT NULL
) {strict};
CREATE INDEX message__subject ON message(subject_id);
CREATE INDEX message__person ON message(person_id);

CREATE TABLE delivery (
  id {int} PRIMARY KEY,
  message_id {int} NOT NULL,
  channel {text} {bytewise} NOT NULL,
  address {text} {bytewise},
  state {text} {bytewise} NOT NULL CHECK (state IN ('waiting','leased','sent','failed','dropped')),
  attempt {int} NOT NULL,
  next_us {int} NOT NULL,
  lease {int} NOT NULL,
  last_error {text},
  ended_us {int}
) {strict};
CREATE INDEX delivery__message ON delivery(message_id);
CREATE INDEX delivery__due ON delivery(channel, next_us) WHERE state IN ('waiting','leased');
CREATE INDEX delivery__failed ON delivery(ended_us) WHERE state = 'failed';

CREATE TABLE follower (name {text} {bytewise} PRIMARY KEY, seq {int} NOT NULL) {strict};

CREATE TABLE idempotency (
  principal {text} {bytewise} NOT NULL,
  key {text} {bytewise} NOT NULL,
  request_hash {text} {bytewise} NOT NULL,
  subject_kind {text} {bytewise} NOT NULL,
  subject_id {int} NOT NULL,
  version {int} NOT NULL,
  status {int} NOT NULL,
  at_us {int} NOT NULL,
  PRIMARY KEY (principal, key)
) {strict};
CREATE INDEX idempotency__at ON idempotency(at_us);

CREATE TABLE node (
  id {int} PRIMARY KEY,
  fence {int} NOT NULL,
  lease_until_us {int} NOT NULL,
  last_batch {int} NOT NULL
) {strict};

CREATE TABLE list_item (
  kind {text} {bytewise} NOT NULL,
  field {text} {bytewise} NOT NULL,
  value {text} {bytewise} NOT NULL,
  subject_id {int} NOT NULL,
  PRIMARY KEY (subject_id, field, value)
) {strict};
CREATE INDEX list_item__value ON list_item(field, value, subject_id);

CREATE TABLE blob (
  sha256 {text} {bytewise} NOT NULL,
  part {int} NOT NULL,
  bytes {bytes} NOT NULL,
  PRIMARY KEY (sha256, part)
) {strict};

CREATE TABLE erasure (
  subject_kind {text} {bytewise} NOT NULL,
  subject_id {int} NOT NULL,
  at_us {int} NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
) {strict};
)";
}

std::string search_schema_sqlite() {
  // Words are folded and separated by us (fold_words), so the plain ascii tokeniser splits exactly where we did. FTS5 must
  // see the old words to forget them: search_doc keeps them. The rowid is the incident's id: newest first is its order.
  return R"(
CREATE TABLE search_doc (id INTEGER PRIMARY KEY, public TEXT NOT NULL, staff TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE search USING fts5(public, staff, content='search_doc', content_rowid='id', detail=column, tokenize='ascii');
)";
}

std::string search_schema_postgres() {
  return R"(
CREATE TABLE search_doc (id {int} PRIMARY KEY, public tsvector NOT NULL, staff tsvector NOT NULL);
CREATE INDEX search_doc__public ON search_doc USING gin (public);
CREATE INDEX search_doc__staff ON search_doc USING gin (staff);
)";
}

}  // namespace evenkeel::store
