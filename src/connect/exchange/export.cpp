#include "connect/exchange/export.hpp"

#include <fmt/format.h>

#include "connect/exchange/kinds.hpp"
#include "connect/exchange/labels.hpp"
#include "practice/api/api.hpp"
#include "practice/incident/visibility.hpp"
#include "practice/service/catalogue.hpp"
#include "practice/service/custom_fields.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"
#include "store/change_log.hpp"
#include "store/row_io.hpp"

namespace evenkeel::exchange {
namespace {

using record::Access;
using record::Field;
using record::Record;
using record::RecordType;
using store::Connection;

constexpr std::int64_t rows_of_a_page = 500;  // some ten milliseconds of a read transaction

class Export {
 public:
  Export(const store::Register& reg, const ExportOptions& options, const std::function<void(std::string_view)>& out)
      : register_(reg), options_(options), type_(*options.type), out_(out) {}

  Result<std::int64_t> run() {
    if (options_.story == Story::with_history && (options_.format != Format::jsonl || type_.kind != "incident"))
      return invalid("export.history", "Histories are exported with incidents as JSON Lines (--format jsonl).");
    TRY(const auto filter, condition());
    sql_ = fmt::format("SELECT {} FROM {} t WHERE t.id > $1 AND ", store::select_columns(type_, "t"), type_.table);
    condition::Asker asker;
    asker.now = register_.world.now();
    auto compiled = filter.compile(asker, "t", 2);
    sql_ += fmt::format("({}) ORDER BY t.id LIMIT {}", compiled.where, rows_of_a_page);
    params_ = {std::int64_t{0}};
    params_.insert(params_.end(), compiled.params.begin(), compiled.params.end());
    if (options_.format == Format::csv) out_(heading());
    while (page()) {}
    return rows_;
  }

 private:
  Result<condition::Condition> condition() {
    service::Catalogue catalogue;
    register_.readers.read([&](Connection& db) { catalogue.refresh(db); });
    if (type_.kind == "incident")
      return api::parse_filter(
          options_.filter, incident::vocabulary(people::system_principal("export"), kind_named, service::custom_types(catalogue.now())));
    condition::Vocabulary vocabulary;
    vocabulary.type = &type_;
    vocabulary.kinds = kind_named;
    vocabulary.readable = [](const RecordType&, const Field& f) { return f.facts.access != Access::secret; };
    return api::parse_filter(options_.filter, vocabulary);
  }

  /// Ids and versions mean nothing elsewhere; secrets never leave.
  bool in_table(const Field& f) const { return f.name != "id" && f.name != "version" && f.facts.access != Access::secret; }

  std::string heading() const {
    std::string line;
    for (const Field& f : type_.fields)
      if (in_table(f)) line.append(line.empty() ? "" : ",").append(f.name);
    return line + "\r\n";
  }

  bool page() {
    std::string text;
    std::int64_t found = 0;
    register_.readers.read([&](Connection& db) {
      std::vector<Record> records;
      api::query(db, sql_, params_, [&](const store::Row& row) { records.push_back(store::read_record(type_, row)); });
      for (const Record& r : records) {
        if (options_.format == Format::csv) append_csv(text, db, r);
        else append_line(text, db, r);
      }
      found = static_cast<std::int64_t>(records.size());
      if (found > 0) params_.front() = records.back().id().v;
    });
    out_(text);
    rows_ += found;
    return found == rows_of_a_page;
  }

  void append_csv(std::string& text, Connection& db, const Record& r) {
    bool first = true;
    for (std::size_t i = 0; i < r.values.size(); ++i) {
      const Field& f = type_.fields[i];
      if (!in_table(f)) continue;
      if (!std::exchange(first, false)) text += ',';
      append_cell(text, db, f, r.values[i]);
    }
    text += "\r\n";
  }

  void append_cell(std::string& text, Connection& db, const Field& f, const record::Value& value) {
    if (const Id* id = std::get_if<Id>(&value); id && !f.facts.ref.empty()) return record::append_csv_cell(text, labels_.of(db, f, *id));
    if (const auto* ids = std::get_if<std::vector<Id>>(&value); ids && !f.facts.ref.empty()) {
      std::string joined;
      for (Id id : *ids) joined.append(joined.empty() ? "" : ";").append(labels_.of(db, f, id));
      return record::append_csv_cell(text, joined);
    }
    record::append_csv_value(text, value);
  }

  void append_line(std::string& text, Connection& db, const Record& r) {
    record::append_json(text, r);
    text.pop_back();
    append_names(text, db, r);
    if (options_.story == Story::with_history) {
      append_entries(text, db, r.id());
      append_changes(text, db, r.id());
    }
    text += "}\n";
  }

  void append_names(std::string& text, Connection& db, const Record& r) {
    text += ",\"names\":{";
    std::set<Id> seen;
    const auto add = [&](const Field& f, Id id) {
      if (!seen.insert(id).second) return;
      text += seen.size() > 1 ? ",\"" : "\"";
      text += to_string(id);
      text += "\":";
      record::append_json_string(text, labels_.of(db, f, id));
    };
    for (std::size_t i = 0; i < r.values.size(); ++i) {
      const Field& f = type_.fields[i];
      if (f.facts.ref.empty()) continue;
      if (const Id* id = std::get_if<Id>(&r.values[i])) add(f, *id);
      if (const auto* ids = std::get_if<std::vector<Id>>(&r.values[i]))
        for (Id id : *ids) add(f, id);
    }
    text += '}';
  }

  void append_entries(std::string& text, Connection& db, Id incident) {
    static const RecordType& type = record::type_of<incident::Entry>();
    static const std::string sql = fmt::format("SELECT {} FROM entry WHERE incident = $1 ORDER BY id", store::select_columns(type, ""));
    text += ",\"entries\":[";
    bool first = true;
    db.query(sql, {store::Param(incident)}, [&](const store::Row& row) {
      if (!std::exchange(first, false)) text += ',';
      record::append_json(text, store::read_record(type, row));
    });
    text += ']';
  }

  void append_changes(std::string& text, Connection& db, Id incident) {
    static const std::string sql = fmt::format("SELECT {} FROM change WHERE root_id = $1 ORDER BY seq", store::change_columns);
    text += ",\"changes\":[";
    bool first = true;
    db.query(sql, {store::Param(incident)}, [&](const store::Row& row) {
      const auto c = store::read_change(row);
      text += fmt::format("{}{{\"seq\":{},\"at\":\"{}\",\"recorded_at\":\"{}\",\"actor\":", std::exchange(first, false) ? "" : ",", c.seq,
                          format_rfc3339(c.at), format_rfc3339(c.recorded_at));
      record::append_json_string(text, c.actor);
      text += ",\"kind\":";
      record::append_json_string(text, c.kind);
      text += fmt::format(",\"subject_kind\":\"{}\",\"subject\":\"{}\",\"version\":{},\"body\":{}}}", c.subject_kind, to_string(c.subject),
                          c.version, c.erased ? "null" : c.body);
    });
    text += ']';
  }

  const store::Register& register_;
  const ExportOptions& options_;
  const RecordType& type_;
  const std::function<void(std::string_view)>& out_;
  std::string sql_;
  std::vector<condition::SqlParam> params_;
  Labels labels_;
  std::int64_t rows_ = 0;
};

}  // namespace

Result<std::int64_t> export_records(const store::Register& reg, const ExportOptions& options,
                                    const std::function<void(std::string_view)>& out) {
  return Export(reg, options, out).run();
}

}  // namespace evenkeel::exchange
