// See the header.
#include "practice/service/preset.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "practice/service/catalogue_checks.hpp"
#include "practice/service/custom_fields.hpp"
#include "practice/service/priority_matrix.hpp"
#include "record/json.hpp"

namespace evenkeel::service {
namespace {

namespace bj = boost::json;

enum class Is { text, flag, texts, reference, impact, urgency, custom };
struct Presettable {
  std::string_view name;
  Is is;
  std::string_view kind = {};  // of a reference
};
constexpr Presettable presettable[] = {
    {"title", Is::text},
    {"description", Is::text},
    {"channel", Is::text},
    {"tags", Is::texts},
    {"service", Is::reference, "service"},
    {"ci", Is::reference, "ci"},
    {"category", Is::reference, "category"},
    {"subcategory", Is::reference, "category"},
    {"team", Is::reference, "team"},
    {"supplier", Is::reference, "supplier"},
    {"location", Is::reference, "location"},
    {"organisation", Is::reference, "organisation"},
    {"impact", Is::impact},
    {"urgency", Is::urgency},
    {"confidential", Is::flag},
    {"custom", Is::custom},
};

std::string_view text_of(const bj::value& v) { return {v.get_string().data(), v.get_string().size()}; }

struct Checker {
  const Shelf& shelf;
  const PriorityMatrix& matrix;
  std::vector<Problem> problems;

  void wrong(std::string_view name, std::string code, std::string text) {
    problems.push_back({std::move(code), std::move(text), fmt::format("/preset/{}", name)});
  }
  void expect(std::string_view name, std::string_view what, bool fits) {
    if (!fits) wrong(name, "preset.wrong_type", fmt::format("Must be {}.", what));
  }
  void check_level(std::string_view name, const bj::value& v, const std::vector<std::string>& levels) {
    if (!v.is_string() || !level_of(levels, text_of(v))) wrong(name, "preset.level", fmt::format("One of: {}.", fmt::join(levels, ", ")));
  }
  void check_reference(const Presettable& p, const bj::value& v) {
    auto id = v.is_string() ? parse_id(text_of(v)) : std::nullopt;
    if (!id || !shelf.find(*kind_named(p.kind), *id)) wrong(p.name, "preset.reference", fmt::format("There is no such {}.", p.kind));
  }
  Id id_of(const bj::object& preset, std::string_view name) {
    const bj::value* v = preset.if_contains({name.data(), name.size()});
    return v && v->is_string() ? parse_id(text_of(*v)).value_or(Id{}) : Id{};
  }
  void check_custom(const bj::object& preset, const bj::value& v) {
    auto fields = shelf.matching<CustomField>({{"active", true}});
    std::vector<const CustomField*> all;
    for (const auto& f : fields) all.push_back(&f);
    auto checked = checked_custom(all, id_of(preset, "category"), id_of(preset, "subcategory"), {bj::serialize(v)});
    if (checked) return;
    for (Problem& p : checked.error().problems) problems.push_back({p.code, p.text, "/preset" + p.field});
  }
  void check(const Presettable& p, const bj::object& preset, const bj::value& v) {
    auto is_text = [](const bj::value& item) { return item.is_string(); };
    switch (p.is) {
      case Is::text: return expect(p.name, "text", v.is_string());
      case Is::flag: return expect(p.name, "true or false", v.is_bool());
      case Is::texts:
        return expect(p.name, "a list of texts", v.is_array() && std::all_of(v.get_array().begin(), v.get_array().end(), is_text));
      case Is::reference: return check_reference(p, v);
      case Is::impact: return check_level(p.name, v, matrix.impacts);
      case Is::urgency: return check_level(p.name, v, matrix.urgencies);
      case Is::custom: return check_custom(preset, v);
    }
  }
};

const Presettable* named(std::string_view name) {
  for (const Presettable& p : presettable)
    if (p.name == name) return &p;
  return nullptr;
}

}  // namespace

std::vector<Problem> problems_of(const IncidentTemplate& incident_template, const Shelf& shelf, const PriorityMatrix& matrix) {
  auto json = record::parse_json(incident_template.preset.text.empty() ? "{}" : incident_template.preset.text);
  if (!json || !json->is_object()) return {{"preset.not_an_object", "Must be an object of incident fields.", "/preset"}};
  Checker checker{shelf, matrix, {}};
  const bj::object& preset = json->get_object();
  for (const auto& [key, value] : preset) {
    std::string_view name(key.data(), key.size());
    const Presettable* p = named(name);
    if (!p) checker.wrong(name, "preset.unknown", "A template cannot preset this field.");
    else if (!value.is_null()) checker.check(*p, preset, value);
  }
  return std::move(checker.problems);
}

}  // namespace evenkeel::service
