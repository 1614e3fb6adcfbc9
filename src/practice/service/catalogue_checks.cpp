// See the header.
#include "practice/service/catalogue_checks.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "practice/people/person.hpp"
#include "practice/service/calendars.hpp"
#include "practice/service/ci_relations.hpp"
#include "practice/service/critical_period.hpp"
#include "practice/service/custom_fields.hpp"
#include "practice/service/maintenance_window.hpp"
#include "practice/service/preset.hpp"
#include "practice/service/priority_matrix.hpp"

namespace evenkeel::service {
namespace {

using record::is_absent;
using record::Record;
using record::RecordType;
using record::Value;
using Problems = std::vector<Problem>;

/// How deep places, organisations and escalations may nest; deeper is a mistake.
constexpr int nesting_most = 50;

std::string pointer(const record::Field& f) { return "/" + std::string(f.name); }

/// Text fields that take certain names only (record::validate knows this of enumerations).
void check_names(const Record& r, Problems& out) {
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    const record::Field& f = r.type->fields[i];
    if (f.type != record::Type::text || f.names.empty() || is_absent(r.values[i])) continue;
    if (std::find(f.names.begin(), f.names.end(), std::get<std::string>(r.values[i])) == f.names.end())
      out.push_back({"field.not_allowed", "must be " + record::allowed_names(f), pointer(f)});
  }
}

/// Walks up from `from`; true when it meets `self` or does not end.
bool leads_back(const Shelf& shelf, const Record& self, std::size_t field, Id from) {
  for (int depth = 0; from && depth < nesting_most; ++depth) {
    if (from == self.id()) return true;
    auto above = shelf.find(*self.type, from);
    if (!above || is_absent(above->values[field])) return false;
    from = std::get<Id>(above->values[field]);
  }
  return static_cast<bool>(from);
}

void check_references(const Shelf& shelf, const Record* before, const Record& after, Problems& out) {
  for (std::size_t i = 2; i < after.values.size(); ++i) {
    const record::Field& f = after.type->fields[i];
    if (f.type != record::Type::id || is_absent(after.values[i])) continue;
    if (before && record::compare(before->values[i], after.values[i]) == 0) continue;
    Id id = std::get<Id>(after.values[i]);
    const RecordType* type = kind_named(f.facts.ref);
    auto referred = type ? shelf.find(*type, id) : std::nullopt;
    if (!referred) {
      out.push_back({"reference.missing", fmt::format("There is no {} {}.", f.facts.ref, to_string(id)), pointer(f)});
    } else if (!std::get<bool>((*referred)["active"])) {
      out.push_back({"reference.inactive", fmt::format("This {} is not active.", f.facts.ref), pointer(f)});
    } else if (type == after.type && leads_back(shelf, after, i, id)) {
      out.push_back({"reference.circle", fmt::format("{} would lead back to itself.", f.facts.label), pointer(f)});
    }
  }
}

/// References in lists: those that are new must exist and be active.
void check_reference_lists(const Shelf& shelf, const Record* before, const Record& after, Problems& out) {
  for (std::size_t i = 2; i < after.values.size(); ++i) {
    const record::Field& f = after.type->fields[i];
    const RecordType* type = f.type == record::Type::id_list ? kind_named(f.facts.ref) : nullptr;
    if (!type || is_absent(after.values[i])) continue;
    const auto known = before && !is_absent(before->values[i]) ? std::get<std::vector<Id>>(before->values[i]) : std::vector<Id>();
    const auto& ids = std::get<std::vector<Id>>(after.values[i]);
    for (std::size_t n = 0; n < ids.size(); ++n) {
      if (std::ranges::find(known, ids[n]) != known.end()) continue;
      const auto referred = shelf.find(*type, ids[n]);
      if (referred && std::get<bool>((*referred)["active"])) continue;
      out.push_back({referred ? "reference.inactive" : "reference.missing",
                     referred ? fmt::format("This {} is not active.", f.facts.ref)
                              : fmt::format("There is no {} {}.", f.facts.ref, to_string(ids[n])),
                     fmt::format("{}/{}", pointer(f), n)});
    }
  }
}

void check_unique(const Shelf& shelf, const Record& after, Problems& out) {
  for (std::size_t i = 2; i < after.values.size(); ++i) {
    const record::Field& f = after.type->fields[i];
    if (!f.facts.unique || is_absent(after.values[i])) continue;
    for (const Record& other : shelf.matching(*after.type, {{f.name, after.values[i]}}))
      if (other.id() != after.id())
        out.push_back(
            {"field.not_unique",
             fmt::format("{} has this already{}.", to_string(other.id()), std::get<bool>(other["active"]) ? "" : " and is not active"),
             pointer(f)});
  }
  const auto& key = natural_key(*after.type);
  if (key.size() < 2) return;  // a single one is a unique field, or may be shared
  for (const Record& other : same_key(shelf, after))
    if (other.id() != after.id())
      out.push_back({"field.not_unique", fmt::format("{} has the same {}.", to_string(other.id()), fmt::join(key, ", ")),
                     pointer(*after.type->find(key.back()))});
}

PriorityMatrix active_matrix(const Shelf& shelf) {
  auto active = shelf.matching<PriorityMatrix>({{"active", true}});
  return active.empty() ? default_matrix() : active.front();
}

// ---- what is special about a kind ------------------------------------------------------------------------------------

void check_location(const Shelf&, const Record*, const Record& after, Problems& out) {
  auto location = record::from_record<Location>(after);
  if (!location.zone.empty() && !is_zone(location.zone))
    out.push_back({"location.zone", fmt::format("There is no time zone \"{}\".", location.zone), "/zone"});
}

void check_service(const Shelf& shelf, const Record*, const Record& after, Problems& out) {
  auto service = record::from_record<Service>(after);
  PriorityMatrix matrix = active_matrix(shelf);
  if (!service.default_impact.empty() && !level_of(matrix.impacts, service.default_impact))
    out.push_back({"service.default_impact", fmt::format("One of: {}.", fmt::join(matrix.impacts, ", ")), "/default_impact"});
}

void check_category(const Shelf& shelf, const Record*, const Record& after, Problems& out) {
  auto category = record::from_record<Category>(after);
  if (!category.parent) return;
  auto parent = shelf.find<Category>(category.parent);
  if (parent && parent->parent)
    out.push_back({"category.too_deep", fmt::format("{} is a subcategory itself; there are two levels.", parent->name), "/parent"});
  if (!shelf.matching<Category>({{"parent", category.id}}).empty())
    out.push_back({"category.too_deep", "It has subcategories of its own; there are two levels.", "/parent"});
}

void check_ci_relation(const Shelf& shelf, const Record*, const Record& after, Problems& out) {
  auto relation = record::from_record<CiRelation>(after);
  auto neighbours = [&](Id ci, CiRelationKind kind) {
    std::vector<Id> others;
    for (const auto& r : shelf.matching<CiRelation>({{"ci", ci}, {"kind", std::string(record::name_of(kind))}, {"active", true}}))
      if (r.id != relation.id) others.push_back(r.other);
    return others;
  };
  auto wrong = problems_of(relation, neighbours);
  out.insert(out.end(), wrong.begin(), wrong.end());
}

void check_matrix(const Shelf&, const Record* before, const Record& after, Problems& out) {
  auto wrong = problems_of(record::from_record<PriorityMatrix>(after));
  out.insert(out.end(), wrong.begin(), wrong.end());
  if (before && std::get<bool>((*before)["active"]) && !std::get<bool>(after["active"]))
    out.push_back({"matrix.needed", "One matrix must be active: activate another one, and this one ends.", "/active"});
}

void check_period(const Shelf& shelf, const Record*, const Record& after, Problems& out) {
  auto wrong = problems_of(record::from_record<CriticalPeriod>(after), active_matrix(shelf));
  out.insert(out.end(), wrong.begin(), wrong.end());
}

void check_maintenance(const Shelf&, const Record*, const Record& after, Problems& out) {
  auto wrong = problems_of(record::from_record<MaintenanceWindow>(after));
  out.insert(out.end(), wrong.begin(), wrong.end());
}

void check_calendar(const Shelf&, const Record*, const Record& after, Problems& out) {
  auto wrong = problems_of(record::from_record<Calendar>(after));
  out.insert(out.end(), wrong.begin(), wrong.end());
}

void check_custom_field(const Shelf&, const Record* before, const Record& after, Problems& out) {
  std::optional<CustomField> earlier;
  if (before) earlier = record::from_record<CustomField>(*before);
  auto wrong = problems_of(record::from_record<CustomField>(after), earlier ? &*earlier : nullptr);
  out.insert(out.end(), wrong.begin(), wrong.end());
}

void check_template(const Shelf& shelf, const Record*, const Record& after, Problems& out) {
  auto wrong = problems_of(record::from_record<IncidentTemplate>(after), shelf, active_matrix(shelf));
  out.insert(out.end(), wrong.begin(), wrong.end());
}

struct Special {
  std::string_view kind;
  std::vector<std::string_view> key;
  void (*check)(const Shelf&, const Record* before, const Record& after, Problems& out);
};
const std::vector<Special>& specials() {
  static const std::vector<Special> table{
      {"location", {"parent", "name"}, check_location},
      {"service", {"name"}, check_service},
      {"ci_relation", {"ci", "kind", "other"}, check_ci_relation},
      {"category", {"parent", "name"}, check_category},
      {"priority_matrix", {"name"}, check_matrix},
      {"critical_period", {"service", "name"}, check_period},
      {"calendar", {"name"}, check_calendar},
      {"maintenance_window", {"name"}, check_maintenance},
      {"custom_field", {"name"}, check_custom_field},
      {"incident_template", {"name"}, check_template},
  };
  return table;
}
const Special* special_of(std::string_view kind) {
  for (const Special& s : specials())
    if (s.kind == kind) return &s;
  return nullptr;
}

/// What later practices check, by kind.
class Later {
 public:
  void set(std::string_view kind, LaterCheck check) {
    std::lock_guard lock(mutex_);
    checks_.insert_or_assign(std::string(kind), check);
  }
  LaterCheck of(std::string_view kind) const {
    std::lock_guard lock(mutex_);
    const auto found = checks_.find(kind);
    return found == checks_.end() ? nullptr : found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, LaterCheck, std::less<>> checks_;
};
Later& later() {
  static Later checks;
  return checks;
}

}  // namespace

void check_later(std::string_view kind, LaterCheck check) { later().set(kind, check); }

const RecordType* kind_named(std::string_view kind) {
  for (const RecordType* type : catalogue_types())
    if (type->kind == kind) return type;
  return kind == "person" ? &record::type_of<people::Person>() : nullptr;
}

const std::vector<std::string_view>& natural_key(const RecordType& type) {
  static const std::vector<std::string_view> by_name{"name"};
  const Special* special = special_of(type.kind);
  return special ? special->key : by_name;
}

bool may_share_key(const RecordType& type) { return type.kind == "ci"; }

std::vector<Record> same_key(const Shelf& shelf, const Record& r) {
  std::vector<Where> where;
  for (std::string_view field : natural_key(*r.type)) where.push_back({field, r[field]});
  // The most telling field first: a name, not the parent that many share.
  std::reverse(where.begin(), where.end());
  return shelf.matching(*r.type, where);
}

Status check(const Shelf& shelf, const Record* before, const Record& after) {
  Problems problems;
  if (auto valid = record::validate(after); !valid) problems = valid.error().problems;
  check_names(after, problems);
  // What follows trusts types and lengths.
  if (problems.empty()) {
    check_references(shelf, before, after, problems);
    check_reference_lists(shelf, before, after, problems);
    check_unique(shelf, after, problems);
    if (const Special* special = special_of(after.type->kind)) special->check(shelf, before, after, problems);
    if (const LaterCheck check = later().of(after.type->kind)) check(shelf, after, problems);
  }
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

}  // namespace evenkeel::service
