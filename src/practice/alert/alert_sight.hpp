// Which alerts somebody may see, as a condition of SQL: every list and every count of alerts joins it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "condition/condition.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::alert {

/// A condition of SQL put together of compiled parts.
struct Where {
  std::string sql;
  std::vector<condition::SqlParam> params;
  void add(const condition::Sql& part);
  /// The number of the next parameter.
  int next() const { return static_cast<int>(params.size()) + 1; }
};

/// An alert, `a` in SQL, is seen by who may see its incident.
void add_visibility(Where& where, const api::Principal& who, Time now);

/// Of a page of these, for the OpenAPI document.
std::string list_schema(std::string_view item);

}  // namespace evenkeel::alert
