// A record's description as JSON Schema for the OpenAPI 3.1 document, from which the console's types are made too.
#include "record/json.hpp"

namespace evenkeel::record {
namespace {

void add(std::string& out, std::string_view key, std::int64_t n) {
  out += ",\"";
  out += key;
  out += "\":" + std::to_string(n);
}

std::string_view json_type(Type t) {
  switch (t) {
    case Type::integer: return "integer";
    case Type::real: return "number";
    case Type::boolean: return "boolean";
    case Type::id_list:
    case Type::text_list: return "array";
    case Type::object: return "object";
    default: return "string";
  }
}

constexpr std::string_view id_pattern = R"("pattern":"^[1-9][0-9]{0,18}$")";

void add_names(std::string& out, const Field& field, bool nullable) {
  out += ",\"enum\":[";
  for (std::size_t i = 0; i < field.names.size(); ++i) {
    if (i) out += ',';
    append_json_string(out, field.names[i]);
  }
  out += nullable ? ",null]" : "]";
}

void add_limits(std::string& out, const Field& field, bool nullable) {
  const FieldFacts& facts = field.facts;
  switch (field.type) {
    case Type::text: add(out, "maxLength", facts.max ? facts.max : text_points_default); break;
    case Type::integer:
      add(out, "minimum", facts.max || facts.min ? facts.min : -integer_default);
      add(out, "maximum", facts.max ? facts.max : integer_default);
      break;
    case Type::real:
      if (!facts.max) break;
      add(out, "minimum", facts.min);
      add(out, "maximum", facts.max);
      break;
    case Type::time: out += R"(,"format":"date-time")"; break;
    case Type::id:
      out += ',';
      out += id_pattern;
      break;
    case Type::enumeration: add_names(out, field, nullable); break;
    case Type::id_list:
      out += R"(,"items":{"type":"string",)";
      out += id_pattern;
      out += '}';
      break;
    case Type::text_list:
      out += R"(,"items":{"type":"string","minLength":1)";
      add(out, "maxLength", text_points_default);
      out += '}';
      break;
    case Type::object: out += R"(,"additionalProperties":true)"; break;
    case Type::boolean: break;
  }
  if (field.type == Type::id_list || field.type == Type::text_list) {
    add(out, "maxItems", facts.max ? facts.max : list_items_default);
    if (facts.listed) out += R"(,"uniqueItems":true)";
  }
}

void add_description(std::string& out, const Field& field) {
  std::string text(field.facts.label);
  if (!field.facts.help.empty()) text += (text.empty() ? "" : ": ") + std::string(field.facts.help);
  if (!field.facts.ref.empty()) text += (text.empty() ? "" : ". ") + ("Refers to a " + std::string(field.facts.ref));
  if (field.facts.markdown) text += (text.empty() ? "" : ". ") + std::string("Markdown");
  if (text.empty()) return;
  out += ",\"description\":";
  append_json_string(out, text);
}

void add_property(std::string& out, const Field& field, bool nullable) {
  out += '"';
  out += field.name;
  out += "\":{\"type\":";
  const std::string type = "\"" + std::string(json_type(field.type)) + "\"";
  out += nullable ? "[" + type + ",\"null\"]" : type;
  add_limits(out, field, nullable);
  add_description(out, field);
  out += '}';
}

}  // namespace

std::string json_schema(const RecordType& type, SchemaFor use) {
  std::string properties, required;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const Field& field = type.fields[i];
    const Access access = field.facts.access;
    if (access == Access::secret || (use != SchemaFor::answer && access != Access::input)) continue;
    const bool always = field.always || field.facts.required || i < 2;
    if (!properties.empty()) properties += ',';
    add_property(properties, field, !always);
    if (use == SchemaFor::answer || (use == SchemaFor::request && field.facts.required)) {
      if (!required.empty()) required += ',';
      append_json_string(required, field.name);
    }
  }
  std::string out = R"({"type":"object")";
  if (!type.label.empty()) {
    out += ",\"description\":";
    append_json_string(out, type.label);
  }
  out += ",\"properties\":{" + properties + "}";
  if (!required.empty()) out += ",\"required\":[" + required + "]";
  // An answer carries more than the record (names of what it refers to); a request does not.
  if (use != SchemaFor::answer) out += R"(,"additionalProperties":false)";
  return out + '}';
}

}  // namespace evenkeel::record
