// Cells of records: how each type of field is written for a spreadsheet and read back from one.
#include <charconv>

#include "base/text.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"

namespace evenkeel::record {
namespace {

/// True for text that a spreadsheet would run, or that begins with apostrophes before such text (so that one more
/// apostrophe can always be put on and taken off).
bool looks_like_formula(std::string_view text) {
  const std::size_t at = text.find_first_not_of('\'');
  return at != text.npos && std::string_view("=+-@\t\r").find(text[at]) != std::string_view::npos;
}

std::string_view without_guard(std::string_view cell) { return cell.starts_with('\'') && looks_like_formula(cell) ? cell.substr(1) : cell; }

template <class N>
void append_number(std::string& out, N v) {
  char buffer[40];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

struct AppendCell {
  std::string& out;

  void operator()(std::monostate) const {}
  void operator()(bool v) const { out += v ? "true" : "false"; }
  void operator()(std::int64_t v) const { append_number(out, v); }
  void operator()(double v) const { append_number(out, v); }
  void operator()(const std::string& v) const { append_csv_cell(out, v); }
  void operator()(Time v) const { out += format_rfc3339(v); }
  void operator()(Id v) const { append_number(out, v.v); }
  void operator()(const std::vector<Id>& v) const {
    for (std::size_t i = 0; i < v.size(); ++i) {
      if (i) out += ';';
      append_number(out, v[i].v);
    }
  }
  void operator()(const std::vector<std::string>& v) const {
    std::string joined;
    for (std::size_t i = 0; i < v.size(); ++i) {
      if (i) joined += ';';
      for (char c : v[i]) {
        if (c == ';' || c == '\\') joined += '\\';
        joined += c;
      }
    }
    append_csv_cell(out, joined);
  }
};

std::vector<std::string> split_list(std::string_view cell) {
  std::vector<std::string> items(1);
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == ';') {
      items.emplace_back();
    } else {
      if (cell[i] == '\\' && i + 1 < cell.size()) ++i;
      items.back() += cell[i];
    }
  }
  for (std::string& item : items) item = std::string(trim(item));
  std::erase_if(items, [](const std::string& item) { return item.empty(); });
  return items;
}

Error wrong(const Field& field, std::string_view expected) {
  return invalid("field.wrong_type", "must be " + std::string(expected), "/" + std::string(field.name));
}

Result<Value> read_boolean(const Field& field, std::string_view cell) {
  for (std::string_view yes : {"true", "yes", "1"})
    if (equal_ascii_nocase(cell, yes)) return Value{true};
  for (std::string_view no : {"false", "no", "0"})
    if (equal_ascii_nocase(cell, no)) return Value{false};
  return wrong(field, "true or false");
}

template <class N>
Result<Value> read_number(const Field& field, std::string_view cell, std::string_view expected) {
  N v{};
  if (cell.starts_with('+')) cell.remove_prefix(1);
  const auto [end, ec] = std::from_chars(cell.data(), cell.data() + cell.size(), v);
  if (ec != std::errc() || end != cell.data() + cell.size()) return wrong(field, expected);
  return Value{v};
}

Result<Value> read_time(const Field& field, std::string_view cell) {
  constexpr std::size_t date_bytes = 10;  // 2026-03-02
  const auto t = parse_rfc3339(cell.size() == date_bytes ? std::string(cell) + "T00:00:00Z" : std::string(cell));
  return t && *t ? Result<Value>(Value{*t}) : wrong(field, "a time such as 2026-03-02T08:00:00Z");
}

Result<Value> read_ids(const Field& field, std::string_view cell) {
  std::vector<Id> ids;
  for (const std::string& item : split_list(cell)) {
    const auto id = parse_id(item);
    if (!id) return wrong(field, "ids joined by ;");
    ids.push_back(*id);
  }
  return ids.empty() ? Value{} : Value{std::move(ids)};
}

Result<Value> convert(const Field& field, std::string_view cell) {
  if (field.type == Type::text) return Value{std::string(without_guard(cell))};
  cell = trim(without_guard(cell));
  switch (field.type) {
    case Type::integer: return read_number<std::int64_t>(field, cell, "a whole number");
    case Type::real: return read_number<double>(field, cell, "a number");
    case Type::boolean: return read_boolean(field, cell);
    case Type::time: return read_time(field, cell);
    case Type::id_list: return read_ids(field, cell);
    case Type::id: {
      const auto id = parse_id(cell);
      return id ? Result<Value>(Value{*id}) : wrong(field, "an id: digits");
    }
    case Type::enumeration:
      for (std::string_view name : field.names)
        if (equal_ascii_nocase(name, cell)) return Value{std::string(name)};
      return invalid("field.not_allowed", "must be " + allowed_names(field), "/" + std::string(field.name));
    case Type::text_list: {
      auto items = split_list(cell);
      return items.empty() ? Value{} : Value{std::move(items)};
    }
    case Type::object: {
      auto text = normal_object(cell);
      if (!text) return wrong(field, "a JSON object: " + text.error().first().text);
      return text->empty() ? Value{} : Value{std::move(*text)};
    }
    case Type::text: break;
  }
  return wrong(field, "text");
}

bool is_column(const Field& field, const std::set<std::string, std::less<>>& only) {
  return field.facts.access != Access::secret && (only.empty() || only.contains(field.name));
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view cell) {
  const bool guarded = looks_like_formula(cell);
  if (cell.find_first_of(",;\"\r\n\t") == cell.npos && cell == trim(cell)) {
    if (guarded) out += '\'';
    out += cell;
    return;
  }
  out += '"';
  if (guarded) out += '\'';
  for (char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_value(std::string& out, const Value& value) { std::visit(AppendCell{out}, value); }

void append_csv_row(std::string& out, const Record& r, const std::set<std::string, std::less<>>& only) {
  bool first = true;
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    if (!is_column(r.type->fields[i], only)) continue;
    if (!first) out += ',';
    first = false;
    append_csv_value(out, r.values[i]);
  }
  out += "\r\n";
}

void append_csv_header(std::string& out, const RecordType& type, const std::set<std::string, std::less<>>& only) {
  bool first = true;
  for (const Field& field : type.fields) {
    if (!is_column(field, only)) continue;
    if (!first) out += ',';
    first = false;
    append_csv_cell(out, field.name);
  }
  out += "\r\n";
}

Result<Value> value_from_csv(const Field& field, std::string_view cell) {
  if (cell.empty() || (field.type != Type::text && trim(cell).empty())) {
    if (field.always) return invalid("field.required", "must not be empty", "/" + std::string(field.name));
    return Value{};
  }
  TRY(Value value, convert(field, cell));
  std::vector<Problem> problems;
  check_value(field, value, "/" + std::string(field.name), problems);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return value;
}

}  // namespace evenkeel::record
