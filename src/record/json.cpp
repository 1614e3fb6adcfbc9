// Records to JSON text, written straight into a string: this is the hot path of every list.
#include "record/json.hpp"

#include <charconv>
#include <cmath>

namespace evenkeel::record {

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    out += '\\';
    switch (c) {
      case '"':
      case '\\': out += static_cast<char>(c); break;
      case '\n': out += 'n'; break;
      case '\r': out += 'r'; break;
      case '\t': out += 't'; break;
      default:
        out += "u00";
        out += hex[c >> 4];
        out += hex[c & 15];
    }
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

namespace {

template <class N>
void append_number(std::string& out, N v) {
  char buffer[40];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

struct AppendValue {
  const Field& field;
  std::string& out;

  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool v) const { out += v ? "true" : "false"; }
  void operator()(std::int64_t v) const { append_number(out, v); }
  void operator()(double v) const {
    if (std::isfinite(v)) append_number(out, v);
    else out += "null";
  }
  void operator()(const std::string& v) const {
    if (field.type == Type::object) out += v;
    else append_json_string(out, v);
  }
  void operator()(Time v) const {
    out += '"';
    out += format_rfc3339(v);
    out += '"';
  }
  void operator()(Id v) const {
    if (!v) {
      out += "null";
      return;
    }
    out += '"';
    append_number(out, v.v);
    out += '"';
  }
  template <class T>
  void operator()(const std::vector<T>& items) const {
    char separator = '[';
    if (items.empty()) out += separator;
    for (const T& item : items) {
      out += separator;
      separator = ',';
      (*this)(item);
    }
    out += ']';
  }
};

}  // namespace

void append_json(std::string& out, const Field& field, const Value& value) { std::visit(AppendValue{field, out}, value); }

void append_json(std::string& out, const Record& r, const std::set<std::string, std::less<>>& only) {
  char separator = '{';
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    const Field& field = r.type->fields[i];
    if (field.facts.access == Access::secret || (!only.empty() && !only.contains(field.name))) continue;
    out += separator;
    separator = ',';
    out += '"';
    out += field.name;
    out += "\":";
    append_json(out, field, r.values[i]);
  }
  if (separator == '{') out += separator;
  out += '}';
}

std::string diff_json(const std::vector<Difference>& differences) {
  std::string out = "{";
  for (const Difference& d : differences) {
    if (out.size() > 1) out += ',';
    out += '"';
    out += d.field->name;
    out += "\":[";
    if (d.field->facts.access == Access::secret) {
      out += R"("***","***")";
    } else {
      append_json(out, *d.field, d.before);
      out += ',';
      append_json(out, *d.field, d.after);
    }
    out += ']';
  }
  out += '}';
  return out;
}

}  // namespace evenkeel::record
