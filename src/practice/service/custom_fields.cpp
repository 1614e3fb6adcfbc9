// See the header.
#include "practice/service/custom_fields.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "record/json.hpp"

namespace evenkeel::service {
namespace {

namespace bj = boost::json;

/// RFC 6901: names are checked when fields are made, but a client may send any.
std::string pointer_to(std::string_view name) {
  std::string out = "/custom/";
  for (char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

Result<bj::object> object_of(const record::JsonObject& json) {
  if (json.text.empty()) return bj::object();
  TRY(bj::value value, record::parse_json(json.text));
  if (!value.is_object()) return invalid("custom.wrong_type", "Must be an object of custom fields.", "/custom");
  return std::move(value.as_object());
}

bool is_blank(const bj::value& v) { return v.is_null() || (v.is_string() && v.get_string().empty()); }

/// The value in normal form, or what is wrong with it.
using Checked = std::variant<bj::value, Problem>;

Checked wrong_type(const CustomField& field, std::string_view wanted) {
  return Problem{"custom.wrong_type", fmt::format("{} must be {}.", field.label, wanted), pointer_to(field.name)};
}

Checked check_text(const CustomField& field, const bj::value& v) {
  if (!v.is_string()) return wrong_type(field, "text");
  std::string_view text(v.get_string().data(), v.get_string().size());
  if (utf8_length(text) > custom_text_most)
    return Problem{"custom.too_long", fmt::format("{} may have {} characters at most.", field.label, custom_text_most),
                   pointer_to(field.name)};
  if (field.type == CustomType::choice && std::find(field.choices.begin(), field.choices.end(), text) == field.choices.end())
    return Problem{"custom.not_a_choice", fmt::format("{} is one of: {}.", field.label, fmt::join(field.choices, ", ")),
                   pointer_to(field.name)};
  return v;
}

Checked check(const CustomField& field, const bj::value& v) {
  switch (field.type) {
    case CustomType::text:
    case CustomType::choice: return check_text(field, v);
    case CustomType::boolean: return v.is_bool() ? Checked(v) : wrong_type(field, "true or false");
    case CustomType::real: return v.is_number() ? Checked(v) : wrong_type(field, "a number");
    case CustomType::integer: {
      bool fits = v.is_int64() && v.get_int64() >= -record::integer_default && v.get_int64() <= record::integer_default;
      return fits ? Checked(v) : wrong_type(field, "a whole number of at most 15 digits");
    }
    case CustomType::time: {
      auto time = v.is_string() ? parse_rfc3339({v.get_string().data(), v.get_string().size()}) : std::nullopt;
      return time ? Checked(bj::value(format_rfc3339(*time))) : wrong_type(field, "a time such as 2026-03-02T08:00:00Z");
    }
  }
  return wrong_type(field, "something else");
}

const CustomField* named(std::span<const CustomField* const> fields, std::string_view name) {
  auto at = std::find_if(fields.begin(), fields.end(), [&](const CustomField* f) { return f->name == name; });
  return at == fields.end() ? nullptr : *at;
}

bool is_name(std::string_view name) {
  auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  auto ok = [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && small(name[0]) && std::all_of(name.begin(), name.end(), ok);
}

}  // namespace

bool applies(const CustomField& field, Id category, Id subcategory) {
  return field.active && (!field.category || field.category == category || field.category == subcategory);
}

Result<record::JsonObject> checked_custom(std::span<const CustomField* const> fields, Id category, Id subcategory,
                                          const record::JsonObject& values, const record::JsonObject& before) {
  TRY(bj::object given, object_of(values));
  TRY(bj::object old, object_of(before));
  std::map<std::string, bj::value> kept;
  std::vector<Problem> problems;
  for (const auto& [key, value] : given) {
    std::string name(key);
    if (is_blank(value)) continue;
    const bj::value* was = old.if_contains(name);
    if (was && *was == value) {
      kept.emplace(name, value);
      continue;
    }
    const CustomField* field = named(fields, name);
    if (!field || !field->active) {
      problems.push_back({"custom.unknown", fmt::format("There is no custom field \"{}\".", name), pointer_to(name)});
    } else if (!applies(*field, category, subcategory)) {
      problems.push_back({"custom.elsewhere", fmt::format("{} belongs to another category.", field->label), pointer_to(name)});
    } else {
      Checked checked = check(*field, value);
      if (auto* problem = std::get_if<Problem>(&checked)) problems.push_back(std::move(*problem));
      else kept.emplace(name, std::move(std::get<bj::value>(checked)));
    }
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  bj::object normal;
  for (auto& [name, value] : kept) normal.emplace(name, std::move(value));
  return record::JsonObject{normal.empty() ? std::string() : bj::serialize(normal)};
}

std::vector<Problem> missing_custom(std::span<const CustomField* const> fields, Id category, Id subcategory,
                                    const record::JsonObject& values) {
  std::vector<Problem> missing;
  auto given = object_of(values);
  for (const CustomField* field : fields) {
    if (!field->required || !applies(*field, category, subcategory)) continue;
    const bj::value* value = given ? given->if_contains(field->name) : nullptr;
    if (!value || is_blank(*value))
      missing.push_back({"custom.required", fmt::format("{} is needed.", field->label), pointer_to(field->name)});
  }
  return missing;
}

condition::CustomFields custom_types(std::shared_ptr<const Snapshot> snapshot) {
  return [snapshot](std::string_view name) -> std::optional<record::Type> {
    const auto& found = snapshot->named("custom_field", name);
    const CustomField* field = found.empty() ? nullptr : snapshot->get<CustomField>(found.front());
    if (!field) return std::nullopt;
    switch (field->type) {
      case CustomType::integer: return record::Type::integer;
      case CustomType::real: return record::Type::real;
      case CustomType::boolean: return record::Type::boolean;
      case CustomType::time: return record::Type::time;
      case CustomType::text:
      case CustomType::choice: break;
    }
    return record::Type::text;
  };
}

std::vector<Problem> problems_of(const CustomField& field, const CustomField* before) {
  std::vector<Problem> out;
  if (!is_name(field.name)) out.push_back({"custom_field.name", "Small letters a-z, digits and _, beginning with a letter.", "/name"});
  if (before && before->name != field.name)
    out.push_back({"custom_field.fixed", "The name cannot change: values are kept under it.", "/name"});
  if (before && before->type != field.type)
    out.push_back({"custom_field.fixed", "The type cannot change: values of it are kept.", "/type"});
  if (field.type == CustomType::choice && field.choices.empty())
    out.push_back({"custom_field.choices", "A choice needs something to choose from.", "/choices"});
  if (field.type != CustomType::choice && !field.choices.empty())
    out.push_back({"custom_field.choices", "Only the type choice has choices.", "/choices"});
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    if (std::find(field.choices.begin(), field.choices.end(), field.choices[i]) - field.choices.begin() != static_cast<std::ptrdiff_t>(i))
      out.push_back({"custom_field.choices", "This choice stands there twice.", fmt::format("/choices/{}", i)});
  return out;
}

}  // namespace evenkeel::service
