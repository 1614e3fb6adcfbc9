// What is read of people: a page of the list, and everything that is held about one.
#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/people/absence_desk.hpp"
#include "practice/people/external_account.hpp"
#include "practice/people/outside_group.hpp"
#include "practice/people/people_desk.hpp"
#include "store/row_io.hpp"

namespace evenkeel::people {
namespace {

using store::Param;
using store::Row;

constexpr int changes_most = 10'000;   // of one export; a person's own story is far shorter
constexpr std::size_t words_most = 8;  // of one search

/// Each word of `q` must begin a word of name, mail or login.
void add_words(std::string_view q, std::string& where, std::vector<condition::SqlParam>& params) {
  constexpr std::string_view above_all = "\xf4\x8f\xbf\xbf";  // the last code point sorts behind every continuation
  std::size_t used = 0;
  for (std::string& word : fold_words(q)) {
    if (++used > words_most) break;
    params.emplace_back(word + std::string(above_all));
    params.emplace_back(std::move(word));
    where += fmt::format(" AND p.id IN (SELECT w.person FROM person_word w WHERE w.word >= ${} AND w.word < ${})", params.size(),
                         params.size() - 1);
  }
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  record::append_json_string(out, name);
  out += ':';
  record::append_json_string(out, value);
}

void append_item(std::string& out, const std::string& object) {
  if (out.back() != '[') out += ',';
  out += object;
}

std::string sessions_json(store::Connection& db, Id id) {
  std::string out = "[";
  for (const Session& s : list_sessions(db, id)) {
    std::string item = "{";
    append_member(item, "created_at", format_rfc3339(s.created_at));
    append_member(item, "seen_at", format_rfc3339(s.seen_at));
    append_member(item, "address", s.address);
    append_member(item, "device", s.device);
    append_item(out, item + '}');
  }
  return out + ']';
}

std::string absences_json(store::Connection& db, Id id) {
  std::string out = "[";
  for (const Absence& absence : list_absences(db, id)) {
    std::string item;
    record::append_json(item, record::to_record(absence));
    append_item(out, item);
  }
  return out + ']';
}

std::string tokens_json(store::Connection& db, Id id) {
  std::string out = "[";
  for (const TokenRow& row : list_tokens(db, id)) {
    std::string item;
    record::append_json(item, record::to_record(row.token));
    if (row.used_at) {
      item.pop_back();
      append_member(item, "used_at", format_rfc3339(row.used_at));
      item += '}';
    }
    append_item(out, item);
  }
  return out + ']';
}

std::string accounts_json(store::Connection& db, Id id) {
  std::string out = "[";
  for (const ExternalAccount& account : accounts_of(db, id)) {
    std::string item;
    record::append_json(item, record::to_record(account));
    append_item(out, item);
  }
  return out + ']';
}

std::string groups_json(store::Connection& db, Id id) {
  std::string out = "[";
  for (const OutsideGroup& group : groups_of(db, id)) {
    std::string item;
    record::append_json_string(item, group.name);
    append_item(out, item);
  }
  return out + ']';
}

std::string changes_json(store::Connection& db, Id id) {
  std::string out = "[";
  db.query("SELECT at_us, actor, kind, body FROM change WHERE root_id = $1 ORDER BY seq LIMIT $2", {Param(id), Param(changes_most)},
           [&](const Row& row) {
             std::string item = "{";
             append_member(item, "at", format_rfc3339(row.time(0)));
             append_member(item, "actor", row.text(1));
             append_member(item, "kind", row.text(2));
             item.append(",\"body\":").append(row.is_null(3) ? "null" : row.text(3)).append("}");
             append_item(out, item);
           });
  return out + ']';
}

/// Messages that were sent to the person; to another reader not those about incidents that the reader may not see.
std::string messages_json(People& people, store::Connection& db, Id id, const Principal& reader) {
  struct Item {
    Id incident;
    std::string json;
  };
  std::vector<Item> items;
  api::Mentions incidents(&reader);
  db.query("SELECT created_us, kind, body, subject_kind, subject_id FROM message WHERE person_id = $1 ORDER BY id LIMIT $2",
           {Param(id), Param(changes_most)}, [&](const Row& row) {
             std::string item = "{";
             append_member(item, "created_at", format_rfc3339(row.time(0)));
             append_member(item, "kind", row.text(1));
             item.append(",\"body\":").append(row.is_null(2) ? "null" : row.text(2)).append("}");
             items.push_back({row.text(3) == "incident" ? row.id(4) : Id{}, std::move(item)});
             incidents.add("incident", items.back().incident);
           });
  // The number of an incident is told to whoever may see it.
  const auto seen = people.names().find(&db, incidents);
  std::string out = "[";
  for (const Item& item : items)
    if (!item.incident || reader.person == id || seen.contains(item.incident)) append_item(out, item.json);
  return out + ']';
}

}  // namespace

std::vector<record::Record> list_people(store::Connection& db, const api::ListQuery& list, const condition::Condition& filter,
                                        const condition::Asker& asker) {
  condition::Sql sql = filter.compile(asker, "p", 1);
  add_words(list.q, sql.where, sql.params);
  const condition::Sql after = api::after_cursor(list, "p", static_cast<int>(sql.params.size()) + 1);
  if (!after.where.empty()) sql.where += " AND " + after.where;
  sql.params.insert(sql.params.end(), after.params.begin(), after.params.end());
  sql.params.emplace_back(std::int64_t{list.limit} + 1);
  const auto& type = record::type_of<Person>();
  std::vector<record::Record> found;
  api::query(db,
             fmt::format("SELECT {} FROM person p WHERE {} ORDER BY {} LIMIT ${}", store::select_columns(type, "p"), sql.where,
                         api::order_by(*list.order, "p"), sql.params.size()),
             sql.params, [&](const Row& row) { found.push_back(store::read_record(type, row)); });
  return found;
}

Result<std::string> export_person(People& people, store::Connection& db, Id id, const Principal& reader) {
  const auto person = find_person_record(db, id);
  if (!person) return api::missing("person");
  std::string out = "{\"person\":";
  record::append_json(out, *person);
  out.append(",\"sessions\":").append(sessions_json(db, id));
  out.append(",\"tokens\":").append(tokens_json(db, id));
  out.append(",\"absences\":").append(absences_json(db, id));
  out.append(",\"accounts\":").append(accounts_json(db, id));
  out.append(",\"groups\":").append(groups_json(db, id));
  out.append(",\"changes\":").append(changes_json(db, id));
  out.append(",\"messages\":").append(messages_json(people, db, id, reader));
  for (const auto& exporter : people.exporters) out.append(",").append(exporter(db, id, reader));
  return out + '}';
}

}  // namespace evenkeel::people
