#include "practice/agreement/history.hpp"

#include <boost/json.hpp>

#include "practice/incident/incident.hpp"
#include "record/json.hpp"
#include "store/change_log.hpp"

namespace evenkeel::agreement {
namespace {

namespace bj = boost::json;

/// Lays what a change set over the facts before it.
void lay(record::Record& facts, const store::ChangeRow& change) {
  facts["version"] = change.version;
  if (change.body.empty()) return;
  const auto body = record::parse_json(change.body);
  if (!body || !body->is_object()) return;
  const auto* diff = body->get_object().if_contains("diff");
  const auto* set = diff ? diff : body->get_object().if_contains("set");
  if (!set || !set->is_object()) return;
  for (const auto& member : set->get_object()) {
    const record::Field* field = facts.type->find({member.key().data(), member.key().size()});
    const bj::value* value = &member.value();
    if (diff) value = value->is_array() && value->get_array().size() == 2 ? &value->get_array()[1] : nullptr;
    if (!field || !value) continue;
    if (auto read = record::read_value(*field, *value)) facts[field->name] = std::move(*read);
  }
}

}  // namespace

std::vector<Moment> moments_of(store::Connection& db, Id incident) {
  std::vector<Moment> moments;
  // What a creation does not name is as in a new object.
  record::Record facts = record::initial_record(record::type_of<incident::Incident>());
  facts["id"] = incident;
  const std::string sql = std::string("SELECT ") + std::string(store::change_columns) +
                          " FROM change WHERE root_id = $1 AND subject_id = $1 AND subject_kind = 'incident' AND version > 0 ORDER BY seq";
  db.query(sql, {store::Param(incident)}, [&](const store::Row& row) {
    const auto change = store::read_change(row);
    lay(facts, change);
    moments.push_back({change.at, facts});
  });
  return moments;
}

bool was_imported(store::Connection& db, Id incident) {
  bool found = false;
  db.query(
      "SELECT 1 FROM change WHERE root_id = $1 AND subject_id = $1 AND subject_kind = 'incident'"
      " AND (actor LIKE 'import:%' OR actor LIKE '% import:%') LIMIT 1",
      {store::Param(incident)}, [&](const store::Row&) { found = true; });
  return found;
}

}  // namespace evenkeel::agreement
