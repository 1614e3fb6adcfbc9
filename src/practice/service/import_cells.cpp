// See the header.
#include "practice/service/import_cells.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "record/csv.hpp"

namespace evenkeel::service {
namespace {

using record::Record;
using record::RecordType;

constexpr std::string_view below = " > ";

/// The active ones when there are any.
std::vector<Record> preferred(std::vector<Record> found) {
  auto is_active = [](const Record& r) { return std::get<bool>(r["active"]); };
  if (std::any_of(found.begin(), found.end(), is_active)) std::erase_if(found, [&](const Record& r) { return !is_active(r); });
  return found;
}

std::vector<Record> named_person(const Shelf& shelf, const RecordType& type, const std::string& text) {
  auto found = shelf.matching(type, {{"login", people::fold_login(text)}});
  if (found.empty() && shelf.db())
    for (const people::Person& person : people::find_by_mail(*shelf.db(), text)) found.push_back(record::to_record(person));
  if (found.empty()) found = shelf.matching(type, {{"name", text}});
  return preferred(std::move(found));
}

std::vector<Record> named(const Shelf& shelf, const RecordType& type, const std::string& text) {
  if (type.kind == "person") return named_person(shelf, type, text);
  for (std::string_view field : {"name", "external_ref"}) {
    if (!type.find(field)) continue;
    auto found = preferred(shelf.matching(type, {{field, text}}));
    if (!found.empty()) return found;
  }
  return {};
}

/// "Hardware > Printers": the last part below what the parts before it mean.
std::vector<Record> nested(const Shelf& shelf, const RecordType& type, const std::string& text) {
  auto at = text.rfind(below);
  if (at == std::string::npos || !type.find("parent")) return {};
  auto parent = resolve(shelf, type, text.substr(0, at));
  if (!parent) return {};
  return preferred(shelf.matching(type, {{"name", text.substr(at + below.size())}, {"parent", *parent}}));
}

}  // namespace

Result<Id> resolve(const Shelf& shelf, const RecordType& type, std::string_view text) {
  const std::string word(trim(text));
  if (auto id = parse_id(word); id && shelf.find(type, *id)) return *id;
  auto found = named(shelf, type, word);
  if (found.empty()) found = nested(shelf, type, word);
  if (found.empty()) return invalid("reference.missing", fmt::format("There is no {} \"{}\".", lower_ascii(type.label), word));
  if (found.size() > 1)
    return invalid("reference.ambiguous", fmt::format("Several {} are called \"{}\"; use the id.", lower_ascii(type.plural), word));
  return found.front().id();
}

/// Names of a list, as the CSV of lists has them.
static Result<record::Value> list_of_cell(const Shelf& shelf, const record::Field& field, std::string_view cell) {
  record::Field as_texts = field;
  as_texts.type = record::Type::text_list;
  TRY(const record::Value texts, record::value_from_csv(as_texts, cell));
  const RecordType* type = kind_named(field.facts.ref);
  if (record::is_absent(texts) || !type) return record::Value{};
  std::vector<Id> ids;
  for (const std::string& text : std::get<std::vector<std::string>>(texts)) {
    auto id = resolve(shelf, *type, text);
    if (!id) {
      id.error().problems.front().field = "/" + std::string(field.name);
      return std::move(id.error());
    }
    ids.push_back(*id);
  }
  return record::Value{std::move(ids)};
}

Result<record::Value> value_of_cell(const Shelf& shelf, const record::Field& field, std::string_view cell) {
  if (field.always && trim(cell).empty()) return record::Value{};
  if (field.type == record::Type::id_list && !field.facts.ref.empty()) return list_of_cell(shelf, field, cell);
  if (field.type != record::Type::id || field.facts.ref.empty()) return record::value_from_csv(field, cell);
  record::Field as_text = field;
  as_text.type = record::Type::text;
  TRY(record::Value text, record::value_from_csv(as_text, cell));
  const RecordType* type = kind_named(field.facts.ref);
  if (record::is_absent(text) || !type) return record::Value{};
  auto id = resolve(shelf, *type, std::get<std::string>(text));
  if (id) return record::Value{*id};
  id.error().problems.front().field = "/" + std::string(field.name);
  return std::move(id.error());
}

}  // namespace evenkeel::service
