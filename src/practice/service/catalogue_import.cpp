// See the header.
#include "practice/service/catalogue_import.hpp"

#include <fmt/format.h>

#include <sstream>

#include "base/text.hpp"
#include "practice/service/catalogue_checks.hpp"
#include "practice/service/catalogue_desk.hpp"
#include "practice/service/import_cells.hpp"
#include "record/csv.hpp"
#include "record/json.hpp"

namespace evenkeel::service {
namespace {

using record::Record;
using record::RecordType;
using record::Value;

/// Values of one line by field position; a column that is not there has none.
using Cells = std::vector<std::optional<Value>>;

std::string pointer(const record::Field& f) { return "/" + std::string(f.name); }

/// The record that the line means: by id, else by external reference, else by its natural key.
Result<std::optional<Record>> find_meant(const Shelf& shelf, const RecordType& type, const Cells& cells) {
  auto said = [&](std::string_view field) -> const Value* {
    if (!type.find(field)) return nullptr;
    const auto& cell = cells[type.index(field)];
    return cell && !record::is_absent(*cell) ? &*cell : nullptr;
  };
  if (const Value* id = said("id")) {
    auto found = shelf.find(type, std::get<Id>(*id));
    if (!found) return invalid("import.no_such_id", "There is no such record; leave the id empty to make a new one.", "/id");
    return found;
  }
  const Value* external = said("external_ref");
  if (external)
    if (auto found = shelf.matching(type, {{"external_ref", *external}}); !found.empty()) return std::optional(found.front());
  std::vector<Where> where;
  for (std::string_view field : natural_key(type)) {
    const auto& cell = cells[type.index(field)];
    if (cell) where.push_back({field, *cell});
    else if (field == natural_key(type).back()) return std::optional<Record>{};
  }
  std::reverse(where.begin(), where.end());
  auto found = shelf.matching(type, where);
  // Another key in the system it came from: another thing of the same name.
  if (external) std::erase_if(found, [](const Record& r) { return !record::is_absent(r["external_ref"]); });
  if (found.size() > 1)
    return invalid("import.ambiguous", "Several records are meant; say the id or the external reference.",
                   pointer(*type.find(natural_key(type).back())));
  if (found.empty()) return std::optional<Record>{};
  return std::optional(found.front());
}

}  // namespace

void ImportReport::refuse(std::size_t line, std::vector<Problem> problems) {
  ++refused;
  if (refusals.size() < refusals_shown_most) refusals.push_back({line, std::move(problems)});
}

void ImportReport::add(const ImportReport& other) {
  created += other.created;
  updated += other.updated;
  unchanged += other.unchanged;
  refused += other.refused;
  for (const Refusal& r : other.refusals)
    if (refusals.size() < refusals_shown_most) refusals.push_back(r);
}

std::string to_json(const ImportReport& report) {
  std::string out = fmt::format(R"({{"created":{},"updated":{},"unchanged":{},"refused_count":{},"refused":[)", report.created,
                                report.updated, report.unchanged, report.refused);
  for (const Refusal& refusal : report.refusals) {
    if (out.back() != '[') out += ',';
    out += fmt::format(R"({{"line":{},"errors":[)", refusal.line);
    for (const Problem& p : refusal.problems) {
      out += out.back() == '[' ? "{\"code\":" : ",{\"code\":";
      record::append_json_string(out, p.code);
      out += ",\"detail\":";
      record::append_json_string(out, p.text);
      out += ",\"pointer\":";
      record::append_json_string(out, p.field);
      out += '}';
    }
    out += "]}";
  }
  return out + "]}";
}

Result<CatalogueImport> CatalogueImport::read(const RecordType& type, std::string_view csv) {
  CatalogueImport import;
  import.type_ = &type;
  std::string_view first_line = csv.substr(0, csv.find_first_of("\r\n"));
  const char separator = first_line.find(',') == std::string_view::npos && first_line.find(';') != std::string_view::npos ? ';' : ',';
  // A last line without an end is one all the same; then only an open quote cuts the file off.
  std::istringstream in(std::string(csv) + (csv.ends_with('\n') ? "" : "\n"));
  record::CsvReader reader(in, separator);
  using Outcome = record::CsvReader::Outcome;

  std::vector<std::string> cells;
  if (auto outcome = reader.next(cells); outcome != Outcome::row)
    return error(Fault::malformed, "import.empty", "The first line must name the columns.");
  std::vector<Problem> problems;
  for (const std::string& cell : cells) {
    const std::string name = lower_ascii(trim(cell));
    const record::Field* field = type.find(name);
    if (!field || field->facts.access == record::Access::secret) {
      problems.push_back({"import.unknown_column", fmt::format("There is no field \"{}\".", utf8_prefix(name, 60)), "/" + name});
      continue;
    }
    const std::size_t position = type.index(name);
    if (std::find(import.columns_.begin(), import.columns_.end(), position) != import.columns_.end())
      problems.push_back({"import.double_column", fmt::format("The column \"{}\" is there twice.", name), "/" + name});
    import.columns_.push_back(position);
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};

  for (auto outcome = reader.next(cells); outcome != Outcome::end; outcome = reader.next(cells)) {
    if (import.lines_.size() == import_lines_most)
      return error(Fault::too_large, "import.too_many_lines", fmt::format("At most {} lines at once.", import_lines_most));
    Line& line = import.lines_.emplace_back();
    line.number = reader.line();
    if (outcome == Outcome::row) line.cells = cells;
    else line.broken = reader.why();
    if (outcome == Outcome::cut_off) break;
  }
  return import;
}

Result<CatalogueImport::Meaning> CatalogueImport::meaning(const Shelf& shelf, const Line& line) const {
  if (!line.broken.empty()) return error(Fault::malformed, "import.not_csv", line.broken);
  if (line.cells.size() != columns_.size())
    return error(Fault::malformed, "import.cells",
                 fmt::format("The line has {} cells for {} columns.", line.cells.size(), columns_.size()));
  Cells cells(type_->fields.size());
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto value = value_of_cell(shelf, type_->fields[columns_[i]], line.cells[i]);
    if (value) cells[columns_[i]] = std::move(*value);
    else problems.insert(problems.end(), value.error().problems.begin(), value.error().problems.end());
  }
  if (!problems.empty()) return Error{Fault::invalid, std::move(problems), {}};

  Meaning meaning;
  TRY(meaning.before, find_meant(shelf, *type_, cells));
  meaning.after = meaning.before ? *meaning.before : record::initial_record(*type_);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const record::Field& field = type_->fields[i];
    // An empty cell clears a field that may be empty; a number or choice keeps what it has.
    if (!cells[i] || field.facts.access != record::Access::input || (field.always && record::is_absent(*cells[i]))) continue;
    meaning.after.values[i] = std::move(*cells[i]);
  }
  const auto& version = cells[type_->index("version")];
  if (meaning.before && version && !record::is_absent(*version) && std::get<std::int64_t>(*version) != meaning.before->version() &&
      !record::diff(*meaning.before, meaning.after).empty())
    return invalid(
        "import.stale",
        "The record was changed after the file was written; it is version " + std::to_string(meaning.before->version()) + " now.",
        "/version");
  return meaning;
}

ImportReport CatalogueImport::write(store::Tx& tx, std::size_t from, std::size_t to) const {
  ImportReport report;
  Shelf shelf(&tx.db());
  for (std::size_t i = from; i < to; ++i) {
    auto meant = meaning(shelf, lines_[i]);
    if (!meant) {
      report.refuse(lines_[i].number, meant.error().problems);
      continue;
    }
    const bool is_new = !meant->before;
    const bool differs = is_new || !record::diff(*meant->before, meant->after).empty();
    auto done = is_new ? add(tx, std::move(meant->after)) : change(tx, *meant->before, std::move(meant->after));
    if (!done) report.refuse(lines_[i].number, done.error().problems);
    else ++(is_new ? report.created : differs ? report.updated : report.unchanged);
  }
  return report;
}

ImportReport CatalogueImport::rehearse(store::Connection& db) const {
  ImportReport report;
  Shelf shelf(&db);
  for (const Line& line : lines_) {
    auto meant = meaning(shelf, line);
    if (!meant) {
      report.refuse(line.number, meant.error().problems);
      continue;
    }
    if (meant->before && record::diff(*meant->before, meant->after).empty()) {
      ++report.unchanged;
      continue;
    }
    // Any id that the database cannot have; nobody sees it.
    if (!meant->before) meant->after["id"] = Id{INT64_MAX - static_cast<std::int64_t>(line.number)};
    auto sound = check(shelf, meant->before ? &*meant->before : nullptr, meant->after);
    if (!sound) {
      report.refuse(line.number, sound.error().problems);
      continue;
    }
    ++(meant->before ? report.updated : report.created);
    shelf.lay(std::move(meant->after));
  }
  return report;
}

}  // namespace evenkeel::service
