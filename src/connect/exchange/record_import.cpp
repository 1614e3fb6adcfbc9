#include "connect/exchange/record_import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "connect/exchange/kinds.hpp"
#include "connect/exchange/table.hpp"
#include "practice/people/people_desk.hpp"
#include "practice/people/people_store.hpp"
#include "practice/service/catalogue_import.hpp"
#include "practice/service/import_cells.hpp"
#include "record/csv.hpp"

namespace evenkeel::exchange {
namespace {

/// Rows of one command: some milliseconds on the writer.
constexpr std::size_t rows_of_a_command = 100;
/// A dry run must see the rows before each other, so it takes as many as the catalogue's own import allows.
constexpr std::size_t rows_of_a_rehearsal = service::import_lines_most;

/// One row with the cells that the mapping takes, in the order of its fields.
struct Taken {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

class RecordImport {
 public:
  RecordImport(Table& table, const Mapping& mapping, const ImportInto& into, const ImportOptions& options, ImportReport& report)
      : table_(table),
        mapping_(mapping),
        into_(into),
        options_(options),
        report_(report),
        type_(*kind_named(mapping.kind)),
        actor_(options.actor()) {}

  Status run() {
    CHECK_OK(bind());
    TableRow row;
    BrokenRow broken;
    const std::size_t most = options_.run == Run::dry ? rows_of_a_rehearsal : rows_of_a_command;
    for (auto outcome = table_.next(row, broken); outcome != Table::Outcome::end; outcome = table_.next(row, broken)) {
      ++report_.rows;
      if (outcome == Table::Outcome::broken) refuse(broken.line, broken.code, broken.why);
      else if (auto taken = take(row)) rows_.push_back(std::move(*taken));
      if (rows_.size() == most) CHECK_OK(write());
    }
    return write();
  }

 private:
  void refuse(std::size_t line, const std::string& code, const std::string& why) { report_.add({Fate::row_refused, line, {}, code, why}); }
  void refuse(std::size_t line, const Error& e) {
    for (const Problem& p : e.problems) refuse(line, p.code, p.field.empty() ? p.text : fmt::format("{}: {}", p.field.substr(1), p.text));
  }

  Status bind() {
    std::vector<Problem> problems;
    for (const auto& [name, source] : mapping_.fields) {
      const auto column = table_.find(source.column);
      if (column) bound_.push_back({type_.find(name), &source, *column});
      else if (!mapping_.columns_may_be_absent)
        problems.push_back({"import.unknown_column", fmt::format("The file has no column \"{}\", which the mapping names.", source.column),
                            "/" + source.column});
    }
    if (bound_.empty()) problems.push_back({"import.unknown_column", "The file has none of the columns that the mapping names.", {}});
    if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
    return Done{};
  }

  std::optional<Taken> take(const TableRow& row) {
    Taken taken{row.line, {}};
    for (const Bound& b : bound_) {
      std::string cell(trim(row.cells[b.column]));
      if (mapping_.is_missing(cell)) cell.clear();
      if (!cell.empty() && !b.source->values.empty()) {
        const auto ours = b.source->values.find(cell);
        if (ours == b.source->values.end()) {
          refuse(row.line, "unknown_value", fmt::format("the mapping does not know \"{}\" for {}", utf8_prefix(cell, 60), b.field->name));
          return std::nullopt;
        }
        cell = ours->second;
      }
      if (!cell.empty() && b.field->type == record::Type::time) {
        const auto time = read_time(mapping_.times, cell, mapping_.zone);
        if (time) cell = format_rfc3339(*time);
      }
      taken.cells.push_back(std::move(cell));
    }
    return taken;
  }

  Status write() {
    if (rows_.empty()) return Done{};
    std::vector<Taken> rows;
    rows.swap(rows_);
    Status done = type_.kind == "person" ? write_people(rows) : write_catalogue(rows);
    if (options_.progress) options_.progress(report_);
    return done;
  }

  // ---- the catalogue ---------------------------------------------------------------------------------------------------

  Status write_catalogue(const std::vector<Taken>& rows) {
    std::string csv;
    for (const Bound& b : bound_) csv.append(csv.empty() ? "" : ",").append(b.field->name);
    csv += "\r\n";
    // Which line of ours is which of the file; a cell may hold line ends.
    std::vector<std::size_t> lines{0, 1};
    for (const Taken& row : rows) {
      const std::size_t from = csv.size();
      for (std::size_t i = 0; i < row.cells.size(); ++i) append_cell(csv, row.cells[i], i == 0);
      csv += "\r\n";
      lines.resize(lines.size() + static_cast<std::size_t>(std::count(csv.begin() + static_cast<std::ptrdiff_t>(from), csv.end(), '\n')),
                   row.line);
    }
    TRY(const auto import, service::CatalogueImport::read(type_, csv));
    if (options_.run == Run::dry) {
      into_.reg.readers.read([&](store::Connection& db) { count(import.rehearse(db), lines); });
      return Done{};
    }
    write_piece(import, 0, import.lines(), lines);
    return Done{};
  }

  /// The cells came through a reader already: only what a CSV needs is done to them.
  static void append_cell(std::string& csv, const std::string& cell, bool first) {
    if (!first) csv += ',';
    csv += '"';
    for (char c : cell) csv.append(c == '"' ? 2 : 1, c);
    csv += '"';
  }

  void write_piece(const service::CatalogueImport& import, std::size_t from, std::size_t to, const std::vector<std::size_t>& lines) {
    service::ImportReport written;
    const auto done = into_.reg.writer.run(store::Lane::bulk, actor_, [&](store::Tx& tx) -> Result<store::Outcome> {
      written = import.write(tx, from, to);
      return store::Outcome{};
    });
    if (done) return count(written, lines);
    if (to - from == 1) return refuse(lines[import.line_number(from)], done.error());
    for (std::size_t i = from; i < to; ++i) write_piece(import, i, i + 1, lines);
  }

  void count(const service::ImportReport& written, const std::vector<std::size_t>& lines) {
    report_.records_created += written.created;
    report_.updated += written.updated;
    report_.unchanged += written.unchanged;
    report_.changes += written.created + written.updated;
    for (const auto& refusal : written.refusals)
      refuse(lines[std::min(refusal.line, lines.size() - 1)], Error{Fault::invalid, refusal.problems, {}});
  }

  // ---- people ----------------------------------------------------------------------------------------------------------

  struct Tally {
    std::int64_t created = 0, updated = 0, unchanged = 0;
    std::vector<std::pair<std::size_t, Error>> refused;
  };

  Status write_people(const std::vector<Taken>& rows) {
    Tally tally;
    if (options_.run == Run::dry) {
      into_.reg.readers.read([&](store::Connection& db) {
        for (const Taken& row : rows) {
          const auto patch = patch_of(db, row);
          if (!patch) tally.refused.emplace_back(row.line, patch.error());
          else if (!find_meant(db, *patch)) ++tally.created;
          else ++tally.updated;
        }
      });
      count(tally);
      return Done{};
    }
    const auto done = into_.reg.writer.run(store::Lane::bulk, actor_, [&](store::Tx& tx) -> Result<store::Outcome> {
      tally = Tally{};
      for (const Taken& row : rows)
        if (auto written = write_person(tx, row, tally); !written) tally.refused.emplace_back(row.line, written.error());
      return store::Outcome{};
    });
    if (done) count(tally);
    else if (rows.size() == 1) refuse(rows.front().line, done.error());
    else
      for (const Taken& row : rows) CHECK_OK(write_people({row}));
    return Done{};
  }

  Status write_person(store::Tx& tx, const Taken& row, Tally& tally) {
    TRY(const auto patch, patch_of(tx.db(), row));
    const auto meant = find_meant(tx.db(), patch);
    if (!meant) {
      TRY(const auto made, people::create_person(into_.people, tx, patch));
      (void)made;
      ++tally.created;
      return Done{};
    }
    TRY(const auto changed, people::change_person(into_.people, tx, meant->id, {}, patch));
    ++(changed.version == meant->version ? tally.unchanged : tally.updated);
    return Done{};
  }

  Result<record::Patch> patch_of(store::Connection& db, const Taken& row) {
    record::Patch patch{record::make_record(type_), std::vector<bool>(type_.fields.size(), false)};
    const service::Shelf shelf(&db);
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < bound_.size(); ++i) {
      const record::Field& field = *bound_[i].field;
      if (field.name == "id" || (row.cells[i].empty() && field.always)) continue;
      auto value = value_of(shelf, field, row.cells[i]);
      if (!value) {
        problems.insert(problems.end(), value.error().problems.begin(), value.error().problems.end());
        continue;
      }
      const auto position = type_.index(field.name);
      patch.values.values[position] = std::move(*value);
      patch.named[position] = true;
    }
    if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
    return patch;
  }

  /// Teams are named as other references are, joined by ';'.
  static Result<record::Value> value_of(const service::Shelf& shelf, const record::Field& field, const std::string& cell) {
    if (field.type != record::Type::id_list || field.facts.ref.empty()) return service::value_of_cell(shelf, field, cell);
    std::vector<Id> ids;
    for (std::string_view part : split(cell, ';')) {
      if (trim(part).empty()) continue;
      TRY(const Id id, service::resolve(shelf, *kind_named(field.facts.ref), trim(part)));
      ids.push_back(id);
    }
    return ids.empty() ? record::Value{} : record::Value{std::move(ids)};
  }

  std::optional<people::Person> find_meant(store::Connection& db, const record::Patch& patch) {
    const auto person = record::from_record<people::Person>(patch.values);
    std::optional<people::Person> found;
    if (!person.external_ref.empty())
      db.query("SELECT id FROM person WHERE external_ref = $1 AND erased = 0 ORDER BY id LIMIT 1", {store::Param(person.external_ref)},
               [&](const store::Row& row) { found.emplace().id = row.id(0); });
    if (found) return people::find_person(db, found->id);
    if (!person.login.empty()) return people::find_by_login(db, person.login);
    const auto by_mail = person.mail.empty() ? std::vector<people::Person>{} : people::find_by_mail(db, person.mail);
    return by_mail.size() == 1 ? std::optional(by_mail.front()) : std::nullopt;
  }

  void count(const Tally& tally) {
    report_.records_created += tally.created;
    report_.updated += tally.updated;
    report_.unchanged += tally.unchanged;
    report_.changes += tally.created + tally.updated;
    for (const auto& [line, e] : tally.refused) refuse(line, e);
  }

  struct Bound {
    const record::Field* field;
    const Source* source;
    std::size_t column;
  };
  Table& table_;
  const Mapping& mapping_;
  const ImportInto& into_;
  const ImportOptions& options_;
  ImportReport& report_;
  const record::RecordType& type_;
  store::Actor actor_;
  std::vector<Bound> bound_;
  std::vector<Taken> rows_;
};

}  // namespace

Status import_records(std::istream& in, const Mapping& mapping, const ImportInto& into, const ImportOptions& options,
                      ImportReport& report) {
  TRY(auto table, Table::open(in, mapping.separator));
  return RecordImport(table, mapping, into, options, report).run();
}

Result<Mapping> mapping_for_own_table(const record::RecordType& type, std::istream& in) {
  TRY(const auto table, Table::open(in, ','));
  Mapping mapping;
  mapping.source = "table";
  mapping.input = Input::records;
  mapping.kind = type.kind;
  mapping.times.push_back(*TimeFormat::parse("rfc3339"));
  std::vector<Problem> problems;
  for (const std::string& column : table.heading()) {
    const record::Field* field = type.find(column);
    if (!field || field->facts.access == record::Access::secret)
      problems.push_back({"import.unknown_column",
                          fmt::format("There is no field \"{}\"; say with --mapping what the column means.", utf8_prefix(column, 60)),
                          "/" + column});
    else if (field->facts.access == record::Access::input || field->name == "id") mapping.fields[column].column = column;
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};
  return mapping;
}

}  // namespace evenkeel::exchange
