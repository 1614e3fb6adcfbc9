// Display names beside ids, and the bodies that carry them.
#include "practice/api/api.hpp"

namespace evenkeel::api {

void Mentions::add(std::string_view kind, Id id) {
  if (!id || kind.empty()) return;
  auto found = by_kind_.find(kind);
  if (found == by_kind_.end()) found = by_kind_.emplace(kind, std::set<Id>{}).first;
  found->second.insert(id);
}

void Mentions::add(const record::Record& r, const std::set<std::string, std::less<>>& fields) {
  for (std::size_t i = 1; i < r.values.size(); ++i) {
    const record::Field& field = r.type->fields[i];
    if (field.facts.ref.empty() || (!fields.empty() && !fields.contains(field.name))) continue;
    if (const auto* id = std::get_if<Id>(&r.values[i])) add(field.facts.ref, *id);
    if (const auto* ids = std::get_if<std::vector<Id>>(&r.values[i]))
      for (Id id : *ids) add(field.facts.ref, id);
  }
}

void Names::provide(std::string kind, Provider provider) { providers_[std::move(kind)] = std::move(provider); }

Names::Found Names::find(store::Connection* db, const Mentions& mentions) const {
  Found found;
  for (const auto& [kind, ids] : mentions.by_kind()) {
    const auto provider = providers_.find(kind);
    if (provider != providers_.end()) provider->second({db, kind, ids, mentions.reader()}, found);
  }
  return found;
}

void Names::append_json(std::string& out, store::Connection* db, const Mentions& mentions) const {
  out += '{';
  bool first = true;
  for (const auto& [id, name] : find(db, mentions)) {
    out.append(first ? "\"" : ",\"").append(to_string(id)).append("\":");
    record::append_json_string(out, name);
    first = false;
  }
  out += '}';
}

std::string list_body(const std::vector<std::string>& items, const std::optional<std::string>& next, std::string_view names_json) {
  std::string out = "{\"items\":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i) out += ',';
    out += items[i];
  }
  out += "],\"next\":";
  if (next) record::append_json_string(out, *next);
  else out += "null";
  return out.append(",\"names\":").append(names_json.empty() ? "{}" : names_json).append("}");
}

std::string single_body(const record::Record& r, std::string_view names_json, const std::set<std::string, std::less<>>& only) {
  std::string out;
  record::append_json(out, r, only);
  out.pop_back();
  return out.append(",\"names\":").append(names_json.empty() ? "{}" : names_json).append("}");
}

}  // namespace evenkeel::api
