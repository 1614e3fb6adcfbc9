// A mapping out of its TOML file. Everything that is wrong is told at once, each with its line, so that a mapping is written in
// few tries.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "connect/exchange/kinds.hpp"
#include "connect/exchange/mapping.hpp"
#include "connect/exchange/mapping_table.hpp"
#include "practice/service/catalogue.hpp"
#include "record/json.hpp"
#include "record/suggest.hpp"

namespace evenkeel::exchange {
namespace {

constexpr std::size_t bytes_most = 1 << 20;  // some hundred columns with thousands of values
constexpr std::string_view top_keys[] = {"source", "input", "kind", "separator", "missing", "times", "zone",  "columns_may_be_absent",
                                         "number", "at",    "by",   "fields",    "custom",  "tags",  "future"};
constexpr std::string_view source_keys[] = {"column", "text", "values", "create", "with"};
constexpr std::string_view custom_keys[] = {"column", "values", "type", "label"};

class Reader {
 public:
  explicit Reader(std::string_view file_name) : file_(file_name) {}

  Result<Mapping> read(toml::table table) {
    table_ = std::move(table);
    read_head();
    read_fields();
    read_custom();
    read_tags();
    read_future();
    check();
    if (!problems_.empty()) return Error{Fault::invalid, std::move(problems_), {}};
    return std::move(mapping_);
  }

 private:
  void refuse(const toml::node& node, std::string_view code, const std::string& text, std::string_view key) {
    const auto line = node.source().begin.line;  // 0: it was never in a file
    const std::string place = line > 0 ? fmt::format("{}:{}: ", file_, line) : std::string();
    problems_.push_back({"mapping." + std::string(code), fmt::format("{}{} {}", place, key, text), "/" + std::string(key)});
  }

  std::string text(const toml::node* node, std::string_view key) {
    if (!node) return {};
    if (auto value = node->value_exact<std::string>()) return *value;
    refuse(*node, "wrong_type", "must be a text in quotes", key);
    return {};
  }

  /// One text, or a list of them.
  std::vector<std::string> texts(const toml::node* node, std::string_view key) {
    if (!node) return {};
    const auto* list = node->as_array();
    if (!list) return {text(node, key)};
    std::vector<std::string> all;
    for (const auto& item : *list) all.push_back(text(&item, key));
    return all;
  }

  bool flag(const toml::node* node, std::string_view key, bool otherwise) {
    if (!node) return otherwise;
    if (auto said = node->value_exact<bool>()) return *said;
    refuse(*node, "wrong_type", "must be true or false", key);
    return otherwise;
  }

  const toml::table* table(std::string_view key) {
    const auto* node = table_.get(key);
    if (!node) return nullptr;
    if (!node->is_table()) refuse(*node, "wrong_type", "must be a table", key);
    return node->as_table();
  }

  template <std::size_t N>
  void know(const toml::table& in, const std::string_view (&keys)[N], std::string_view where) {
    for (const auto& [key, node] : in) {
      if (std::ranges::find(keys, key.str()) != std::end(keys)) continue;
      refuse(node, "unknown_key", "is not known" + record::did_you_mean(key.str(), {std::begin(keys), std::end(keys)}),
             where.empty() ? std::string(key.str()) : fmt::format("{}.{}", where, key.str()));
    }
  }

  void read_head() {
    know(table_, top_keys, {});
    mapping_.source = text(table_.get("source"), "source");
    mapping_.number = text(table_.get("number"), "number");
    mapping_.at = text(table_.get("at"), "at");
    mapping_.by = text(table_.get("by"), "by");
    if (const auto* node = table_.get("input")) {
      const auto input = record::from_name<Input>(text(node, "input"));
      if (input) mapping_.input = *input;
      else refuse(*node, "unknown_value", "must be log, incidents or records", "input");
    }
    if (const auto* node = table_.get("kind")) mapping_.kind = text(node, "kind");
    if (const auto* node = table_.get("separator")) {
      const std::string separator = text(node, "separator");
      if (separator.size() == 1 && separator != "\"" && separator != "\n" && separator != "\r") mapping_.separator = separator.front();
      else refuse(*node, "wrong_type", "must be one character", "separator");
    }
    mapping_.columns_may_be_absent = flag(table_.get("columns_may_be_absent"), "columns_may_be_absent", false);
    if (const auto* node = table_.get("missing")) mapping_.missing = texts(node, "missing");
    if (std::ranges::find(mapping_.missing, "") == mapping_.missing.end()) mapping_.missing.emplace_back();
    if (const auto* node = table_.get("zone")) {
      mapping_.zone = text(node, "zone");
      if (!is_zone(mapping_.zone))
        refuse(*node, "unknown_zone", "is no time zone this machine knows; use a name such as Europe/Berlin", "zone");
    }
    const auto* times = table_.get("times");
    for (const std::string& pattern : times ? texts(times, "times") : std::vector<std::string>{"rfc3339"}) {
      if (auto format = TimeFormat::parse(pattern)) mapping_.times.push_back(*format);
      else refuse(times ? *times : table_, "time_format", format.error().first().text, "times");
    }
  }

  /// "column", or { column, text, values, create, with }.
  Source source(const toml::node& node, const std::string& key) {
    Source s;
    const auto* t = node.as_table();
    if (!t) {
      s.column = text(&node, key);
      return s;
    }
    s.column = text(t->get("column"), key);
    s.texts = texts(t->get("text"), key);
    if (s.column.empty() == s.texts.empty()) refuse(node, "required", "needs a column or a text", key);
    if (const auto* values = t->get("values")) {
      const auto* pairs = values->as_table();
      if (!pairs) refuse(*values, "wrong_type", "must be a table of their words to ours", key);
      else
        for (const auto& [theirs, ours] : *pairs) s.values[std::string(theirs.str())] = text(&ours, key);
    }
    s.create = flag(t->get("create"), key, true);
    if (const auto* with = t->get("with")) {
      std::ostringstream json;
      json << toml::json_formatter{*with};
      auto object = record::normal_object(json.str());
      if (object) s.with.text = *object;
      else refuse(*with, "wrong_type", "with must be a table of fields", key);
    }
    return s;
  }

  const record::RecordType* kind() const {
    return mapping_.input == Input::records ? kind_named(mapping_.kind) : &record::type_of<incident::Incident>();
  }

  void read_fields() {
    const auto* fields = table("fields");
    const auto* type = kind();
    if (!fields || !type) return;
    std::vector<std::string_view> names;
    for (const auto& f : type->fields)
      if (mapping_.input == Input::records ? f.facts.access == record::Access::input || f.name == "id" : is_mappable(f.name))
        names.push_back(f.name);
    for (const auto& [key, node] : *fields) {
      const std::string name(key.str()), where = "fields." + name;
      if (std::ranges::find(names, name) == names.end()) {
        refuse(node, "unknown_field", "is no field that can be set" + record::did_you_mean(name, names), where);
        continue;
      }
      if (const auto* t = node.as_table()) know(*t, source_keys, where);
      Source s = source(node, where);
      check_values(node, *type->find(name), s, where);
      mapping_.fields.emplace(name, std::move(s));
    }
  }

  /// Words of ours that the field cannot hold are a mistake in the mapping, not in the rows.
  void check_values(const toml::node& node, const record::Field& field, const Source& s, const std::string& where) {
    for (const auto& [theirs, ours] : s.values) {
      if (mapping_.input != Input::records && field.name == "state") {
        if (!parse_state(ours))
          refuse(node, "unknown_value",
                 fmt::format("has \"{}\": use new, in_progress, on_hold (and for whom: on_hold caller), resolved, closed, cancelled", ours),
                 where);
      } else if (!field.names.empty() && std::ranges::find(field.names, ours) == field.names.end()) {
        refuse(node, "unknown_value", fmt::format("has \"{}\", which must be {}", ours, record::allowed_names(field)), where);
      }
    }
    if (!s.with.text.empty() && field.facts.ref.empty())
      refuse(node, "wrong_type", "refers to nothing, so there is nothing to create with", where);
  }

  void read_custom() {
    const auto* custom = table("custom");
    if (!custom) return;
    for (const auto& [key, node] : *custom) {
      const std::string name(key.str()), where = "custom." + name;
      KeptColumn kept;
      if (const auto* t = node.as_table()) {
        know(*t, custom_keys, where);
        if (const auto* type = t->get("type")) kept.type = text(type, where);
        kept.label = text(t->get("label"), where);
      }
      const auto type = record::from_name<service::CustomType>(kept.type);
      if (!type || *type == service::CustomType::choice)
        refuse(node, "unknown_value", "type must be text, integer, real, boolean or time", where);
      kept.source = source(node, where);
      if (kept.label.empty()) kept.label = name;
      mapping_.custom.emplace(name, std::move(kept));
    }
  }

  void read_tags() {
    const auto* tags = table("tags");
    if (!tags) return;
    for (const auto& [key, node] : *tags) {
      const std::string name(key.str()), where = "tags." + name;
      const auto* t = node.as_table();
      TagRule rule{name, t ? text(t->get("column"), where) : std::string(),
                   t ? texts(t->get("values"), where) : std::vector<std::string>()};
      if (rule.column.empty() || rule.values.empty())
        refuse(node, "required", "needs a column and the values for which the tag is set", where);
      mapping_.tags.push_back(std::move(rule));
    }
  }

  void read_future() {
    const auto* future = table("future");
    if (!future) return;
    for (const auto& [key, node] : *future) {
      if (key.str() == "resolved") mapping_.known_when_resolved = texts(&node, "future.resolved");
      else if (key.str() == "closed") mapping_.known_when_closed = texts(&node, "future.closed");
      else refuse(node, "unknown_key", "must be resolved or closed", fmt::format("future.{}", key.str()));
    }
  }

  void need(bool there, std::string_view key, const std::string& what) {
    if (!there) refuse(table_, "required", what, key);
  }

  void check() {
    need(!mapping_.source.empty() && mapping_.source.size() <= 60, "source", "must name the other system, in at most 60 characters");
    need(!mapping_.fields.empty() || !kind(), "fields", "must say which columns to take");
    if (mapping_.input == Input::records) {
      const auto* type = kind();
      need(type && is_importable_record(*type), "kind", "must be a kind of the catalogue, or person");
      need(mapping_.custom.empty() && mapping_.tags.empty(), "custom", "and tags belong to incidents");
      return;
    }
    need(!mapping_.number.empty(), "number", "must name the column that tells incidents apart");
    need(mapping_.find("title"), "fields.title", "must be mapped: an incident needs a title");
    need(mapping_.find("opened_at"), "fields.opened_at", "must be mapped");
    if (mapping_.input != Input::log) return;
    need(!mapping_.at.empty(), "at", "must name the column that says when a row was written");
    need(mapping_.find("state"), "fields.state", "must be mapped");
  }

  std::string file_;
  toml::table table_;
  Mapping mapping_;
  std::vector<Problem> problems_;
};

}  // namespace

Result<Mapping> read_mapping(toml::table table, std::string_view file_name) { return Reader(file_name).read(std::move(table)); }

Result<toml::table> read_toml(std::string_view text, std::string_view file_name) {
  try {
    return toml::parse(text, file_name);
  } catch (const toml::parse_error& e) {
    return invalid("mapping.syntax", fmt::format("{}:{}: {}", file_name, e.source().begin.line, e.description()));
  }
}

Result<Mapping> parse_mapping(std::string_view text, std::string_view file_name) {
  TRY(auto table, read_toml(text, file_name));
  return read_mapping(std::move(table), file_name);
}

Result<Mapping> load_mapping(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  if (file) {
    text.resize(bytes_most + 1);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
  }
  if (text.empty()) return invalid("mapping.unreadable", path + " cannot be read, or is empty");
  if (text.size() > bytes_most) return invalid("mapping.unreadable", path + " is larger than a mapping can be");
  return parse_mapping(text, path);
}

}  // namespace evenkeel::exchange
