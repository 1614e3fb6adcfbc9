// See the header.
#include "practice/service/catalogue_queries.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/catalogue_routes.hpp"
#include "record/csv.hpp"
#include "store/register.hpp"
#include "store/row_io.hpp"

namespace evenkeel::service {
namespace {

using record::Record;
using record::RecordType;

std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// name contains "..." in the four ways in which people write a name.
std::string name_condition(std::string_view q) {
  const std::string small = lower_ascii(q);
  std::string first = small;
  first.replace(0, 1, capitals(first.substr(0, 1)));
  std::string out;
  for (const std::string& text : std::set<std::string>{std::string(q), small, capitals(small), first}) {
    if (!out.empty()) out += " or ";
    out += "name contains ";
    record::append_json_string(out, text);
  }
  return out;
}

/// name begins with "...", as a range that the index of names serves.
std::string beginning_condition(std::string_view q) {
  constexpr std::string_view above_all = "\xf4\x8f\xbf\xbf";  // the last code point sorts behind every continuation
  const std::string small = lower_ascii(q);
  std::string first = small;
  first.replace(0, 1, capitals(first.substr(0, 1)));
  std::string out;
  for (const std::string& text : std::set<std::string>{std::string(q), small, capitals(small), first}) {
    out += out.empty() ? "(name >= " : " or (name >= ";
    record::append_json_string(out, text);
    out += " and name < ";
    record::append_json_string(out, text + std::string(above_all));
    out += ')';
  }
  return out;
}

Result<condition::Condition> parse(const RecordType& type, std::string_view text, std::string_view parameter,
                                   const condition::Kinds& kinds) {
  condition::Vocabulary vocabulary;
  vocabulary.type = &type;
  vocabulary.kinds = kinds;
  vocabulary.readable = [](const RecordType&, const record::Field& f) { return f.facts.access != record::Access::secret; };
  return api::parse_filter(text, vocabulary, parameter);
}

}  // namespace

std::span<const api::Order> orders_of(const RecordType& type) {
  using api::Direction;
  static const std::vector<api::Order> named{{"name", {{"name"}, {"id"}}},
                                             {"-name", {{"name", Direction::descending}, {"id", Direction::descending}}},
                                             {"id", {{"id"}}},
                                             {"-id", {{"id", Direction::descending}}}};
  static const std::vector<api::Order> nameless{{"id", {{"id"}}}, {"-id", {{"id", Direction::descending}}}};
  return type.find("name") ? named : nameless;
}

Result<condition::Condition> filter_of(const RecordType& type, std::string_view filter, std::string_view q, Size size,
                                       const condition::Kinds& kinds) {
  TRY(condition::Condition both, parse(type, filter, "filter", kinds));
  if (q = trim(q); !q.empty()) {
    if (!type.find("name")) return error(Fault::malformed, "query.no_text", "These records have no names to search; use filter.", "/q");
    TRY(const condition::Condition by_name, parse(type, size == Size::large ? beginning_condition(q) : name_condition(q), "q", kinds));
    both = condition::Condition::both(both, by_name);
  }
  return both;
}

Size size_of(store::Connection& db, const RecordType& type) {
  Size size = Size::small;
  db.query(fmt::format("SELECT 1 FROM {} LIMIT 1 OFFSET {}", type.table, names_scanned_most), {},
           [&](const store::Row&) { size = Size::large; });
  return size;
}

std::vector<Record> list_records(store::Connection& db, const RecordType& type, const api::ListQuery& query,
                                 const condition::Condition& filter, const condition::Asker& asker) {
  condition::Sql where = filter.compile(asker, "t", 1);
  condition::Sql after = api::after_cursor(query, "t", static_cast<int>(where.params.size()) + 1);
  where.params.insert(where.params.end(), after.params.begin(), after.params.end());
  const std::string sql =
      fmt::format("SELECT {} FROM {} t WHERE {}{}{} ORDER BY {} LIMIT {}", store::select_columns(type, "t"), type.table, where.where,
                  after.where.empty() ? "" : " AND ", after.where, api::order_by(*query.order, "t"), query.limit + 1);
  std::vector<Record> found;
  api::query(db, sql, where.params, [&](const store::Row& row) { found.push_back(store::read_record(type, row)); });
  return found;
}

std::string export_csv(store::Connection& db, const RecordType& type, const condition::Condition& filter, const condition::Asker& asker) {
  const condition::Sql where = filter.compile(asker, "t", 1);
  std::string out;
  record::append_csv_header(out, type);
  api::query(db, fmt::format("SELECT {} FROM {} t WHERE {} ORDER BY t.id", store::select_columns(type, "t"), type.table, where.where),
             where.params, [&](const store::Row& row) { record::append_csv_row(out, store::read_record(type, row)); });
  return out;
}

void provide_names(api::Names& names, const store::Register& reg, const Catalogue& catalogue) {
  for (const RecordType* type : catalogue_types()) {
    if (!type->find("name") || !is_held(*type)) continue;
    names.provide(std::string(type->kind), [&catalogue](const api::Names::Question& asked, api::Names::Found& found) {
      auto snapshot = catalogue.now();
      for (Id id : asked.ids)
        if (const Record* r = snapshot->find(asked.kind, id)) found[id] = std::get<std::string>((*r)["name"]);
    });
  }
  names.provide("ci", [&reg](const api::Names::Question& asked, api::Names::Found& found) {
    auto look = [&](store::Connection& c) {
      for (Id id : asked.ids)
        c.query("SELECT name FROM ci WHERE id = $1", {id}, [&](const store::Row& row) { found[id] = std::string(row.text(0)); });
    };
    if (asked.db) look(*asked.db);
    else reg.readers.read(look);
  });
}

std::string component_name(const RecordType& type) {
  std::string out;
  for (std::string_view word : split(type.kind, '_')) out += capitals(std::string(word.substr(0, 1))) + std::string(word.substr(1));
  return out;
}

}  // namespace evenkeel::service
