#include "connect/exchange/import_report.hpp"

#include <fmt/format.h>

#include "record/csv.hpp"

namespace evenkeel::exchange {
namespace {

std::string_view words(Fate fate) {
  switch (fate) {
    case Fate::row_refused: return "row not taken";
    case Fate::cell_refused: return "cell not taken";
    case Fate::noted: break;
  }
  return "taken, noted";
}

}  // namespace

void ImportReport::add(Finding finding) {
  ++counts[{finding.fate, finding.code}];
  if (sink_) sink_(finding);
}

std::int64_t ImportFigures::count(std::string_view code) const {
  std::int64_t n = 0;
  for (const auto& [key, count] : counts)
    if (key.second == code) n += count;
  return n;
}

std::int64_t ImportFigures::count(Fate fate) const {
  std::int64_t n = 0;
  for (const auto& [key, count] : counts)
    if (key.first == fate) n += count;
  return n;
}

std::string ImportFigures::summary() const {
  std::string out = fmt::format("{} rows read, {} of them known already\n", rows, rows_known);
  if (incidents_new + incidents_continued + incidents_known > 0)
    out += fmt::format("incidents: {} new, {} continued, {} without news\n", incidents_new, incidents_continued, incidents_known);
  if (updated + unchanged > 0) out += fmt::format("records: {} updated, {} unchanged\n", updated, unchanged);
  out += fmt::format("{} changes written, {} people and catalogue records made\n", changes, records_created);
  out += fmt::format("{} rows and {} cells not taken, {} notes", count(Fate::row_refused), count(Fate::cell_refused), count(Fate::noted));
  for (const auto& [key, count] : counts) out += fmt::format("\n  {:>8}  {}: {}", count, words(key.first), key.second);
  return out;
}

std::string report_heading() { return "line,number,what,code,why\r\n"; }

std::string report_line(const Finding& f) {
  std::string line = f.line == 0 ? std::string() : std::to_string(f.line);
  for (std::string_view cell : {std::string_view(f.number), words(f.fate), std::string_view(f.code), std::string_view(f.why)}) {
    line += ',';
    record::append_csv_cell(line, cell);
  }
  return line + "\r\n";
}

}  // namespace evenkeel::exchange
