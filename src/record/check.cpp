// Whether a record keeps what its description says: one place for every limit, used for bodies, CSV rows and commands.
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "record/record.hpp"

namespace evenkeel::record {
namespace {

using Problems = std::vector<Problem>;

std::string number(std::int64_t n) { return std::to_string(n); }

void check_text(const std::string& text, std::int64_t points_most, std::string_view pointer, Problems& problems) {
  if (!is_valid_utf8(text)) {
    problems.push_back({"field.bad_text", "must be valid UTF-8 without NUL characters", std::string(pointer)});
    return;
  }
  // Counting code points is only needed when the bytes are too many.
  if (text.size() > static_cast<std::size_t>(points_most) && utf8_length(text) > static_cast<std::size_t>(points_most))
    problems.push_back({"field.too_long", "must have at most " + number(points_most) + " characters", std::string(pointer)});
}

void check_integer(const Field& field, std::int64_t v, std::string_view pointer, Problems& problems) {
  const std::int64_t most = field.facts.max ? field.facts.max : integer_default;
  const std::int64_t least = field.facts.max || field.facts.min ? field.facts.min : -integer_default;
  if (v < least || v > most)
    problems.push_back({"field.out_of_range", "must be between " + number(least) + " and " + number(most), std::string(pointer)});
}

void check_real(const Field& field, double v, std::string_view pointer, Problems& problems) {
  if (!std::isfinite(v)) {
    problems.push_back({"field.out_of_range", "must be a finite number", std::string(pointer)});
  } else if (field.facts.max && (v < static_cast<double>(field.facts.min) || v > static_cast<double>(field.facts.max))) {
    problems.push_back(
        {"field.out_of_range", "must be between " + number(field.facts.min) + " and " + number(field.facts.max), std::string(pointer)});
  }
}

void check_name(const Field& field, const std::string& name, std::string_view pointer, Problems& problems) {
  for (std::string_view n : field.names)
    if (n == name) return;
  problems.push_back({"field.not_allowed", "must be " + allowed_names(field), std::string(pointer)});
}

/// Number of items, and that a list which is mirrored as a set holds each item once.
template <class T>
void check_items(const Field& field, const std::vector<T>& items, std::string_view pointer, Problems& problems) {
  const std::int64_t most = field.facts.max ? field.facts.max : list_items_default;
  if (items.size() > static_cast<std::size_t>(most))
    problems.push_back({"field.too_many", "must have at most " + number(most) + " items", std::string(pointer)});
  if (!field.facts.listed) return;
  std::set<T> seen;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!seen.insert(items[i]).second)
      problems.push_back({"field.duplicate", "is in the list twice", std::string(pointer) + "/" + std::to_string(i)});
}

struct CheckValue {
  const Field& field;
  std::string_view pointer;
  Problems& problems;

  void wrong() const { problems.push_back({"field.wrong_type", "has a value of the wrong type", std::string(pointer)}); }
  bool is(Type t) const {
    if (field.type == t) return true;
    wrong();
    return false;
  }
  void operator()(std::monostate) const {}
  void operator()(bool) const { is(Type::boolean); }
  void operator()(std::int64_t v) const {
    if (is(Type::integer)) check_integer(field, v, pointer, problems);
  }
  void operator()(double v) const {
    if (is(Type::real)) check_real(field, v, pointer, problems);
  }
  void operator()(Time) const { is(Type::time); }
  void operator()(Id) const { is(Type::id); }
  void operator()(const std::string& v) const {
    if (field.type == Type::enumeration) return check_name(field, v, pointer, problems);
    if (field.type == Type::text) return check_text(v, field.facts.max ? field.facts.max : text_points_default, pointer, problems);
    if (is(Type::object)) check_text(v, field.facts.max ? field.facts.max : object_bytes_default, pointer, problems);
  }
  void operator()(const std::vector<Id>& v) const {
    if (!is(Type::id_list)) return;
    check_items(field, v, pointer, problems);
    for (std::size_t i = 0; i < v.size(); ++i)
      if (!v[i]) problems.push_back({"field.wrong_type", "must be an id", std::string(pointer) + "/" + std::to_string(i)});
  }
  void operator()(const std::vector<std::string>& v) const {
    if (!is(Type::text_list)) return;
    check_items(field, v, pointer, problems);
    for (std::size_t i = 0; i < v.size(); ++i) {
      const std::string at = std::string(pointer) + "/" + std::to_string(i);
      if (v[i].empty()) problems.push_back({"field.required", "must not be empty", at});
      check_text(v[i], text_points_default, at, problems);
    }
  }
};

}  // namespace

std::string allowed_names(const Field& field) {
  std::string out = "one of ";
  for (std::size_t i = 0; i < field.names.size(); ++i) {
    if (i) out += ", ";
    out += field.names[i];
  }
  return out;
}

void check_value(const Field& field, const Value& value, std::string_view pointer, std::vector<Problem>& problems) {
  std::visit(CheckValue{field, pointer, problems}, value);
}

Status validate(const Record& r) {
  Problems problems;
  for (std::size_t i = 0; i < r.values.size(); ++i) {
    const Field& field = r.type->fields[i];
    const std::string pointer = "/" + std::string(field.name);
    if (!is_absent(r.values[i])) check_value(field, r.values[i], pointer, problems);
    else if (field.facts.required || field.always) problems.push_back({"field.required", "must not be empty", pointer});
  }
  if (problems.empty()) return Done{};
  return Error{Fault::invalid, std::move(problems), {}};
}

}  // namespace evenkeel::record
