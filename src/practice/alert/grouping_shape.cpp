// The shape of a group as text of its row. It is no fact: lost, the group only takes less.
#include <boost/json.hpp>

#include "practice/alert/grouping_rules.hpp"
#include "record/json.hpp"

namespace evenkeel::alert {
namespace {

namespace bj = boost::json;

std::int64_t integer(const bj::value* value) { return value && value->is_int64() ? value->as_int64() : 0; }

template <class Each>
void each_of(const bj::object& from, std::string_view name, Each each) {
  const auto* found = from.if_contains(name);
  if (const auto* members = found ? found->if_object() : nullptr)
    for (const auto& member : *members) each(std::string(member.key()), member.value());
}

void read_places(const bj::object& from, Shape& s) {
  constexpr std::size_t parts = 4;
  each_of(from, "places", [&](std::string key, const bj::value& value) {
    const auto* list = value.if_array();
    if (!list || list->size() != parts || !(*list)[3].is_string()) return;
    s.places.emplace(std::move(key), Shape::Hit{Time{integer(&(*list)[0])}, Time{integer(&(*list)[1])}, integer(&(*list)[2]),
                                                std::string((*list)[3].as_string())});
  });
}

}  // namespace

std::string shape_text(const Shape& s) {
  bj::object out, places, pace, again;
  for (const auto& [key, hit] : s.places) places[key] = bj::array{hit.first.us, hit.last.us, hit.alerts, hit.name};
  for (const auto& [at, alerts] : s.pace) pace[std::to_string(at)] = alerts;
  for (const auto& [condition, at] : s.again) again[condition] = at.us;
  bj::array causes, conditions;
  for (const Id id : s.causes) causes.emplace_back(id.v);
  for (const auto& condition : s.conditions) conditions.emplace_back(condition);
  out["places"] = std::move(places);
  out["causes"] = std::move(causes);
  out["conditions"] = std::move(conditions);
  out["pace"] = std::move(pace);
  out["again"] = std::move(again);
  out["over"] = s.over;
  return bj::serialize(out);
}

Shape read_shape(std::string_view text) {
  Shape s;
  const auto json = text.empty() ? Result<bj::value>(bj::value()) : record::parse_json(text);
  const auto* from = json ? json->if_object() : nullptr;
  if (!from) return s;
  read_places(*from, s);
  each_of(*from, "pace", [&](const std::string& key, const bj::value& value) {
    if (const auto at = parse_id(key)) s.pace[at->v] = integer(&value);
  });
  each_of(*from, "again", [&](const std::string& key, const bj::value& value) { s.again[key] = Time{integer(&value)}; });
  const auto* causes = from->if_contains("causes");
  if (const auto* list = causes ? causes->if_array() : nullptr)
    for (const auto& one : *list) s.causes.push_back(Id{integer(&one)});
  const auto* conditions = from->if_contains("conditions");
  if (const auto* list = conditions ? conditions->if_array() : nullptr)
    for (const auto& one : *list)
      if (one.is_string()) s.conditions.emplace(one.as_string());
  const auto* over = from->if_contains("over");
  s.over = over && over->is_bool() && over->as_bool();
  return s;
}

}  // namespace evenkeel::alert
