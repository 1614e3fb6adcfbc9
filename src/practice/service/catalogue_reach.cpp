#include "practice/service/catalogue_reach.hpp"

#include <stdexcept>

#include "practice/api/api.hpp"
#include "practice/service/catalogue_checks.hpp"

namespace evenkeel::service {
namespace {

using people::Principal;
using record::Record;
using record::RecordType;

struct Row {
  std::string_view kind;
  std::string_view read, edit;  // conditions on a record
  std::string_view belongs;     // the field that says whose it is
};
/// What does not stand here belongs to no organisation. Of the own organisation the record itself is kept by whoever founded it.
constexpr Row rows[] = {
    {"organisation", "id in my_organisations", "parent in my_organisations", "parent"},
    {"location", "organisation in my_organisations", "organisation in my_organisations", "organisation"},
};

const Row* row_of(std::string_view kind) {
  for (const Row& row : rows)
    if (row.kind == kind) return &row;
  return nullptr;
}

}  // namespace

condition::Condition catalogue_reach(const RecordType& type, const Principal& who, std::string_view permission) {
  if (people::may_everywhere(who, permission)) return {};
  const Row* row = people::may(who, permission) ? row_of(type.kind) : nullptr;
  condition::Vocabulary words;
  words.type = &type;
  auto condition = condition::parse(!row ? "false" : permission == "catalogue.read" ? row->read : row->edit, words);
  if (!condition) throw std::logic_error("catalogue_reach: " + condition.error().first().text);
  return std::move(*condition);
}

bool is_in_reach(const Record& r, const Principal& who, std::string_view permission) {
  return catalogue_reach(*r.type, who, permission).evaluate(r, api::asker_of(who), [](std::string_view, Id) { return nullptr; });
}

Status check_stays_in_reach(const Shelf& shelf, const Principal& who, const Record* before, const Record& after) {
  if (people::may_everywhere(who, "catalogue.edit")) return Done{};
  const Row* row = row_of(after.type->kind);
  if (!row) return api::denied("catalogue.edit");
  std::vector<Problem> problems;
  if (!is_in_reach(after, who, "catalogue.edit"))
    problems.push_back({"catalogue.out_of_reach", "must be one of your organisations", "/" + std::string(row->belongs)});
  for (const record::Field& f : after.type->fields) {
    const auto* type = f.facts.ref.empty() || f.name == row->belongs ? nullptr : kind_named(f.facts.ref);
    const auto* id = type ? std::get_if<Id>(&after[f.name]) : nullptr;
    if (!id || (before && (*before)[f.name] == after[f.name])) continue;
    const auto found = shelf.find(*type, *id);
    if (!found || !is_in_reach(*found, who, "catalogue.read"))
      problems.push_back({"catalogue.unknown_reference", "there is no such " + std::string(type->kind), "/" + std::string(f.name)});
  }
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

std::set<Id> line_of(const Snapshot& catalogue, const std::vector<Id>& organisations) {
  constexpr int levels_most = 50;  // a deeper one is a circle
  auto above = [&](Id one) {
    const auto* found = catalogue.get<Organisation>(one);
    return found ? found->parent : Id{};
  };
  std::set<Id> line;
  const std::set<Id> own(organisations.begin(), organisations.end());
  for (Id one : own)
    for (int level = 0; one && level < levels_most; ++level, one = above(one)) line.insert(one);
  for (const Id id : catalogue.ids("organisation")) {
    Id one = id;
    for (int level = 0; one && !own.contains(one) && level < levels_most; ++level) one = above(one);
    if (own.contains(one)) line.insert(id);
  }
  return line;
}

std::vector<Id> organisations_below(store::Connection& db, Id organisation) {
  std::vector<Id> ids;
  db.query(
      "WITH RECURSIVE below(id) AS (SELECT id FROM organisation WHERE id = $1 UNION SELECT o.id FROM organisation o "
      "JOIN below b ON o.parent = b.id) SELECT id FROM below ORDER BY id LIMIT $2",
      {store::Param(organisation), store::Param(organisations_most)}, [&](const store::Row& row) { ids.push_back(row.id(0)); });
  return ids;
}

}  // namespace evenkeel::service
