// Pages of lists: parameters, keyset cursors and the SQL they become. A cursor holds the sort keys of the last item seen. It
// carries a digest over itself, the order and the filter: a damaged one, or one of another list, is refused. It is no secret
// and opens nothing: its values are only ever bound as parameters below the condition of visibility.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "practice/api/api.hpp"

namespace evenkeel::api {
namespace {

namespace bj = boost::json;

constexpr std::size_t digest_bytes = 8;
constexpr std::size_t text_most = 1'000;  // bytes of the words searched for

Error bad_query(std::string code, std::string text, std::string_view parameter) {
  return error(Fault::malformed, std::move(code), std::move(text), "/" + std::string(parameter));
}
Error bad_cursor() {
  return bad_query("query.bad_cursor", "The cursor is damaged, or belongs to another list; begin again without it.", "cursor");
}

void append_value(std::string& out, const condition::SqlParam& value) {
  if (const auto* text = std::get_if<std::string>(&value)) record::append_json_string(out, *text);
  else if (const auto* number = std::get_if<std::int64_t>(&value)) out += std::to_string(*number);
  else out += fmt::format("{{\"r\":{}}}", std::get<double>(value));
}

std::string values_json(std::span<const condition::SqlParam> values) {
  std::string out = "[";
  for (const auto& value : values) {
    if (out.size() > 1) out += ',';
    append_value(out, value);
  }
  return out + ']';
}

std::string digest(const ListQuery& list, std::string_view values) {
  std::string covered;
  for (std::string_view part : {list.order->name, std::string_view(list.filter), std::string_view(list.q), values})
    covered += std::to_string(part.size()) + ':' + std::string(part);
  return sha256(covered).substr(0, digest_bytes);
}

bool fits(const condition::SqlParam& value, const record::Field* field) {
  if (field && (field->type == record::Type::text || field->type == record::Type::enumeration))
    return std::holds_alternative<std::string>(value);
  if (field && field->type == record::Type::real) return std::holds_alternative<double>(value);
  return std::holds_alternative<std::int64_t>(value);
}

std::optional<condition::SqlParam> read_value(const bj::value& json) {
  if (json.is_int64()) return json.get_int64();
  if (json.is_string()) return std::string(json.get_string().data(), json.get_string().size());
  const bj::value* real = json.is_object() ? json.get_object().if_contains("r") : nullptr;
  if (real && real->is_number()) return real->to_number<double>();
  return std::nullopt;
}

Result<std::vector<condition::SqlParam>> read_cursor(const ListQuery& list, std::string_view text, const record::RecordType& type) {
  const std::string bytes = from_base64url(text);
  if (bytes.size() < digest_bytes || bytes.substr(0, digest_bytes) != digest(list, std::string_view(bytes).substr(digest_bytes)))
    return bad_cursor();
  auto json = record::parse_json(std::string_view(bytes).substr(digest_bytes));
  if (!json || !json->is_array() || json->get_array().size() != list.order->keys.size()) return bad_cursor();
  std::vector<condition::SqlParam> values;
  for (const bj::value& item : json->get_array()) {
    auto value = read_value(item);
    if (!value || !fits(*value, type.find(list.order->keys[values.size()].column))) return bad_cursor();
    values.push_back(std::move(*value));
  }
  return values;
}

Result<const Order*> find_order(const http::Request& request, std::span<const Order> orders) {
  const auto name = request.query_value("order");
  if (!name || name->empty()) return &orders.front();
  std::string known;
  for (const Order& order : orders) {
    if (order.name == *name) return &order;
    known += (known.empty() ? "" : ", ") + std::string(order.name);
  }
  return bad_query("query.unknown_order", "order must be one of: " + known, "order");
}

Result<std::set<std::string, std::less<>>> find_fields(const http::Request& request, const record::RecordType& type) {
  std::set<std::string, std::less<>> fields;
  for (std::string_view name : split(request.query_value("fields").value_or(""), ',')) {
    name = trim(name);
    if (name.empty()) continue;
    const record::Field* field = type.find(name);
    if (!field || field->facts.access == record::Access::secret)
      return bad_query("query.unknown_field", "There is no field " + std::string(name.substr(0, 60)), "fields");
    fields.emplace(name);
  }
  if (!fields.empty()) fields.insert({"id", "version"});
  return fields;
}

std::string column(std::string_view alias, std::string_view name) {
  return alias.empty() ? std::string(name) : std::string(alias) + '.' + std::string(name);
}

}  // namespace

Result<int> page_limit(const http::Request& request) {
  const auto text = request.query_value("limit");
  if (!text || text->empty()) return list_default;
  const auto limit = parse_id(*text);
  if (!limit || limit->v > list_most)
    return bad_query("query.bad_limit", fmt::format("limit must be a number from 1 to {}", list_most), "limit");
  return static_cast<int>(limit->v);
}

Result<condition::Condition> parse_filter(std::string_view text, const condition::Vocabulary& words, std::string_view parameter) {
  if (trim(text).empty()) return condition::Condition();
  auto parsed = condition::parse(text, words);
  if (!parsed)
    for (Problem& problem : parsed.error().problems) problem.field = "/" + std::string(parameter);
  return parsed;
}

Result<ListQuery> list_query(const http::Request& request, std::span<const Order> orders, const record::RecordType& type) {
  ListQuery list;
  list.filter = request.query_value("filter").value_or("");
  list.q = request.query_value("q").value_or("");
  if (!is_valid_utf8(list.filter) || !is_valid_utf8(list.q)) return bad_query("query.bad_text", "The text is not valid UTF-8.", "q");
  if (list.q.size() > text_most) return bad_query("query.too_long", fmt::format("q must have at most {} bytes", text_most), "q");
  TRY(list.order, find_order(request, orders));
  TRY(list.limit, page_limit(request));
  TRY(list.fields, find_fields(request, type));
  if (const auto cursor = request.query_value("cursor"); cursor && !cursor->empty()) {
    TRY(list.after, read_cursor(list, *cursor, type));
  }
  return list;
}

std::vector<http::Parameter> list_parameters(std::span<const Order> orders) {
  std::string names;
  for (const Order& order : orders) {
    if (!names.empty()) names += ',';
    record::append_json_string(names, order.name);
  }
  return {
      {"filter", "A condition, such as state = new and priority <= 2"},
      {"q", "Words to search for; the last one may be the beginning of a word"},
      {"order", "Order of the items", R"({"type":"string","enum":[)" + names + "]}"},
      {"fields", "Only these fields, separated by commas"},
      {"limit", "Items of a page", fmt::format(R"({{"type":"integer","minimum":1,"maximum":{},"default":{}}})", list_most, list_default)},
      {"cursor", "Continues after the page that answered this as next"}};
}

std::string order_by(const Order& order, std::string_view alias) {
  std::string sql;
  for (const OrderKey& key : order.keys)
    sql += (sql.empty() ? "" : ", ") + column(alias, key.column) + (key.direction == Direction::descending ? " DESC" : "");
  return sql;
}

condition::Sql after_cursor(const ListQuery& list, std::string_view alias, int first_param) {
  if (list.after.empty()) return {};
  const auto& keys = list.order->keys;
  auto sign = [](const OrderKey& key) { return key.direction == Direction::descending ? '<' : '>'; };
  const bool uniform = std::ranges::all_of(keys, [&](const OrderKey& key) { return key.direction == keys.front().direction; });
  condition::Sql sql;
  sql.params = list.after;
  if (uniform) {
    std::string columns, marks;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      columns += (i ? ", " : "") + column(alias, keys[i].column);
      marks += fmt::format("{}${}", i ? ", " : "", first_param + static_cast<int>(i));
    }
    sql.where = fmt::format("({}) {} ({})", columns, sign(keys.front()), marks);
    return sql;
  }
  // The first bound lets an index begin at the right place; the alternatives say the rest.
  std::string alternatives, equal;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string name = column(alias, keys[i].column);
    const int mark = first_param + static_cast<int>(i);
    alternatives += fmt::format("{}({}{} {} ${})", i ? " OR " : "", equal, name, sign(keys[i]), mark);
    equal += fmt::format("{} = ${} AND ", name, mark);
  }
  sql.where = fmt::format("{} {}= ${} AND ({})", column(alias, keys.front().column), sign(keys.front()), first_param, alternatives);
  return sql;
}

std::string cursor_after(const ListQuery& list, std::span<const condition::SqlParam> keys) {
  const std::string values = values_json(keys);
  return to_base64url(digest(list, values) + values);
}

std::string cursor_after(const ListQuery& list, const record::Record& last) {
  std::vector<condition::SqlParam> keys;
  for (const OrderKey& key : list.order->keys) {
    const record::Value& value = last[key.column];
    if (const auto* text = std::get_if<std::string>(&value)) keys.emplace_back(*text);
    else if (const auto* id = std::get_if<Id>(&value)) keys.emplace_back(id->v);
    else if (const auto* time = std::get_if<Time>(&value)) keys.emplace_back(time->us);
    else if (const auto* flag = std::get_if<bool>(&value)) keys.emplace_back(std::int64_t{*flag});
    else if (const auto* real = std::get_if<double>(&value)) keys.emplace_back(*real);
    else if (const auto* number = std::get_if<std::int64_t>(&value)) keys.emplace_back(*number);
    else keys.emplace_back(std::int64_t{0});
  }
  return cursor_after(list, keys);
}

void query(store::Connection& db, std::string_view sql, std::span<const condition::SqlParam> params,
           const store::Connection::OnRow& on_row) {
  std::vector<store::Param> bound;
  bound.reserve(params.size());
  for (const auto& param : params) std::visit([&](const auto& value) { bound.emplace_back(value); }, param);
  db.query(sql, store::Params(bound), on_row);
}

}  // namespace evenkeel::api
