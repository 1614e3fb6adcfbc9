// The two answers from which forms and administration screens are built.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "practice/service/catalogue_reach.hpp"
#include "practice/service/catalogue_routes.hpp"
#include "practice/service/priority_matrix.hpp"

namespace evenkeel::service {
namespace {

using record::append_json_string;
using record::Record;
using Fields = std::set<std::string, std::less<>>;

constexpr std::string_view type_names[] = {"text", "integer",     "real",    "boolean",   "time",
                                           "id",   "enumeration", "id_list", "text_list", "object"};

void append_key(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  out += '"';
  out.append(name).append("\":");
}
void append_text(std::string& out, std::string_view name, std::string_view text) {
  append_key(out, name);
  append_json_string(out, text);
}
void append_flag(std::string& out, std::string_view name, bool flag) {
  append_key(out, name);
  out += flag ? "true" : "false";
}
template <class Texts>
void append_texts(std::string& out, std::string_view name, const Texts& texts) {
  append_key(out, name);
  out += '[';
  for (const auto& text : texts) {
    if (out.back() != '[') out += ',';
    append_json_string(out, text);
  }
  out += ']';
}

void append_field(std::string& out, const record::Field& f) {
  out += '{';
  append_text(out, "name", f.name);
  append_text(out, "type", type_names[static_cast<std::size_t>(f.type)]);
  append_text(out, "label", f.facts.label);
  append_text(out, "help", f.facts.help);
  if (!f.facts.ref.empty()) append_text(out, "ref", f.facts.ref);
  if (!f.names.empty()) append_texts(out, "names", f.names);
  if (f.facts.max) out += fmt::format(",\"min\":{},\"max\":{}", f.facts.min, f.facts.max);
  append_flag(out, "required", f.facts.required || f.always);
  append_flag(out, "unique", f.facts.unique);
  append_flag(out, "listed", f.facts.listed);
  append_flag(out, "markdown", f.facts.markdown);
  append_text(out, "access", f.facts.access == record::Access::input ? "input" : "system");
  append_key(out, "initial");
  record::append_json(out, f, f.initial);
  out += '}';
}

/// "teams":[{...}]: these fields of the active records, oldest first.
void append_list(std::string& out, const Snapshot& catalogue, std::string_view name, std::string_view kind, const Fields& fields,
                 const std::function<bool(const Record&)>& offered = {}) {
  append_key(out, name);
  out += '[';
  for (Id id : catalogue.ids(kind)) {
    const Record& r = *catalogue.find(kind, id);
    if (!std::get<bool>(r["active"]) || (offered && !offered(r))) continue;
    if (out.back() != '[') out += ',';
    record::append_json(out, r, fields);
  }
  out += ']';
}

void append_matrix(std::string& out, const PriorityMatrix& matrix) {
  append_key(out, "matrix");
  out += '{';
  append_texts(out, "impacts", matrix.impacts);
  append_texts(out, "urgencies", matrix.urgencies);
  append_key(out, "cells");
  out += '[';
  for (const auto& row : parse_cells(matrix.cells)) out += fmt::format("{}[{}]", out.back() == '[' ? "" : ",", fmt::join(row, ","));
  out += ']';
  append_text(out, "default_impact", matrix.default_impact);
  append_text(out, "default_urgency", matrix.default_urgency);
  out += '}';
}

bool callers_see(const Record& custom_field) { return std::get<bool>(custom_field["caller_visible"]); }

}  // namespace

std::string kinds_json(const Referring& kinds) {
  std::string out = "[";
  for (const record::RecordType* type : kinds) {
    out += out.size() > 1 ? ",{" : "{";
    append_text(out, "kind", type->kind);
    append_text(out, "path", type->path);
    append_text(out, "label", type->label);
    append_text(out, "plural", type->plural);
    append_flag(out, "catalogue", std::find(catalogue_types().begin(), catalogue_types().end(), type) != catalogue_types().end());
    append_key(out, "fields");
    out += '[';
    for (const record::Field& f : type->fields) {
      if (f.facts.access == record::Access::secret) continue;
      if (out.back() != '[') out += ',';
      append_field(out, f);
    }
    out += "]}";
  }
  return out + ']';
}

std::string pick_lists_json(const Snapshot& catalogue, const Audience& audience) {
  const Fields custom{"id", "name", "label", "help", "type", "choices", "category", "required", "caller_visible"};
  std::string out = "{";
  append_list(out, catalogue, "services", "service", {"id", "name", "description", "criticality", "team", "default_impact"});
  append_list(out, catalogue, "categories", "category", {"id", "name", "parent", "team"});
  const auto line = line_of(catalogue, audience.organisations);
  auto own = [&](const record::Value& organisation) {
    return audience.of == Audience::Of::staff || line.contains(std::get<Id>(organisation));
  };
  append_list(out, catalogue, "organisations", "organisation", {"id", "name", "parent"}, [&](const Record& r) { return own(r["id"]); });
  append_list(out, catalogue, "locations", "location", {"id", "name", "parent", "organisation"},
              [&](const Record& r) { return record::is_absent(r["organisation"]) || own(r["organisation"]); });
  append_matrix(out, catalogue.matrix());
  // Their words for callers say why work waits.
  append_list(out, catalogue, "hold_reasons", "hold_reason", {"id", "name", "kind", "text_for_caller"});
  if (audience.of == Audience::Of::callers) {
    append_list(out, catalogue, "custom_fields", "custom_field", custom, callers_see);
    return out + '}';
  }
  append_list(out, catalogue, "custom_fields", "custom_field", custom);
  append_list(out, catalogue, "teams", "team", {"id", "name", "line", "next", "security", "supplier", "calendar"});
  append_list(out, catalogue, "suppliers", "supplier", {"id", "name"});
  append_list(out, catalogue, "resolution_codes", "resolution_code", {"id", "name", "description", "workaround"});
  append_list(out, catalogue, "tags", "tag", {"id", "name", "description"});
  append_list(out, catalogue, "templates", "incident_template", {"id", "name", "description", "preset"});
  return out + '}';
}

}  // namespace evenkeel::service
