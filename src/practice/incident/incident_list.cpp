#include "practice/incident/incident_list.hpp"

#include <fmt/format.h>

#include "practice/incident/incident_store.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/custom_fields.hpp"
#include "store/row_io.hpp"
#include "store/search.hpp"

namespace evenkeel::incident {

using api::Direction;
using api::ListQuery;
using api::Order;
using condition::Sql;
using condition::SqlParam;
using people::Principal;
using record::Record;

namespace {

const std::vector<Order>& plain_orders() {
  static const std::vector<Order> orders = {
      {"-opened_at", {{"opened_at", Direction::descending}, {"id", Direction::descending}}},
      {"opened_at", {{"opened_at"}, {"id"}}},
      {"-updated_at", {{"updated_at", Direction::descending}, {"id", Direction::descending}}},
      {"number", {{"number"}, {"id"}}},
      {"urgency", {{"priority"}, {"opened_at"}, {"id"}}},
  };
  return orders;
}

/// Matches of words come newest first by themselves; any other order would have to collect all of them.
const std::vector<Order>& search_orders() {
  static const std::vector<Order> orders = {{"-opened_at", {{"id", Direction::descending}}}};
  return orders;
}

/// A query that grows term by term; parameters are numbered as they come.
class Query {
 public:
  void add(std::string_view term) { where_.append(where_.empty() ? "" : " AND ").append("(").append(term).append(")"); }
  void add(const Sql& sql) {
    if (!sql.where.empty()) add(sql.where);
    params_.insert(params_.end(), sql.params.begin(), sql.params.end());
  }
  int next() const { return static_cast<int>(params_.size()) + 1; }
  void bind(SqlParam value) { params_.push_back(std::move(value)); }
  std::string where() const { return where_.empty() ? "1=1" : where_; }
  const std::vector<SqlParam>& params() const { return params_; }

 private:
  std::string where_;
  std::vector<SqlParam> params_;
};

void add_visibility(Query& q, const Principal& who, Time now) {
  const auto visible = visibility(who);
  if (visible.always_true()) return;
  q.add(visible.compile(asker_of(who, now), "i", q.next()));
  const std::string concerned = concerned_ids_sql(who, "i", q.next());
  if (concerned.empty()) return;
  q.add(concerned);
  q.bind(who.person.v);
  q.bind(to_string(who.person));
}

/// Custom fields that the principal reads; nobody filters by what stays hidden.
condition::CustomFields readable_custom(const std::shared_ptr<const service::Snapshot>& catalogue, const Principal& who) {
  auto types = service::custom_types(catalogue);
  if (reads_as_staff(who)) return types;
  return [types = std::move(types), catalogue](std::string_view name) -> std::optional<record::Type> {
    for (const auto* field : catalogue->active<service::CustomField>())
      if (field->name == name && field->caller_visible) return types(name);
    return std::nullopt;
  };
}

Status add_filter(Query& q, const Incidents& practice, const Principal& who, Time now, const std::string& filter) {
  if (filter.empty()) return Done{};
  const auto words = vocabulary(who, practice.kinds, readable_custom(practice.ground.catalogue.now(), who));
  auto condition = condition::parse(filter, words);
  if (!condition) return std::move(condition.error());
  if (!condition->always_true()) q.add(condition->compile(asker_of(who, now), "i", q.next()));
  return Done{};
}

}  // namespace

std::span<const Order> orders_of(const http::Request& request) {
  const auto words = request.query_value("q");
  return words && !words->empty() ? search_orders() : plain_orders();
}

Result<Page> find_page(const Incidents& practice, store::Connection& db, const Principal& who, Time now, const ListQuery& list, int most) {
  const record::RecordType& type = record::type_of<Incident>();
  Query q;
  std::string from = "incident i", order = api::order_by(*list.order, "i");
  if (!list.q.empty()) {
    const auto audience = reads_as_staff(who) ? store::Audience::staff : store::Audience::everybody;
    const auto search = store::search_sql(db.engine(), audience, list.q, q.next());
    if (search.nothing) return Page{};
    q.bind(search.param);
    q.add(search.where);
    from = fmt::format("{} JOIN incident i ON i.id = {}", search.from, search.id);
    // By the index of words itself, so that it stops after one page.
    order = search.id + " DESC";
    if (!list.after.empty()) {
      q.add(fmt::format("{} < ${}", search.id, q.next()));
      q.bind(list.after.front());
    }
  } else {
    // Literal, not bound: only so do the engines see that the small index of open incidents serves it.
    if (list.order->name == "urgency") q.add("i.open = 1");
    q.add(api::after_cursor(list, "i", q.next()));
  }
  add_visibility(q, who, now);
  CHECK_OK(add_filter(q, practice, who, now, list.filter));

  Page page;
  const std::string sql =
      fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT ${}", store::select_columns(type, "i"), from, q.where(), order, q.next());
  q.bind(std::int64_t{most} + 1);
  api::query(db, sql, q.params(), [&](const store::Row& row) { page.incidents.push_back(store::read_record(type, row)); });
  if (page.incidents.size() > static_cast<std::size_t>(most)) {
    page.incidents.resize(static_cast<std::size_t>(most), Record{});
    page.next = api::cursor_after(list, page.incidents.back());
  }
  return page;
}

}  // namespace evenkeel::incident
