// Mappings as JSON: what the console shows and edits, and what it sends back.
#include <boost/json.hpp>
#include <optional>
#include <sstream>
#include <variant>

#include "connect/exchange/mapping_table.hpp"
#include "record/json.hpp"

namespace evenkeel::exchange {
namespace {

namespace bj = boost::json;

constexpr int depth_most = 6;  // a mapping has four: fields, the field, its values, a value

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }

using Made = std::variant<std::string, bool, std::int64_t, double, toml::array, toml::table>;

void put(toml::array& into, Made made) {
  std::visit([&](auto&& value) { into.push_back(std::forward<decltype(value)>(value)); }, std::move(made));
}
void put(toml::table& into, std::string_view key, Made made) {
  std::visit([&](auto&& value) { into.insert_or_assign(key, std::forward<decltype(value)>(value)); }, std::move(made));
}

struct TooDeep {};

/// Empty for null. Throws TooDeep.
std::optional<Made> made_of(const bj::value& value, int depth) {
  if (depth > depth_most) throw TooDeep{};
  if (const auto* text = value.if_string()) return std::string(view(*text));
  if (const auto* flag = value.if_bool()) return *flag;
  if (const auto* number = value.if_int64()) return static_cast<std::int64_t>(*number);
  if (const auto* real = value.if_double()) return *real;
  if (const auto* list = value.if_array()) {
    toml::array items;
    for (const bj::value& item : *list)
      if (auto made = made_of(item, depth + 1)) put(items, std::move(*made));
    return items;
  }
  if (const auto* object = value.if_object()) {
    toml::table table;
    for (const auto& [key, member] : *object)
      if (auto made = made_of(member, depth + 1)) put(table, std::string_view(key.data(), key.size()), std::move(*made));
    return table;
  }
  return std::nullopt;
}

}  // namespace

Result<Mapping> parse_mapping(const bj::object& json) {
  toml::table table;
  for (const auto& [key, member] : json) {
    const std::string name(std::string_view(key.data(), key.size()));
    try {
      if (auto made = made_of(member, 0)) put(table, name, std::move(*made));
    } catch (const TooDeep&) {
      return invalid("mapping.wrong_type", name + " goes deeper than a mapping does", "/" + name);
    }
  }
  return read_mapping(std::move(table), "mapping");
}

Result<bj::object> mapping_as_json(std::string_view toml, std::string_view file_name) {
  TRY(const auto table, read_toml(toml, file_name));
  std::ostringstream text;
  text << toml::json_formatter{table};
  TRY(auto json, record::parse_json(text.str()));
  return std::move(json.get_object());
}

}  // namespace evenkeel::exchange
