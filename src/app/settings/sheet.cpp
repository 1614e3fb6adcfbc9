#include "app/settings/sheet.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "practice/people/person.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "record/json.hpp"

namespace evenkeel::app::settings {
namespace {

namespace bj = boost::json;
using record::Field;
using record::RecordType;

constexpr std::size_t shown_most = 60;  // characters of a value in a plan

std::string quoted(std::string_view text) {
  // JSON's escapes are all known to TOML; a text of several lines is kept readable.
  if (text.find('\n') == std::string_view::npos) {
    std::string out;
    record::append_json_string(out, text);
    return out;
  }
  std::string out = "\"\"\"\n";
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    std::string line;
    record::append_json_string(line, text.substr(from, end - from));
    out.append(line, 1, line.size() - 2);
    if (end < text.size()) out += '\n';
    from = end + 1;
  }
  return out + "\"\"\"";
}

void write_value(std::string& out, const bj::value& v) {
  switch (v.kind()) {
    case bj::kind::string: out += quoted({v.get_string().data(), v.get_string().size()}); break;
    case bj::kind::double_: {
      const auto text = fmt::format("{}", v.get_double());
      out += text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
      break;
    }
    case bj::kind::array: {
      out += '[';
      for (const auto& item : v.get_array()) {
        if (out.back() != '[') out += ", ";
        write_value(out, item);
      }
      out += ']';
      break;
    }
    case bj::kind::object: {
      // By name: the order in which somebody wrote them says nothing.
      std::map<std::string, const bj::value*> members;
      for (const auto& [key, value] : v.get_object())
        if (!value.is_null()) members.emplace(std::string(key.data(), key.size()), &value);
      out += "{ ";
      for (const auto& [key, value] : members) {
        if (!out.ends_with("{ ")) out += ", ";
        record::append_json_string(out, key);
        out += " = ";
        write_value(out, *value);
      }
      out += " }";
      break;
    }
    default: out += bj::serialize(v);
  }
}

/// TOML has dates of its own; as text they are read like every other time.
Result<bj::value> value_of(const toml::node& node) {
  if (const auto* v = node.as_string()) return bj::value(bj::string(v->get()));
  if (const auto* v = node.as_integer()) return bj::value(v->get());
  if (const auto* v = node.as_floating_point()) return bj::value(v->get());
  if (const auto* v = node.as_boolean()) return bj::value(v->get());
  if (const auto* list = node.as_array()) {
    bj::array out;
    for (const auto& item : *list) {
      TRY(auto value, value_of(item));
      out.push_back(std::move(value));
    }
    return bj::value(std::move(out));
  }
  if (const auto* table = node.as_table()) {
    bj::object out;
    for (const auto& [key, item] : *table) {
      TRY(auto value, value_of(item));
      out.emplace(key.str(), std::move(value));
    }
    return bj::value(std::move(out));
  }
  std::ostringstream text;
  if (const auto* v = node.as_date_time()) text << v->get();
  if (text.str().empty()) return invalid("field.wrong_type", "must be text, a number, true or false, a list or a table");
  return bj::value(text.str());
}

/// Names are compared whole and never looked up here: a list of them in the order of names.
Result<bj::value> reference_cell(const Field& field, const bj::value& v) {
  const bool list = field.type == record::Type::id_list;
  if (!list) return v.is_string() ? Result<bj::value>(v) : invalid("field.wrong_type", "must be a name");
  if (!v.is_array() || !std::ranges::all_of(v.get_array(), [](const bj::value& i) { return i.is_string(); }))
    return invalid("field.wrong_type", "must be a list of names");
  bj::array names = v.get_array();
  std::ranges::sort(names, {}, [](const bj::value& i) { return std::string_view(i.get_string().data(), i.get_string().size()); });
  return bj::value(std::move(names));
}

/// The cell as a record would have it: times in UTC, whole numbers where a real one is meant.
Result<bj::value> plain_cell(const Field& field, bj::value v) {
  if (field.type == record::Type::real && v.is_int64()) v = static_cast<double>(v.get_int64());
  TRY(const auto value, record::read_value(field, v));
  std::string text;
  record::append_json(text, field, value);
  return bj::parse(text);
}

class Reader {
 public:
  Reader(const RecordType& type) : type_(type) { sheet_.type = &type; }

  Result<Sheet> read(std::string_view text) {
    try {
      const auto root = toml::parse(text);
      for (const auto& [name, node] : root) {
        const auto* tables = name.str() == type_.kind ? node.as_array() : nullptr;
        if (!tables) refuse(node, {}, "settings.unknown_table", fmt::format("every table must be [[{}]]", type_.kind));
        else
          for (const auto& item : *tables) read_row(item);
      }
    } catch (const toml::parse_error& e) {
      problems_.push_back({"settings.unreadable", fmt::format("{}:{}: {}", file_name(type_), e.source().begin.line, e.description()), {}});
    }
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(sheet_);
  }

 private:
  void refuse(const toml::node& node, std::string_view field, std::string code, std::string_view text) {
    problems_.push_back({std::move(code),
                         fmt::format("{}:{}: {}{}{}", file_name(type_), node.source().begin.line, field, field.empty() ? "" : " ", text),
                         field.empty() ? std::string() : "/" + std::string(field)});
  }

  void read_row(const toml::node& node) {
    const auto* table = node.as_table();
    if (!table) return refuse(node, {}, "settings.unknown_table", fmt::format("every table must be [[{}]]", type_.kind));
    Row row;
    row.line = node.source().begin.line;
    for (const auto& field : type_.fields) row.cells.push_back(is_written(field) ? initial_cell(field) : bj::value());
    for (const auto& [key, item] : *table) {
      const auto* field = type_.find(key.str());
      if (!field || !is_written(*field)) {
        refuse(item, key.str(), "settings.unknown_field", "is no field of this kind");
        continue;
      }
      auto value = value_of(item);
      if (value) value = field->facts.ref.empty() ? plain_cell(*field, std::move(*value)) : reference_cell(*field, *value);
      if (value) row.cells[type_.index(key.str())] = std::move(*value);
      else refuse(item, key.str(), value.error().first().code, value.error().first().text);
    }
    row.label = label_of(type_, row.cells);
    if (row.label.empty()) return refuse(node, {}, "field.required", "says of no record what it is called");
    for (const auto& other : sheet_.rows)
      if (other.label == row.label)
        refuse(node, {}, "field.not_unique", fmt::format("\"{}\" stands in line {} already", row.label, other.line));
    sheet_.rows.push_back(std::move(row));
  }

  const RecordType& type_;
  Sheet sheet_;
  std::vector<Problem> problems_;
};

std::string_view text_of(const bj::value& v) {
  return v.is_string() ? std::string_view(v.get_string().data(), v.get_string().size()) : std::string_view();
}

}  // namespace

bool is_written(const Field& field) { return field.facts.access == record::Access::input; }

bj::value initial_cell(const Field& field) {
  std::string text;
  record::append_json(text, field, field.initial);
  return bj::parse(text);
}

std::string file_name(const RecordType& type) { return std::string(type.path) + ".toml"; }

std::string label_of(const RecordType& type, const std::vector<bj::value>& cells) {
  const auto cell = [&](std::string_view name) { return text_of(cells[type.index(name)]); };
  if (type.kind == "person") {
    for (const auto name : {"login", "mail"})
      if (!cell(name).empty()) return std::string(cell(name));
    return std::string(cell("name"));
  }
  std::string label;
  for (const auto part : service::natural_key(type)) {
    if (cell(part).empty()) continue;
    label += label.empty() ? "" : type.kind == "ci_relation" ? " " : " > ";
    label += cell(part);
  }
  return label;
}

std::string write_sheet(const Sheet& sheet) {
  const auto& type = *sheet.type;
  std::string out = fmt::format("# {} of Evenkeel. What is not said is as in a new one.\n", type.plural);
  for (const auto& row : sheet.rows) {
    out += fmt::format("\n[[{}]]\n", type.kind);
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const auto& field = type.fields[i];
      if (!is_written(field) || row.cells[i].is_null() || (row.cells[i] == initial_cell(field) && !field.facts.required)) continue;
      out.append(field.name).append(" = ");
      write_value(out, row.cells[i]);
      out += '\n';
    }
  }
  return out;
}

Result<Sheet> read_sheet(const RecordType& type, std::string_view text) { return Reader(type).read(text); }

std::string shown(const bj::value& cell) {
  if (cell.is_null()) return "nothing";
  auto text = bj::serialize(cell);
  if (text.size() > shown_most) text.replace(shown_most, std::string::npos, " ...");
  return text;
}

}  // namespace evenkeel::app::settings
