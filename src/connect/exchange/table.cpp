#include "connect/exchange/table.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace evenkeel::exchange {

Result<Table> Table::open(std::istream& in, char separator) {
  Table table(in, separator);
  std::vector<std::string> cells;
  if (table.reader_.next(cells) != record::CsvReader::Outcome::row)
    return error(
        Fault::malformed, "import.empty",
        "The file has no first line that names the columns" + (table.reader_.why().empty() ? "." : ": " + table.reader_.why() + "."));
  for (std::string& cell : cells) {
    std::string name(trim(cell));
    if (!table.positions_.emplace(name, table.heading_.size()).second)
      return error(Fault::malformed, "import.double_column", "The column \"" + name + "\" is there twice.");
    table.heading_.push_back(std::move(name));
  }
  return table;
}

std::optional<std::size_t> Table::find(std::string_view column) const {
  const auto found = positions_.find(std::string(column));
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

Table::Outcome Table::next(TableRow& row, BrokenRow& broken) {
  using Read = record::CsvReader::Outcome;
  const Read read = reader_.next(row.cells);
  if (read == Read::end) return Outcome::end;
  row.line = reader_.line();
  if (read == Read::row && row.cells.size() == heading_.size()) return Outcome::row;
  broken.line = row.line;
  if (read == Read::cut_off) {
    broken.code = "cut_off";
    broken.why = reader_.why() + ", so its last row may be cut";
  } else if (read == Read::bad_row) {
    broken.code = "not_csv";
    broken.why = "the row " + reader_.why();
  } else {
    broken.code = "cells";
    broken.why = fmt::format("the row has {} cells, the heading {}", row.cells.size(), heading_.size());
  }
  return Outcome::broken;
}

std::string next_digest(std::string_view before, const TableRow& row) {
  std::string bytes(before);
  for (const std::string& cell : row.cells) {
    bytes += std::to_string(cell.size());
    bytes += ':';
    bytes += cell;
  }
  return sha256(bytes);
}

}  // namespace evenkeel::exchange
