// What a client is told whose If-Match no longer holds: which fields changed since it looked, by whom and when, and the record
// as it is now, so that a screen can lay both side by side instead of losing one.
#include <boost/json.hpp>

#include "base/text.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::api {
namespace {

namespace bj = boost::json;

constexpr int changes_most = 200;  // changes looked at; a client that is further behind reads the record anew

struct Step {
  std::string body, actor;
  Time at;
};

std::vector<Step> steps_since(store::Connection& db, const record::Record& current, Id root, std::int64_t seen) {
  std::vector<Step> steps;
  db.query(
      "SELECT body, actor, at_us FROM change WHERE root_id = $1 AND subject_id = $2 AND subject_kind = $3 AND version > $4 "
      "ORDER BY seq LIMIT $5",
      {store::Param(root), store::Param(current.id()), store::Param(current.type->kind), store::Param(seen), store::Param(changes_most)},
      [&](const store::Row& row) { steps.push_back({std::string(row.text(0)), std::string(row.text(1)), row.time(2)}); });
  return steps;
}

void append_step(std::string& out, const record::RecordType& type, const Step& step, std::string_view by_name,
                 const std::function<bool(const record::Field&)>& readable) {
  auto body = record::parse_json(step.body);
  if (!body || !body->is_object()) return;
  const bj::value* diff = body->get_object().if_contains("diff");
  if (!diff || !diff->is_object()) return;
  for (const auto& member : diff->get_object()) {
    const record::Field* field = type.find(std::string_view(member.key().data(), member.key().size()));
    if (!field || field->facts.access == record::Access::secret || (readable && !readable(*field))) continue;
    if (!member.value().is_array() || member.value().get_array().size() != 2) continue;
    if (out.back() != '[') out += ',';
    out.append("{\"field\":\"").append(field->name).append("\",\"before\":").append(bj::serialize(member.value().get_array()[0]));
    out.append(",\"after\":").append(bj::serialize(member.value().get_array()[1])).append(",\"by\":");
    record::append_json_string(out, by_name.empty() ? step.actor : by_name);
    out.append(",\"at\":\"").append(format_rfc3339(step.at)).append("\"}");
  }
}

}  // namespace

Error stale(store::Connection& db, const Names& names, const record::Record& current, std::int64_t seen, std::string_view current_json,
            const std::function<bool(const record::Field&)>& readable, Id root) {
  const auto steps = steps_since(db, current, root ? root : current.id(), seen);
  Mentions people;
  for (const Step& step : steps) people.add("person", person_in(step.actor));
  const auto found = names.find(&db, people);
  std::string extra = "{\"changes\":[";
  for (const Step& step : steps) {
    const auto name = found.find(person_in(step.actor));
    append_step(extra, *current.type, step, name == found.end() ? std::string_view{} : std::string_view(name->second), readable);
  }
  extra.append("],\"current\":").append(current_json).append("}");
  Error e = error(Fault::stale, std::string(current.type->kind) + ".stale",
                  lower_ascii(current.type->label) + " was changed since you read it; look at what changed and send your change again.");
  e.detail_json = std::move(extra);
  return e;
}

}  // namespace evenkeel::api
