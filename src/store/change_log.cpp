#include "store/change_log.hpp"

namespace evenkeel::store {
namespace {

void put_number(std::string& out, std::int64_t n) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((static_cast<std::uint64_t>(n) >> shift) & 0xff);
}
void put_text(std::string& out, std::string_view text) {
  put_number(out, static_cast<std::int64_t>(text.size()));
  out += text;
}

ChangeRow to_row(const PendingChange& c, std::int64_t seq) {
  ChangeRow r;
  r.seq = seq;
  r.at = c.at;
  r.recorded_at = c.recorded_at;
  r.actor = c.actor;
  r.subject_kind = c.subject_kind;
  r.subject = c.subject;
  r.version = c.version;
  r.root = c.root;
  r.kind = c.kind;
  r.body = c.body;
  r.salt = c.salt;
  r.body_hash = hash_body(c.salt, c.body);
  r.fact_hash = c.fact_hash;
  r.erased = c.erased;
  return r;
}

}  // namespace

const std::string_view change_columns =
    "seq, at_us, recorded_at_us, actor, subject_kind, subject_id, version, root_id, kind, body, salt, body_hash, fact_hash";

ChangeRow read_change(const Row& row) {
  ChangeRow r;
  r.seq = row.integer(0);
  r.at = row.time(1);
  r.recorded_at = row.time(2);
  r.actor = row.text(3);
  r.subject_kind = row.text(4);
  r.subject = row.id(5);
  r.version = row.integer(6);
  r.root = row.id(7);
  r.kind = row.text(8);
  r.erased = row.is_null(9);
  r.body = row.text(9);
  r.salt = row.bytes(10);
  r.body_hash = row.bytes(11);
  r.fact_hash = row.bytes(12);
  return r;
}

std::string hash_body(std::string_view salt, std::string_view body) {
  std::string bytes(salt);
  bytes += body;
  return sha256(bytes);
}

std::string sealed_bytes(const ChangeRow& r) {
  std::string out;
  put_number(out, r.seq);
  put_number(out, r.at.us);
  put_number(out, r.recorded_at.us);
  put_text(out, r.actor);
  put_text(out, r.subject_kind);
  put_number(out, r.subject.v);
  put_number(out, r.version);
  put_number(out, r.root.v);
  put_text(out, r.kind);
  put_text(out, r.body_hash);
  put_text(out, r.fact_hash);
  return out;
}

std::string next_seal(std::string_view previous, Time at, const std::vector<ChangeRow>& rows) {
  std::string bytes(previous);
  put_number(bytes, at.us);
  for (const auto& row : rows) bytes += sealed_bytes(row);
  return sha256(bytes);
}

std::int64_t write_changes(Connection& db, const std::vector<PendingChange>& changes, Time now, const std::optional<SigningKey>& key) {
  if (changes.empty()) return 0;
  const auto count = static_cast<std::int64_t>(changes.size());
  std::int64_t last = 0;
  std::string previous;
  db.query("UPDATE counter SET n = n + $1 WHERE name = 'change' RETURNING n, mark", {Param(count)}, [&](const Row& row) {
    last = row.integer(0);
    previous = row.bytes(1);
  });
  if (last == 0) throw DbError(DbFault::corrupt, "the counter of the change log is missing");

  std::vector<ChangeRow> rows;
  rows.reserve(changes.size());
  std::int64_t seq = last - count;
  for (const auto& c : changes) rows.push_back(to_row(c, ++seq));
  for (const auto& r : rows)
    db.execute(
        "INSERT INTO change(seq, at_us, recorded_at_us, actor, subject_kind, subject_id, version, root_id, kind, body, salt, body_hash, "
        "fact_hash) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        {Param(r.seq), Param(r.at), Param(r.recorded_at), Param(r.actor), Param(r.subject_kind), Param(r.subject), Param(r.version),
         Param(r.root), Param(r.kind), r.erased ? Param(nullptr) : Param(r.body), r.erased ? Param(nullptr) : Param(Bytes{r.salt}),
         Param(Bytes{r.body_hash}), Param(Bytes{r.fact_hash})});

  const std::string hash = next_seal(previous, now, rows);
  const std::string signature = key ? sign(*key, hash) : std::string();
  db.execute("INSERT INTO seal(last_seq, first_seq, at_us, hash, signature) VALUES ($1,$2,$3,$4,$5)",
             {Param(last), Param(last - count + 1), Param(now), Param(Bytes{hash}), Param(Bytes{signature})});
  db.execute_one("UPDATE counter SET mark = $1 WHERE name = 'change'", {Param(Bytes{hash})});
  return last;
}

}  // namespace evenkeel::store
