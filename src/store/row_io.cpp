#include "store/row_io.hpp"

#include <fmt/format.h>

#include <map>
#include <mutex>

#include "record/json.hpp"

namespace evenkeel::store {
namespace {

using record::Type;
using record::Value;

/// Reads what list_text wrote: a JSON array of strings. The text comes from our own column; anything else ends the list.
std::vector<std::string> parse_list(std::string_view text) {
  std::vector<std::string> items;
  std::size_t i = text.find('"');
  while (i != std::string_view::npos) {
    std::string item;
    for (++i; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] != '\\') {
        item += text[i];
        continue;
      }
      if (++i >= text.size()) break;
      switch (text[i]) {
        case 'n': item += '\n'; break;
        case 't': item += '\t'; break;
        case 'r': item += '\r'; break;
        case 'b': item += '\b'; break;
        case 'f': item += '\f'; break;
        case 'u': {  // only control characters are written so
          std::string hex(text.substr(i + 1, 4));
          item += static_cast<char>(std::strtol(hex.c_str(), nullptr, 16));
          i += 4;
          break;
        }
        default: item += text[i];
      }
    }
    items.push_back(std::move(item));
    i = text.find('"', i + 1);
  }
  return items;
}

Value read_value(const record::Field& f, const Row& row, int c) {
  if (row.is_null(c)) return {};
  switch (f.type) {
    case Type::integer: return row.integer(c);
    case Type::boolean: return row.integer(c) != 0;
    case Type::time: return row.time(c);
    case Type::id: return row.id(c);
    case Type::real: return row.real(c);
    case Type::text:
    case Type::enumeration:
    case Type::object: return std::string(row.text(c));
    case Type::text_list: return parse_list(row.text(c));
    case Type::id_list: {
      std::vector<Id> ids;
      for (const auto& item : parse_list(row.text(c)))
        if (auto id = parse_id(item)) ids.push_back(*id);
      return ids;
    }
  }
  return {};
}

/// Made once for each type: it is asked for with every request.
const std::string& select_by_id(const record::RecordType& type) {
  static std::mutex mutex;
  static std::map<const record::RecordType*, std::string> made;
  const std::lock_guard lock(mutex);
  std::string& sql = made[&type];
  if (sql.empty()) sql = fmt::format("SELECT {} FROM {} WHERE id = $1", select_columns(type, ""), type.table);
  return sql;
}

}  // namespace

std::string select_columns(const record::RecordType& type, std::string_view alias) {
  std::string sql;
  for (const auto& f : type.fields) {
    if (!sql.empty()) sql += ", ";
    if (!alias.empty()) sql.append(alias).append(".");
    sql += f.name;
  }
  return sql;
}

record::Record read_record(const record::RecordType& type, const Row& row, int first) {
  record::Record r{&type, {}};
  r.values.reserve(type.fields.size());
  for (std::size_t i = 0; i < type.fields.size(); ++i) r.values.push_back(read_value(type.fields[i], row, first + static_cast<int>(i)));
  return r;
}

std::optional<record::Record> find_record(Connection& db, const record::RecordType& type, Id id) {
  std::optional<record::Record> found;
  db.query(select_by_id(type), {Param(id)}, [&](const Row& row) { found = read_record(type, row); });
  return found;
}

std::string list_text(const Value& value) {
  std::string out = "[";
  auto add = [&](std::string_view item) {
    if (out.size() > 1) out += ',';
    record::append_json_string(out, item);
  };
  if (auto* ids = std::get_if<std::vector<Id>>(&value))
    for (Id id : *ids) add(to_string(id));
  if (auto* texts = std::get_if<std::vector<std::string>>(&value))
    for (const auto& text : *texts) add(text);
  return out + ']';
}

void bind_value(const Value& value, std::vector<Param>& params, std::vector<std::string>& texts) {
  struct Bind {
    std::vector<Param>& params;
    std::vector<std::string>& texts;
    void operator()(std::monostate) { params.emplace_back(nullptr); }
    void operator()(bool v) { params.emplace_back(v); }
    void operator()(std::int64_t v) { params.emplace_back(v); }
    void operator()(double v) { params.emplace_back(v); }
    void operator()(const std::string& v) { params.emplace_back(v); }
    void operator()(Time v) { params.emplace_back(v); }
    void operator()(Id v) { params.emplace_back(v); }
    void list(const Value& v) {
      texts.push_back(list_text(v));
      params.emplace_back(texts.back());
    }
    void operator()(const std::vector<Id>& v) { list(v); }
    void operator()(const std::vector<std::string>& v) { list(v); }
  };
  // Views into `texts` must not move when it grows: the callers reserve for all fields.
  std::visit(Bind{params, texts}, value);
}

}  // namespace evenkeel::store
