#include "store/tx.hpp"

#include <fmt/format.h>

#include <map>
#include <mutex>

#include "base/hash.hpp"
#include "record/json.hpp"
#include "store/numbers.hpp"
#include "store/row_io.hpp"

namespace evenkeel::store {
namespace {

using record::Record;
using record::RecordType;
using record::Value;

constexpr std::size_t salt_bytes = 16;

/// Texts of the statements of one record type, made once.
struct TypeSql {
  std::string insert, remove;
};

const TypeSql& sql_of(const RecordType& type) {
  static std::mutex mutex;
  static std::map<const RecordType*, std::unique_ptr<TypeSql>> made;
  std::lock_guard lock(mutex);
  auto& sql = made[&type];
  if (!sql) {
    std::string marks;
    for (std::size_t i = 0; i < type.fields.size(); ++i) marks += fmt::format("{}${}", i ? "," : "", i + 1);
    sql = std::make_unique<TypeSql>();
    sql->insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", type.table, select_columns(type, ""), marks);
    sql->remove = fmt::format("DELETE FROM {} WHERE id = $1 AND version = $2", type.table);
  }
  return *sql;
}

bool is_plain_default(const Value& v) {
  if (record::is_absent(v)) return true;
  if (auto* n = std::get_if<std::int64_t>(&v)) return *n == 0;
  if (auto* b = std::get_if<bool>(&v)) return !*b;
  if (auto* d = std::get_if<double>(&v)) return *d == 0;
  return false;
}

/// {"set":{...}} of a new record: what differs from a blank one; secrets as "***".
std::string creation_body(const Record& r) {
  std::string out = "{\"set\":{";
  bool first = true;
  for (std::size_t i = 2; i < r.values.size(); ++i) {
    const auto& f = r.type->fields[i];
    if (is_plain_default(r.values[i])) continue;
    if (!first) out += ',';
    first = false;
    out.append("\"").append(f.name).append("\":");
    if (f.facts.access == record::Access::secret) out += "\"***\"";
    else record::append_json(out, f, r.values[i]);
  }
  return out + '}';
}

std::string diff_text(const std::vector<record::Difference>& differences, NoteValues values) {
  if (values == NoteValues::shown) return record::diff_json(differences);
  std::string out = "{";
  for (const auto& d : differences) out.append(out.size() > 1 ? ",\"" : "\"").append(d.field->name).append(R"(":["***","***"])");
  return out + '}';
}

std::string closed_body(std::string body, const std::string& why) {
  if (!why.empty()) body += (body.size() > 1 ? ",\"why\":" : "\"why\":") + why;
  return body + '}';
}

std::vector<std::string> item_texts(const Value& v) {
  std::vector<std::string> items;
  if (auto* ids = std::get_if<std::vector<Id>>(&v))
    for (Id id : *ids) items.push_back(to_string(id));
  if (auto* texts = std::get_if<std::vector<std::string>>(&v)) items = *texts;
  return items;
}

}  // namespace

Envelope::Envelope(World& world, Actor actor) : world_(world), actor_(std::move(actor)), now_(world.now()), seed_(32, '\0') {
  world_.random(seed_.data(), seed_.size());
}

Id Envelope::id(std::size_t n) {
  while (ids_.size() <= n) ids_.push_back(world_.new_id());
  return ids_[n];
}

std::int64_t Envelope::number(std::size_t n, const std::function<std::int64_t()>& lease) {
  while (numbers_.size() <= n) numbers_.push_back(lease());
  return numbers_[n];
}

Tx::Tx(Connection& db, Envelope& envelope, BatchState& batch, NumberLease& numbers)
    : db_(db), envelope_(envelope), batch_(batch), numbers_(numbers), first_change_(batch.changes.size()) {}

void Tx::forget_pending(Id root, Id subject) {
  for (std::size_t i = 0; i < first_change_ && i < batch_.changes.size(); ++i) {
    PendingChange& c = batch_.changes[i];
    if (c.root == root && c.subject == subject) c.erased = true;
  }
}

Id Tx::new_id() { return envelope_.id(ids_drawn_++); }

std::string Tx::random(std::size_t size) {
  // Each draw has a seed of its own, so that draws are independent and a rerun repeats them.
  const auto draw = random_drawn_++;
  return stretch(sha256(envelope_.seed() + std::to_string(draw)), size);
}

std::int64_t Tx::next_number() {
  return envelope_.number(numbers_drawn_++, [&] { return numbers_.next(); });
}

std::int64_t Tx::raise_numbers(std::int64_t n) {
  return envelope_.number(numbers_drawn_++, [&] { return numbers_.raise(n); });
}

std::optional<Record> Tx::find(const RecordType& type, Id id) { return find_record(db_, type, id); }

void Tx::insert(Record& r, const Note& note) {
  r.values[1] = std::int64_t{1};
  std::vector<Param> params;
  std::vector<std::string> texts;
  params.reserve(r.values.size());
  texts.reserve(r.values.size());
  for (const auto& v : r.values) bind_value(v, params, texts);
  db_.execute(sql_of(*r.type).insert, params);
  for (std::size_t i = 2; i < r.values.size(); ++i)
    if (r.type->fields[i].facts.listed && !record::is_absent(r.values[i]))
      set_list_items(r.type->kind, r.id(), r.type->fields[i].name, item_texts(r.values[i]), ListWas::empty);
  record_change(r.type->kind, r.id(), 1, note, closed_body(creation_body(r), note.why), &r);
}

bool Tx::update(const Record& before, Record& after, const Note& note) {
  after.values[1] = before.values[1];
  const auto differences = record::diff(before, after);
  if (differences.empty()) return false;
  const std::int64_t version = before.version() + 1;
  after.values[1] = version;

  std::vector<Param> params;
  std::vector<std::string> texts;
  params.reserve(differences.size() + 3);
  texts.reserve(differences.size());
  std::string sql = fmt::format("UPDATE {} SET version = $1", after.type->table);
  params.emplace_back(version);
  for (const auto& d : differences) {
    bind_value(d.after, params, texts);
    sql += fmt::format(", {} = ${}", d.field->name, params.size());
  }
  params.emplace_back(before.id());
  params.emplace_back(before.version());
  sql += fmt::format(" WHERE id = ${} AND version = ${}", params.size() - 1, params.size());
  db_.execute_one(sql, params);
  for (const auto& d : differences)
    if (d.field->facts.listed) set_list_items(after.type->kind, after.id(), d.field->name, item_texts(d.after), ListWas::unknown);
  record_change(after.type->kind, after.id(), version, note, closed_body("{\"diff\":" + diff_text(differences, note.values), note.why),
                &after);
  return true;
}

void Tx::remove(const Record& before, const Note& note) {
  db_.execute_one(sql_of(*before.type).remove, {Param(before.id()), Param(before.version())});
  db_.execute("DELETE FROM list_item WHERE subject_id = $1", {Param(before.id())});
  record_change(before.type->kind, before.id(), before.version() + 1, note, closed_body("{\"removed\":true", note.why), nullptr);
}

void Tx::log(std::string_view subject_kind, Id subject, const Note& note) {
  record_change(subject_kind, subject, 0, note, closed_body("{", note.why), nullptr);
}

void Tx::set_list_items(std::string_view kind, Id subject, std::string_view field, const std::vector<std::string>& values, ListWas was) {
  if (was == ListWas::unknown) db_.execute("DELETE FROM list_item WHERE subject_id = $1 AND field = $2", {Param(subject), Param(field)});
  for (const auto& value : values)
    db_.execute("INSERT INTO list_item(kind, field, value, subject_id) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING",
                {Param(kind), Param(field), Param(value), Param(subject)});
}

void Tx::record_change(std::string_view subject_kind, Id subject, std::int64_t version, const Note& note, std::string body,
                       const Record* facts) {
  PendingChange c;
  c.recorded_at = now();
  c.at = note.at ? note.at : c.recorded_at;
  c.actor = actor().text;
  c.subject_kind = subject_kind;
  c.subject = subject;
  c.version = version;
  c.root = note.root ? note.root : subject;
  c.kind = note.kind;
  c.body = std::move(body);
  c.salt = random(salt_bytes);
  if (facts) c.fact_hash = sha256(c.salt + record::canonical_bytes(*facts));
  batch_.changes.push_back(std::move(c));
}

void Tx::arm(std::string_view kind, std::string_view subject_kind, Id subject, Time due, std::string_view key) {
  db_.execute(
      "INSERT INTO timer(id, kind, subject_kind, subject_id, key, due_us, attempt) VALUES ($1,$2,$3,$4,$5,$6,0) "
      "ON CONFLICT (subject_id, kind, key) DO UPDATE SET due_us = excluded.due_us, attempt = 0",
      {Param(new_id()), Param(kind), Param(subject_kind), Param(subject), Param(key), Param(due)});
  batch_.timers_changed = true;
}

void Tx::disarm(std::string_view kind, std::string_view, Id subject, std::string_view key) {
  db_.execute("DELETE FROM timer WHERE subject_id = $1 AND kind = $2 AND key = $3", {Param(subject), Param(kind), Param(key)});
}

Id Tx::send(const Message& m) {
  const Id id = new_id();
  db_.execute("INSERT INTO message(id, kind, subject_kind, subject_id, person_id, body, created_us) VALUES ($1,$2,$3,$4,$5,$6,$7)",
              {Param(id), Param(m.kind), Param(m.subject_kind), Param(m.subject), Param(m.person), Param(m.body), Param(now())});
  db_.execute(
      "INSERT INTO delivery(id, message_id, channel, address, state, attempt, next_us, lease) VALUES ($1,$2,$3,$4,'waiting',0,$5,0)",
      {Param(new_id()), Param(id), Param(m.channel), Param(m.address), Param(now())});
  batch_.deliveries_changed = true;
  return id;
}

}  // namespace evenkeel::store
