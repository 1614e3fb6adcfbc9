#include "practice/incident/incident_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "practice/api/api.hpp"
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
      {"urgency", {{"open", Direction::descending}, {"priority"}, {"opened_at"}, {"id"}}},
      {"due", {{"open", Direction::descending}, {"due_at"}, {"opened_at"}, {"id"}}},  // the last, see orders_of
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
  q.add(visible.compile(api::asker_of(who, now), "i", q.next()));
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

/// Whether there can be an incident that has ended among what the filter lets through.
bool may_have_ended(const condition::Condition& filter, const condition::Asker& asker) {
  constexpr std::string_view known[] = {"state", "open"};
  Incident ended;
  ended.open = false;
  return std::ranges::any_of(std::array{State::resolved, State::closed, State::cancelled}, [&](State state) {
    ended.state = state;
    return filter.may_hold(record::to_record(ended), known, asker);
  });
}

/// The same for an open one without anything due.
bool may_have_nothing_due(const condition::Condition& filter, const condition::Asker& asker) {
  constexpr std::string_view known[] = {"open", "due_at"};
  return filter.may_hold(record::to_record(Incident{}), known, asker);
}

/// One query of a page: a condition beside what was asked, said literally because only so do the engines see that a partial index
/// serves it, with the order and the place within it.
struct Part {
  std::string_view only;
  ListQuery list;
};

/// A stretch of an order that is made of several, one after the other, each from an index of its own.
struct Stretch {
  std::string_view only;
  Order within;
  std::vector<std::size_t> keys;  // which values of the cursor continue it
};
/// By urgency what is open comes first and what has ended after it; by what is due, what is open without anything due between them.
const std::vector<Stretch>& stretches_of(std::string_view order) {
  static const Order urgent{"urgency", {{"priority"}, {"opened_at"}, {"id"}}}, due{"due", {{"due_at"}, {"id"}}},
      oldest{"due", {{"opened_at"}, {"id"}}};
  static const std::vector<Stretch> none, by_urgency{{"i.open = 1", urgent, {1, 2, 3}}, {"i.open = 0", urgent, {1, 2, 3}}},
      by_due{{"i.open = 1 AND i.due_at IS NOT NULL", due, {1, 3}},
             {"i.open = 1 AND i.due_at IS NULL", oldest, {2, 3}},
             {"i.open = 0", oldest, {2, 3}}};
  return order == "urgency" ? by_urgency : order == "due" ? by_due : none;
}
/// The stretch in which the cursor stands. The first of its values says whether the item was open, the second may be absent, as 0.
std::size_t reached(const std::vector<Stretch>& stretches, const ListQuery& list) {
  const auto is_none = [&](std::size_t key) { return list.after[key] == SqlParam{std::int64_t{0}}; };
  if (list.after.empty()) return 0;
  if (is_none(0)) return stretches.size() - 1;
  return stretches.size() > 2 && is_none(1) ? 1 : 0;
}

std::vector<Part> parts_of(const ListQuery& list, const condition::Condition& filter, const condition::Asker& asker) {
  const auto& stretches = stretches_of(list.order->name);
  if (!list.q.empty() || stretches.empty()) return {Part{{}, list}};
  std::vector<Part> parts;
  const std::size_t from = reached(stretches, list);
  for (std::size_t i = from; i < stretches.size(); ++i) {
    const bool last = i + 1 == stretches.size();
    if (last ? !may_have_ended(filter, asker) : i > 0 && !may_have_nothing_due(filter, asker)) continue;
    Part part{stretches[i].only, list};
    part.list.order = &stretches[i].within;
    part.list.after.clear();
    if (i == from && !list.after.empty())
      for (std::size_t key : stretches[i].keys) part.list.after.push_back(list.after[key]);
    parts.push_back(std::move(part));
  }
  return parts;
}

/// Of the client's words, which may speak of what the principal reads.
Result<condition::Condition> filter_of(const Incidents& practice, const Principal& who, const std::string& filter) {
  return api::parse_filter(filter, vocabulary(who, practice.kinds, readable_custom(practice.ground.catalogue.now(), who)));
}

}  // namespace

bool is_order(std::string_view name) {
  return std::ranges::any_of(plain_orders(), [&](const Order& order) { return order.name == name; });
}

Status check_filter(const Incidents& practice, const Principal& who, const std::string& filter) {
  TRY([[maybe_unused]] const auto condition, filter_of(practice, who, filter));
  return Done{};
}

std::span<const Order> all_orders() { return plain_orders(); }

std::span<const Order> orders_of(const http::Request& request) {
  const auto words = request.query_value("q");
  if (words && !words->empty()) return search_orders();
  const std::span<const Order> all = plain_orders();
  return reads_promises(api::principal_of(request)) ? all : all.first(all.size() - 1);
}

Result<Page> find_page(const Incidents& practice, store::Connection& db, const Principal& who, Time now, const ListQuery& list, int most) {
  const record::RecordType& type = record::type_of<Incident>();
  TRY(const auto filter, filter_of(practice, who, list.filter));
  const auto asker = api::asker_of(who, now);
  Page page;
  const auto wanted = static_cast<std::size_t>(most) + 1;
  for (const Part& part : parts_of(list, filter, asker)) {
    Query q;
    std::string from = "incident i", order = api::order_by(*part.list.order, "i");
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
      if (!part.only.empty()) q.add(part.only);
      q.add(api::after_cursor(part.list, "i", q.next()));
    }
    add_visibility(q, who, now);
    if (!filter.always_true()) q.add(filter.compile(asker, "i", q.next()));
    const std::string sql =
        fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT ${}", store::select_columns(type, "i"), from, q.where(), order, q.next());
    q.bind(static_cast<std::int64_t>(wanted - page.incidents.size()));
    api::query(db, sql, q.params(), [&](const store::Row& row) { page.incidents.push_back(store::read_record(type, row)); });
    if (page.incidents.size() == wanted) break;
  }
  if (page.incidents.size() == wanted) {
    page.incidents.pop_back();
    page.next = api::cursor_after(list, page.incidents.back());
  }
  return page;
}

}  // namespace evenkeel::incident
