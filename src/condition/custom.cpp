// Reads custom fields out of the object that holds them, in one way for memory and for the mirror in the database.
#include "condition/custom.hpp"

#include <bit>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::condition {
namespace {

namespace bj = boost::json;
using record::Type;
using record::Value;

Value text_value(const bj::value& json) {
  const bj::string* s = json.if_string();
  return s && !s->empty() ? Value{std::string(utf8_prefix({s->data(), s->size()}, custom_points_most))} : Value{};
}

Value parsed_text(const bj::value& json, Type type) {
  const Value text = text_value(json);
  if (record::is_absent(text)) return {};
  if (type == Type::id) {
    const auto id = parse_id(std::get<std::string>(text));
    return id ? Value{*id} : Value{};
  }
  const auto time = parse_rfc3339(std::get<std::string>(text));
  return time && *time ? Value{*time} : Value{};
}

Value number_value(const bj::value& json, Type type) {
  if (!json.is_number()) return {};
  boost::system::error_code ec;
  if (type == Type::real) {
    const auto v = json.to_number<double>(ec);
    return Value{v == 0 ? 0.0 : v};
  }
  const auto v = json.to_number<std::int64_t>(ec);
  return ec ? Value{} : Value{v};
}

template <class T>
Value list_value(const bj::value& json, Type item_type) {
  std::vector<T> out;
  if (const bj::array* items = json.if_array())
    for (const bj::value& item : *items) {
      const Value v = item_type == Type::id ? parsed_text(item, Type::id) : text_value(item);
      if (const T* t = std::get_if<T>(&v)) out.push_back(*t);
    }
  return out.empty() ? Value{} : Value{std::move(out)};
}

Value value_of(const bj::value& json, Type type) {
  switch (type) {
    case Type::text:
    case Type::enumeration: return text_value(json);
    case Type::boolean: return json.is_bool() ? Value{json.get_bool()} : Value{};
    case Type::integer:
    case Type::real: return number_value(json, type);
    case Type::time:
    case Type::id: return parsed_text(json, type);
    case Type::text_list: return list_value<std::string>(json, Type::text);
    case Type::id_list: return list_value<Id>(json, Type::id);
    case Type::object: break;
  }
  return {};
}

/// Calls `each(text)` for a value, or for every item of a list.
template <class Each>
void for_items(const Value& value, const Each& each) {
  if (const auto* ids = std::get_if<std::vector<Id>>(&value)) {
    for (Id id : *ids) each(ordered_text(id));
  } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& text : *texts) each(text);
  } else if (!record::is_absent(value)) {
    each(ordered_text(value));
  }
}

std::string twenty_digits(std::uint64_t v) {
  constexpr std::size_t width = 20;  // 2^64 - 1 has 20 digits
  const std::string digits = std::to_string(v);
  return std::string(width - digits.size(), '0') + digits;
}

struct OrderedText {
  static constexpr std::uint64_t half = std::uint64_t{1} << 63;
  std::string operator()(bool v) const { return v ? "true" : "false"; }
  std::string operator()(std::int64_t v) const { return twenty_digits(static_cast<std::uint64_t>(v) ^ half); }
  std::string operator()(double v) const {
    const auto bits = std::bit_cast<std::uint64_t>(v == 0 ? 0.0 : v);
    return twenty_digits(bits & half ? ~bits : bits ^ half);
  }
  std::string operator()(Time v) const { return (*this)(v.us); }
  std::string operator()(Id v) const { return to_string(v); }
  std::string operator()(const std::string& v) const { return v; }
  template <class T>
  std::string operator()(const T&) const {
    return {};
  }
};

}  // namespace

std::string ordered_text(const Value& value) { return std::visit(OrderedText{}, value); }

Value custom_value(std::string_view object, std::string_view name, Type type) {
  const auto json = record::parse_json(object);
  const bj::object* members = json ? json->if_object() : nullptr;
  const bj::value* member = members ? members->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
  return member ? value_of(*member, type) : Value{};
}

std::map<std::string, std::vector<std::string>> custom_items(std::string_view object, const CustomFields& custom) {
  std::map<std::string, std::vector<std::string>> out;
  const auto json = record::parse_json(object);
  const bj::object* members = json ? json->if_object() : nullptr;
  if (!members || !custom) return out;
  for (const auto& member : *members) {
    const std::string name(member.key());
    const auto type = custom(name);
    if (!type) continue;
    std::set<std::string> values;
    for_items(value_of(member.value(), *type), [&](std::string value) { values.insert(std::move(value)); });
    if (!values.empty()) out["custom." + name].assign(values.begin(), values.end());
  }
  return out;
}

}  // namespace evenkeel::condition
