// Walks references from record to record, and says which questions fit a field's type.
#include "condition/path.hpp"

#include "base/text.hpp"
#include "condition/lexer.hpp"
#include "record/suggest.hpp"

namespace evenkeel::condition {
namespace {

using record::Field;
using record::RecordType;
using record::Type;

constexpr std::string_view custom_field = "custom";

bool readable(const Vocabulary& v, const RecordType& type, const Field& field) {
  return field.facts.access != record::Access::secret && (!v.readable || v.readable(type, field));
}

Error unknown(std::string_view source, std::size_t at, const Vocabulary& v, const RecordType& type, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Field& f : type.fields)
    if (readable(v, type, f)) names.push_back(f.name);
  return error_at(source, at, "condition.unknown_field",
                  "there is no field " + std::string(name) + " in " + std::string(type.kind) + record::did_you_mean(name, names));
}

Type compared_type(Type type) {
  if (type == Type::id_list) return Type::id;
  return type == Type::text_list ? Type::text : type;
}

bool is_list(Type type) { return type == Type::id_list || type == Type::text_list; }

Result<Path> resolve_custom(std::string_view source, std::size_t at, Path path, const Vocabulary& v) {
  path.custom = path.text.substr(custom_field.size() + 1);
  const auto type = v.custom ? v.custom(path.custom) : std::nullopt;
  if (!type) return error_at(source, at, "condition.unknown_field", "there is no custom field " + path.custom);
  if (*type == Type::object) return error_at(source, at, "condition.wrong_type", path.text + " cannot be compared");
  path.custom_type = *type;
  path.list = is_list(*type);
  path.compared = compared_type(*type);
  if (path.compared == Type::enumeration) path.compared = Type::text;  // its names are not known here
  return path;
}

}  // namespace

Result<Path> resolve_path(std::string_view source, std::size_t at, std::string_view text, const Vocabulary& v) {
  Path path;
  path.text = text;
  path.type = v.type;
  const auto names = split(text, '.');
  if (names.size() > path_names_most)
    return error_at(source, at, "condition.too_complex", "a field may be at most " + std::to_string(path_names_most) + " names long");
  path.own_field = names[0];
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Field* field = path.type->find(names[i]);
    if (!field || !readable(v, *path.type, *field)) return unknown(source, at, v, *path.type, names[i]);
    path.index = path.type->index(names[i]);
    if (i + 1 == names.size()) break;
    if (i == 0 && names[0] == custom_field && field->type == Type::object) return resolve_custom(source, at, std::move(path), v);
    const RecordType* target = field->type == Type::id && v.kinds ? v.kinds(field->facts.ref) : nullptr;
    if (!target)
      return error_at(source, at, "condition.unknown_field",
                      std::string(names[i]) + " does not refer to a record, so it has no " + std::string(names[i + 1]));
    path.steps.push_back({path.index, std::string(field->name), target});
    path.type = target;
  }
  path.list = is_list(path.field().type);
  path.compared = compared_type(path.field().type);
  return path;
}

bool allows(const Path& path, Op op) {
  if (op == Op::present || op == Op::absent) return true;
  if (path.list) return op == Op::has && (!path.custom.empty() || path.field().facts.listed);
  const bool same = op == Op::equal || op == Op::not_equal || op == Op::in || op == Op::not_in;
  const bool order = op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal;
  switch (path.compared) {
    case Type::text: return op != Op::has;
    case Type::integer:
    case Type::real:
    case Type::time: return same || order;
    case Type::boolean:
    case Type::enumeration:
    case Type::id: return same;
    default: return false;
  }
}

std::string_view name_of(Op op) {
  switch (op) {
    case Op::equal: return "=";
    case Op::not_equal: return "!=";
    case Op::in: return "in";
    case Op::not_in: return "not in";
    case Op::present: return "is present";
    case Op::absent: return "is absent";
    case Op::less: return "<";
    case Op::less_equal: return "<=";
    case Op::greater: return ">";
    case Op::greater_equal: return ">=";
    case Op::has: return "has";
    case Op::contains: return "contains";
    case Op::starts: return "starts";
  }
  return "";
}

std::string allowed_operators(const Path& path) {
  std::string out;
  for (int i = 0; i <= static_cast<int>(Op::starts); ++i) {
    const Op op = static_cast<Op>(i);
    if (!allows(path, op)) continue;
    if (!out.empty()) out += ", ";
    out += name_of(op);
  }
  return out;
}

}  // namespace evenkeel::condition
