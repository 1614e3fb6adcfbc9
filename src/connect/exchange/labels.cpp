#include "connect/exchange/labels.hpp"

#include <fmt/format.h>

#include "connect/exchange/kinds.hpp"

namespace evenkeel::exchange {
namespace {

std::string sql_of(const record::RecordType& type, bool inner_name) {
  if (type.kind == "person") return "SELECT COALESCE(external_ref, login, mail, name) FROM person WHERE id = $1";
  if (type.kind == "incident") return "SELECT number FROM incident WHERE id = $1";
  const bool nested = !inner_name && (type.kind == "category" || type.kind == "location");
  if (nested)
    return fmt::format(
        "SELECT COALESCE((SELECT o.name || ' > ' FROM {0} o WHERE o.id = t.parent), '') || t.name FROM {0} t WHERE t.id = $1", type.table);
  return fmt::format("SELECT name FROM {} WHERE id = $1", type.table);
}

}  // namespace

const std::string& Labels::of(store::Connection& db, const record::Field& field, Id id) {
  const bool inner = field.name == "subcategory" || field.name == "closing_subcategory";
  std::string key = fmt::format("{}{}{}", field.facts.ref, inner ? "<" : " ", id.v);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  if (known_.size() >= kept_most) known_.clear();
  std::string label;
  if (const auto* type = kind_named(field.facts.ref); type && (type->find("name") || type->kind == "incident"))
    db.query(sql_of(*type, inner), {store::Param(id)}, [&](const store::Row& row) { label = row.text(0); });
  if (label.empty()) label = to_string(id);
  return known_.emplace(std::move(key), std::move(label)).first->second;
}

}  // namespace evenkeel::exchange
