#include "app/settings/book.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "practice/people/person.hpp"
#include "practice/roster/plan.hpp"
#include "practice/service/catalogue.hpp"
#include "record/json.hpp"
#include "store/row_io.hpp"

namespace evenkeel::app::settings {
namespace {

namespace bj = boost::json;
using record::Record;
using record::RecordType;

constexpr int nesting_most = 50;  // as deep as places and organisations may lie in each other

bool is_staff(const Record& person) { return !record::is_absent(person["roles"]) || !record::is_absent(person["teams"]); }

const std::vector<const RecordType*>& all_kinds() {
  static const std::vector<const RecordType*> all = kinds(People::staff);
  return all;
}

}  // namespace

std::vector<const RecordType*> kinds(People people) {
  // Services are checked against the matrix; teams come before the people in them, people before the services they own.
  std::vector<const RecordType*> order{&record::type_of<service::PriorityMatrix>()};
  for (const auto* type : service::catalogue_types()) {
    if (type == order.front()) continue;
    order.push_back(type);
    if (people == People::staff && type->kind == "team") order.push_back(&record::type_of<people::Person>());
  }
  return order;
}

const RecordType* kind_of_file(std::string_view file) {
  const auto found = std::ranges::find_if(all_kinds(), [&](const RecordType* t) { return file_name(*t) == file; });
  return found == all_kinds().end() ? nullptr : *found;
}

std::string_view preset_kind(std::string_view name) {
  if (name == "subcategory") return "category";
  for (const auto kind : {"service", "ci", "category", "team", "supplier", "location", "organisation"})
    if (name == kind) return kind;
  return {};
}

Result<Book> Book::read(store::Connection& db) {
  Book book;
  for (const auto* type : all_kinds())
    db.query(fmt::format("SELECT {} FROM {} ORDER BY id", store::select_columns(*type, ""), type->table), {}, [&](const store::Row& row) {
      auto r = store::read_record(*type, row);
      book.shelves_[std::string(type->kind)].records.emplace(r.id(), std::move(r));
    });
  std::vector<Problem> problems;
  for (const auto* type : all_kinds()) {
    auto& shelf = book.shelves_[std::string(type->kind)];
    for (const auto& [id, r] : shelf.records) {
      auto label = book.make_label(r, 0);
      shelf.labels[id] = label;
      // Callers of one name are no settings, and nothing here refers to them.
      const bool first = shelf.by_label.emplace(label, id).second;
      if (!first && (type->kind != "person" || is_staff(r)))
        problems.push_back(
            {"settings.two_of_one_name", fmt::format("two {} are called \"{}\"; give one another name", type->plural, label), {}});
    }
  }
  if (!problems.empty()) return Error{Fault::conflict, std::move(problems), {}};
  return book;
}

std::string Book::make_label(const Record& r, int depth) const {
  std::vector<bj::value> cells(r.type->fields.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& field = r.type->fields[i];
    // A name is made of texts and of what it lies in; nothing else is needed for it.
    if (field.type == record::Type::text || field.type == record::Type::enumeration ||
        (field.type == record::Type::id && r.type->kind != "person"))
      cells[i] = cell(r, i, depth);
  }
  return label_of(*r.type, cells);
}

const std::string& Book::label(std::string_view kind, Id id) const {
  static const std::string none;
  const auto shelf = shelves_.find(kind);
  if (shelf == shelves_.end()) return none;
  const auto found = shelf->second.labels.find(id);
  return found == shelf->second.labels.end() ? none : found->second;
}

bj::value Book::reference(std::string_view kind, Id id, int depth) const {
  if (const auto& known = label(kind, id); !known.empty()) return bj::value(known);
  const auto shelf = shelves_.find(kind);
  if (shelf == shelves_.end() || depth > nesting_most) return {};
  const auto found = shelf->second.records.find(id);
  return found == shelf->second.records.end() ? bj::value() : bj::value(make_label(found->second, depth + 1));
}

bj::value Book::cell(const Record& r, std::size_t i, int depth) const {
  const auto& field = r.type->fields[i];
  const auto& value = r.values[i];
  if (!is_written(field) || record::is_absent(value)) return {};
  if (field.type == record::Type::id) return reference(field.facts.ref, std::get<Id>(value), depth);
  if (field.type == record::Type::id_list) {
    std::vector<std::string> names;
    for (Id id : std::get<std::vector<Id>>(value))
      if (const auto name = reference(field.facts.ref, id, depth); name.is_string()) names.emplace_back(name.get_string().c_str());
    std::ranges::sort(names);
    return bj::value(bj::array(names.begin(), names.end()));
  }
  std::string text;
  record::append_json(text, field, value);
  auto plain = bj::parse(text);
  if (r.type->kind == "roster" && field.name == "plan")
    roster::for_each_person(plain, [&](bj::value& v) {
      const auto id = v.is_string() ? parse_id({v.get_string().data(), v.get_string().size()}) : std::nullopt;
      if (id) v = reference("person", *id, depth);
    });
  if (field.name != "preset" || !plain.is_object()) return plain;
  for (auto& [name, v] : plain.get_object()) {
    const auto kind = preset_kind({name.data(), name.size()});
    const auto id = v.is_string() ? parse_id({v.get_string().data(), v.get_string().size()}) : std::nullopt;
    if (!kind.empty() && id) v = reference(kind, *id, depth);
  }
  return plain;
}

std::vector<bj::value> Book::cells(const Record& r) const {
  std::vector<bj::value> out;
  for (std::size_t i = 0; i < r.values.size(); ++i) out.push_back(cell(r, i, 0));
  return out;
}

std::vector<Row> Book::rows(const RecordType& type) const {
  std::vector<Row> out;
  const auto& shelf = shelves_.find(type.kind)->second;
  for (const auto& [label, id] : shelf.by_label) {
    const auto& r = shelf.records.at(id);
    if (type.kind == "person" && (!is_staff(r) || std::get<bool>(r["erased"]))) continue;
    out.push_back({label, 0, cells(r)});
  }
  return out;
}

const Record* Book::find(std::string_view kind, std::string_view label) const {
  const auto& shelf = shelves_.find(kind)->second;
  const auto found = shelf.by_label.find(label);
  return found == shelf.by_label.end() ? nullptr : &shelf.records.at(found->second);
}

Id Book::id(std::string_view kind, std::string_view label) const {
  const auto* r = find(kind, label);
  return r ? r->id() : Id{};
}

void Book::keep(const Record& r, const std::string& label) {
  auto& shelf = shelves_[std::string(r.type->kind)];
  shelf.by_label[label] = r.id();
  shelf.labels[r.id()] = label;
  shelf.records.insert_or_assign(r.id(), r);
}

}  // namespace evenkeel::app::settings
