// JSON bodies to records: what a client named, checked against the description, with every problem and its pointer.
#include <boost/json.hpp>

#include "record/json.hpp"
#include "record/suggest.hpp"

namespace evenkeel::record {
namespace {

namespace bj = boost::json;
constexpr std::size_t problems_most = 100;  // a client reads no more, and an answer stays small

/// RFC 6901.
std::string pointer_to(std::string_view base, std::string_view key) {
  std::string out(base);
  out += '/';
  for (char c : key) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }

/// Turns one JSON value into a field's value; adds a problem and gives absent when it has the wrong type.
class ValueReader {
 public:
  ValueReader(const Field& field, std::string pointer, std::vector<Problem>& problems)
      : field_(field), pointer_(std::move(pointer)), problems_(problems) {}

  Value read(const bj::value& json) {
    if (json.is_null()) {
      if (field_.always) problems_.push_back({"field.required", "must not be null", pointer_});
      return {};
    }
    const std::size_t before = problems_.size();
    Value value = convert(json);
    if (problems_.size() == before) check_value(field_, value, pointer_, problems_);
    return value;
  }

 private:
  Value wrong(std::string_view expected, const std::string& at) {
    problems_.push_back({"field.wrong_type", "must be " + std::string(expected), at});
    return {};
  }
  Value wrong(std::string_view expected) { return wrong(expected, pointer_); }

  Value convert(const bj::value& json) {
    switch (field_.type) {
      case Type::text: return json.is_string() ? text(view(json.get_string())) : wrong("text");
      case Type::enumeration: return json.is_string() ? Value{std::string(view(json.get_string()))} : wrong(allowed_names(field_));
      case Type::boolean: return json.is_bool() ? Value{json.get_bool()} : wrong("true or false");
      case Type::integer: return integer(json);
      case Type::real: return real(json);
      case Type::time: return time(json);
      case Type::id: return id(json, pointer_);
      case Type::id_list: return id_list(json);
      case Type::text_list: return text_list(json);
      case Type::object: return object(json);
    }
    return wrong("something else");
  }
  static Value text(std::string_view s) { return s.empty() ? Value{} : Value{std::string(s)}; }
  Value integer(const bj::value& json) {
    boost::system::error_code ec;
    const auto v = json.is_number() ? json.to_number<std::int64_t>(ec) : 0;
    return json.is_number() && !ec ? Value{v} : wrong("a whole number");
  }
  Value real(const bj::value& json) { return json.is_number() ? Value{json.to_number<double>()} : wrong("a number"); }
  Value time(const bj::value& json) {
    if (json.is_string() && json.get_string().empty()) return {};
    const auto t = json.is_string() ? parse_rfc3339(view(json.get_string())) : std::nullopt;
    return t ? *t ? Value{*t} : Value{} : wrong("a time such as 2026-03-02T08:00:00Z");
  }
  Value id(const bj::value& json, const std::string& at) {
    if (json.is_string() && json.get_string().empty() && field_.type == Type::id) return {};
    const auto v = json.is_string() ? parse_id(view(json.get_string())) : std::nullopt;
    return v ? Value{*v} : wrong("an id: digits in quotes", at);
  }
  Value id_list(const bj::value& json) {
    if (!json.is_array()) return wrong("a list of ids");
    std::vector<Id> out;
    for (const bj::value& item : json.get_array()) {
      const Value v = id(item, pointer_ + "/" + std::to_string(out.size()));
      if (is_absent(v)) return {};
      out.push_back(std::get<Id>(v));
    }
    return out.empty() ? Value{} : Value{std::move(out)};
  }
  Value text_list(const bj::value& json) {
    if (!json.is_array()) return wrong("a list of texts");
    std::vector<std::string> out;
    for (const bj::value& item : json.get_array()) {
      if (!item.is_string()) return wrong("text", pointer_ + "/" + std::to_string(out.size()));
      out.emplace_back(view(item.get_string()));
    }
    return out.empty() ? Value{} : Value{std::move(out)};
  }
  Value object(const bj::value& json) {
    if (!json.is_object()) return wrong("an object");
    return json.get_object().empty() ? Value{} : Value{bj::serialize(json)};
  }

  const Field& field_;
  std::string pointer_;
  std::vector<Problem>& problems_;
};

/// A name that no client may write: unknown (a secret field is not admitted to exist), or set by the system.
std::optional<Problem> refuse_name(const RecordType& type, const Field* field, std::string_view key, std::string pointer,
                                   const std::function<bool(const Field&)>& writable) {
  if (!field || field->facts.access == Access::secret) {
    std::vector<std::string_view> names;
    for (const Field& f : type.fields)
      if (f.facts.access == Access::input) names.push_back(f.name);
    return Problem{"field.unknown", "there is no such field" + did_you_mean(key, names), std::move(pointer)};
  }
  if (field->facts.access == Access::system) return Problem{"field.read_only", "is set by the system", std::move(pointer)};
  if (writable && !writable(*field)) return Problem{"field.read_only", "may not be set by you", std::move(pointer)};
  return std::nullopt;
}

}  // namespace

Result<Patch> read_patch(const RecordType& type, const bj::value& json, std::string_view base,
                         const std::function<bool(const Field&)>& writable) {
  if (!json.is_object()) return invalid("field.wrong_type", "must be an object", std::string(base));
  Patch patch{make_record(type), std::vector<bool>(type.fields.size())};
  std::vector<Problem> problems;
  for (const auto& member : json.get_object()) {
    if (problems.size() >= problems_most) break;
    const std::string_view key(member.key().data(), member.key().size());
    const Field* field = type.find(key);
    std::string pointer = pointer_to(base, key);
    if (auto refusal = refuse_name(type, field, key, pointer, writable)) {
      problems.push_back(std::move(*refusal));
      continue;
    }
    const auto i = static_cast<std::size_t>(field - type.fields.data());
    patch.named[i] = true;
    patch.values.values[i] = ValueReader(*field, std::move(pointer), problems).read(member.value());
  }
  if (problems.empty()) return patch;
  if (problems.size() > problems_most) problems.resize(problems_most);
  return Error{Fault::invalid, std::move(problems), {}};
}

Result<Value> read_value(const Field& field, const bj::value& json, std::string_view pointer) {
  std::vector<Problem> problems;
  Value value = ValueReader(field, std::string(pointer), problems).read(json);
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return value;
}

Record apply(const Record& before, const Patch& patch) {
  Record after = before;
  for (std::size_t i = 0; i < patch.named.size(); ++i)
    if (patch.named[i]) after.values[i] = patch.values.values[i];
  return after;
}

}  // namespace evenkeel::record
