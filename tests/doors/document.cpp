#include "doors/document.hpp"

#include <algorithm>
#include <stdexcept>

namespace evenkeel::doors {
namespace {

std::string text(const bj::value& v) { return std::string(v.as_string().c_str()); }

http::Verb verb_of(std::string_view name) {
  if (name == "post") return http::Verb::post;
  if (name == "put") return http::Verb::put;
  if (name == "patch") return http::Verb::patch;
  if (name == "delete") return http::Verb::del;
  return http::Verb::get;
}

std::string type_name(const bj::value& v) {
  if (v.is_null()) return "null";
  if (v.is_bool()) return "boolean";
  if (v.is_string()) return "string";
  if (v.is_array()) return "array";
  if (v.is_object()) return "object";
  return v.is_double() ? "number" : "integer";
}

bool is_of(const bj::value& v, const bj::value& type) {
  if (type.is_array()) return std::ranges::any_of(type.get_array(), [&](const bj::value& one) { return is_of(v, one); });
  const std::string name = type_name(v);
  return text(type) == name || (text(type) == "number" && name == "integer");
}

/// "Refers to a team" at the end of a description -> "team"
std::string referred(const bj::object& schema) {
  constexpr std::string_view words = "Refers to a ";
  const auto* description = schema.if_contains("description");
  const std::string all = description ? text(*description) : "";
  const auto at = all.find(words);
  return at == std::string::npos ? "" : all.substr(at + words.size());
}

void read_responses(const bj::object& responses, Operation& o) {
  for (const auto& [status, response] : responses) {
    const int number = std::stoi(std::string(status));
    o.statuses.insert(number);
    if (number >= 300) continue;
    o.success.insert(number);
    const auto* content = response.as_object().if_contains("content");
    if (!content) continue;
    const auto& media = *content->as_object().begin();
    o.response_type = std::string(media.key());
    o.response = media.value().at("schema");
  }
}

Operation read_operation(const std::string& path, std::string_view verb, const bj::object& from) {
  Operation o;
  o.verb = verb_of(verb);
  o.path = path;
  if (const auto* permission = from.if_contains("x-permission")) o.permission = text(*permission);
  if (const auto* parameters = from.if_contains("parameters"))
    for (const auto& p : parameters->as_array()) {
      if (p.at("in") == "query") o.query.insert(text(p.at("name")));
      if (p.at("name") == "If-Match" && p.at("required").as_bool()) o.wants_version = true;
    }
  if (const auto* body = from.if_contains("requestBody")) {
    const auto& media = *body->at("content").as_object().begin();
    o.request_type = std::string(media.key());
    o.request = media.value().at("schema");
  }
  read_responses(from.at("responses").as_object(), o);
  return o;
}

}  // namespace

std::string Operation::name() const { return std::string(http::name_of(verb)) + " " + path; }

Document::Document(const std::string& text) : document_(bj::parse(text)) {
  for (const auto& [path, verbs] : document_.at("paths").as_object())
    for (const auto& [verb, operation] : verbs.as_object())
      operations_.push_back(read_operation(std::string(path), std::string_view(verb.data(), verb.size()), operation.as_object()));
}

const Operation& Document::operation(const std::string& name) const {
  const auto found = std::ranges::find(operations_, name, &Operation::name);
  if (found == operations_.end()) throw std::runtime_error("the document has no " + name);
  return *found;
}

bj::value Document::reference(const std::string& component) const { return {{"$ref", "#/components/schemas/" + component}}; }

const bj::object& Document::resolve(const bj::value& schema) const {
  const auto& object = schema.as_object();
  const auto* ref = object.if_contains("$ref");
  if (!ref) return object;
  const std::string name = text(*ref);
  return resolve(document_.at("components").at("schemas").at(name.substr(name.rfind('/') + 1)));
}

bj::value Document::text_of(const std::string& member, const bj::object& schema, const Known& known) const {
  if (const auto* choices = schema.if_contains("enum")) return choices->as_array().front();
  if (auto value = known(member, referred(schema))) return *value;
  const auto* type = schema.if_contains("type");
  const std::string name = !type ? "string" : text(type->is_array() ? type->as_array().front() : *type);
  if (name == "integer" || name == "number")
    return schema.contains("minimum") ? std::max<std::int64_t>(1, schema.at("minimum").as_int64()) : 1;
  if (name == "boolean") return false;
  if (name == "object") return sample(schema, known);
  if (name == "array") return bj::array{text_of(member, resolve(schema.at("items")), known)};
  return json_text("a " + member);
}

bj::value Document::sample(const bj::value& schema, const Known& known) const {
  const auto& object = resolve(schema);
  bj::object properties, out;
  std::vector<std::string> required;
  auto gather = [&](const bj::object& part) {
    if (const auto* p = part.if_contains("properties"))
      for (const auto& [name, inner] : p->as_object()) properties[name] = inner;
    if (const auto* r = part.if_contains("required"))
      for (const auto& name : r->as_array()) required.push_back(text(name));
  };
  gather(object);
  if (const auto* parts = object.if_contains("allOf"))
    for (const auto& part : parts->as_array()) gather(resolve(part));
  for (const auto& name : required) out[name] = text_of(name, resolve(properties.at(name)), known);
  if (!out.empty()) return out;
  for (const auto& [name, inner] : properties) {
    const auto& one = resolve(inner);
    const auto* type = one.if_contains("type");
    const bool any_text = type && (type->is_array() ? type->as_array().front() : *type) == "string" && !one.contains("pattern") &&
                          !one.contains("enum") && !one.contains("format");
    if (any_text && std::string_view(name) != "name") return bj::object{{name, text_of(std::string(name), one, known)}};
  }
  return out;
}

std::string Document::mismatch(const bj::value& value, const bj::value& schema, const std::string& at) const {
  const auto& s = resolve(schema);
  if (const auto* type = s.if_contains("type"); type && !is_of(value, *type))
    return at + " is " + type_name(value) + ", not " + bj::serialize(*type);
  if (const auto* choices = s.if_contains("enum"))
    if (std::ranges::find(choices->as_array(), value) == choices->as_array().end() && !value.is_null())
      return at + " is none of " + bj::serialize(*choices);
  if (const auto* parts = s.if_contains("allOf"))
    for (const auto& part : parts->as_array())
      if (auto wrong = mismatch(value, part, at); !wrong.empty()) return wrong;
  if (value.is_array() && s.contains("items")) {
    std::size_t n = 0;
    for (const auto& item : value.get_array())
      if (auto wrong = mismatch(item, s.at("items"), at + "/" + std::to_string(n++)); !wrong.empty()) return wrong;
  }
  return value.is_object() ? mismatch_object(value.get_object(), s, at) : "";
}

std::string Document::mismatch_object(const bj::object& value, const bj::object& s, const std::string& at) const {
  if (const auto* required = s.if_contains("required"))
    for (const auto& name : required->as_array())
      if (!value.contains(name.as_string())) return at + "/" + text(name) + " is missing";
  const auto* properties = s.if_contains("properties");
  const auto* others = s.if_contains("additionalProperties");
  for (const auto& [name, inner] : value) {
    const std::string below = at + "/" + std::string(name);
    const auto* known = properties ? properties->as_object().if_contains(name) : nullptr;
    if (!known && others && others->is_bool() && !others->get_bool()) return below + " is not in the schema";
    const bj::value* one = known ? known : others && others->is_object() ? others : nullptr;
    if (!one) continue;
    if (auto wrong = mismatch(inner, *one, below); !wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace evenkeel::doors
