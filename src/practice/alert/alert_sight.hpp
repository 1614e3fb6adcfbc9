// Which alerts somebody may see, as a condition of SQL: every list and every count of alerts joins it. And what lists have in common.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "condition/condition.hpp"
#include "practice/alert/alerts.hpp"
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

/// What a list of the API is of: a table whose rows are `a` in SQL.
struct Listing {
  const record::RecordType& type;
  std::span<const api::Order> orders;
  condition::Vocabulary words;  // of its filter
};
struct Page {
  api::ListQuery asked;
  std::vector<record::Record> rows;
  std::optional<std::string> next;  // cursor; none: these were the last
};
/// The rows that the request asks for and that `narrow` leaves. Errors: of the query and of its filter.
Result<Page> read_page(store::Connection& db, const http::Request& request, const Listing& listing,
                       const std::function<void(Where&)>& narrow = {});
std::string names_of(const Alerts& alerts, store::Connection* db, const api::Mentions& mentions);

/// Of a page of these, for the OpenAPI document.
std::string list_schema(std::string_view item);

}  // namespace evenkeel::alert
