#include "connect/scim/patch.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace evenkeel::scim {
namespace {

using Verb = Operation::Verb;

Error bad_path(std::string_view path, const std::string& why) {
  return error(Fault::malformed, "scim.invalid_path", "The path \"" + std::string(path.substr(0, 200)) + "\" " + why + ".", "/Operations");
}
Error bad_syntax(const std::string& text) { return error(Fault::malformed, "scim.invalid_syntax", text, "/Operations"); }

std::optional<Verb> verb_of(const bj::value* value) {
  if (!value || !value->is_string()) return std::nullopt;
  const std::string name = lower_ascii(view(*value));
  if (name == "add") return Verb::add;
  if (name == "replace") return Verb::replace;
  if (name == "remove") return Verb::remove;
  return std::nullopt;
}

/// The member, made when there is none; in the spelling that was sent first.
bj::value& made(bj::object& object, std::string_view name) {
  if (auto* found = member(object, name)) return *found;
  return object[name];
}

void erase(bj::object& object, std::string_view name) {
  for (auto it = object.begin(); it != object.end(); ++it)
    if (equal_ascii_nocase(it->key(), name)) {
      object.erase(it);
      return;
    }
}

/// What an element must have to be picked by the filter, for one that is made: {"type":"work"}.
bj::object element_for(const Filter& filter) {
  bj::object element;
  if (filter.kind == Filter::Kind::compare && filter.op == Filter::Op::eq) element[filter.path] = filter.value;
  if (filter.kind == Filter::Kind::all)
    for (const Filter& part : filter.parts)
      for (const auto& [key, value] : element_for(part)) element[key] = value;
  return element;
}

bool is_primary(const bj::value& item) {
  const auto* primary = item.is_object() ? member(item.get_object(), "primary") : nullptr;
  return primary && primary->is_bool() && primary->get_bool();
}

/// What is there already is not added again. One of a list is the primary one: who comes as such takes it from the others (RFC 7644
/// section 3.5.2).
void add_to_list(bj::array& list, const bj::array& more) {
  std::set<std::string> held;  // a group may have thousands of members
  for (const bj::value& item : list) held.insert(bj::serialize(item));
  for (const bj::value& item : more) {
    if (!held.insert(bj::serialize(item)).second) continue;
    if (is_primary(item))
      for (bj::value& other : list)
        if (is_primary(other)) *member(other.get_object(), "primary") = false;
    list.push_back(item);
  }
}

void put(const Operation& o, bj::value& at) {
  if (o.verb == Verb::add && at.is_array()) {
    add_to_list(at.get_array(), o.value.is_array() ? o.value.get_array() : bj::array{o.value});
  } else if (at.is_object() && o.value.is_object()) {
    for (const auto& [key, value] : o.value.get_object()) made(at.get_object(), key) = value;
  } else {
    at = o.value;
  }
}

/// By what an element of a list is named: its "value", or itself.
std::string word_of(const bj::value& item) {
  const auto* word = item.is_object() ? member(item.get_object(), "value") : &item;
  return word ? bj::serialize(*word) : std::string();
}

/// Some clients name the elements that go in a value: {"op":"Remove","path":"members","value":[{"value":"17"}]}
void remove(const Operation& o, const std::string& attribute, bj::object& resource) {
  auto* list = member(resource, attribute);
  if (o.value.is_null() || !list || !list->is_array()) return erase(resource, attribute);
  std::set<std::string> gone;
  for (const bj::value& item : o.value.is_array() ? o.value.get_array() : bj::array{o.value}) gone.insert(word_of(item));
  bj::array rest;
  for (const bj::value& item : list->get_array())
    if (!gone.contains(word_of(item))) rest.push_back(item);
  *list = std::move(rest);
}

Status apply_to_elements(const Operation& o, const Path& path, bj::object& resource) {
  auto& list_value = made(resource, path.attribute);
  if (!list_value.is_array()) list_value = bj::array{};
  auto& list = list_value.get_array();
  const auto picked = [&](const bj::value& item) { return item.is_object() && matches(*path.element, item.get_object()); };
  if (o.verb == Verb::remove && path.sub.empty()) {
    bj::array rest;
    for (bj::value& item : list)
      if (!picked(item)) rest.push_back(std::move(item));
    list = std::move(rest);
    return Done{};
  }
  bool found = false;
  for (bj::value& item : list) {
    if (!picked(item)) continue;
    found = true;
    if (o.verb == Verb::remove) erase(item.get_object(), path.sub);
    else put(o, path.sub.empty() ? item : made(item.get_object(), path.sub));
  }
  if (found || o.verb == Verb::remove) return Done{};
  // Clients replace the work address of somebody who has none yet.
  bj::object element = element_for(*path.element);
  if (element.empty()) return error(Fault::malformed, "scim.no_target", "Nothing is picked by the path \"" + o.path + "\".", "/Operations");
  if (!path.sub.empty()) element[path.sub] = o.value;
  else if (o.value.is_object())
    for (const auto& [key, value] : o.value.get_object()) element[key] = value;
  list.push_back(std::move(element));
  return Done{};
}

}  // namespace

Result<Path> read_path(std::string_view text) {
  const auto bracket = text.find('[');
  std::string plain = plain_path(trim(text.substr(0, bracket)));
  if (plain.empty() || plain.size() > 200) return bad_path(text, "names no attribute");
  Path path;
  if (bracket == std::string_view::npos) {
    // Dots of a schema ("...:2.0:User:manager") are none between attributes.
    const auto dot = plain.find('.', plain.rfind(':') == std::string::npos ? 0 : plain.rfind(':'));
    path.attribute = plain.substr(0, dot);
    if (dot != std::string::npos) path.sub = plain.substr(dot + 1);
    return path;
  }
  const auto end = text.rfind(']');
  if (end == std::string_view::npos || end < bracket) return bad_path(text, "lacks a ]");
  auto filter = parse_filter(text.substr(bracket + 1, end - bracket - 1));
  if (!filter) return bad_path(text, "has a filter that cannot be read: " + filter.error().first().text);
  path.attribute = std::move(plain);
  path.element = std::move(*filter);
  const std::string_view rest = trim(text.substr(end + 1));
  if (!rest.empty() && rest.front() != '.') return bad_path(text, "goes on after its ]");
  if (!rest.empty()) path.sub = lower_ascii(rest.substr(1));
  return path;
}

Result<std::vector<Operation>> read_operations(const bj::object& body) {
  const auto* list = member(body, "Operations");
  if (!list || !list->is_array() || list->get_array().empty()) return bad_syntax("The body needs a list of Operations.");
  if (list->get_array().size() > operations_most) return bad_syntax("At most 1,000 Operations at once.");
  std::vector<Operation> operations;
  std::size_t members = 0;  // what a value without a path is taken apart into counts as well
  for (const bj::value& item : list->get_array()) {
    if (!item.is_object()) return bad_syntax("Each of the Operations must be an object.");
    const auto& object = item.get_object();
    const auto verb = verb_of(member(object, "op"));
    if (!verb) return bad_syntax("op must be add, replace or remove.");
    const auto *path = member(object, "path"), *value = member(object, "value");
    if (path && !path->is_null() && !path->is_string()) return bad_syntax("path must be a text.");
    if (*verb != Verb::remove && !value) return bad_syntax("An operation that adds or replaces needs a value.");
    Operation operation{*verb, path && path->is_string() ? std::string(view(*path)) : std::string(), value ? *value : bj::value()};
    if (!trim(operation.path).empty()) {
      operations.push_back(std::move(operation));
      continue;
    }
    if (*verb == Verb::remove) return error(Fault::malformed, "scim.no_target", "An operation that removes needs a path.", "/Operations");
    if (!operation.value.is_object()) return bad_syntax("Without a path the value must be an object.");
    members += operation.value.get_object().size();
    if (members > operations_most) return bad_syntax("At most 1,000 Operations at once, each member of a value without a path being one.");
    for (const auto& [key, part] : operation.value.get_object()) operations.push_back({*verb, std::string(key), part});
  }
  return operations;
}

Status apply(const Operation& o, bj::object& resource) {
  TRY(const Path path, read_path(o.path));
  if (path.element) return apply_to_elements(o, path, resource);
  if (path.sub.empty()) {
    if (o.verb == Verb::remove) remove(o, path.attribute, resource);
    else put(o, made(resource, path.attribute));
    return Done{};
  }
  auto* inner = member(resource, path.attribute);
  if (o.verb == Verb::remove) {
    if (inner && inner->is_object()) erase(inner->get_object(), path.sub);
    return Done{};
  }
  if (inner && inner->is_array()) return bad_path(o.path, "must say of which element: [type eq \"work\"]");
  auto& object = made(resource, path.attribute);
  if (!object.is_object()) object = bj::object{};
  put(o, made(object.get_object(), path.sub));
  return Done{};
}

}  // namespace evenkeel::scim
