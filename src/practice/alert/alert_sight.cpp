#include "practice/alert/alert_sight.hpp"

#include <fmt/format.h>

#include "practice/incident/visibility.hpp"

namespace evenkeel::alert {

void Where::add(const condition::Sql& part) {
  if (part.where.empty()) return;
  sql += " AND (" + part.where + ")";
  params.insert(params.end(), part.params.begin(), part.params.end());
}

void add_visibility(Where& where, const api::Principal& who, Time now) {
  auto seen = incident::visibility(who).compile(api::asker_of(who, now), "i", where.next());
  seen.where = "a.incident IS NULL OR EXISTS (SELECT 1 FROM incident i WHERE i.id = a.incident AND (" + seen.where + "))";
  where.add(seen);
}

std::string list_schema(std::string_view item) {
  return fmt::format(R"({{"type":"object","required":["items","next","names"],"properties":{{"items":{{"type":"array","items":)"
                     R"({{"$ref":"#/components/schemas/{}"}}}},"next":{{"type":["string","null"]}},)"
                     R"("names":{{"type":"object","additionalProperties":{{"type":"string"}}}}}}}})",
                     item);
}

}  // namespace evenkeel::alert
