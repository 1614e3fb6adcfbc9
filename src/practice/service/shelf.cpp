// See the header.
#include "practice/service/shelf.hpp"

#include <fmt/format.h>

#include "store/row_io.hpp"

namespace evenkeel::service {
namespace {

using record::Record;
using record::RecordType;
using record::Value;

/// "name=Network": the same text for the same value of the same field.
std::string key_of(std::string_view field, const Value& value) {
  struct Text {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool v) const { return v ? "1" : "0"; }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(double v) const { return fmt::format("{}", v); }
    std::string operator()(const std::string& v) const { return v; }
    std::string operator()(Time v) const { return std::to_string(v.us); }
    std::string operator()(Id v) const { return to_string(v); }
    std::string operator()(const std::vector<Id>&) const { return {}; }
    std::string operator()(const std::vector<std::string>&) const { return {}; }
  };
  return fmt::format("{}={}", field, std::visit(Text{}, value));
}

bool fits(const Record& r, const std::vector<Where>& where) {
  return std::all_of(where.begin(), where.end(), [&](const Where& w) { return record::compare(r[w.field], w.value) == 0; });
}

}  // namespace

std::optional<Record> Shelf::find(const RecordType& type, Id id) const {
  if (!id) return std::nullopt;
  if (auto kind = laid_.find(type.kind); kind != laid_.end())
    if (auto at = kind->second.records.find(id); at != kind->second.records.end()) return at->second;
  return db_ ? store::find_record(*db_, type, id) : std::nullopt;
}

std::vector<Record> Shelf::matching(const RecordType& type, const std::vector<Where>& where) const {
  std::map<Id, Record> found;
  auto kind = laid_.find(type.kind);
  if (db_) {
    std::string sql = fmt::format("SELECT {} FROM {} WHERE 1=1", store::select_columns(type, ""), type.table);
    std::vector<store::Param> params;
    std::vector<std::string> texts;
    for (const Where& w : where) {
      if (record::is_absent(w.value)) {
        sql += fmt::format(" AND {} IS NULL", w.field);
      } else {
        store::bind_value(w.value, params, texts);
        sql += fmt::format(" AND {} = ${}", w.field, params.size());
      }
    }
    sql += fmt::format(" ORDER BY id LIMIT {}", matching_most);
    db_->query(sql, store::Params(params), [&](const store::Row& row) {
      Record r = store::read_record(type, row);
      bool hidden = kind != laid_.end() && kind->second.records.contains(r.id());
      if (!hidden) found.emplace(r.id(), std::move(r));
    });
  }
  if (kind != laid_.end()) {
    auto ids = kind->second.by_value.find(where.empty() ? std::string() : key_of(where.front().field, where.front().value));
    if (ids != kind->second.by_value.end())
      for (Id id : ids->second)
        if (const Record& r = kind->second.records.at(id); fits(r, where)) found.emplace(id, r);
  }
  std::vector<Record> out;
  for (auto& [id, r] : found)
    if (out.size() < matching_most) out.push_back(std::move(r));
  return out;
}

void Shelf::lay(Record r) {
  Laid& kind = laid_[std::string(r.type->kind)];
  Id id = r.id();
  auto keys_of = [](const Record& record) {
    std::vector<std::string> keys{std::string()};  // the empty key: all of the kind
    for (std::size_t i = 2; i < record.values.size(); ++i) keys.push_back(key_of(record.type->fields[i].name, record.values[i]));
    return keys;
  };
  if (auto old = kind.records.find(id); old != kind.records.end()) {
    for (const auto& key : keys_of(old->second)) kind.by_value[key].erase(id);
    kind.records.erase(old);
  }
  for (const auto& key : keys_of(r)) kind.by_value[key].insert(id);
  kind.records.emplace(id, std::move(r));
}

}  // namespace evenkeel::service
